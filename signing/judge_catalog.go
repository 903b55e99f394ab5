package signing

import "shenqian/signing/pdffile"

// catalog accounts for what a revision may change in the catalog and its form:
// validation data, the extensions that announce them, and the flags that say
// that there are signatures.
func (a *audit) catalog() {
	ref, ok := a.next.Trailer()["Root"].(pdffile.Reference)
	if !ok {
		return
	}
	was, is := a.prev.Catalog(), a.next.Catalog()
	if was == nil || is == nil {
		return
	}
	a.sameDSS(ref.Number, was, is)
	if _, own := a.rev.Defines(ref.Number); own && onlyDiffer(was, is, "DSS", "AcroForm", "Perms", "Extensions") &&
		a.form(was, is) && a.perms(was, is) && a.extensions(was, is) && a.dss(was, is) {
		a.allowed[ref.Number] = true
	}
	if f, ok := is["AcroForm"].(pdffile.Reference); ok && pdffile.Equal(was["AcroForm"], is["AcroForm"]) && a.flagsOnly(was, is) {
		a.allowed[f.Number] = true
	}
}

// form: a form that is part of the catalog may change its flags, one that is
// an object of its own must stay that object.
func (a *audit) form(was, is pdffile.Dict) bool {
	if pdffile.Equal(was["AcroForm"], is["AcroForm"]) {
		return true
	}
	_, direct1 := was["AcroForm"].(pdffile.Dict)
	_, direct2 := is["AcroForm"].(pdffile.Dict)
	return direct1 && direct2 && a.flagsOnly(was, is)
}

func (a *audit) flagsOnly(was, is pdffile.Dict) bool {
	f, g := a.prev.Dict(was["AcroForm"]), a.next.Dict(is["AcroForm"])
	return f != nil && g != nil && onlyDiffer(f, g, "SigFlags", "Fields") && a.extended(a.prev.Array(f["Fields"]), a.next.Array(g["Fields"])) && a.next.Int(g["SigFlags"], 0)&sigFlags == sigFlags
}

// perms: the first signature may certify the document (12.8.4); nobody may
// change that afterwards.
func (a *audit) perms(was, is pdffile.Dict) bool {
	if pdffile.Equal(was["Perms"], is["Perms"]) {
		return true
	}
	now, _ := is["Perms"].(pdffile.Dict)
	before, _ := was["Perms"].(pdffile.Dict)
	if now == nil || was["Perms"] != nil && before == nil || !onlyDiffer(before, now, "DocMDP") || before["DocMDP"] != nil {
		return false
	}
	certifies := false
	for _, s := range a.d.sigs {
		if s.revision < a.j {
			return false
		}
		if s.object != nil && !s.direct && s.revision == a.j && now["DocMDP"] == (pdffile.Reference{Number: s.object.Number}) {
			certifies = s.holds
		}
	}
	return certifies
}

// dss: validation data may be added. They say nothing that a reader shows, so
// it is enough that every object is new and belongs to them.
func (a *audit) dss(was, is pdffile.Dict) bool {
	if pdffile.Equal(was["DSS"], is["DSS"]) {
		return true
	}
	if is["DSS"] == nil {
		return false
	}
	if _, direct := is["DSS"].(pdffile.Dict); !direct && !a.fresh(is["DSS"]) || was["DSS"] != nil && !a.grown(was["DSS"], is["DSS"], 0) {
		return false
	}
	if !a.isDSS(a.next.Dict(is["DSS"])) {
		return false
	}
	a.claim(is["DSS"])
	a.add("validation-data", true, Change{})
	return true
}

// announced are the extensions by which validation data and time-stamps are
// known in PDF 1.7. They change nothing that is shown.
var announced = []pdffile.Name{"ADBE", "ESIC", "ISO_"}

// extensions: those may be added; the others stay as they are.
func (a *audit) extensions(was, is pdffile.Dict) bool {
	if pdffile.Equal(was["Extensions"], is["Extensions"]) {
		return true
	}
	if _, direct := is["Extensions"].(pdffile.Dict); !direct {
		return false
	}
	before, now := a.prev.Dict(was["Extensions"]), a.next.Dict(is["Extensions"])
	if !onlyDiffer(before, now, append(announced, "Type")...) {
		return false
	}
	for k, v := range now {
		if pdffile.Equal(before[k], v) || k == "Type" && v == pdffile.Name("Extensions") {
			continue
		}
		d, direct := v.(pdffile.Dict)
		level, isInt := d["ExtensionLevel"].(int64)
		if _, name := d["BaseVersion"].(pdffile.Name); !direct || !name || !isInt || level < 0 ||
			!onlyDiffer(nil, d, "Type", "BaseVersion", "ExtensionLevel") {
			return false
		}
	}
	return true
}
