package desk

import (
	"context"

	"shenqian/app"
)

// fetchOwed fetches, in the background, the time-stamps that an authority did
// not give when papers were signed. Who sits down need not know of it unless
// something came or something is wrong with what was signed.
func (d *Desk) fetchOwed() {
	if d.court.Court().Level == "" {
		return
	}
	var done []app.Raised
	left := 0
	d.work(work{label: d.say("ui.levels.working"), stop: true}, func(ctx context.Context, _ app.Progress) error {
		owed, err := d.court.Owed(ctx)
		if err != nil || len(owed) == 0 {
			return err
		}
		var trusted [][]byte
		if p := d.fyne.Preferences().String(prefTrust); p != "" {
			if b, err := app.ReadFileFully(p); err == nil {
				trusted = append(trusted, b)
			}
		}
		all, err := d.court.Raise(ctx, nil, trusted)
		for _, r := range all {
			if r.Err == nil {
				done = append(done, r)
			}
		}
		left = len(owed) - len(done)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			d.fail(err)
		case len(done) > 0:
			d.said(d.say("ui.levels.done", "count", itoa(len(done)), "left", itoa(left)), left > 0)
		case left > 0:
			d.said(d.say("ui.levels.left", "left", itoa(left)), true)
		}
	})
}
