package signing_test

import (
	"maps"
	"testing"

	"shenqian/signing"
	"shenqian/signing/pdffile"
	"shenqian/signing/tamper/bases"
)

// changed writes a form field of the paper anew.
func changed(t *testing.T, pdf []byte, field string, f func(d pdffile.Dict)) []byte {
	t.Helper()
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u, err := pdffile.NewUpdate(file, 1<<10)
	if err != nil {
		t.Fatal(err)
	}
	v := file.Latest()
	for _, o := range v.Array(v.Dict(v.Catalog()["AcroForm"])["Fields"]) {
		ref, ok := o.(pdffile.Reference)
		if d := v.Dict(o); ok && v.String(d["T"]).Text() == field {
			d = maps.Clone(d)
			f(d)
			u.Put(ref.Number, pdffile.Format(d))
		}
	}
	return u.Close()
}

func TestAFormIsFilledOnlyWhereTheFirstSignaturePermitsIt(t *testing.T) {
	court, err := bases.Found(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	fill := func(d pdffile.Dict) { d["V"] = pdffile.String("100000") }
	lock := func(action string, fields ...pdffile.Object) func(d pdffile.Dict) {
		return func(d pdffile.Dict) {
			l := pdffile.Dict{"Type": pdffile.Name("SigFieldLock"), "Action": pdffile.Name(action)}
			if len(fields) > 0 {
				l["Fields"] = pdffile.Array(fields)
			}
			d["Lock"] = l
		}
	}
	for name, tt := range map[string]struct {
		certify int
		before  func(d pdffile.Dict) // to the signer's field
		field   func(d pdffile.Dict) // to the field to be filled
		want    signing.Verdict
	}{
		"certified":                {2, nil, nil, signing.Valid},
		"approved only":            {0, nil, nil, signing.Modified},
		"locked with all":          {2, lock("All"), nil, signing.Modified},
		"locked by name":           {2, lock("Include", pdffile.String("sum")), nil, signing.Modified},
		"another is locked":        {2, lock("Include", pdffile.String("paid")), nil, signing.Valid},
		"nobody is to fill it":     {2, nil, func(d pdffile.Dict) { d["Ff"] = int64(1) }, signing.Modified},
		"of a kind we do not know": {2, nil, func(d pdffile.Dict) { d["FT"] = pdffile.Name("Xx") }, signing.Modified},
	} {
		pdf := bases.Paper()
		if tt.before != nil {
			pdf = changed(t, pdf, "president", tt.before)
		}
		if tt.field != nil {
			pdf = changed(t, pdf, "sum", tt.field)
		}
		signed, err := court.Sign(pdf, "rsa", "president", signing.LevelB, func(r *signing.Request) { r.Certify = tt.certify })
		if err != nil {
			t.Fatal(name, err)
		}
		r, err := signing.Verify(changed(t, signed, "sum", fill), signing.Options{Trust: court.Trust})
		if err != nil || r.Verdict != tt.want {
			t.Errorf("%s: %v %s (%s), want %s", name, err, r.Verdict, r.Reason, tt.want)
			continue
		}
		if c := r.Signatures[0].ChangesAfter; tt.want == signing.Valid && (len(c) != 1 || c[0].Kind != "form-filling" || c[0].Field != "sum") {
			t.Errorf("%s: %+v", name, c)
		}
	}
	// A later certification can't permit what the first signer did not: the
	// file is modified by it.
	approved, err := court.Sign(bases.Paper(), "rsa", "president", signing.LevelB, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := court.Sign(approved, "rsa", "clerk", signing.LevelB, func(r *signing.Request) { r.Certify = 2 }); err == nil {
		t.Error("certified after an approval")
	}
}
