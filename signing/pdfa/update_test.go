package pdfa_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/pdfa"
	"shenqian/signing/pdffile"
	"shenqian/signing/trust"
)

// unfit are appearances that PDF/A does not have.
type unfit struct{ dict, content string }

func (u unfit) WriteForm(w pdffile.ObjectWriter, _, _ float64) (int, error) {
	n := w.Reserve()
	w.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 200 60]"+u.dict, []byte(u.content))
	return n, nil
}

var unfits = map[string]unfit{
	"6.2.11.4.1": {"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>", "BT /F 12 Tf (x) Tj ET"},
	"6.2.4.3":    {"/Resources<<>>", "0 0 0 1 k 0 0 9 9 re f"},
	"6.2.9":      {"/Resources<<>>/OPI<<>>", "0 0 9 9 re f"},
	"6.2.2":      {"/Resources<<>>", "zz"},
	"6.1.8":      {"/Resources<<>>/S/T#FF", ""},
}

func president(t testing.TB) (*keys.Credential, time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Issue("张三", "院长", now, now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return key, now
}

func TestASignatureThatWouldBreakPDFAIsRefused(t *testing.T) {
	key, now := president(t)
	for clause, drawn := range unfits {
		r := signing.Request{Field: "president", Key: key, Time: now, Appearance: drawn}
		for name, sign := range map[string]func([]byte) error{
			"alone": func(pdf []byte) error { _, err := signing.Sign(pdf, r); return err },
			"at a level": func(pdf []byte) error {
				_, err := signing.SignLevel(t.Context(), pdf, r, signing.LevelB, signing.Sources{})
				return err
			},
			"in a batch": func(pdf []byte) error {
				return signing.SignBatch(t.Context(), key, []signing.Item{{
					Open: func() ([]byte, error) { return pdf, nil }, Request: r, Save: func([]byte) error { return nil },
				}}, signing.BatchOptions{})[0]
			},
		} {
			var f *fault.Error
			if err := sign(pdfa.Good(true)); !errors.As(err, &f) || f.Code != "sign.pdfa" || f.Args["clause"] != clause {
				t.Errorf("%s %s: %v", clause, name, err)
			}
			// A file that claims nothing, or claims wrongly, has nothing to lose.
			if err := sign(bytes.ReplaceAll(pdfa.Good(true), []byte("pdfaid"), []byte("pdfaxx"))); err != nil {
				t.Errorf("%s %s: no claim: %v", clause, name, err)
			}
			if err := sign(pdfa.NearlyGood(true)); err != nil {
				t.Errorf("%s %s: broken before: %v", clause, name, err)
			}
		}
	}
}

func TestTheResultSaysWhatBecameOfTheClaim(t *testing.T) {
	key, now := president(t)
	for want, pdf := range map[signing.PDFA][]byte{
		signing.PDFAKept: pdfa.Good(true), signing.PDFABroken: pdfa.NearlyGood(true),
		"": bytes.ReplaceAll(pdfa.Good(true), []byte("pdfaid"), []byte("pdfaxx")),
	} {
		r, err := signing.SignLevel(t.Context(), pdf, signing.Request{Field: "president", Key: key, Time: now}, signing.LevelB, signing.Sources{})
		if err != nil || r.PDFA != want {
			t.Errorf("%v %q, want %q", err, r.PDFA, want)
		}
	}
}

// What the check of an update finds is what the check of the whole finds.
func TestTheChecksOfUpdateAndWholeAgree(t *testing.T) {
	key, now := president(t)
	plain := bytes.ReplaceAll(pdfa.Good(true), []byte("pdfaid"), []byte("pdfaxx")) // nothing is refused
	for clause, drawn := range unfits {
		signed, err := signing.Sign(plain, signing.Request{Field: "president", Key: key, Time: now, Appearance: drawn})
		if err != nil {
			t.Fatal(err)
		}
		signed = bytes.ReplaceAll(signed, []byte("pdfaxx"), []byte("pdfaid"))
		file, err := pdffile.Open(signed)
		if err != nil {
			t.Fatal(err)
		}
		update := pdfa.CheckUpdate(file)
		whole, err := pdfa.Check(signed)
		if err != nil || len(update) != 1 || len(whole) != 1 || update[0] != whole[0] || whole[0].Clause != clause {
			t.Errorf("%s: %v\n%+v\n%+v", clause, err, update, whole)
		}
	}
}

func BenchmarkCheckUpdate(b *testing.B) {
	key, now := president(b)
	pdf := pdfa.Good(true)
	signed, err := signing.Sign(pdf, signing.Request{Field: "president", Key: key, Time: now})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		file, err := pdffile.Open(pdf)
		if err != nil {
			b.Fatal(err)
		}
		if file, err = file.Extended(signed); err != nil || len(pdfa.CheckUpdate(file)) > 0 {
			b.Fatal(err)
		}
	}
}
