package pdfa_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/pdfa"
	"shenqian/signing/pdffile"
	"shenqian/signing/testpki"
	"shenqian/signing/trust"
	"shenqian/signing/tsp"
)

// drawn is an appearance in the page's own font.
type drawn struct{}

func (drawn) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	n := w.Reserve()
	w.Deflate(n, "/Type/XObject/Subtype/Form/BBox[0 0 "+pdffile.Format(width)+" "+pdffile.Format(height)+
		"]/Resources<</Font<</F1 8 0 R>>>>", []byte("BT /F1 12 Tf 2 2 Td <00010002> Tj ET"))
	return n, nil
}

func TestASignedPaperIsStillPDFA(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Issue("张三", "院长", now, now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"invisible": pdfa.Good(false), "visible": pdfa.Good(true)}
	if qpdf, err := exec.LookPath("qpdf"); err == nil {
		in, out := filepath.Join(t.TempDir(), "in.pdf"), filepath.Join(t.TempDir(), "out.pdf")
		if err := os.WriteFile(in, files["visible"], 0o600); err != nil {
			t.Fatal(err)
		}
		if msg, err := exec.Command(qpdf, "--object-streams=generate", "--newline-before-endstream", in, out).CombinedOutput(); err != nil {
			t.Fatal(err, string(msg))
		}
		if files["object streams"], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	for name, pdf := range files {
		for _, certify := range []int{0, 2} {
			before, err := pdfa.Check(pdf)
			if err != nil || len(before) > 0 {
				t.Fatal(name, err, before)
			}
			r := signing.Request{Field: "president", Key: key, Time: now, Reason: "同意签发", Certify: certify}
			if name == "visible" {
				r.Appearance = drawn{}
			}
			signed, err := signing.Sign(pdf, r)
			if err != nil {
				t.Fatal(name, err)
			}
			if after, err := pdfa.Check(signed); err != nil || len(after) > 0 {
				t.Errorf("%s, certify %d: %v %v", name, certify, err, after)
			}
		}
	}
}

// authority is a time-stamp authority of the test authority.
type authority struct{ pki *testpki.PKI }

func (authority) String() string { return "test" }

func (a authority) Stamp(_ context.Context, q []byte) ([]byte, error) { return a.pki.Stamp("tsa", q) }

// Fetch answers about certificates.
func (a authority) Fetch(_ context.Context, address string, q []byte) ([]byte, error) {
	return a.pki.Fetch(strings.TrimPrefix(address, "http://authority.test"), q)
}

func TestAPaperIsStillPDFAAtEveryLevel(t *testing.T) {
	pki, err := testpki.Make(t.TempDir(), "http://authority.test")
	if err != nil {
		t.Fatal(err)
	}
	p12, err := pki.File("signer-rsa.p12")
	if err != nil {
		t.Fatal(err)
	}
	key, err := keys.Load(p12, func() ([]byte, error) { return []byte("test"), nil })
	if err != nil {
		t.Fatal(err)
	}
	at := key.Certificate.NotBefore.Add(time.Minute)
	a := authority{pki}
	from := signing.Sources{Stamps: []tsp.Authority{a}, Revocation: a, Certificates: key.Chain}
	pdf, err := signing.Sign(pdfa.Good(false), signing.Request{Field: "president", Key: key, Time: at})
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range []signing.Level{signing.LevelT, signing.LevelLT, signing.LevelA, signing.LevelA} {
		r, err := signing.Extend(t.Context(), pdf, level, from, at)
		if err != nil || r.Short != nil {
			t.Fatal(level, err, r.Short)
		}
		pdf = r.PDF
		if found, err := pdfa.Check(pdf); err != nil || len(found) > 0 {
			t.Errorf("%s: %v %v", level, err, found)
		}
	}
}

// Each of two signatures is checked, and so the file between them.
func TestADualSignatureKeepsPDFA(t *testing.T) {
	pki, err := testpki.Make(t.TempDir(), "http://authority.test")
	if err != nil {
		t.Fatal(err)
	}
	load := func(files ...string) *keys.Credential {
		var pem []byte
		for _, name := range files {
			b, err := pki.File(name)
			if err != nil {
				t.Fatal(err)
			}
			pem = append(pem, b...)
		}
		c, err := keys.Load(pem, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first, second := load("signer-ec.key", "signer-ec.crt", "chain.pem"), load("signer-sm2.key", "signer-sm2.crt")
	for _, form := range []signing.Form{signing.PAdES, signing.GBT35275} {
		r, err := signing.SignDual(t.Context(), pdfa.Good(true), signing.Request{
			Field: "president", Key: first, Time: first.Certificate.NotBefore.Add(time.Minute), Appearance: drawn{},
		}, signing.Second{Key: second, Form: form}, signing.LevelB, signing.Sources{})
		if err != nil || r.PDFA != signing.PDFAKept {
			t.Errorf("%s: %v %+v", form, err, r)
		}
	}
}
