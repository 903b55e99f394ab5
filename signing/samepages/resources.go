package samepages

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// calls are the operators whose last operand, or last but one for Tf, names a
// resource.
var calls = map[string]pdffile.Name{
	"Tf": "Font", "Do": "XObject", "gs": "ExtGState", "cs": "ColorSpace", "CS": "ColorSpace",
	"scn": "Pattern", "SCN": "Pattern", "sh": "Shading", "BDC": "Properties", "DP": "Properties",
}

func (d *drawing) operation(x, y operation, resA, resB pdffile.Dict) *fault.Error {
	kind, called := calls[x.op]
	at := len(x.args) - 1
	if x.op == "Tf" {
		at--
	}
	for i := range x.args {
		if called && i == at {
			m, ok1 := x.args[i].(pdffile.Name)
			n, ok2 := y.args[i].(pdffile.Name)
			o, p := d.a.Dict(resA[kind])[m], d.b.Dict(resB[kind])[n]
			if ok1 && ok2 && (o != nil || p != nil) {
				if f := d.resource(x, kind, o, p, resA, resB); f != nil {
					return f
				}
				continue
			}
		}
		if !d.equal.values(x.args[i], y.args[i], 0) {
			return d.changed()
		}
	}
	if x.op == "EI" { // its colour space may be a resource
		cs := func(o pdffile.Object) pdffile.Name {
			i, _ := o.(pdffile.Dict)
			n, _ := i["CS"].(pdffile.Name)
			if n == "" {
				n, _ = i["ColorSpace"].(pdffile.Name)
			}
			return n
		}
		m, n := cs(x.args[0]), cs(y.args[0])
		if !d.equal.objects(d.a.Dict(resA["ColorSpace"])[m], d.b.Dict(resB["ColorSpace"])[n], 0) {
			return d.changed()
		}
	}
	return nil
}

// resource compares what an operator calls up.
func (d *drawing) resource(x operation, kind pdffile.Name, o, p pdffile.Object, resA, resB pdffile.Dict) *fault.Error {
	page := itoa(d.page)
	s, ok := d.a.Resolve(o).(*pdffile.Stream)
	if t, also := d.b.Resolve(p).(*pdffile.Stream); kind == "XObject" && ok && also &&
		d.a.Name(s.Dict["Subtype"]) == "Form" && d.b.Name(t.Dict["Subtype"]) == "Form" {
		return d.form(o, p, s, t, resA, resB)
	}
	same := d.equal.objects(o, p, 0)
	if own := d.a.Dict(o); same && own["Resources"] == nil && (own["CharProcs"] != nil || own["PatternType"] != nil) {
		same = d.equal.values(resA, resB, 0) // it draws with the page's
	}
	if same {
		return nil
	}
	switch {
	case kind == "Font":
		return fault.New("pdf.differs-font", "page", page)
	case kind == "XObject":
		return fault.New("pdf.differs-image", "page", page)
	case len(x.args) > 0 && x.args[0] == pdffile.Name("OC"):
		return fault.New("pdf.differs-layers")
	}
	return fault.New("pdf.differs-drawing", "page", page)
}

// form compares two form XObjects: their content as that of a page, all else
// as it stands. What was the same once is the same again.
func (d *drawing) form(o, p pdffile.Object, s, t *pdffile.Stream, resA, resB pdffile.Dict) *fault.Error {
	page := itoa(d.page)
	pair := [2]int{number(o), number(p)}
	if pair[0] != 0 && pair[1] != 0 && d.forms[pair] {
		return nil
	}
	if d.depth > 24 {
		return fault.New("pdf.too-large", "what", "forms")
	}
	but := with(silent, "Resources", "Type", "FormType", "Name")
	if len(d.unlike(s.Dict, t.Dict, but)) > 0 {
		return fault.New("pdf.differs-drawing", "page", page)
	}
	before, err := d.a.Decode(s)
	if err != nil {
		return fault.Wrap(err, "pdf.differs-unread", "page", page)
	}
	after, err := d.b.Decode(t)
	if err != nil {
		return fault.Wrap(err, "pdf.differs-unread", "page", page)
	}
	own, also := d.a.Dict(s.Dict["Resources"]), d.b.Dict(t.Dict["Resources"])
	switch {
	case own != nil && also != nil:
		resA, resB = own, also
		d.forms[pair] = true // also while it is read: a form may not draw itself
	case own != nil || also != nil:
		return fault.New("pdf.differs-drawing", "page", page)
	}
	d.depth++
	defer func() { d.depth-- }()
	return d.contents(before, after, resA, resB)
}
