package pdfa

import (
	"bytes"
	"regexp"
	"slices"

	"shenqian/signing/pdffile"
)

var partForm = regexp.MustCompile(`pdfaid:part(?:>|=["'])([1-9])`)

// Part is the part of ISO 19005 that a document claims, 0 if it claims none.
// It reads no further than that: a claim to any part counts, be it in order or
// not.
func Part(v pdffile.View) int {
	s, ok := v.Resolve(v.Catalog()["Metadata"]).(*pdffile.Stream)
	if !ok {
		return 0
	}
	b := s.Raw
	if s.Dict["Filter"] != nil {
		var err error
		if b, err = v.Decode(s); err != nil {
			return 0
		}
	}
	if !bytes.Contains(b, []byte("pdfaid")) {
		return 0
	}
	if m := partForm.FindSubmatch(b); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

// CheckUpdate lists what the last revision of a file brought in that PDF/A does
// not have: its objects, and what its annotations draw. It costs a hundredth of
// Check, and is no judgement of the rest. It is for updates that leave page
// content, metadata and output intent alone, as signatures, time-stamps and
// validation data do.
func CheckUpdate(r *pdffile.Reader) []Finding {
	c := &checker{b: r.Bytes(), r: r, v: r.Latest(), seen: map[Finding]bool{}, programs: map[*pdffile.Stream][]byte{}, update: true}
	last := r.Revisions[len(r.Revisions)-1]
	for _, n := range last.Numbers() {
		if o, _ := last.Defines(n); o != nil {
			c.numbers = append(c.numbers, n)
		}
	}
	c.readDrawn()
	c.level = "B"
	if len(c.fonts) > 0 {
		c.readMetadata() // levels differ in what they ask of text
	}
	for _, rule := range rules {
		if !slices.Contains(wholes, rule.text) {
			c.clause, c.text = rule.clause, rule.text
			rule.run(c)
		}
	}
	return c.findings
}

// readDrawn reads what the update's annotations draw, each on its page.
func (c *checker) readDrawn() {
	c.fonts, c.devices, c.deepest = map[int]*fontUse{}, map[pdffile.Name]int{}, map[int]int{}
	c.each(func(n int, o *pdffile.Indirect) {
		d := o.Dict()
		switch {
		case isAnnotation(d):
			p := &page{number: number(d["P"]), dict: c.v.Dict(d["P"])}
			c.drawn = append(c.drawn, annotation{n, d})
			c.appearance(&walker{c: c, page: p, forms: map[int]bool{}}, d)
			if p.blends {
				c.pages = append(c.pages, p)
			}
		case c.v.Name(d["Type"]) == "Page":
			for _, a := range c.v.Array(d["Annots"]) {
				if _, direct := a.(pdffile.Dict); direct {
					c.drawn = append(c.drawn, annotation{n, c.v.Dict(a)})
				}
			}
		}
	})
}

// annotation is one with the object it is in.
type annotation struct {
	number int
	dict   pdffile.Dict
}

func isAnnotation(d pdffile.Dict) bool { return d["Subtype"] != nil && d["Rect"] != nil }
