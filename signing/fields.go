package signing

import (
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// sigField is a signature field (ISO 32000-1, 12.7.4.5) with its widget,
// which is mostly the same object.
type sigField struct {
	name   string
	field  *pdffile.Indirect
	widget *pdffile.Indirect
}

// value is the field's /V as it stands, nil if the field is empty.
func (f *sigField) value() pdffile.Object { return f.field.Dict()["V"] }

// rect is the widget's width and height.
func (f *sigField) rect(v pdffile.View) (w, h float64) {
	r := v.Array(f.widget.Dict()["Rect"])
	if len(r) != 4 {
		return 0, 0
	}
	var n [4]float64
	for i := range r {
		n[i], _ = v.Number(r[i])
	}
	w, h = n[2]-n[0], n[3]-n[1]
	return max(w, -w), max(h, -h)
}

// mostFields bounds a form; papers have a handful.
const mostFields = 2000

// fieldWalk goes through the form's tree of fields (12.7.3).
type fieldWalk struct {
	view pdffile.View
	seen map[int]bool
	all  []*sigField
}

// sigFields lists the signature fields of the document, filled and empty.
func sigFields(v pdffile.View) ([]*sigField, error) {
	form := v.Dict(v.Catalog()["AcroForm"])
	if form == nil {
		return nil, nil
	}
	w := &fieldWalk{view: v, seen: map[int]bool{}}
	if err := w.list(v.Array(form["Fields"]), "", "", 0); err != nil {
		return nil, err
	}
	return w.all, nil
}

func (w *fieldWalk) list(kids pdffile.Array, prefix string, ft pdffile.Name, depth int) error {
	for _, k := range kids {
		ref, ok := k.(pdffile.Reference)
		if !ok || depth > 32 || len(w.seen) > mostFields || w.seen[ref.Number] {
			return fault.New("pdf.form")
		}
		w.seen[ref.Number] = true
		o := w.view.Lookup(ref.Number)
		if o == nil || o.Dict() == nil {
			continue
		}
		if err := w.field(o, prefix, ft, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *fieldWalk) field(o *pdffile.Indirect, prefix string, ft pdffile.Name, depth int) error {
	d := o.Dict()
	name := prefix
	if t := w.view.String(d["T"]); t != nil {
		if name != "" {
			name += "."
		}
		name += t.Text()
	}
	if t := w.view.Name(d["FT"]); t != "" {
		ft = t
	}
	kids := w.view.Array(d["Kids"])
	if ft == "Sig" && (len(kids) == 0 || d["V"] != nil || w.isWidget(kids)) {
		f := &sigField{name: name, field: o, widget: o}
		if len(kids) > 0 {
			if ref, ok := kids[0].(pdffile.Reference); ok {
				if k := w.view.Lookup(ref.Number); k.Dict() != nil {
					f.widget = k
				}
			}
		}
		if len(kids) > 1 { // a signature has one appearance in one place
			return fault.New("pdf.form")
		}
		w.all = append(w.all, f)
		return nil
	}
	return w.list(kids, name, ft, depth+1)
}

// isWidget reports whether the only kid is the field's widget rather than a
// field of its own.
func (w *fieldWalk) isWidget(kids pdffile.Array) bool {
	if len(kids) != 1 {
		return false
	}
	return w.view.Dict(kids[0])["T"] == nil
}
