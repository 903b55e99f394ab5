package cms

import (
	"bytes"
	"testing"
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

func credential(t testing.TB) *keys.Credential { return credentialOf(t, trust.RSA) }

func credentialOf(t testing.TB, kind trust.Kind) *keys.Credential {
	t.Helper()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.IssueFor(kind, "张三", "院长", now, now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAStatementIsNoDocumentAndADocumentIsNoStatement(t *testing.T) {
	c := credential(t)
	der, err := SignStatement(c, []byte("同意签发"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := VerifyStatement(der, []byte("同意签发"))
	if err != nil || info.Certificate.Subject.CommonName != "张三" || !info.Baseline {
		t.Errorf("%v %+v", err, info)
	}
	if _, err := VerifyStatement(der, []byte("不同意签发")); err == nil {
		t.Error("another statement passed")
	}
	if _, err := VerifyDetached(der, []byte("同意签发")); err == nil {
		t.Error("a statement passed for a document")
	}
}

func TestTheSizeIsKnownBeforeSigning(t *testing.T) {
	s, err := NewSigner(credential(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	size, err := s.Size()
	if err != nil {
		t.Fatal(err)
	}
	der, err := s.Sign([]byte("content"))
	if err != nil || len(der) != size {
		t.Errorf("%v: %d bytes, foretold %d", err, len(der), size)
	}
}

func TestEveryFlippedBitIsNoticed(t *testing.T) {
	for _, kind := range []trust.Kind{trust.RSA, trust.ECDSA, trust.SM2} {
		der, err := SignDetached(credentialOf(t, kind), Options{}, []byte("con"), []byte("tent"))
		if err != nil {
			t.Fatal(kind, err)
		}
		if _, err := VerifyDetached(der, []byte("content")); err != nil {
			t.Fatal(kind, err)
		}
		for i := range der {
			for bit := range 8 {
				bad := bytes.Clone(der)
				bad[i] ^= 1 << bit
				if _, err := VerifyDetached(bad, []byte("content")); err == nil {
					t.Errorf("%s: byte %d, bit %d of %d: passes", kind, i, bit, len(der))
				}
			}
		}
	}
}

func FuzzVerify(f *testing.F) {
	der, err := SignDetached(credential(f), Options{}, []byte("content"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Fuzz(func(t *testing.T, b []byte) {
		if info, err := VerifyDetached(b, []byte("other")); err == nil {
			t.Fatalf("a signature over nothing passed: %+v", info)
		}
	})
}
