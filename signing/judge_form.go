package signing

import "shenqian/signing/pdffile"

// readOnly is the flag of a field that nobody fills (12.7.3.1, table 221).
const readOnly = 1

// filled accounts for form fields that were filled where a certification
// permits it (12.8.2.2.2, P=2 and 3). A field is filled by its value and by the
// drawing within its own place; the rest of it stays as it was, and so does a
// field that a signature locked.
func (a *audit) filled() {
	if !a.mayFill() {
		return
	}
	signed, err := sigFields(a.prev)
	if err != nil {
		return
	}
	for _, o := range a.prev.Array(a.prev.Dict(a.prev.Catalog()["AcroForm"])["Fields"]) {
		ref, ok := o.(pdffile.Reference)
		if !ok {
			continue
		}
		was, is := a.prev.Lookup(ref.Number), a.next.Lookup(ref.Number)
		if _, own := a.rev.Defines(ref.Number); !own || was.Dict() == nil || is.Dict() == nil {
			continue
		}
		name := a.prev.String(was.Dict()["T"]).Text()
		if lockedBy(a.prev, signed, name) || !a.filling(ref.Number, was.Dict(), is.Dict()) {
			continue
		}
		a.allowed[ref.Number] = true
		a.add("form-filling", true, Change{Field: name})
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

// filling reports whether a field differs by what is filled in. Fields whose
// widgets are objects of their own are not known here, and not permitted.
func (a *audit) filling(n int, was, is pdffile.Dict) bool {
	if was["Kids"] != nil || a.prev.Int(was["Ff"], 0)&readOnly != 0 {
		return false
	}
	switch was["FT"] {
	case pdffile.Name("Tx"), pdffile.Name("Ch"):
		return onlyDiffer(was, is, "V", "I", "M", "AP") && plain(is["V"]) && plain(is["I"]) && plain(is["M"]) && a.drawing(n, was, is)
	case pdffile.Name("Btn"):
		// A check box chooses among the drawings that were signed.
		states := a.prev.Dict(a.prev.Dict(was["AP"])["N"])
		v, isName := is["V"].(pdffile.Name)
		known := isName && (v == "Off" || states[v] != nil)
		return known && onlyDiffer(was, is, "V", "AS", "M") && is["AS"] == is["V"] && plain(is["M"])
	}
	return false
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
