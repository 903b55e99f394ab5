package pdffile

import "shenqian/signing/fault"

// Page is a page with the nodes of the page tree above it (ISO 32000-1, 7.7.3).
type Page struct {
	Number int // of its object, 0 if it is direct
	Dict   Dict
	above  []Dict
}

// mostPages bounds a page tree; a paper has a few dozen pages.
const mostPages = 20000

// Inherited is an entry of the page or of the nearest node above that has it.
func (p *Page) Inherited(key Name) Object {
	if o := p.Dict[key]; o != nil {
		return o
	}
	for i := len(p.above) - 1; i >= 0; i-- {
		if o := p.above[i][key]; o != nil {
			return o
		}
	}
	return nil
}

// Pages lists the pages in their order. A tree that a reader could walk in
// two ways is refused: nodes that are none, and nodes within themselves.
func (v View) Pages() ([]Page, error) {
	bad := fault.New("pdf.no-page")
	var out []Page
	visited := 0
	on := map[int]bool{}
	var walk func(o Object, above []Dict) error
	walk = func(o Object, above []Dict) error {
		ref, _ := o.(Reference)
		d := v.Dict(o)
		if visited++; visited > mostPages || len(above) > 60 {
			return fault.New("pdf.too-large", "what", "pages")
		}
		if d == nil || on[ref.Number] {
			return bad
		}
		if d["Kids"] == nil {
			out = append(out, Page{ref.Number, d, above})
			return nil
		}
		if ref.Number != 0 {
			on[ref.Number] = true
			defer delete(on, ref.Number)
		}
		above = append(above[:len(above):len(above)], d)
		for _, k := range v.Array(d["Kids"]) {
			if err := walk(k, above); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(v.Catalog()["Pages"], nil); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, bad
	}
	return out, nil
}

// Content is a page's decoded content; its streams are one (7.8.2).
func (v View) Content(p *Page) ([]byte, error) {
	list := v.Array(p.Dict["Contents"])
	if list == nil && p.Dict["Contents"] != nil {
		list = Array{p.Dict["Contents"]}
	}
	var out []byte
	for _, o := range list {
		o = v.Resolve(o)
		if o == nil { // a reference to nothing is null, and draws nothing
			continue
		}
		s, ok := o.(*Stream)
		if !ok {
			return nil, fault.New("pdf.no-value", "key", "Contents")
		}
		b, err := v.Decode(s)
		if err != nil {
			return nil, err
		}
		out = append(append(out, b...), '\n')
	}
	return out, nil
}
