package pdfa

import (
	"shenqian/signing/pdffile"
)

// page is one page with the nodes above it.
type page struct {
	number int
	dict   pdffile.Dict
	above  []pdffile.Dict
	// blends: something on the page uses transparency.
	blends bool
}

func (p *page) inherited(_ *checker, key pdffile.Name) pdffile.Object {
	if o := p.dict[key]; o != nil {
		return o
	}
	for i := len(p.above) - 1; i >= 0; i-- {
		if o := p.above[i][key]; o != nil {
			return o
		}
	}
	return nil
}

// fontUse is a font and the codes that are shown with it.
type fontUse struct {
	number int
	dict   pdffile.Dict
	codes  map[int]bool
	shown  bool
}

// readPages walks the page tree and reads what the pages draw.
func (c *checker) readPages() {
	c.fonts, c.devices, c.deepest = map[int]*fontUse{}, map[pdffile.Name]int{}, map[int]int{}
	seen := map[int]bool{}
	var walk func(o pdffile.Object, above []pdffile.Dict)
	walk = func(o pdffile.Object, above []pdffile.Dict) {
		n := number(o)
		d := c.v.Dict(o)
		if d == nil || seen[n] || len(above) > 60 {
			return
		}
		seen[n] = true
		kids := c.v.Array(d["Kids"])
		if kids == nil {
			c.pages = append(c.pages, &page{number: n, dict: d, above: above})
			return
		}
		for _, k := range kids {
			walk(k, append(above[:len(above):len(above)], d))
		}
	}
	walk(c.v.Catalog()["Pages"], nil)
	for _, p := range c.pages {
		c.readPage(p)
	}
}

func (c *checker) readPage(p *page) {
	w := &walker{c: c, page: p, forms: map[int]bool{}}
	var content []byte
	list := c.v.Array(p.dict["Contents"])
	if list == nil {
		list = pdffile.Array{p.dict["Contents"]}
	}
	for _, o := range list {
		if s, ok := c.v.Resolve(o).(*pdffile.Stream); ok {
			if b, err := c.v.Decode(s); err == nil {
				content = append(append(content, b...), '\n')
			} else {
				c.badOps = append(c.badOps, number(o))
			}
		}
	}
	w.run(p.number, content, c.v.Dict(p.inherited(c, "Resources")))
	for _, o := range c.v.Array(p.dict["Annots"]) {
		c.appearance(w, c.v.Dict(o))
	}
}

// appearance reads what an annotation draws.
func (c *checker) appearance(w *walker, annotation pdffile.Dict) {
	n := c.v.Dict(annotation["AP"])["N"]
	if s, ok := c.v.Resolve(n).(*pdffile.Stream); ok {
		w.form(number(n), s, nil)
	}
}
