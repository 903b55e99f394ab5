package desk

import (
	"fmt"
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
	stamp   int          // of the matter, when it was read
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
