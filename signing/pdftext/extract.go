package pdftext

import (
	"slices"
	"strconv"
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

const (
	// mostOperators bounds what is drawn: forms within forms can ask for any
	// amount of it in a few bytes.
	mostOperators = 4 << 20
	mostForms     = 24 // within each other
	mostSaved     = 512
)

// extractor reads what pages draw.
type extractor struct {
	view   pdffile.View
	fonts  map[int]*font // by the font object's number
	budget int
	depth  int
	forms  map[int]bool // being drawn
	glyphs []glyph
	marked []string                 // strings in marked content
	read   map[*pdffile.Stream]bool // drawn by a page
}

// glyph is a character where it stands.
type glyph struct {
	text   string
	x, y   float64
	angle  int // of the direction of writing, in degrees
	dx, dy float64
	width  float64 // along the direction, without spacing
	size   float64
	// artifact: a page number or the like, by the file's own tags.
	artifact bool
}

func (e *extractor) page(d *Document, p *pdffile.Page, n int) error {
	content, err := e.view.Content(p)
	if err != nil {
		return err
	}
	for _, o := range append(e.view.Array(p.Dict["Contents"]), p.Dict["Contents"]) {
		if s, ok := e.view.Resolve(o).(*pdffile.Stream); ok {
			e.read[s] = true
		}
	}
	e.forms = map[int]bool{}
	if err := e.run(content, e.view.Dict(p.Inherited("Resources")), newState(identity)); err != nil {
		return err
	}
	e.take(d, n, false)
	for _, o := range e.view.Array(p.Dict["Annots"]) {
		annot := e.view.Dict(o)
		rect, _ := rectOf(e.view, annot["Rect"])
		for _, s := range appearances(e.view, annot["AP"]) {
			box, _ := rectOf(e.view, s.Dict["BBox"])
			m := placing(box, rect, matrixOf(e.view, s.Dict["Matrix"]))
			if err := e.form(0, s, nil, newState(m)); err != nil {
				return err
			}
			e.take(d, n, true)
		}
	}
	return nil
}

// take makes lines of the glyphs read so far.
func (e *extractor) take(d *Document, page int, appearance bool) {
	var b strings.Builder
	for _, g := range e.glyphs {
		b.WriteString(g.text)
		if !appearance {
			d.marks = append(d.marks, Mark{page, g.text, g.x, g.x + g.width*g.dx, g.y, g.artifact})
		}
	}
	d.drawn[page-1] += b.String()
	for _, l := range lines(e.glyphs) {
		l.Page, l.Appearance = page, appearance
		d.Lines = append(d.Lines, l)
	}
	e.glyphs = e.glyphs[:0]
}

// appearances are all streams of an appearance dictionary, also of the states
// and of the looks that do not show now.
func appearances(v pdffile.View, ap pdffile.Object) (out []*pdffile.Stream) {
	d := v.Dict(ap)
	for _, k := range []pdffile.Name{"N", "R", "D"} {
		switch o := v.Resolve(d[k]).(type) {
		case *pdffile.Stream:
			out = append(out, o)
		case pdffile.Dict:
			for _, state := range sorted(o) {
				if s, ok := v.Resolve(o[state]).(*pdffile.Stream); ok {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func sorted(d pdffile.Dict) []pdffile.Name {
	keys := make([]pdffile.Name, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// form draws a form XObject or a tiling pattern; its matrix comes first.
func (e *extractor) form(n int, s *pdffile.Stream, outer pdffile.Dict, st state) error {
	if n != 0 && e.forms[n] { // within itself: no reader draws that
		return fault.New("pdf.text-recursion")
	}
	if e.depth >= mostForms {
		return fault.New("pdf.too-large", "what", "forms")
	}
	b, err := e.view.Decode(s)
	if err != nil {
		return err
	}
	e.read[s] = true
	res := e.view.Dict(s.Dict["Resources"])
	if res == nil {
		res = outer
	}
	st.ctm = matrixOf(e.view, s.Dict["Matrix"]).times(st.ctm)
	e.forms[n] = true
	e.depth++
	err = e.run(b, res, st)
	e.depth--
	delete(e.forms, n)
	return err
}

func (e *extractor) fontOf(fonts pdffile.Dict, name pdffile.Object) (*font, error) {
	key, _ := name.(pdffile.Name)
	o := fonts[key]
	d := e.view.Dict(o)
	if d == nil {
		return nil, nil
	}
	n := numberOf(o)
	if f := e.fonts[n]; n != 0 && f != nil {
		return f, nil
	}
	f, err := newFont(e.view, d)
	if err != nil {
		return nil, err
	}
	if e.budget -= f.cost(); e.budget < 0 { // one in the resources themselves is read at each use
		return nil, fault.New("pdf.too-large", "what", "fonts")
	}
	if n != 0 {
		e.fonts[n] = f
	}
	return f, nil
}

// idle are the fonts with characters that were not shown, by their numbers;
// fonts that no page uses are among them.
func (e *extractor) idle() (out []IdleFont) {
	for _, n := range slices.Sorted(slices.Values(e.view.Numbers())) {
		f, d := e.fonts[n], e.view.Lookup(n).Dict()
		if f == nil && (e.view.Name(d["Type"]) != "Font" || d["ToUnicode"] == nil) {
			continue
		}
		if f == nil {
			var err error
			if f, err = newFont(e.view, d); err != nil { // nothing draws it, and nobody can say what it holds
				out = append(out, IdleFont{Name: string(e.view.Name(d["BaseFont"]))})
				continue
			}
		}
		if s := f.idle(); s != "" {
			out = append(out, IdleFont{f.name, s})
		}
	}
	return out
}

func numberOf(o pdffile.Object) int {
	ref, _ := o.(pdffile.Reference)
	return ref.Number
}

func itoa(n int) string { return strconv.Itoa(n) }
