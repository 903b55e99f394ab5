package desk

import (
	"context"
	"slices"

	"shenqian/app"
)

// From one ruling to the next: what was decided is recorded, or is left for
// later.

// finish records the masking and opens the next ruling that waits.
func (s *maskScreen) finish() {
	d, w := s.d, s.w
	if w == nil {
		return
	}
	if !w.res.Publishable {
		d.hint(d.say("ui.mask.never"))
		return
	}
	if all, certain := w.left(); all > 0 {
		switch n := w.next(1, true, nil); {
		case n < 0:
			d.hint(d.say("ui.mask.tick.first"))
		case certain == all:
			d.hint(d.say("ui.mask.open.certain", "count", itoa(all)))
			s.onward()
		default:
			d.hint(d.say("ui.mask.open", "count", itoa(all)))
			s.onward()
		}
		return
	}
	r := app.MaskingRequest{MaskRequest: w.request(), Answers: w.decided(), Looked: w.looked, Seen: app.MaskedHash(w.res)}
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		_, err := d.court.AcceptMasking(ctx, w.id, r)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		delete(d.maskWorks, d.workKey(w.id))
		d.said(d.say("ui.mask.done", "number", numberIn(w.id)), false)
		if d.masking == s {
			s.after(w.id)
		}
	})
}

// after goes on to the ruling that waits after one, or to publishing those
// that are done.
func (s *maskScreen) after(id string) {
	at := slices.Index(s.open, id)
	s.list()
	if len(s.open) == 0 {
		s.leave()
		s.d.openPublishing()
		return
	}
	next := 0
	if at > 0 {
		next = min(at, len(s.open)-1)
	}
	s.read(s.open[next])
}

// skip leaves a ruling for later and opens the next.
func (s *maskScreen) skip() {
	if s.w == nil || len(s.open) < 2 {
		return
	}
	s.read(s.open[(slices.Index(s.open, s.w.id)+1)%len(s.open)])
}

// escape goes back from the words that are typed or selected, then off the
// screen.
func (s *maskScreen) escape() {
	from, to := s.script.Selected()
	switch {
	case s.d.win.Canvas().Focused() != s.script.Focused():
		s.script.Focus()
	case from < to:
		s.script.Select(from, from)
	default:
		s.leave()
	}
}

// leave goes back to the desk; what was decided stays.
func (s *maskScreen) leave() {
	d := s.d
	id := s.asked
	d.masking = nil
	d.show(s.under)
	d.refreshQueue(false)
	d.queue.open(id)
	d.focusQueue()
}

// unrecorded says whether anything was decided that is not recorded.
func (d *Desk) unrecorded() bool {
	for _, w := range d.maskWorks {
		if len(w.past) > 0 {
			return true
		}
	}
	return false
}
