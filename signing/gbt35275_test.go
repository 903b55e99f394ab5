package signing

import (
	"bytes"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"

	"shenqian/signing/cms"
	"shenqian/signing/tsp"
)

func TestANationalSignatureClaimsNoLevel(t *testing.T) {
	stamps := Sources{Stamps: []tsp.Authority{authority(t, "tsa")}}
	for _, level := range []Level{LevelB, LevelT} {
		r := pkiRequest(t, "sm2", "president")
		r.Form = GBT35275
		out, err := SignLevel(t.Context(), paper("裁定"), r, level, stamps)
		if err != nil || out.Short != nil || out.Reached != NoLevel || out.Wanted != level {
			t.Fatalf("%s: %v %+v", level, err, out)
		}
		if !bytes.Contains(out.PDF, []byte("/SubFilter/GBT35275.detached")) {
			t.Error("another SubFilter")
		}
		rep := trusted(t, out.PDF)
		s := rep.Signatures[0]
		if rep.Verdict != Valid || !rep.Trusted || s.Form != GBT35275 || s.Level != NoLevel || s.Algorithm != "SM2/SM3 (GB/T 35275)" || !s.AddsOnlySignature {
			t.Errorf("%+v", rep)
		}
		if want := map[Level]string{LevelB: "claimed", LevelT: "timestamp"}[level]; s.TimeSource != want || (s.Stamper != "") != (level == LevelT) {
			t.Errorf("%s: %s by %q", level, s.TimeSource, s.Stamper)
		}
		f := writeTemp(t, "national.pdf", out.PDF)
		if said := tool(t, "qpdf", "--check", f); !strings.Contains(said, "No syntax or stream encoding errors") {
			t.Error(said)
		}
		// Readers of PAdES say that they do not know it, not that it is broken.
		said, _ := exec.Command("pdfsig", "-nocert", f).CombinedOutput()
		if strings.Contains(string(said), "Signature is Valid") || strings.Contains(string(said), "Digest Mismatch") || !strings.Contains(string(said), "Unable to validate this type of signature") {
			t.Errorf("pdfsig: %s", said)
		}
		if grown := len(out.PDF) - len(paper("裁定")); level == LevelB && grown > 8<<10 {
			t.Errorf("%d bytes more", grown)
		}
		bad := bytes.Clone(out.PDF)
		bad[bytes.Index(bad, []byte("100 100 l"))] ^= 1
		if r := trusted(t, bad); r.Verdict != Invalid {
			t.Errorf("flipped: %s", r.Verdict)
		}
	}
}

func TestTheNationalFormIsRefusedWhereItCannotBe(t *testing.T) {
	for _, tt := range []struct {
		kind  string
		level Level
		code  string
	}{{"rsa", LevelB, "sign.form-key"}, {"ec", LevelB, "sign.form-key"}, {"sm2", LevelLT, "sign.form-level"}, {"sm2", LevelA, "sign.form-level"}} {
		r := pkiRequest(t, tt.kind, "president")
		r.Form = GBT35275
		if _, err := SignLevel(t.Context(), paper("裁定"), r, tt.level, Sources{}); err == nil {
			t.Error(tt, "signed")
		} else if c, _ := code(err); c != tt.code {
			t.Error(tt, err)
		}
	}
	r := pkiRequest(t, "rsa", "president")
	results := SignBatch(t.Context(), r.Key, []Item{{
		Open:    func() ([]byte, error) { return paper("裁定"), nil },
		Request: Request{Field: "president", Key: r.Key, Time: r.Time, Form: GBT35275},
		Save:    func([]byte) error { t.Error("saved"); return nil },
	}}, BatchOptions{})
	if c, _ := code(results[0]); c != "sign.form-key" {
		t.Error(results[0])
	}
}

// The name and the form must agree; only adbe.pkcs7.detached is used for both.
func TestNoSignaturePassesUnderAnothersName(t *testing.T) {
	key := pkiKey(t, "sm2")
	for _, tt := range []struct {
		form cms.Form
		name string
		want Verdict
		is   Form
	}{
		{cms.GBT35275, "GBT35275.detached", Valid, GBT35275},
		{cms.GBT35275, "adbe.pkcs7.detached", Valid, GBT35275},
		{cms.GBT35275, "ETSI.CAdES.detached", Invalid, ""},
		{cms.CAdES, "GBT35275.detached", Invalid, ""},
		{cms.CAdES, "adbe.pkcs7.detached", Valid, PKCS7},
		{cms.CAdES, "ETSI.CAdES.detached", Valid, PAdES},
	} {
		r := pkiRequest(t, "sm2", "president")
		pdf := mustSign(t, paper("裁定"), r)
		pdf = bytes.Replace(pdf, []byte("/SubFilter/ETSI.CAdES.detached/M"), []byte("/SubFilter/"+tt.name+strings.Repeat(" ", len("ETSI.CAdES.detached")-len(tt.name))+"/M"), 1)
		at := contents.FindSubmatchIndex(pdf)
		der, err := cms.SignDetached(key, cms.Options{Form: tt.form}, pdf[:at[2]-1], pdf[at[3]+1:])
		if err != nil {
			t.Fatal(err)
		}
		copy(pdf[at[2]:at[3]], bytes.Repeat([]byte("0"), at[3]-at[2]))
		hex.Encode(pdf[at[2]:], der)
		rep := trusted(t, pdf)
		if s := rep.Signatures[0]; rep.Verdict != tt.want || s.Form != tt.is || tt.want == Invalid && rep.Reason != "verify.form" || (s.Level == LevelB) != (tt.is == PAdES) {
			t.Errorf("%v as %s: %s (%s), %q %s", tt.form, tt.name, rep.Verdict, rep.Reason, s.Form, s.Level)
		}
	}
}

func TestADualSignatureMayHaveTheNationalFormBesidePAdES(t *testing.T) {
	from := Sources{Stamps: []tsp.Authority{authority(t, "tsa")}}
	out, err := SignDual(t.Context(), paper("裁定"), pkiRequest(t, "rsa", "president"), Second{Key: pkiKey(t, "sm2"), Form: GBT35275}, LevelT, from)
	pdf := mustReach(t, out, err)
	rep := trusted(t, pdf)
	if rep.Verdict != Valid || !rep.Trusted || len(rep.Signatures) != 2 {
		t.Fatalf("%+v", rep)
	}
	one, two := rep.Signatures[0], rep.Signatures[1]
	if one.Level != LevelT || one.Form != PAdES || two.Level != NoLevel || two.Form != GBT35275 || two.TimeSource != "timestamp" {
		t.Errorf("%+v", rep.Signatures)
	}
	said, _ := exec.Command("pdfsig", "-nocert", writeTemp(t, "dual.pdf", pdf)).CombinedOutput()
	if first, _, _ := strings.Cut(string(said), "Signature #2"); !strings.Contains(first, "Signature is Valid") {
		t.Errorf("pdfsig: %s", said)
	}
}
