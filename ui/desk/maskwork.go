package desk

import (
	"fmt"
	"maps"
	"slices"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
)

// maskWork is what someone decided on one ruling's public text and has not
// recorded yet. It outlives the screen, as long as the same person sits.
type maskWork struct {
	court   *app.App
	id      string
	dossier *app.Dossier
	law     mask.Profile // in force today
	profile mask.Profile
	text    []rune // of the ruling as it was issued
	res     *mask.Result
	items   []maskItem
	now     int // the item that is looked at; -1 without any

	maskDecisions
	past []maskPast
}

// maskDecisions are what U takes back.
type maskDecisions struct {
	hidden   []string
	spared   []mask.Place
	accepted map[string]bool // by maskItem.key
	answers  []review.MaskAnswer
	looked   bool
}

type maskPast struct {
	maskDecisions
	profile mask.Profile
	at      int
}

// maskItem is a place to look at: what is hidden there, or was kept, and the
// doubts about it.
type maskItem struct {
	start, end int
	hits       []mask.Hit // pieces, if it runs over two paragraphs
	spared     bool
	doubts     []mask.Doubt
}

// key names what was accepted: the same words may be hidden otherwise under
// another profile.
func (i maskItem) key() string {
	k := fmt.Sprint(i.start, "-", i.end)
	for _, h := range i.hits {
		k += "|" + h.Class + "=" + h.Replacement
	}
	return k
}

func newMaskWork(a *app.App, d *app.Dossier) (*maskWork, error) {
	law, _ := mask.ProfileOn(review.DateOf(a.Now()))
	w := &maskWork{court: a, id: d.ID, dossier: d, law: law, profile: law, text: []rune(d.IssuedText()), maskDecisions: maskDecisions{accepted: map[string]bool{}}}
	k, holds := a.MaskingFor(d, app.MaskRequest{})
	if holds { // what was recorded is where one goes on
		w.profile, w.hidden, w.answers, w.looked = mask.Profile(k.Profile), slices.Clone(k.Hidden), slices.Clone(k.Answers), k.Looked
		for _, s := range k.Spared {
			w.spared = append(w.spared, mask.Place(s))
		}
	}
	if err := w.remake(); err != nil {
		return nil, err
	}
	if holds {
		for _, i := range w.items {
			w.accepted[i.key()] = true
		}
	}
	return w, nil
}

func (w *maskWork) request() app.MaskRequest {
	return app.MaskRequest{Profile: w.profile, Hide: w.hidden, Spare: w.spared}
}

// remake masks anew and lists what is to be looked at.
func (w *maskWork) remake() error {
	res, err := w.court.Mask(w.dossier, w.request())
	if err != nil {
		return err
	}
	w.res = res
	at := 0
	if w.now >= 0 && w.now < len(w.items) {
		at = w.items[w.now].start
	}
	w.items = maskItems(res)
	w.now = slices.IndexFunc(w.items, func(i maskItem) bool { return i.end > at || i.start >= at })
	if w.now < 0 {
		w.now = len(w.items) - 1
	}
	return nil
}

// maskItems puts hits, kept places and doubts in the order of the paper.
func maskItems(res *mask.Result) []maskItem {
	var out []maskItem
	add := func(hs []mask.Hit, spared bool) {
		for _, h := range hs {
			if n := len(out); n > 0 && len(out[n-1].hits) > 0 && out[n-1].start == h.From && out[n-1].end == h.To {
				out[n-1].hits = append(out[n-1].hits, h)
				continue
			}
			out = append(out, maskItem{start: h.From, end: h.To, hits: []mask.Hit{h}, spared: spared})
		}
	}
	add(res.Masked, false)
	add(res.Spared, true)
	slices.SortStableFunc(out, func(a, b maskItem) int { return a.start - b.start })
	for _, d := range res.Doubts {
		i := slices.IndexFunc(out, func(i maskItem) bool {
			return i.start == d.Start && i.end == d.End || d.Start < d.End && i.start < d.End && d.Start < i.end
		})
		if i < 0 {
			out = append(out, maskItem{start: d.Start, end: d.End, doubts: []mask.Doubt{d}})
			continue
		}
		out[i].doubts = append(out[i].doubts, d)
	}
	slices.SortStableFunc(out, func(a, b maskItem) int { return a.start - b.start })
	return out
}

// open says whether an item is still to be looked at.
func (w *maskWork) open(n int) bool {
	i := w.items[n]
	if len(i.doubts) > 0 {
		return slices.ContainsFunc(i.doubts, func(d mask.Doubt) bool { _, ok := w.answer(d); return !ok })
	}
	return !i.spared && !w.accepted[i.key()]
}

func (w *maskWork) answer(d mask.Doubt) (review.MaskAnswer, bool) {
	for _, a := range w.answers {
		if a.Code == d.Code && a.Start == d.Start && a.End == d.End && a.Quote == d.Quote {
			return a, true
		}
	}
	return review.MaskAnswer{}, false
}

// left counts what is still to be looked at, and how much of it is certain: no
// doubt is about it.
func (w *maskWork) left() (all, certain int) {
	for n := range w.items {
		if w.open(n) {
			all++
			if len(w.items[n].doubts) == 0 {
				certain++
			}
		}
	}
	if len(w.res.Masked) == 0 && !w.looked {
		all++
	}
	return all, certain
}

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
