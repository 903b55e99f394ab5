package disclosure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenqian/signing/fault"
)

// Check recomputes the root from what is shown and the hashes of what is not.
func (c *Sidecar) Check() error {
	if err := c.whole(); err != nil {
		return err
	}
	w := walker{spans: c.Spans, runes: []rune(c.Spans[0].Text), end: c.Spans[0].Runes}
	h, err := w.top(0, c.Runes)
	if err != nil {
		return err
	}
	if w.left() || rootOf(c.Runes, h) != c.Root {
		return fault.New("disclosure.root")
	}
	return nil
}

// whole says whether the spans make up the text.
func (c *Sidecar) whole() error {
	n := 0
	for _, s := range c.Spans {
		if s.Runes < 1 || s.Runes > mostRunes || !utf8.ValidString(s.Text) || !s.Hidden && utf8.RuneCountInString(s.Text) != s.Runes {
			return fault.New("disclosure.spans")
		}
		for _, b := range s.Nodes {
			if len(b) != len(hash{}) {
				return fault.New("disclosure.spans")
			}
		}
		n += s.Runes
		if n > mostRunes {
			return fault.New("disclosure.spans")
		}
	}
	if n != c.Runes || n == 0 {
		return fault.New("disclosure.spans")
	}
	return nil
}

// walker goes down the tree from left to right and takes up the nodes of the
// spans as it comes to them.
type walker struct {
	spans []Span
	taken int    // nodes of spans[0]
	runes []rune // of spans[0], if it is shown
	start int    // where spans[0] begins
	end   int
}

func (w *walker) next() {
	w.start = w.end
	w.spans, w.taken = w.spans[1:], 0
	w.end += w.spans[0].Runes
	w.runes = []rune(w.spans[0].Text)
}

// left says whether nodes are over.
func (w *walker) left() bool {
	return len(w.spans) != 1 || w.taken != len(w.spans[0].Nodes)
}

// top is the hash of the subtree over n runes from at.
func (w *walker) top(at, n int) (hash, error) {
	if at == w.end {
		if w.taken != len(w.spans[0].Nodes) {
			return hash{}, fault.New("disclosure.spans")
		}
		w.next()
	}
	if at+n > w.end {
		k := split(n)
		l, err := w.top(at, k)
		if err != nil {
			return l, err
		}
		r, err := w.top(at+k, n-k)
		return node(l, r), err
	}
	s := w.spans[0]
	if w.taken == len(s.Nodes) {
		return hash{}, fault.New("disclosure.spans")
	}
	given := [32]byte(s.Nodes[w.taken])
	w.taken++
	if s.Hidden {
		return given, nil
	}
	return top(given, w.runes[at-w.start:at-w.start+n]), nil
}

// CheckPublic says whether text, taken from the public copy, is what the
// sidecar shows with what was put in place of the rest. White space is layout
// and makes no difference.
func (c *Sidecar) CheckPublic(text string) error {
	want, got := []rune(squeeze(c.Public())), []rune(squeeze(text))
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			return fault.New("disclosure.public", "near", around(want, i))
		}
	}
	return nil
}

// CheckOriginal says whether text, taken from the Original, can be the whole of
// what the sidecar shows in part, its beginning at least: what is shown stands
// there in its order, with no more runes between than were hidden. That the
// Original bears the root, the caller has seen.
func (c *Sidecar) CheckOriginal(text string) error {
	have := []rune(squeeze(text))
	places := map[int]bool{0: true} // where in have the next span may begin
	for _, s := range c.Spans {
		next := map[int]bool{}
		shown := []rune(squeeze(s.Text))
		for p := range places {
			switch {
			case s.Hidden:
				for k := range min(s.Runes, len(have)-p) + 1 {
					next[p+k] = true
				}
			case p+len(shown) <= len(have) && slices.Equal(have[p:p+len(shown)], shown):
				next[p+len(shown)] = true
			}
		}
		if len(next) == 0 {
			return fault.New("disclosure.original", "near", around(shown, 0))
		}
		places = next
	}
	return nil
}

// around is a few runes from i on.
func around(rs []rune, i int) string {
	i = min(i, len(rs))
	return string(rs[max(0, i-4):min(len(rs), i+12)])
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}
