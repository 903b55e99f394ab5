package tsp

import (
	"bytes"
	"context"
	"encoding/asn1"
	"errors"
	"os"
	"testing"

	"shenqian/signing/fault"
	"shenqian/signing/testpki"
)

var shared testpki.Shared

func TestMain(m *testing.M) { os.Exit(shared.Run(m)) }

// asked is an authority that answers as a function says.
type asked func(request []byte) ([]byte, error)

func (asked) String() string { return "test" }

func (a asked) Stamp(_ context.Context, request []byte) ([]byte, error) { return a(request) }

func honest(t testing.TB) asked {
	t.Helper()
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	return func(q []byte) ([]byte, error) { return p.Stamp("tsa", q) }
}

func code(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestAnAnswerMustFitItsRequest(t *testing.T) {
	content := []byte("content")
	good := NewRequest(SHA256, content)
	der, err := good.DER()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := honest(t)(der)
	if err != nil {
		t.Fatal(err)
	}
	tok, err := good.Check(answer)
	if err != nil || tok.Signer.Certificate.Subject.CommonName != "Test TSA" || tok.Accuracy.Seconds() != 1 || tok.Policy.String() != "1.2.3.4.1" {
		t.Fatal(err, tok)
	}
	other := *good
	other.imprint = bytes.Repeat([]byte{1}, 32)
	again := NewRequest(SHA256, content)
	policy := *good
	policy.Policy = asn1.ObjectIdentifier{1, 2, 3}
	national := *good
	national.hash = SM3
	for name, tt := range map[string]struct {
		request *Request
		answer  []byte
		what    string
	}{
		"another content":  {&other, answer, "imprint"},
		"another hash":     {&national, answer, "imprint"},
		"another nonce":    {again, answer, "nonce"},
		"another policy":   {&policy, answer, "policy"},
		"nothing":          {good, nil, "form"},
		"cut short":        {good, answer[:len(answer)-1], "form"},
		"something behind": {good, append(bytes.Clone(answer), 0), "form"},
		"a bare token":     {good, tok.DER, "form"},
	} {
		_, err := tt.request.Check(tt.answer)
		var f *fault.Error
		if !errors.As(err, &f) || f.Args["what"] != tt.what {
			t.Errorf("%s: %v, want %s", name, err, tt.what)
		}
	}
	for i := range answer {
		bad := bytes.Clone(answer)
		bad[i] ^= 1 << (i % 8)
		// Nothing protects the certificates above the authority's; the rest says
		// what it said.
		if now, err := good.Check(bad); err == nil && (!now.Time.Equal(tok.Time) || now.Accuracy != tok.Accuracy ||
			now.Serial.Cmp(tok.Serial) != 0 || !now.Signer.Certificate.Equal(tok.Signer.Certificate)) {
			t.Errorf("byte %d changed, and the token says something else", i)
		}
	}
}

func TestARefusalIsToldInTheAuthoritysWords(t *testing.T) {
	// PKIStatusInfo: rejection, "no", badAlg.
	refusal := []byte{0x30, 0x0F, 0x30, 0x0D, 2, 1, 2, 0x30, 4, 0x0C, 2, 'n', 'o', 3, 2, 7, 0x80}
	_, err := NewRequest(SHA256, nil).Check(refusal)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != "sign.stamp-refused" || f.Args["text"] != "no" || f.Args["bit"] != badAlg {
		t.Error(err)
	}
	// Who does not know SM3 is asked with SHA-256.
	hashes := 0
	tok, err := Ask(t.Context(), []Authority{asked(func(q []byte) ([]byte, error) {
		if hashes++; hashes == 1 {
			return refusal, nil
		}
		return honest(t)(q)
	})}, true, 0, []byte("content"))
	if err != nil || hashes != 2 || !tok.hash.Equal(SHA256.oid()) {
		t.Error(err, hashes)
	}
}

func TestAuthoritiesAreAskedInOrderUntilOneGivesAGoodToken(t *testing.T) {
	var order []string
	say := func(name string, a asked) Authority {
		return asked(func(q []byte) ([]byte, error) { order = append(order, name); return a(q) })
	}
	down := asked(func([]byte) ([]byte, error) { return nil, errors.New("down") })
	wrong := asked(func([]byte) ([]byte, error) { return []byte("<html>"), nil })
	tok, err := Ask(t.Context(), []Authority{say("down", down), say("wrong", wrong), say("good", honest(t)), say("last", down)}, false, 0, []byte("content"))
	if err != nil || tok == nil || len(order) != 3 {
		t.Error(err, order)
	}
	if _, err := Ask(t.Context(), []Authority{honest(t)}, false, 100, []byte("content")); code(errors.Unwrap(err)) != "sign.stamp-room" {
		t.Error(err)
	}
	if _, err := Ask(t.Context(), nil, false, 0); code(err) != "sign.stamp-none" {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Ask(ctx, []Authority{honest(t)}, false, 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOnlyACertificateForTimestampsAloneStamps(t *testing.T) {
	tok, err := Ask(t.Context(), []Authority{honest(t)}, false, 0, []byte("content"))
	if err != nil {
		t.Fatal(err)
	}
	c := *tok.Signer.Certificate
	if err := mayStamp(&c); err != nil {
		t.Error(err)
	}
	c.ExtKeyUsage = append(c.ExtKeyUsage[:1:1], 0)
	if err := mayStamp(&c); code(err) != "verify.stamp-usage" {
		t.Error("a second use:", err)
	}
	c = *tok.Signer.Certificate
	c.Extensions = append(c.Extensions[:0:0], c.Extensions...)
	for i := range c.Extensions {
		c.Extensions[i].Critical = false
	}
	if err := mayStamp(&c); code(err) != "verify.stamp-usage" {
		t.Error("not critical:", err)
	}
}

func FuzzToken(f *testing.F) {
	content := []byte("content")
	tok, err := Ask(f.Context(), []Authority{honest(f)}, false, 0, content)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(tok.DER)
	f.Fuzz(func(t *testing.T, b []byte) {
		if tok, err := Verify(b, nil, []byte("other content")); err == nil {
			t.Fatalf("a token over something else passes: %+v", tok)
		}
	})
}

func FuzzAnswer(f *testing.F) {
	r := NewRequest(SHA256, []byte("content"))
	der, err := r.DER()
	if err != nil {
		f.Fatal(err)
	}
	answer, err := honest(f)(der)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(answer)
	stranger := NewRequest(SHA256, []byte("other content"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if tok, err := stranger.Check(b); err == nil {
			t.Fatalf("an answer to something else passes: %+v", tok)
		}
	})
}
