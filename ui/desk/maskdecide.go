package desk

import (
	"maps"
	"slices"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
)

// The decisions on a ruling's public text, each of which can be taken back.

// remember keeps what was decided, for undo.
func (w *maskWork) remember() {
	w.past = append(w.past, maskPast{maskDecisions{
		slices.Clone(w.hidden), slices.Clone(w.spared), maps.Clone(w.accepted), slices.Clone(w.answers), w.looked,
	}, w.profile, w.now})
}

// undo takes the last decision back.
func (w *maskWork) undo() bool {
	n := len(w.past)
	if n == 0 {
		return false
	}
	p := w.past[n-1]
	w.past = w.past[:n-1]
	w.maskDecisions, w.profile = p.maskDecisions, p.profile
	if err := w.remake(); err != nil { // it was made so before
		return false
	}
	w.now = min(p.at, len(w.items)-1)
	return true
}

// change does something to the decisions, or leaves them as they were.
func (w *maskWork) change(do func()) error {
	w.remember()
	do()
	err := w.remake()
	if err != nil {
		w.undo()
	}
	return err
}

// accept takes the current item as it stands, and says whether there was one.
func (w *maskWork) accept() bool {
	if w.now < 0 {
		return false
	}
	w.remember()
	w.settle(w.now, "")
	return true
}

// settle accepts an item and answers its doubts: as it stands, or as decided.
func (w *maskWork) settle(n int, decided string) {
	i := w.items[n]
	w.accepted[i.key()] = true
	for _, d := range i.doubts {
		a := app.Answered(w.res, d, "")
		if decided != "" && a.Decided != review.MaskSeen {
			a.Decided = decided
		}
		w.answers = slices.DeleteFunc(w.answers, func(b review.MaskAnswer) bool {
			return b.Code == a.Code && b.Start == a.Start && b.End == a.End && b.Quote == a.Quote
		})
		w.answers = append(w.answers, a)
	}
}

// keep spares the current place, or leaves what only is in doubt.
func (w *maskWork) keep() error {
	if w.now < 0 {
		return nil
	}
	i := w.items[w.now]
	return w.change(func() {
		w.settle(w.now, review.MaskKept)
		if len(i.hits) > 0 && !i.spared {
			w.spared = append(w.spared, mask.Place{Start: i.start, End: i.end, Words: string(w.text[i.start:i.end])})
		}
	})
}

// hide hides words everywhere. What is hidden by it was chosen, and needs no
// second look.
func (w *maskWork) hide(words string, answered int) error {
	before := map[string]bool{}
	for _, i := range w.items {
		before[i.key()] = true
	}
	err := w.change(func() {
		if answered >= 0 {
			w.settle(answered, review.MaskHidden)
		}
		if !slices.Contains(w.hidden, words) {
			w.hidden = append(w.hidden, words)
		}
	})
	if err != nil {
		return err
	}
	found := false
	for _, i := range w.items {
		if !before[i.key()] && len(i.hits) > 0 && i.hits[0].Class == "chosen" {
			w.accepted[i.key()], found = true, true
		}
	}
	if !found {
		w.undo()
		return review.Fault("ui.mask.nothing", "words", words)
	}
	return nil
}

// certain accepts all that no doubt is about.
func (w *maskWork) certain() int {
	_, n := w.left()
	if n > 0 {
		w.remember()
		for k := range w.items {
			if len(w.items[k].doubts) == 0 && w.open(k) {
				w.settle(k, "")
			}
		}
	}
	return n
}

// masks by another profile. What was kept was kept under the other one.
func (w *maskWork) masksBy(p mask.Profile) error {
	return w.change(func() { w.profile, w.spared = p, nil })
}

// next is the next item from the current one, and of the open ones only if
// open is set; -1 for none.
func (w *maskWork) next(by int, open bool, fits func(maskItem) bool) int {
	n := len(w.items)
	for k := 1; k <= n; k++ {
		i := ((w.now+by*k)%n + n) % n
		if (!open || w.open(i)) && (fits == nil || fits(w.items[i])) {
			return i
		}
	}
	return -1
}

// decided are the answers to record: those of the doubts that stand, and of
// what was hidden on their account.
func (w *maskWork) decided() (out []review.MaskAnswer) {
	for _, a := range w.answers {
		stands := slices.ContainsFunc(w.res.Doubts, func(d mask.Doubt) bool {
			return a.Code == d.Code && a.Start == d.Start && a.End == d.End && a.Quote == d.Quote
		})
		if stands || a.Decided == review.MaskHidden && slices.Contains(w.hidden, a.Quote) {
			out = append(out, a)
		}
	}
	return out
}
