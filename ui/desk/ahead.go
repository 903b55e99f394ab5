package desk

import (
	"context"
	"time"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/review"
)

// While someone reads a paper, those about it in the queue are typeset and
// their first pages drawn, so that the next is on the screen at once. That is
// no showing: nothing is recorded until he comes to it.

// idle is how long a paper has been on the screen before the machine turns to
// its neighbours.
const idle = 250 * time.Millisecond

// later does something a little later, or at once in tests.
func (d *Desk) later(wait time.Duration, f func()) {
	if d.atOnce {
		f()
		return
	}
	time.AfterFunc(wait, func() { onMain(f) })
}

// ahead makes the neighbours of the open paper ready.
func (d *Desk) ahead(president bool) {
	o := d.open
	d.later(idle, func() {
		if d.open != o || d.queue == nil || d.atOnce {
			return
		}
		ids, drawer, pixels := d.queue.about(), d.drawer, d.paper.pages.Pixels()
		d.readying = d.work(work{}, func(ctx context.Context, _ app.Progress) error {
			for _, id := range ids {
				sheet, err := d.court.Prepare(ctx, id, president)
				if err != nil || drawer == nil || sheet == nil {
					continue // he is told when he comes to it
				}
				_, _ = drawer.Page(ctx, string(sheet.Hash), sheet.PDF, 1, min(pixels, preview.MaxWidth)) // likewise
			}
			return nil
		}, nil)
	})
}

// aheadEnd stops that: what is asked for now comes first.
func (d *Desk) aheadEnd() {
	if d.readying != nil {
		d.readying()
	}
}

// about are the papers next to the chosen one, the likeliest first. A signed
// one is shown as it was signed, and needs no typesetting.
func (q *queuePane) about() []string {
	var out []string
	at := q.index()
	for _, i := range []int{at + 1, at - 1, at + 2} {
		if it, have := q.pages.row(i); at >= 0 && have && i < q.length() && it.State != review.StateApproved {
			out = append(out, it.ID)
		}
	}
	return out
}
