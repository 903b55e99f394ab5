package quality

import (
	"maps"
	"slices"
	"unicode"

	"shenqian/review/mask"
	"shenqian/review/wilson"
)

// Line is one class of what is hidden.
type Line struct {
	Class     string      `json:"class"`
	Recall    wilson.Rate `json:"recall"`    // of the mentions, those hidden whole
	Precision wilson.Rate `json:"precision"` // of what was hidden as this class, what had to be
}

// Score is how a masker did on a set of documents.
type Score struct {
	Set      string      `json:"set"`
	System   string      `json:"system"`
	Profile  string      `json:"profile"`
	Docs     int         `json:"documents"`
	Leaks    wilson.Rate `json:"leaks"`     // documents in which any identifier is left
	Silent   wilson.Rate `json:"silent"`    // documents in which one is left and no doubt points to it
	Entities wilson.Rate `json:"entities"`  // people and organisations of whom every mention is hidden
	Mentions wilson.Rate `json:"mentions"`  // identifiers hidden
	Right    wilson.Rate `json:"precision"` // of what was hidden, what had to be
	Lost     int         `json:"must_keep_violations"`
	Alias    wilson.Rate `json:"alias"` // documents in which everyone has one alias of their own
	Doubts   float64     `json:"doubts_per_document"`
	Classes  []Line      `json:"classes,omitempty"`

	// Misses are the places that went wrong, for whoever mends the rules.
	Misses []Miss `json:"-"`
}

// Miss is one place that went wrong.
type Miss struct{ Document, What, Class, Quote string }

// tally adds up documents.
type tally struct {
	Score
	profile            mask.Profile
	leaks, silent      int
	alias              int
	entities           [2]int
	mentions           [2]int
	right              [2]int
	recall, precision  map[string][2]int
	doubts, aliasKnown int
}

func newTally(set, system string, p mask.Profile) *tally {
	return &tally{Score: Score{Set: set, System: system, Profile: string(p)}, profile: p, recall: map[string][2]int{}, precision: map[string][2]int{}}
}

// outcome is what a masker did to a text.
type outcome struct {
	hits   []mask.Hit
	doubts int
	asked  []mask.Doubt // places that a person is shown
}

func (t *tally) add(d *Document, o outcome) {
	t.Docs++
	t.doubts += o.doubts
	text := []rune(d.Text)
	covered := make([]bool, len(text))
	for _, h := range o.hits {
		for i := h.Start; i < h.End; i++ {
			covered[i] = true
		}
	}
	must := make([]bool, len(text))
	whole := map[string]bool{}
	leak, silent := false, false
	for _, s := range d.Spans {
		hide, stand := d.must(s, t.profile)
		switch {
		case hide:
			ok := true
			for i := s.Start; i < s.End; i++ {
				must[i] = true
				ok = ok && (covered[i] || unicode.IsSpace(text[i]))
			}
			count(t.recall, s.Class, ok)
			bump(&t.mentions, ok)
			if s.Entity != "" {
				was, seen := whole[s.Entity]
				whole[s.Entity] = ok && (was || !seen)
			}
			if !ok {
				leak = true
				silent = silent || !slices.ContainsFunc(o.asked, func(q mask.Doubt) bool { return q.Start < s.End && s.Start < q.End })
				t.miss(d, "left", s.Class, text, s.Start, s.End)
			}
		case stand:
			for i := s.Start; i < s.End; i++ {
				if covered[i] {
					t.Lost++
					t.miss(d, "lost", s.Class, text, s.Start, s.End)
					break
				}
			}
		}
	}
	for _, ok := range whole {
		bump(&t.entities, ok)
	}
	if leak {
		t.leaks++
	}
	if silent {
		t.silent++
	}
	for _, h := range o.hits {
		ok := h.Class == "seal_words" || h.Class == "chosen" || slices.Contains(must[h.Start:h.End], true)
		count(t.precision, h.Class, ok)
		bump(&t.right, ok)
		if !ok {
			t.miss(d, "vain", h.Class, text, h.Start, h.End)
		}
	}
	t.aliases(d, o.hits, text)
}

// aliases checks that every mention of one person has one alias, short names
// apart, and that no two share one.
func (t *tally) aliases(d *Document, hits []mask.Hit, text []rune) {
	alias, owner := map[string]string{}, map[string]string{}
	good, any := true, false
	for _, s := range d.Spans {
		hide, _ := d.must(s, t.profile)
		if !hide || s.Class != "person" && s.Class != "org" {
			continue
		}
		for _, h := range hits {
			if h.Start < s.Start || h.Start >= s.End || h.Replacement == "" {
				continue
			}
			any = true
			key := s.Entity
			if s.Short {
				key += " short"
			}
			if was, ok := alias[key]; ok && was != h.Replacement {
				good = false
				t.miss(d, "alias "+was+"≠"+h.Replacement, s.Class, text, s.Start, s.End)
			}
			alias[key] = h.Replacement
			if who, ok := owner[h.Replacement]; ok && who != s.Entity {
				good = false
				t.miss(d, "shared "+h.Replacement, s.Class, text, s.Start, s.End)
			}
			owner[h.Replacement] = s.Entity
			break
		}
	}
	if any {
		t.aliasKnown++
		if good {
			t.alias++
		}
	}
}

func (t *tally) miss(d *Document, what, class string, text []rune, start, end int) {
	quote := string(text[max(0, start-12):start]) + "【" + string(text[start:end]) + "】" + string(text[end:min(len(text), end+10)])
	t.Misses = append(t.Misses, Miss{d.Name, what, class, quote})
}

func bump(n *[2]int, ok bool) {
	n[1]++
	if ok {
		n[0]++
	}
}

func count(m map[string][2]int, class string, ok bool) {
	n := m[class]
	bump(&n, ok)
	m[class] = n
}

// groups are the hits' classes that are one class of the truth.
var groups = map[string]string{"name": "person", "family": "person", "minor": "person", "victim": "person", "informant": "person", "qq": "chat", "wechat": "chat", "alipay": "chat"}

func (t *tally) score() Score {
	s := t.Score
	s.Leaks, s.Silent, s.Entities = wilson.Of(t.leaks, t.Docs), wilson.Of(t.silent, t.Docs), wilson.Of(t.entities[0], t.entities[1])
	s.Mentions, s.Right = wilson.Of(t.mentions[0], t.mentions[1]), wilson.Of(t.right[0], t.right[1])
	s.Alias = wilson.Of(t.alias, t.aliasKnown)
	if t.Docs > 0 {
		s.Doubts = float64(t.doubts) / float64(t.Docs)
	}
	precision := map[string][2]int{}
	for c, n := range t.precision {
		if g := groups[c]; g != "" {
			c = g
		}
		was := precision[c]
		precision[c] = [2]int{was[0] + n[0], was[1] + n[1]}
	}
	for _, c := range slices.Sorted(maps.Keys(t.recall)) {
		r, p := t.recall[c], precision[c]
		s.Classes = append(s.Classes, Line{c, wilson.Of(r[0], r[1]), wilson.Of(p[0], p[1])})
	}
	return s
}
