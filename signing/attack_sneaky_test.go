package signing

import (
	"fmt"
	"testing"

	"shenqian/signing/pdffile"
)

// evilForm is an appearance whose writer changes other objects on the way.
type evilForm func(w pdffile.ObjectWriter)

func (f evilForm) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	f(w)
	n := w.Reserve()
	w.Stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %g %g]", width, height), []byte("0 0 9 9 re f"))
	return n, nil
}

// seenTwice is paper with both fields visible.
func seenTwice(t *testing.T) []byte {
	pdf := paper("裁定")
	return replaced(t, pdf, "/T(court)/Rect[0 0 0 0]", "/T(court)/Rect[0 0 9 9]")
}

func TestASecondSignerCannotSlipInAChange(t *testing.T) {
	first := mustSign(t, seenTwice(t), request("president"))
	for name, f := range map[string]func(w pdffile.ObjectWriter){
		"other content":       func(w pdffile.ObjectWriter) { w.Stream(oContent, "", []byte("0 0 m 9 9 l S")) },
		"another page":        func(w pdffile.ObjectWriter) { w.Put(oPage, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>") },
		"the first's drawing": func(w pdffile.ObjectWriter) { w.Stream(10, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", nil) },
		"the first's widget":  func(w pdffile.ObjectWriter) { w.Put(oPresident, "<</FT/Sig/T(president)>>") },
		"information":         func(w pdffile.ObjectWriter) { w.Put(oInfo, "<</Title(evil)>>") },
		"a loose object":      func(w pdffile.ObjectWriter) { w.Put(w.Reserve(), "<</Evil true>>") },
		"the shared blank":    func(w pdffile.ObjectWriter) { w.Stream(oBlank, "/Subtype/Form/BBox[0 0 9 9]", []byte("f")) },
	} {
		req := request("court")
		req.Appearance = evilForm(f)
		r := mustVerify(t, mustSign(t, first, req))
		if r.Verdict != Modified || r.Signatures[0].Verdict != Modified {
			t.Errorf("%s: %s (%s)", name, r.Verdict, r.Reason)
		}
		// The second signer signed what he made: his own signature holds, but
		// the report says that it brought more than a signature.
		for _, s := range r.Signatures[1:] {
			if s.Field == "court" && (s.Verdict != Valid || s.AddsOnlySignature) {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
}

func TestAReferenceToNothingCannotComeToLife(t *testing.T) {
	// The page signed refers to object 13, which does not exist yet. The
	// second signature's appearance brings an object of that number.
	pdf := replaced(t, seenTwice(t), "/Contents 4 0 R", "/Cont 13 0 R   ")
	first := mustSign(t, pdf, request("president"))
	req := request("court")
	req.Appearance = numbered{}
	if r := mustVerify(t, mustSign(t, first, req)); r.Verdict != Modified {
		t.Error(r.Verdict)
	}
}

// numbered draws its form as object 13.
type numbered struct{}

func (numbered) WriteForm(w pdffile.ObjectWriter, _, _ float64) (int, error) {
	n := w.Reserve()
	for n != 13 {
		n = w.Reserve()
	}
	w.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", []byte("evil"))
	return n, nil
}

func TestValidationDataCarryNothingElse(t *testing.T) {
	signed := mustSign(t, paper("裁定"), request("president"))
	withDSS := func(more func(u *pdffile.Update, root, dss pdffile.Dict)) []byte {
		return updated(t, signed, func(u *pdffile.Update, v pdffile.View) {
			cert, dss := u.Reserve(), u.Reserve()
			u.Stream(cert, "", []byte("certificate"))
			d := pdffile.Dict{"Type": pdffile.Name("DSS"), "Certs": pdffile.Array{pdffile.Reference{Number: cert}}}
			root := edits{view: v, dicts: map[int]pdffile.Dict{}}.edit(v.Lookup(oRoot))
			root["DSS"] = pdffile.Reference{Number: dss}
			if more != nil {
				more(u, root, d)
			}
			u.Put(dss, pdffile.Format(d))
			u.Put(oRoot, pdffile.Format(root))
		})
	}
	r := mustVerify(t, withDSS(nil))
	if r.Verdict != Valid || r.Signatures[0].ChangesAfter[0].Kind != "validation-data" {
		t.Errorf("validation data alone: %+v", r)
	}
	for name, f := range map[string]func(u *pdffile.Update, root, dss pdffile.Dict){
		"other pages":   func(_ *pdffile.Update, root, _ pdffile.Dict) { root["Pages"] = pdffile.Reference{Number: oPage} },
		"a script":      func(_ *pdffile.Update, root, _ pdffile.Dict) { root["OpenAction"] = pdffile.Dict{} },
		"layers":        func(_ *pdffile.Update, root, _ pdffile.Dict) { root["OCProperties"] = pdffile.Dict{} },
		"attachments":   func(_ *pdffile.Update, root, _ pdffile.Dict) { root["Names"] = pdffile.Dict{} },
		"another form":  func(_ *pdffile.Update, root, _ pdffile.Dict) { root["AcroForm"] = pdffile.Dict{} },
		"other content": func(u *pdffile.Update, _, _ pdffile.Dict) { u.Stream(oContent, "", []byte("evil")) },
		"a known object": func(u *pdffile.Update, _, d pdffile.Dict) {
			u.Stream(oContent, "", nil)
			d["Certs"] = pdffile.Array{pdffile.Reference{Number: oContent}}
		},
		"a stranger there": func(_ *pdffile.Update, _, d pdffile.Dict) { d["Evil"] = pdffile.Dict{} },
	} {
		r := mustVerify(t, withDSS(f))
		if r.Verdict != Modified {
			t.Errorf("%s: %s", name, r.Verdict)
		}
	}
}

func TestACertificationIsRespected(t *testing.T) {
	req := request("president")
	req.Certify = 2
	certified := mustSign(t, paper("公开版"), req)
	r := mustVerify(t, certified)
	if r.Verdict != Valid || r.Signatures[0].Certifies != 2 || !r.Signatures[0].AddsOnlySignature {
		t.Errorf("%+v", r)
	}
	if r := mustVerify(t, mustSign(t, certified, request("court"))); r.Verdict != Valid {
		t.Errorf("P=2 permits a signature in an empty field: %+v", r)
	}
	if _, err := Sign(certified, request("")); faultCode(err) != "sign.certified-no-new-field" {
		t.Error(err)
	}
	again := request("court")
	again.Certify = 2
	if _, err := Sign(certified, again); faultCode(err) != "sign.certify-first" {
		t.Error(err)
	}
	req.Certify = 1
	if _, err := Sign(paper("公开版"), req); faultCode(err) != "sign.certify" {
		t.Error(err)
	}
	final := resigned(t, replaced(t, certified, "/V/1.2/P 2", "/V/1.2/P 1"), 0)
	if r := mustVerify(t, final); r.Verdict != Valid || r.Signatures[0].Certifies != 1 {
		t.Errorf("P=1 alone is valid: %+v", r)
	}
	if _, err := Sign(final, request("court")); faultCode(err) != "sign.certified-final" {
		t.Error(err)
	}
}

func TestALockedFieldStaysEmpty(t *testing.T) {
	pdf := edited(t, paper("裁定"), oPresident, func(d pdffile.Dict) {
		d["Lock"] = pdffile.Dict{"Type": pdffile.Name("SigFieldLock"), "Action": pdffile.Name("All")}
	})
	locked := mustSign(t, pdf, request("president"))
	if _, err := Sign(locked, request("court")); faultCode(err) != "sign.locked" {
		t.Error(err)
	}
	// Whoever signs it all the same changes what was locked.
	file, err := pdffile.Open(locked)
	if err != nil {
		t.Fatal(err)
	}
	forced := forceSign(t, file, "court")
	if r := mustVerify(t, forced); r.Verdict != Modified || r.Signatures[0].Verdict != Modified {
		t.Errorf("%+v", r)
	}
}

// forceSign signs without asking what is permitted.
func forceSign(t *testing.T, file *pdffile.Reader, field string) []byte {
	t.Helper()
	req := request(field)
	s, err := newSigner(req.Key)
	if err != nil {
		t.Fatal(err)
	}
	fields, err := sigFields(file.Latest())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		if f.name == field {
			out, err := appendSignature(file, req, s, &target{view: file.Latest(), field: f, name: field}, nil)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	t.Fatal("no field")
	return nil
}

func faultCode(err error) string {
	if err == nil {
		return ""
	}
	c, _ := code(err)
	return c
}
