package mask

import (
	"slices"
	"strings"

	"shenqian/review"
)

// What a person decided to hide where a machine can't decide: each place where
// the words stand becomes ×, the partial replacement of 法释〔2016〕19号 art 10.
// What must stand (R-K) is never hidden so: whoever chooses it is told.

const chosenMark = "×××"

// readChosen folds the words that a person chose.
func (c *cast) readChosen(in Input) {
	for _, w := range in.Hide {
		if w = plain(w); w != "" {
			c.chosen = append(c.chosen, w)
		}
	}
}

func (j *job) chosenWords() {
	for _, w := range j.cast.chosen {
		for _, s := range j.standing(w) {
			j.choose(s)
		}
	}
}

// standing is where w stands.
func (j *job) standing(w string) (out []span) {
	for from := 0; ; {
		k := strings.Index(j.f.text[from:], w)
		if k < 0 {
			return out
		}
		start := j.f.runeAt(from + k)
		out = append(out, span{start, start + runeLen(w)})
		from += k + len(w)
	}
}

// choose hides s. What is hidden inside it by a rule becomes part of it; where
// a hit runs over its edge, what the hit leaves is hidden.
func (j *job) choose(s span) {
	if slices.ContainsFunc(j.keeps, func(k mark) bool { return k.overlaps(s) }) {
		return
	}
	j.hits = slices.DeleteFunc(j.hits, func(m mark) bool { return s.start <= m.start && m.end <= s.end })
	for _, m := range j.hits {
		switch {
		case !m.overlaps(s):
		case m.start <= s.start && s.end <= m.end:
			return
		case m.start <= s.start:
			s.start = m.end
		default:
			s.end = m.start
		}
	}
	j.hit(mark{span: s, class: "chosen", with: chosenMark})
}

// refusesChosen says which chosen word can't be hidden: one that holds
// something that must stand, or that stands nowhere else.
func (j *job) refusesChosen() error {
	for _, w := range j.cast.chosen {
		places, kept := j.standing(w), 0
		var class string
		for _, s := range places {
			k := slices.IndexFunc(j.keeps, func(k mark) bool { return k.overlaps(s) })
			if k < 0 {
				continue
			}
			m := j.keeps[k]
			kept, class = kept+1, m.class
			if s.start <= m.start && m.end <= s.end {
				return j.refused(s, class)
			}
		}
		if kept > 0 && kept == len(places) {
			return j.refused(places[0], class)
		}
	}
	return nil
}

func (j *job) refused(s span, class string) error {
	start, end := j.f.span(s.start, s.end)
	return review.Fault("mask.hide.kept", "words", squeeze(string(j.f.orig[start:end])), "basis", rules[class].basis())
}
