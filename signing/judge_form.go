package signing

import (
	"slices"

	"shenqian/signing/pdffile"
)

// Flags of a field (12.7.3.1, table 221; 12.7.4.2, table 226).
const (
	readOnly   = 1 << 0  // nobody fills it
	pushButton = 1 << 16 // it has no value
)

// filled accounts for form fields that were filled where a certification
// permits it (12.8.2.2.2, P=2 and 3). A field is filled by its value and by the
// drawings within its own places; the rest of it stays as it was, and so does a
// field that a signature locked.
func (a *audit) filled() {
	if !a.mayFill() {
		return
	}
	signed, err := sigFields(a.prev)
	if err != nil {
		return
	}
	for _, f := range formFields(a.prev) {
		changed := slices.ContainsFunc(append([]int{f.number}, f.widgets...), func(n int) bool {
			_, own := a.rev.Defines(n)
			return own
		})
		if !changed || f.flags&readOnly != 0 || lockedBy(a.prev, signed, f.name) || !a.filling(f) {
			continue
		}
		a.allowed[f.number] = true
		for _, n := range f.widgets {
			a.allowed[n] = true
		}
		a.add("form-filling", true, Change{Field: f.name})
	}
}

// mayFill asks the certification, which must be the first signature of all and
// hold: nobody may permit by a later one what the first signer did not.
func (a *audit) mayFill() bool {
	ref, ok := a.prev.Dict(a.prev.Catalog()["Perms"])["DocMDP"].(pdffile.Reference)
	if !ok || certification(a.prev) < 2 {
		return false
	}
	certified := false
	first := a.j
	for _, s := range a.d.sigs {
		if s.object == nil {
			continue
		}
		first = min(first, s.revision)
		if s.object.Number == ref.Number && !s.direct && s.holds {
			certified = s.revision == first
		}
	}
	return certified
}

// filling reports whether a field and its widgets differ by what is filled in.
// All its widgets are looked at, also those that stayed: together they must show
// the value and no other.
func (a *audit) filling(f formField) bool {
	was, is := a.prev.Dict(pdffile.Reference{Number: f.number}), a.next.Dict(pdffile.Reference{Number: f.number})
	if was == nil || is == nil || !plain(is["V"]) || !plain(is["I"]) || !plain(is["M"]) {
		return false
	}
	text := f.kind == "Tx" || f.kind == "Ch"
	if !text && (f.kind != "Btn" || f.flags&pushButton != 0) {
		return false
	}
	own := f.widgets[0] == f.number
	if !own && !onlyDiffer(was, is, "V", "I") {
		return false
	}
	var shown []pdffile.Name
	for _, n := range f.widgets {
		was, is := a.prev.Dict(pdffile.Reference{Number: n}), a.next.Dict(pdffile.Reference{Number: n})
		if was == nil || is == nil || !plain(is["M"]) {
			return false
		}
		may := []pdffile.Name{"M", "AS"}
		if text {
			may[1] = "AP"
		}
		if own {
			may = append(may, "V", "I")
		}
		if !onlyDiffer(was, is, may...) || text && !a.drawing(n, was, is) {
			return false
		}
		if !text {
			state, ok := a.state(was, is)
			if !ok {
				return false
			}
			shown = append(shown, state)
		}
	}
	return text || agree(is["V"], shown)
}

// state is what a button shows: one of the drawings that were signed, or none.
func (a *audit) state(was, is pdffile.Dict) (pdffile.Name, bool) {
	state, ok := is["AS"].(pdffile.Name)
	if !ok {
		return "Off", is["AS"] == nil && was["AS"] == nil
	}
	return state, state == "Off" || a.prev.Dict(a.prev.Dict(was["AP"])["N"])[state] != nil
}

// agree reports whether buttons show the field's value: the value itself, or
// nothing; and at least one of them the value, unless that is nothing.
func agree(value pdffile.Object, shown []pdffile.Name) bool {
	v, isName := value.(pdffile.Name)
	if !isName {
		return false
	}
	for _, s := range shown {
		if s != "Off" && s != v {
			return false
		}
	}
	return v == "Off" || slices.Contains(shown, v)
}

// plain reports whether a value is text, or a list of texts, and leads nowhere.
func plain(o pdffile.Object) bool {
	switch o := o.(type) {
	case nil, pdffile.String, pdffile.Name, int64:
		return true
	case pdffile.Array:
		for _, e := range o {
			if _, text := e.(pdffile.String); !text {
				if _, index := e.(int64); !index {
					return false
				}
			}
		}
		return true
	}
	return false
}

// drawing reports whether a field's appearance is the one it had, or a new form
// that it alone has, and allows that. A viewer keeps it within the field's
// place, which does not change (12.5.5).
func (a *audit) drawing(n int, was, is pdffile.Dict) bool {
	if pdffile.Equal(was["AP"], is["AP"]) {
		return a.redrawn(n, was)
	}
	ap, direct := is["AP"].(pdffile.Dict)
	if !direct || !onlyDiffer(nil, ap, "N") || !a.fresh(ap["N"]) || !a.isForm(ap["N"]) {
		return false
	}
	a.claim(ap["N"])
	return true
}

// redrawn allows an appearance that was written again in its own place. It
// reports whether the drawing is unchanged or may change so.
func (a *audit) redrawn(n int, was pdffile.Dict) bool {
	ref, ok := a.prev.Dict(was["AP"])["N"].(pdffile.Reference)
	if !ok {
		return true
	}
	if _, own := a.rev.Defines(ref.Number); !own {
		return true
	}
	if !a.onlyOwner(ref.Number, n) || !a.isForm(ref) {
		return false
	}
	a.allowed[ref.Number] = true
	return true
}

// isForm reports whether o is a form with nothing but what draws it.
func (a *audit) isForm(o pdffile.Object) bool {
	d := a.next.Dict(o)
	return d["Subtype"] == pdffile.Name("Form") &&
		onlyDiffer(nil, d, "Type", "Subtype", "FormType", "BBox", "Matrix", "Resources", "Length", "Filter", "DecodeParms")
}
