package samepages

import (
	"slices"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// annotationFree are entries that tie an annotation to others, or tell when it
// was changed; what they tie to is compared by itself.
var annotationFree = set("P", "Parent", "StructParent", "Popup", "IRT", "M")

// unsealed is what an empty field's widget keeps when it is signed, by what it
// need not keep.
var unsealed = with(annotationFree, "V", "AP", "F", "MK", "DA", "AS", "Lock", "SV")

// annotations looks for each annotation sent among those returned, in their
// order. What is left over there was added.
func (c *comparison) annotations(i int) {
	page := itoa(i + 1)
	rest := slices.Clone(c.b.Array(c.b.pages[i].Dict["Annots"]))
	for _, o := range c.a.Array(c.a.pages[i].Dict["Annots"]) {
		a := c.a.Dict(o)
		if a == nil {
			continue
		}
		at := slices.IndexFunc(rest, func(p pdffile.Object) bool { return c.sameAnnotation(a, c.b.Dict(p)) })
		if at < 0 && isSignature(c.a.View, a) {
			at = slices.IndexFunc(rest, func(p pdffile.Object) bool { return c.nowSigned(a, c.b.Dict(p)) })
			if at >= 0 {
				c.report.Fields = append(c.report.Fields, c.addition(i+1, c.b.Dict(rest[at])))
			}
		}
		if at < 0 {
			c.differ(i+1, fault.New("pdf.differs-annotation", "page", page, "kind", string(c.a.Name(a["Subtype"]))))
			continue
		}
		rest = slices.Delete(rest, at, at+1)
	}
	for _, o := range rest {
		if d := c.b.Dict(o); d != nil {
			c.added(i+1, d)
		}
	}
}

func (c *comparison) sameAnnotation(a, b pdffile.Dict) bool {
	if b == nil || len(c.unlike(a, b, annotationFree)) > 0 {
		return false
	}
	return c.sameField(a, b)
}

// sameField compares what a widget has from the fields above it (12.7.3).
func (c *comparison) sameField(a, b pdffile.Dict) bool {
	if c.a.Name(a["Subtype"]) != "Widget" {
		return true
	}
	if fieldName(c.a.View, a) != fieldName(c.b.View, b) {
		return false
	}
	for _, k := range []pdffile.Name{"FT", "Ff", "V", "DV", "Opt", "AA"} {
		if !c.equal.objects(fieldEntry(c.a.View, a, k), fieldEntry(c.b.View, b, k), 0) {
			return false
		}
	}
	return true
}

// nowSigned: the same field in the same place, empty then and signed now.
func (c *comparison) nowSigned(a, b pdffile.Dict) bool {
	if b == nil || !isSignature(c.b.View, b) || fieldName(c.a.View, a) != fieldName(c.b.View, b) ||
		fieldEntry(c.a.View, a, "V") != nil || c.b.Dict(fieldEntry(c.b.View, b, "V")) == nil {
		return false
	}
	return len(c.unlike(a, b, unsealed)) == 0
}

// added reports a signature field or a stamp, as long as it does nothing but
// stand there; any other annotation is a difference.
func (c *comparison) added(page int, d pdffile.Dict) {
	acts := d["A"] != nil || fieldEntry(c.b.View, d, "AA") != nil || d["OC"] != nil
	switch {
	case !acts && isSignature(c.b.View, d):
		f := c.addition(page, d)
		if !f.Signed && c.draws(d) { // whatever it shows, it is no seal
			break
		}
		c.report.Fields = append(c.report.Fields, f)
		return
	case !acts && c.b.Name(d["Subtype"]) == "Stamp":
		c.report.Stamps = append(c.report.Stamps, c.addition(page, d))
		return
	}
	c.differ(page, fault.New("pdf.differs-added", "page", itoa(page), "kind", string(c.b.Name(d["Subtype"]))))
}

// draws reports whether an annotation shows anything.
func (c *comparison) draws(d pdffile.Dict) bool {
	s, ok := c.b.Resolve(c.b.Dict(d["AP"])["N"]).(*pdffile.Stream)
	if !ok {
		return c.b.Dict(d["AP"]) != nil || d["MK"] != nil
	}
	b, err := c.b.Decode(s)
	return err != nil || len(b) > 0 || d["MK"] != nil
}

func (c *comparison) addition(page int, d pdffile.Dict) Addition {
	rect, _ := rectOf(c.b.View, d["Rect"])
	const invisible, hidden, printed, noView = 1, 2, 4, 32
	flags := c.b.Int(d["F"], 0)
	name := ""
	if fieldEntry(c.b.View, d, "FT") != nil { // else /T is the author's name
		name = fieldName(c.b.View, d)
	}
	return Addition{
		Page: page, Rect: rect, Field: name,
		Signed: c.b.Dict(fieldEntry(c.b.View, d, "V")) != nil,
		Hidden: flags&(invisible|hidden|noView) != 0 || flags&printed == 0,
	}
}

func isSignature(v pdffile.View, d pdffile.Dict) bool {
	return v.Name(d["Subtype"]) == "Widget" && v.Name(fieldEntry(v, d, "FT")) == "Sig"
}

// fieldEntry is an entry of a field or of the nearest one above that has it.
func fieldEntry(v pdffile.View, d pdffile.Dict, key pdffile.Name) pdffile.Object {
	for range 32 {
		if d == nil || d[key] != nil {
			return d[key]
		}
		d = v.Dict(d["Parent"])
	}
	return nil
}

// fieldName is the full name of a field (12.7.3.2).
func fieldName(v pdffile.View, d pdffile.Dict) string {
	name := ""
	for range 32 {
		if d == nil {
			break
		}
		if t := v.String(d["T"]); t != nil {
			if name != "" {
				name = "." + name
			}
			name = t.Text() + name
		}
		d = v.Dict(d["Parent"])
	}
	return name
}
