package disclosure

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"shenqian/signing/fault"
)

// Format is the number of the form that is written, and the highest read.
const Format = 1

// Sidecar is a text opened in part. It goes out with the public copy.
type Sidecar struct {
	Format int    `json:"format"`
	Root   string `json:"root"`
	Runes  int    `json:"runes"` // of the whole text
	Spans  []Span `json:"spans"` // one after the other, they make up the text
}

// Span is a stretch of the text, shown or hidden.
type Span struct {
	Runes  int  `json:"runes"` // of the text committed to
	Hidden bool `json:"hidden,omitempty"`
	// Text is what stands there in the public copy: the runes themselves, or,
	// for what is hidden, what was put in their place.
	Text string `json:"text"`
	// Nodes are the seeds of the largest subtrees in a shown stretch, the hashes
	// of those in a hidden one, from left to right.
	Nodes [][]byte `json:"nodes"`
}

// Hidden is a stretch of runes that is kept back, and what stands in its place.
type Hidden struct {
	Start, End int
	With       string
}

// mostRunes bounds a text; a long ruling has 30,000.
const mostRunes = 1 << 20

// Open opens all of a text but what is hidden, which is given in order and
// doesn't overlap.
func Open(s Seed, text string, hidden []Hidden) (*Sidecar, error) {
	runes := []rune(text)
	if len(runes) == 0 || len(runes) > mostRunes || !utf8.ValidString(text) {
		return nil, fault.New("disclosure.text")
	}
	out := &Sidecar{Format: Format, Root: Root(s, text), Runes: len(runes)}
	var ends []int
	at := 0
	put := func(end int, hide bool, with string) {
		if end > at {
			out.Spans = append(out.Spans, Span{Runes: end - at, Hidden: hide, Text: with})
			ends = append(ends, end)
			at = end
		}
	}
	for _, h := range hidden {
		if h.Start < at || h.End <= h.Start || h.End > len(runes) {
			return nil, fault.New("disclosure.spans")
		}
		put(h.Start, false, string(runes[at:h.Start]))
		put(h.End, true, h.With)
	}
	put(len(runes), false, string(runes[at:]))
	open(out.Spans, ends, s, runes, 0)
	return out, nil
}

// open puts the nodes over text, whose first rune is the whole's at, into the
// spans that they lie in.
func open(spans []Span, ends []int, s Seed, text []rune, at int) {
	for len(ends) > 1 && ends[0] <= at { // spans that lie before it
		spans, ends = spans[1:], ends[1:]
	}
	if at+len(text) <= ends[0] {
		n := s[:]
		if spans[0].Hidden {
			h := top(s, text)
			n = h[:]
		}
		spans[0].Nodes = append(spans[0].Nodes, bytes.Clone(n))
		return
	}
	k := split(len(text))
	l, r := halves(s)
	open(spans, ends, l, text[:k], at)
	open(spans, ends, r, text[k:], at+k)
}

// Public is the text as the public copy has it.
func (c *Sidecar) Public() string {
	var b strings.Builder
	for _, s := range c.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Encode writes a sidecar as it lies beside the public copy.
func (c *Sidecar) Encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(c)
	return b.Bytes(), err
}

// largest bounds a sidecar; that of a ruling of three pages has some 30 KB.
const largest = 64 << 20

// Read reads a sidecar. What it says is still to be checked.
func Read(b []byte) (*Sidecar, error) {
	if len(b) > largest {
		return nil, fault.New("disclosure.malformed")
	}
	var c Sidecar
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return nil, fault.Wrap(err, "disclosure.malformed")
	}
	if d.More() || c.Format < 1 {
		return nil, fault.New("disclosure.malformed")
	}
	if c.Format > Format {
		return nil, fault.New("disclosure.newer")
	}
	return &c, nil
}
