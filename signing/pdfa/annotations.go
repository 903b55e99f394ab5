package pdfa

import (
	"slices"

	"shenqian/signing/pdffile"
)

// 6.3 to 6.5: annotations, forms, actions.
var annotationRules = []rule{
	{"6.3.1", "pdf.a-annotation-type", annotationTypes},
	{"6.3.2", "pdf.a-annotation-flags", annotationFlags},
	{"6.3.3", "pdf.a-appearance", appearances},
	{"6.4.1", "pdf.a-field-action", fieldActions},
	{"6.4.1", "pdf.a-need-appearances", needAppearances},
	{"6.4.2", "pdf.a-xfa", noXFA},
	{"6.4.3", "pdf.a-signature", signatures},
	{"6.5.1", "pdf.a-action", actions},
	{"6.5.2", "pdf.a-trigger", triggers},
}

func (c *checker) annotations(f func(n int, d pdffile.Dict)) {
	for _, a := range c.drawn {
		f(a.number, a.dict)
	}
	if c.update {
		return
	}
	for _, p := range c.pages {
		for _, o := range c.v.Array(p.dict["Annots"]) {
			if d := c.v.Dict(o); d != nil {
				n := number(o)
				if n == 0 {
					n = p.number
				}
				f(n, d)
			}
		}
	}
}

func annotationTypes(c *checker) {
	allowed := []pdffile.Name{
		"Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline",
		"Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark", "TrapNet",
		"Watermark", "Redact",
	}
	c.annotations(func(n int, d pdffile.Dict) {
		if !slices.Contains(allowed, c.v.Name(d["Subtype"])) {
			c.fail(n)
		}
	})
}

// annotationFlags: printed, and shown as they are (ISO 32000-1, table 165).
func annotationFlags(c *checker) {
	const invisible, hidden, printed, noView, toggle = 1, 2, 4, 32, 256
	c.annotations(func(n int, d pdffile.Dict) {
		if c.v.Name(d["Subtype"]) == "Popup" {
			return
		}
		f := c.v.Int(d["F"], -1)
		if f < 0 || f&printed == 0 || f&(invisible|hidden|noView|toggle) != 0 {
			c.fail(n)
		}
	})
}

// appearances: every annotation that takes up room has one, and it has but
// the normal one. An invisible signature's field keeps an empty one here.
func appearances(c *checker) {
	c.annotations(func(n int, d pdffile.Dict) {
		sub := c.v.Name(d["Subtype"])
		if sub == "Popup" || sub == "Link" {
			return
		}
		ap := c.v.Dict(d["AP"])
		normal := c.v.Resolve(ap["N"])
		_, stream := normal.(*pdffile.Stream)
		_, states := normal.(pdffile.Dict)
		button := sub == "Widget" && c.v.Name(d["FT"]) == "Btn"
		if len(ap) != 1 || button && !states || !button && !stream {
			c.fail(n)
		}
	})
}

func (c *checker) fields(f func(n int, d pdffile.Dict)) {
	seen := map[int]bool{}
	todo := slices.Clone(c.v.Array(c.v.Dict(c.v.Catalog()["AcroForm"])["Fields"]))
	for len(todo) > 0 {
		o := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		n, d := number(o), c.v.Dict(o)
		if d == nil || seen[n] {
			continue
		}
		seen[n] = true
		f(n, d)
		todo = append(todo, c.v.Array(d["Kids"])...)
	}
}

func fieldActions(c *checker) {
	check := func(n int, d pdffile.Dict) {
		if d["AA"] != nil || d["A"] != nil && c.v.Name(d["Subtype"]) == "Widget" {
			c.fail(n)
		}
	}
	c.fields(check)
	c.annotations(func(n int, d pdffile.Dict) {
		if c.v.Name(d["Subtype"]) == "Widget" {
			check(n, d)
		}
	})
}

func needAppearances(c *checker) {
	if need, _ := c.v.Resolve(c.v.Dict(c.v.Catalog()["AcroForm"])["NeedAppearances"]).(bool); need {
		c.fail(number(c.v.Catalog()["AcroForm"]))
	}
}

func noXFA(c *checker) {
	if c.v.Dict(c.v.Catalog()["AcroForm"])["XFA"] != nil || c.v.Catalog()["NeedsRendering"] == true {
		c.fail(number(c.v.Catalog()["AcroForm"]))
	}
}

// signatures: the range leaves out the signature and nothing else. Whether a
// signature holds is for package signing to say.
func signatures(c *checker) {
	c.fields(func(n int, d pdffile.Dict) {
		ref, ok := d["V"].(pdffile.Reference)
		if !ok || c.update && !slices.Contains(c.numbers, ref.Number) || c.v.Name(d["FT"]) != "Sig" {
			return
		}
		o := c.v.Lookup(ref.Number)
		gap, err := c.r.ValueSpan(o, "Contents")
		r := c.v.Array(o.Dict()["ByteRange"])
		if err != nil || len(r) != 4 {
			c.fail(n)
			return
		}
		end := c.v.Int(r[2], -1) + c.v.Int(r[3], -1)
		rev := c.r.Revisions[max(0, c.v.DefinedIn(ref.Number))]
		if c.v.Int(r[0], -1) != 0 || c.v.Int(r[1], -1) != int64(gap.Start) || c.v.Int(r[2], -1) != int64(gap.End) ||
			end < int64(rev.EOF) || end > int64(rev.Length) {
			c.fail(n)
		}
	})
}

// actions: only going somewhere, opening a link, and turning pages.
func actions(c *checker) {
	c.dicts(func(n int, d pdffile.Dict) {
		if d["JS"] != nil {
			c.fail(n)
		}
		for _, k := range []pdffile.Name{"A", "OpenAction", "Next", "PA"} {
			a := c.v.Dict(d[k])
			s := c.v.Name(a["S"])
			if a == nil || s == "" {
				continue
			}
			switch s {
			case "GoTo", "GoToR", "GoToE", "Thread", "URI", "SubmitForm":
			case "Named":
				switch c.v.Name(a["N"]) {
				case "NextPage", "PrevPage", "FirstPage", "LastPage":
				default:
					c.fail(n)
				}
			default:
				if d["Type"] != pdffile.Name("StructElem") {
					c.fail(n)
				}
			}
		}
	})
	if c.v.Dict(c.v.Catalog()["Names"])["JavaScript"] != nil {
		c.fail(number(c.v.Catalog()["Names"]))
	}
}

func triggers(c *checker) {
	if c.v.Catalog()["AA"] != nil {
		c.fail(number(c.v.Trailer()["Root"]))
	}
	for _, p := range c.pages {
		if p.dict["AA"] != nil {
			c.fail(p.number)
		}
	}
}
