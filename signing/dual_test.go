package signing

import (
	"bytes"
	"context"
	"encoding/asn1"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"

	"shenqian/signing/pdffile"
	"shenqian/signing/tsp"
)

// dual signs with RSA or ECDSA in the president's field and SM2 beside it.
func dual(t *testing.T, pdf []byte, first string, certify int, level Level, from Sources) []byte {
	t.Helper()
	r := pkiRequest(t, first, "president")
	r.Certify = certify
	out, err := SignDual(context.Background(), pdf, r, Second{Key: pkiRequest(t, "sm2", "").Key, Reason: "同意签发"}, level, from)
	return mustReach(t, out, err)
}

func TestADualSignatureIsValidInBothWorlds(t *testing.T) {
	for _, first := range []string{"rsa", "ec"} {
		for _, certify := range []int{0, 2} {
			pdf := paper("裁定")
			out := dual(t, pdf, first, certify, LevelT, Sources{Stamps: []tsp.Authority{authority(t, "tsa")}})
			if !bytes.HasPrefix(out, pdf) {
				t.Error("the bytes shown were changed")
			}
			r := trusted(t, out)
			if r.Verdict != Valid || !r.Trusted || len(r.Signatures) != 2 {
				t.Fatalf("%s: %+v", first, r)
			}
			for i, s := range r.Signatures {
				if s.Level != LevelT || s.Stamper != "Test TSA" || !s.AddsOnlySignature {
					t.Errorf("%s %d: %+v", first, i, s)
				}
			}
			one, two := r.Signatures[0], r.Signatures[1]
			if two.Algorithm != "SM2/SM3" || two.Field != "Signature1" || one.Field != "president" || two.Covers != "file" {
				t.Errorf("%+v", r.Signatures)
			}
			if len(one.ChangesAfter) != 1 || one.ChangesAfter[0] != (Change{Kind: "signature", Revision: 3, Field: "Signature1", Permitted: true}) {
				t.Errorf("%+v", one.ChangesAfter)
			}
			dualJudges(t, out)
		}
	}
}

// dualJudges: the first signature for readers that know no SM2, the second for
// openssl, each with its time-stamp.
func dualJudges(t *testing.T, pdf []byte) {
	t.Helper()
	f := writeTemp(t, "dual.pdf", pdf)
	if out := tool(t, "qpdf", "--check", f); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
	said, _ := exec.Command("pdfsig", "-nocert", f).CombinedOutput() // it may answer no for SM2
	if first, _, _ := strings.Cut(string(said), "Signature #2"); !strings.Contains(first, "Signature is Valid") {
		t.Errorf("pdfsig: %s", said)
	}
	file, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	d := newDocument(file)
	if err := d.collect(); err != nil {
		t.Fatal(err)
	}
	for _, s := range d.sigs {
		der, err := unpad(s.object.Dict()["Contents"])
		if err != nil {
			t.Fatal(err)
		}
		r := s.object.Dict()["ByteRange"].(pdffile.Array)
		content := append(bytes.Clone(pdf[:r[1].(int64)]), pdf[r[2].(int64):r[2].(int64)+r[3].(int64)]...)
		if s.field.name == "president" {
			out := tool(t, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", writeTemp(t, "s.der", der), "-content", writeTemp(t, "c", content),
				"-CAfile", writeTemp(t, "root.pem", pkiFile(t, "root.crt")), "-purpose", "any", "-cades", "-out", writeTemp(t, "out", nil))
			if !strings.Contains(out, "CAdES Verification successful") {
				t.Errorf("openssl cms: %s", out)
			}
			continue
		}
		opensslSM2(t, der, content)
	}
}

// opensslSM2 checks by openssl, which has no way to name the signer's identity
// to its cms command, that the signature is over the attributes and that they
// hold the content's SM3.
func opensslSM2(t *testing.T, der, content []byte) {
	t.Helper()
	var message struct {
		Type asn1.ObjectIdentifier
		Data struct {
			Version int
			Digests asn1.RawValue
			Content asn1.RawValue
			Certs   asn1.RawValue `asn1:"tag:0"`
			Signers []struct {
				Version   int
				ID        asn1.RawValue
				Digest    asn1.RawValue
				Signed    asn1.RawValue `asn1:"tag:0"`
				Algorithm asn1.RawValue
				Signature []byte
				Unsigned  asn1.RawValue `asn1:"tag:1,optional"`
			} `asn1:"set"`
		} `asn1:"explicit,tag:0"`
	}
	if _, err := asn1.Unmarshal(der, &message); err != nil {
		t.Fatal(err)
	}
	s := message.Data.Signers[0]
	attrs := bytes.Clone(s.Signed.FullBytes)
	attrs[0] = 0x31 // as a SET, RFC 5652, 5.4
	sum, err := hex.DecodeString(strings.TrimSpace(strings.Split(tool(t, "openssl", "dgst", "-sm3", "-r", writeTemp(t, "c", content)), " ")[0]))
	if err != nil || !bytes.Contains(attrs, sum) {
		t.Errorf("the attributes lack the content's SM3: %v", err)
	}
	public := writeTemp(t, "p.pem", []byte(tool(t, "openssl", "x509", "-in", writeTemp(t, "c.pem", pkiFile(t, "signer-sm2.crt")), "-noout", "-pubkey")))
	if out := tool(t, "openssl", "dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify", public,
		"-signature", writeTemp(t, "sig", s.Signature), writeTemp(t, "attrs", attrs)); !strings.Contains(out, "Verified OK") {
		t.Errorf("openssl dgst: %s", out)
	}
	// The time-stamp is over this signature, with SM3.
	var unsigned asn1.RawValue
	if _, err := asn1.Unmarshal(s.Unsigned.Bytes, &unsigned); err != nil {
		t.Fatal(err)
	}
	var stamp struct {
		Type   asn1.ObjectIdentifier
		Tokens []asn1.RawValue `asn1:"set"`
	}
	if _, err := asn1.Unmarshal(unsigned.FullBytes, &stamp); err != nil {
		t.Fatal(err)
	}
	token := writeTemp(t, "t", stamp.Tokens[0].FullBytes)
	if out := tool(t, "openssl", "ts", "-verify", "-token_in", "-in", token, "-data", writeTemp(t, "v", s.Signature),
		"-CAfile", writeTemp(t, "root.pem", pkiFile(t, "root.crt")), "-untrusted", writeTemp(t, "chain.pem", pkiFile(t, "chain.pem"))); !strings.Contains(out, "Verification: OK") {
		t.Errorf("openssl ts: %s", out)
	}
	if out := tool(t, "openssl", "ts", "-reply", "-token_in", "-in", token, "-token_out", "-text"); !strings.Contains(out, "Hash Algorithm: sm3") {
		t.Errorf("the time-stamp's imprint is not SM3: %s", out)
	}
}

func TestADualSignatureIsKeptForLong(t *testing.T) {
	out := dual(t, paper("裁定"), "rsa", 2, LevelA, everything(t))
	r := trusted(t, out)
	if r.Verdict != Valid || !r.Trusted || r.Signatures[0].Level != LevelA || r.Signatures[1].Level != LevelA {
		t.Errorf("%+v", r)
	}
}

func TestADualSignatureIsNotHalfMade(t *testing.T) {
	rsa, sm2 := pkiRequest(t, "rsa", "president"), pkiKey(t, "sm2")
	late := rsa
	late.Time = late.Time.AddDate(30, 0, 0)
	signed := mustSign(t, paper("裁定"), pkiRequest(t, "ec", "court"))
	for want, try := range map[string]func() (*Result, error){
		"sign.dual-first": func() (*Result, error) {
			r := rsa
			r.Key = sm2
			return SignDual(t.Context(), paper(""), r, Second{Key: sm2}, LevelB, Sources{})
		},
		"sign.dual-second": func() (*Result, error) {
			return SignDual(t.Context(), paper(""), rsa, Second{Key: rsa.Key}, LevelB, Sources{})
		},
		"key.none": func() (*Result, error) { return SignDual(t.Context(), paper(""), rsa, Second{}, LevelB, Sources{}) },
		"key.expired": func() (*Result, error) {
			return SignDual(t.Context(), paper(""), late, Second{Key: sm2}, LevelB, Sources{})
		},
		"sign.no-field": func() (*Result, error) {
			return SignDual(t.Context(), paper(""), rsa, Second{Key: sm2, Field: "none"}, LevelB, Sources{})
		},
		"sign.dual-no-field": func() (*Result, error) {
			return SignDual(t.Context(), signed, rsa, Second{Key: sm2}, LevelB, Sources{})
		},
		"sign.filled": func() (*Result, error) {
			return SignDual(t.Context(), signed, rsa, Second{Key: sm2, Field: "court"}, LevelB, Sources{})
		},
	} {
		r, err := try()
		if r != nil {
			t.Errorf("%s: a file came back", want)
		}
		if faultCode(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	named, err := SignDual(t.Context(), paper(""), rsa, Second{Key: sm2, Field: "court"}, LevelB, Sources{})
	if err != nil || trusted(t, named.PDF).Verdict != Valid {
		t.Errorf("an empty field can be named: %v", err)
	}
}

func TestOneTimestampThatCannotBeHadCostsTheLevelOfBoth(t *testing.T) {
	asked := 0
	first := authority(t, "tsa")
	once := askedOnce{first, &asked}
	r, err := SignDual(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), Second{Key: pkiKey(t, "sm2")}, LevelT, Sources{Stamps: []tsp.Authority{once}})
	if err != nil || r.Short == nil || r.Reached != LevelB {
		t.Fatalf("%v %+v", err, r)
	}
	report := trusted(t, r.PDF)
	if report.Verdict != Valid || report.Signatures[0].Level != LevelT || report.Signatures[1].Level != LevelB {
		t.Errorf("%+v", report)
	}
	again, err := Extend(t.Context(), r.PDF, LevelT, Sources{Stamps: []tsp.Authority{first}}, pkiRequest(t, "rsa", "").Time)
	if s := trusted(t, mustReach(t, again, err)).Signatures; s[1].Level != LevelT {
		t.Errorf("%+v", s)
	}
}

// askedOnce answers the first question only.
type askedOnce struct {
	tsp.Authority
	asked *int
}

func (a askedOnce) Stamp(ctx context.Context, request []byte) ([]byte, error) {
	if *a.asked++; *a.asked > 1 {
		return nil, errDown
	}
	return a.Authority.Stamp(ctx, request)
}
