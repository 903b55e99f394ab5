package signing

import (
	"context"
	"errors"
	"strings"
	"testing"

	"shenqian/signing/tsp"
)

// asked is a time-stamp authority of the test authority.
type asked struct {
	name  string
	stamp func(request []byte) ([]byte, error)
}

func (a asked) String() string { return a.name }

func (a asked) Stamp(ctx context.Context, request []byte) ([]byte, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return a.stamp(request)
}

func authority(t testing.TB, name string) tsp.Authority {
	t.Helper()
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	return asked{name, func(q []byte) ([]byte, error) { return p.Stamp(name, q) }}
}

var errDown = errors.New("down")

// down is an authority that does not answer.
func down() tsp.Authority {
	return asked{"down", func([]byte) ([]byte, error) { return nil, errDown }}
}

func mustReach(t testing.TB, r *Result, err error) []byte {
	t.Helper()
	if err != nil || r.Short != nil || r.Reached != r.Wanted {
		if r != nil {
			r.PDF = nil
		}
		t.Fatalf("%v %+v", err, r)
	}
	return r.PDF
}

func trusted(t testing.TB, pdf []byte) *Report {
	t.Helper()
	r, err := Verify(pdf, Options{Trust: anchors(t)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestATimestampProvesWhenASignatureExisted(t *testing.T) {
	for _, kind := range []string{"rsa", "ec", "sm2"} {
		req := pkiRequest(t, kind, "president")
		s, err := SignLevel(t.Context(), paper("裁定"), req, LevelT, Sources{Stamps: []tsp.Authority{down(), authority(t, "tsa")}})
		pdf := mustReach(t, s, err)
		r := trusted(t, pdf)
		one := r.Signatures[0]
		if r.Verdict != Valid || !r.Trusted || one.Level != LevelT || one.TimeSource != "timestamp" || one.Stamper != "Test TSA" || one.ClaimedTime == "" {
			t.Errorf("%s: %+v", kind, r)
		}
		if kind != "sm2" {
			judge(t, pdf, 1)
		}
	}
}

func TestATimestampThatCannotBeHadCostsTheLevelNeverTheSignature(t *testing.T) {
	req := pkiRequest(t, "rsa", "president")
	for name, from := range map[string]Sources{"nobody": {}, "down": {Stamps: []tsp.Authority{down()}}} {
		s, err := SignLevel(t.Context(), paper("裁定"), req, LevelT, from)
		if err != nil || s.Reached != LevelB || s.Wanted != LevelT || s.Short == nil {
			t.Fatalf("%s: %v %+v", name, err, s)
		}
		if r := trusted(t, s.PDF); r.Verdict != Valid || !r.Trusted || r.Signatures[0].Level != LevelB || r.Signatures[0].TimeSource != "claimed" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestATimestampOfAnUnknownAuthorityDoesNotCount(t *testing.T) {
	s, err := SignLevel(t.Context(), paper("裁定"), request("president"), LevelT, Sources{Stamps: []tsp.Authority{authority(t, "tsa")}})
	pdf := mustReach(t, s, err)
	r := mustVerify(t, pdf)
	one := r.Signatures[0]
	if r.Verdict != Valid || !r.Trusted || one.Level != LevelB || one.TimeSource != "claimed" || one.LevelReason != "verify.stamp-untrusted" {
		t.Errorf("%+v", r)
	}
}

// openssl takes the token for the signature's value.
func TestOpenSSLAcceptsTheToken(t *testing.T) {
	content := []byte("what a signature's value would be")
	for _, national := range []bool{false, true} {
		tok, err := tsp.Ask(t.Context(), []tsp.Authority{authority(t, "tsa")}, national, 0, content)
		if err != nil {
			t.Fatal(err)
		}
		p, err := shared.Get()
		if err != nil {
			t.Fatal(err)
		}
		if out := tool(t, "openssl", "ts", "-verify", "-token_in", "-in", writeTemp(t, "t", tok.DER), "-data", writeTemp(t, "d", content),
			"-CAfile", p.Dir+"/root.crt", "-untrusted", p.Dir+"/chain.pem"); !strings.Contains(out, "Verification: OK") {
			t.Errorf("national %v: %s", national, out)
		}
	}
}

func TestWithoutItsIssuerNothingIsKnownOfACertificate(t *testing.T) {
	// An SM2 signature carries its signer's certificate alone.
	r := mustVerify(t, mustSign(t, paper("裁定"), pkiRequest(t, "sm2", "president")))
	one := r.Signatures[0]
	if r.Verdict != Valid || r.Trusted || one.Revocation != StandingUnknown || one.RevocationReason != "verify.revocation-unknown" || one.RevocationArgs["name"] != "President SM2" {
		t.Errorf("%+v", r)
	}
}
