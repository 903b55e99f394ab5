package signing

import "shenqian/signing/pdffile"

// formField is a field that is filled in, with its widgets (ISO 32000-1,
// 12.7.3): it is its own, or has them as kids, as radio buttons and fields that
// show in several places do.
type formField struct {
	name    string
	number  int
	kind    pdffile.Name // FT, its own or an ancestor's
	flags   int64        // Ff, likewise
	widgets []int        // numbers; the field's own where it has no kids
}

// formFields lists the fields of a document that are not signatures. Those
// that are not built of objects of their own are left out: nothing is permitted
// of what is not listed.
func formFields(v pdffile.View) []formField {
	w := &formWalk{view: v, seen: map[int]bool{}}
	w.list(v.Array(v.Dict(v.Catalog()["AcroForm"])["Fields"]), formField{}, 0)
	return w.all
}

type formWalk struct {
	view pdffile.View
	seen map[int]bool
	all  []formField
}

func (w *formWalk) list(kids pdffile.Array, above formField, depth int) {
	for _, k := range kids {
		ref, ok := k.(pdffile.Reference)
		if !ok || depth > 32 || len(w.seen) > mostFields || w.seen[ref.Number] {
			continue
		}
		w.seen[ref.Number] = true
		if d := w.view.Dict(ref); d != nil {
			w.field(ref.Number, d, above, depth)
		}
	}
}

func (w *formWalk) field(n int, d pdffile.Dict, f formField, depth int) {
	if t := w.view.String(d["T"]); t != nil {
		if f.name != "" {
			f.name += "."
		}
		f.name += t.Text()
	}
	if t := w.view.Name(d["FT"]); t != "" {
		f.kind = t
	}
	f.number, f.flags = n, w.view.Int(d["Ff"], f.flags)
	kids := w.view.Array(d["Kids"])
	if len(kids) == 0 {
		f.widgets = []int{n}
	}
	for _, k := range kids {
		if w.view.Dict(k)["T"] != nil { // a field of its own, and so are its siblings
			w.list(kids, f, depth+1)
			return
		}
		ref, ok := k.(pdffile.Reference)
		if !ok || w.seen[ref.Number] {
			return
		}
		w.seen[ref.Number] = true
		f.widgets = append(f.widgets, ref.Number)
	}
	if f.kind != "Sig" {
		w.all = append(w.all, f)
	}
}
