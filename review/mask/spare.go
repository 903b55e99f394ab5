package mask

import (
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
)

// What a person decided to keep at one place, though a rule would hide it
// there. The same words stay hidden everywhere else, and the finished file may
// hold them exactly as often as they were spared.

// Place is a stretch of the input, and the words that stand there: a place of
// another text spares nothing.
type Place struct {
	Start, End int
	Words      string
}

// spare takes the hits at the places out of what is hidden.
func (r *Result) spare(places []Place) error {
	for _, p := range places {
		if p.Start < 0 || p.End > len(r.runes) || p.Start >= p.End || string(r.runes[p.Start:p.End]) != p.Words {
			return review.Fault("mask.spare.words", "words", p.Words)
		}
		inside := func(h Hit) bool { return p.Start <= h.From && h.To <= p.End }
		if !slices.ContainsFunc(r.Masked, inside) {
			if i := slices.IndexFunc(r.Masked, func(h Hit) bool { return h.Start < p.End && p.Start < h.End }); i >= 0 {
				h := r.Masked[i] // a number goes with its lead-in, or stays with it
				return review.Fault("mask.spare.part", "words", p.Words, "whole", string(r.runes[h.From:h.To]), "start", strconv.Itoa(h.From), "end", strconv.Itoa(h.To))
			}
			return review.Fault("mask.spare.none", "words", p.Words)
		}
		for _, h := range r.Masked {
			if inside(h) {
				h.Replacement = h.Original
				r.Spared = append(r.Spared, h)
			}
		}
		r.Masked = slices.DeleteFunc(r.Masked, inside)
	}
	slices.SortFunc(r.Spared, func(a, b Hit) int { return a.Start - b.Start })
	return nil
}

// allowance is what one spared place may leave in a finished file: the hits
// that it makes in the masked text itself, or its very words.
type allowance struct {
	words string   // folded
	hits  []string // folded
	left  int
}

// allowances are those of all spared places.
func (r *Result) allowances() []*allowance {
	found := r.own()
	var out []*allowance
	at, before := 0, 0 // in the masked text, in the input
	for _, s := range r.Spared {
		at += len([]rune(r.Part(before, s.Start)))
		before = s.Start
		a := &allowance{words: plain(s.Original)}
		for _, h := range found {
			if h.Start < at+s.End-s.Start && h.End > at {
				a.hits = append(a.hits, plain(h.Original))
			}
		}
		a.left = max(1, len(a.hits))
		if len(a.hits) == 0 {
			a.hits = []string{a.words}
		}
		out = append(out, a)
	}
	return out
}

// beyond are the hits of a finished file that no spared place accounts for.
// Lines end elsewhere in the file, so that a hit may be a piece of what it was;
// each is still counted against one place.
func beyond(hits []Hit, all []*allowance) (out []Hit) {
	var rest []Hit
	for _, h := range hits {
		if !take(all, func(a *allowance) bool { return slices.Contains(a.hits, plain(h.Original)) }) {
			rest = append(rest, h)
		}
	}
	for _, h := range rest {
		if !take(all, func(a *allowance) bool { return strings.Contains(a.words, plain(h.Original)) }) {
			out = append(out, h)
		}
	}
	return out
}

func take(all []*allowance, fits func(*allowance) bool) bool {
	for _, a := range all {
		if a.left > 0 && fits(a) {
			a.left--
			return true
		}
	}
	return false
}
