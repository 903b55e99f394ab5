package signing

import "shenqian/signing/pdffile"

// newStamp accounts for a time-stamp in a field of its own, which is how
// validation data are sealed (ISO 32000-2, 12.8.5). The field must be new, its
// own widget, and take up no room, so that nothing can be seen of it.
func (a *audit) newStamp(s *signature) bool {
	f := a.field(s)
	return f != nil && a.fresh(f.value()) && a.newField(f)
}

// newField accounts for a signature field that shows nothing.
func (a *audit) newField(f *sigField) bool {
	self := pdffile.Reference{Number: f.field.Number}
	if f.field.Number != f.widget.Number || !a.fresh(self) {
		return false
	}
	if w, h := f.rect(a.next); w != 0 || h != 0 || len(a.next.Array(f.widget.Dict()["Rect"])) != 4 {
		return false
	}
	// No actions, no parent, nothing else that a viewer might follow.
	if !onlyDiffer(nil, f.field.Dict(), "Type", "Subtype", "FT", "T", "TU", "F", "Ff", "Rect", "P", "V", "AP") {
		return false
	}
	a.claim(self)
	a.added = append(a.added, self)
	return true
}

// ownFields accounts for invisible signature fields that a signature's own
// update brings along: its own, and an empty one for a signature to follow.
// Under an earlier signature they are no less a change.
func (a *audit) ownFields() {
	fields, err := sigFields(a.next)
	if err != nil {
		return
	}
	for _, f := range fields {
		mine := f.value() == nil
		for _, s := range a.d.sigs {
			mine = mine || s.revision == a.j && s.holds && s.field.field.Number == f.field.Number && a.fresh(f.value())
		}
		if mine {
			a.newField(f)
		}
	}
}

// extended reports whether a list is the former one, followed by nothing but
// the new fields.
func (a *audit) extended(was, is pdffile.Array) bool {
	if len(is) < len(was) || !pdffile.Equal(was, is[:len(was)]) {
		return false
	}
	for _, o := range is[len(was):] {
		if !a.isAdded(o) {
			return false
		}
	}
	return true
}

func (a *audit) isAdded(o pdffile.Object) bool {
	for _, n := range a.added {
		if n == o {
			return true
		}
	}
	return false
}

// annots allows the page that a new field names to list its widget.
func (a *audit) annots() {
	for _, o := range a.added {
		page, ok := a.next.Dict(o)["P"].(pdffile.Reference)
		if !ok {
			continue
		}
		was, is := a.prev.Dict(page), a.next.Dict(page)
		if was == nil || is == nil || was["Type"] != pdffile.Name("Page") ||
			!a.extended(a.prev.Array(was["Annots"]), a.next.Array(is["Annots"])) {
			continue
		}
		if onlyDiffer(was, is, "Annots") {
			if _, list := is["Annots"].(pdffile.Reference); !list || pdffile.Equal(was["Annots"], is["Annots"]) {
				a.allowed[page.Number] = true
			}
		}
		if ref, ok := was["Annots"].(pdffile.Reference); ok && pdffile.Equal(was["Annots"], is["Annots"]) && a.onlyOwner(ref.Number, page.Number) {
			a.allowed[ref.Number] = true
		}
	}
}

// onlyOwner reports whether before this revision nothing but one object
// referred to number n: a list that two objects share means two things.
func (a *audit) onlyOwner(n, owner int) bool {
	only := true
	for _, rev := range a.d.file.Revisions[:a.j] {
		rev.EachReference(func(from, to int) bool {
			only = only && (to != n || from == owner)
			return only
		})
	}
	return only
}

// grown reports whether validation data keep all that they held: lists may
// become longer, dictionaries may get further entries.
func (a *audit) grown(was, is pdffile.Object, depth int) bool {
	switch before := a.prev.Resolve(was).(type) {
	case pdffile.Array:
		after := a.next.Array(is)
		return len(after) >= len(before) && pdffile.Equal(before, after[:len(before)])
	case pdffile.Dict:
		after, ok := a.next.Resolve(is).(pdffile.Dict)
		if !ok || depth > 3 {
			return false
		}
		for k, v := range before {
			if !a.grown(v, after[k], depth+1) {
				return false
			}
		}
		return true
	}
	return pdffile.Equal(was, is)
}

// sameDSS allows the validation data's own object, and the lists and
// dictionaries that it alone refers to, to grow in place.
func (a *audit) sameDSS(root int, was, is pdffile.Dict) {
	ref, ok := is["DSS"].(pdffile.Reference)
	if !ok || !pdffile.Equal(was["DSS"], is["DSS"]) || !a.onlyOwner(ref.Number, root) {
		return
	}
	before, after := a.prev.Dict(ref), a.next.Dict(ref)
	if before == nil || after == nil || !a.isDSS(after) || !a.grown(before, after, 0) {
		return
	}
	if a.grew(ref, ref, root) {
		a.add("validation-data", true, Change{})
	}
}

// grew allows a part of the validation data that this revision defines anew,
// and goes on to the parts it refers to; was and is are the part before and
// now, owner is the object that holds it.
func (a *audit) grew(was, is pdffile.Object, owner int) bool {
	any := false
	if ref, ok := is.(pdffile.Reference); ok {
		if !pdffile.Equal(was, is) || !a.onlyOwner(ref.Number, owner) {
			return false
		}
		owner = ref.Number
		if _, own := a.rev.Defines(owner); own {
			a.allowed[owner], any = true, true
		}
	}
	switch now := a.next.Resolve(is).(type) {
	case pdffile.Array:
		a.claim(now)
	case pdffile.Dict:
		before := a.prev.Dict(was)
		for k, v := range now {
			if before[k] == nil {
				a.claim(v)
			} else if a.grew(before[k], v, owner) {
				any = true
			}
		}
	}
	return any
}

// isDSS reports whether a dictionary is made as validation data are: lists of
// streams, and the same for each signature.
func (a *audit) isDSS(d pdffile.Dict) bool {
	if !onlyDiffer(nil, d, "Type", "VRI", "Certs", "OCSPs", "CRLs") {
		return false
	}
	for _, entry := range a.next.Dict(d["VRI"]) {
		if e, ok := a.next.Resolve(entry).(pdffile.Dict); ok && !onlyDiffer(nil, e, "Type", "Cert", "OCSP", "CRL", "TU", "TS") {
			return false
		}
	}
	return true
}
