package signing

import "shenqian/signing/pdffile"

// newStamp accounts for a time-stamp in a field of its own, which is how
// validation data are sealed (ISO 32000-2, 12.8.5). The field must be new, its
// own widget, and take up no room, so that nothing can be seen of it.
func (a *audit) newStamp(s *signature) bool {
	f := a.field(s)
	self := pdffile.Reference{Number: s.field.field.Number}
	if f == nil || f.field.Number != f.widget.Number || !a.fresh(self) || !a.fresh(f.value()) {
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
	for i := range a.j {
		rev := a.d.file.Revisions[i]
		for _, m := range rev.Numbers() {
			o, _ := rev.Defines(m)
			if o == nil || m == owner {
				continue
			}
			for _, r := range o.Refs {
				if r == n {
					return false
				}
			}
		}
	}
	return true
}

// grown reports whether validation data keep all that they held.
func (a *audit) grown(was, is pdffile.Dict) bool {
	for k, v := range was {
		before, after := a.prev.Array(v), a.next.Array(is[k])
		if before != nil {
			if len(after) < len(before) || !pdffile.Equal(before, after[:len(before)]) {
				return false
			}
			continue
		}
		if d := a.prev.Dict(v); d != nil {
			now := a.next.Dict(is[k])
			for name, entry := range d {
				if !pdffile.Equal(entry, now[name]) {
					return false
				}
			}
			continue
		}
		if !pdffile.Equal(v, is[k]) {
			return false
		}
	}
	return true
}

// sameDSS allows the validation data's own object, and the lists that it alone
// refers to, to grow in place.
func (a *audit) sameDSS(root int, was, is pdffile.Dict) {
	ref, ok := is["DSS"].(pdffile.Reference)
	if !ok || !pdffile.Equal(was["DSS"], is["DSS"]) || !a.onlyOwner(ref.Number, root) {
		return
	}
	before, after := a.prev.Dict(ref), a.next.Dict(ref)
	if before == nil || after == nil || !onlyDiffer(nil, after, "Type", "VRI", "Certs", "OCSPs", "CRLs") || !a.grown(before, after) {
		return
	}
	grew := false
	if _, own := a.rev.Defines(ref.Number); own {
		a.allowed[ref.Number], grew = true, true
	}
	for k, v := range after {
		a.claim(v)
		list, ok := v.(pdffile.Reference)
		if _, own := a.rev.Defines(list.Number); ok && own && pdffile.Equal(before[k], v) && a.onlyOwner(list.Number, ref.Number) {
			a.allowed[list.Number], grew = true, true
			a.claim(a.next.Resolve(v))
		}
	}
	if grew {
		a.add("validation-data", true, Change{})
	}
}
