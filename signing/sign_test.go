package signing

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"shenqian/signing/pdffile"
)

func TestASignedPaperIsValidAndItsFirstRevisionIsWhatWasShown(t *testing.T) {
	pdf := paper("终结本次执行程序")
	out := mustSign(t, pdf, request("president"))
	if !bytes.HasPrefix(out, pdf) {
		t.Fatal("the bytes shown were changed")
	}
	shown, _ := FrozenHash(pdf)
	signed, _ := FrozenHash(out)
	if shown != sum(pdf) || signed != shown {
		t.Errorf("frozen hash: shown %s, signed %s, bytes %s", shown, signed, sum(pdf))
	}
	r := mustVerify(t, out)
	if r.Verdict != Valid || !r.Trusted || len(r.Signatures) != 1 {
		t.Fatalf("%+v", r)
	}
	s := r.Signatures[0]
	if s.RevisionSHA256 != shown || s.Field != "president" || s.Signer != "张三" || s.Level != "B-B" ||
		s.Covers != "file" || !s.AddsOnlySignature || !s.Training || s.Statement != "同意签发" ||
		s.Time != "2026-11-24T09:30:00+08:00" || s.TimeSource != "claimed" || s.Algorithm != "RSA-2048/SHA-256" {
		t.Errorf("%+v", s)
	}
	if grown := len(out) - len(pdf); grown > 8<<10 {
		t.Errorf("the signature takes %d bytes", grown)
	}
}

func TestASecondSignatureInAnEmptyFieldLeavesTheFirstValid(t *testing.T) {
	out := mustSign(t, mustSign(t, paper("裁定"), request("president")), request("court"))
	r := mustVerify(t, out)
	if r.Verdict != Valid || len(r.Signatures) != 2 {
		t.Fatalf("%+v", r)
	}
	first := r.Signatures[0]
	if len(first.ChangesAfter) != 1 || first.ChangesAfter[0] != (Change{Kind: "signature", Revision: 3, Field: "court", Permitted: true}) {
		t.Errorf("%+v", first.ChangesAfter)
	}
	if first.Covers != "revision" || r.Signatures[1].Covers != "file" || !r.Signatures[1].AddsOnlySignature {
		t.Errorf("%+v", r.Signatures)
	}
}

func TestAFileWithoutFieldsGetsAnInvisibleOne(t *testing.T) {
	f := pdffile.NewFile(6)
	root, pages, page, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages 2 0 R>>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids[3 0 R]>>")
	f.Put(page, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>")
	f.Put(info, "<<>>")
	out := mustSign(t, f.Close(root, info), request(""))
	if r := mustVerify(t, out); r.Verdict != Valid || r.Signatures[0].Field != "Signature1" {
		t.Errorf("%+v", r)
	}
}

func TestRSAAndECDSAAndSM2KeysSign(t *testing.T) {
	for kind, algorithm := range map[string]string{"rsa": "RSA-2048/SHA-256", "rsa3072": "RSA-3072/SHA-256", "ec": "ECDSA P-256/SHA-256", "sm2": "SM2/SM3"} {
		out := mustSign(t, paper("裁定"), pkiRequest(t, kind, "president"))
		r, err := Verify(out, Options{Trust: anchors(t)})
		if err != nil || r.Verdict != Valid || !r.Trusted || r.Signatures[0].Algorithm != algorithm {
			t.Errorf("%s: %v %+v", kind, err, r)
		}
	}
}

func TestTheReportsJSONKeepsItsShape(t *testing.T) {
	b, err := json.Marshal(mustVerify(t, mustSign(t, paper("裁定"), request("president"))))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		File, Verdict, Reason *string
		Trusted               *bool
		Signatures            []map[string]any
	}
	if err := json.Unmarshal(b, &got); err != nil || got.File == nil || got.Verdict == nil || got.Reason == nil || got.Trusted == nil || len(got.Signatures) != 1 {
		t.Fatalf("%v %s", err, b)
	}
	for _, key := range []string{"field", "signer", "time", "level", "time_source", "algorithm", "covers", "changes_after", "revision_sha256", "fingerprint"} {
		if _, ok := got.Signatures[0][key]; !ok {
			t.Errorf("no %q in %s", key, b)
		}
	}
	if _, list := got.Signatures[0]["changes_after"].([]any); !list {
		t.Error("changes_after is a list, also when nothing changed")
	}
	unsigned, err := json.Marshal(mustVerify(t, paper("裁定")))
	if err != nil || !strings.Contains(string(unsigned), `"verdict":"unsigned"`) || !strings.Contains(string(unsigned), `"signatures":[]`) {
		t.Errorf("%v %s", err, unsigned)
	}
}

func TestAPaperIsNotSignedWhereItMayNotBe(t *testing.T) {
	signed := mustSign(t, paper("裁定"), request("president"))
	expired := request("court")
	expired.Time = signedOn.AddDate(5, 0, 0)
	early := request("court")
	early.Time = signedOn.AddDate(-5, 0, 0)
	for want, try := range map[string]func() ([]byte, error){
		"sign.filled":       func() ([]byte, error) { return Sign(signed, request("president")) },
		"sign.no-field":     func() ([]byte, error) { return Sign(signed, request("clerk")) },
		"sign.no-time":      func() ([]byte, error) { return Sign(signed, Request{Field: "court", Key: request("").Key}) },
		"key.expired":       func() ([]byte, error) { return Sign(signed, expired) },
		"key.not-yet-valid": func() ([]byte, error) { return Sign(signed, early) },
		"key.none":          func() ([]byte, error) { return Sign(signed, Request{Field: "court", Time: signedOn}) },
		"pdf.header":        func() ([]byte, error) { return Sign([]byte("x"), request("court")) },
		"pdf.tail":          func() ([]byte, error) { return Sign(append(bytes.Clone(signed), "tail"...), request("court")) },
	} {
		if out, err := try(); faultCode(err) != want || out != nil {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
