package samepages

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// form compares what the form as a whole does (12.7.2), and reports signatures
// in fields that no page lists.
func (c *comparison) form() {
	a, b := c.a.Dict(c.a.Catalog()["AcroForm"]), c.b.Dict(c.b.Catalog()["AcroForm"])
	if c.b.Resolve(b["NeedAppearances"]) == true && c.a.Resolve(a["NeedAppearances"]) != true {
		c.differ(0, fault.New("pdf.differs-form"))
	}
	for _, k := range []pdffile.Name{"XFA", "CO"} {
		if !c.equal.objects(a[k], b[k], 0) {
			c.differ(0, fault.New("pdf.differs-form"))
		}
	}
	listed := map[int]bool{}
	for i := range c.b.pages {
		for _, o := range c.b.Array(c.b.pages[i].Dict["Annots"]) {
			listed[number(o)] = true
			listed[number(c.b.Dict(o)["Parent"])] = true
		}
	}
	before := map[string]bool{}
	fields(c.a.View, a, func(_ int, d pdffile.Dict) { before[fieldName(c.a.View, d)] = c.a.Dict(d["V"]) != nil })
	fields(c.b.View, b, func(n int, d pdffile.Dict) {
		if c.b.Name(fieldEntry(c.b.View, d, "FT")) != "Sig" || listed[n] || c.b.Dict(d["V"]) == nil || before[fieldName(c.b.View, d)] {
			return
		}
		c.report.Fields = append(c.report.Fields, c.addition(0, d))
	})
}

// mostFields bounds a form; papers have a handful.
const mostFields = 2000

// fields runs f for every field of a form.
func fields(v pdffile.View, form pdffile.Dict, f func(n int, d pdffile.Dict)) {
	seen := map[int]bool{}
	todo := append(pdffile.Array{}, v.Array(form["Fields"])...)
	for len(todo) > 0 && len(seen) < mostFields {
		o := todo[0]
		todo = todo[1:]
		n, d := number(o), v.Dict(o)
		if d == nil || seen[n] {
			continue
		}
		seen[n] = true
		f(n, d)
		todo = append(todo, v.Array(d["Kids"])...)
	}
}
