package trust

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

func TestATrainingCertificateIsMarkedAndTrustedOnlyByItsOwnCourt(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	a, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Issue("张三", "院长", now.AddDate(-5, 0, 0), now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if !IsTraining(c.Certificate) || !IsTraining(a.Certificate()) {
		t.Error("not marked")
	}
	own, err := NewPool(a.PEM())
	if err != nil {
		t.Fatal(err)
	}
	if chain, err := own.Verify(c.Certificate, nil, now.AddDate(-4, 0, 0)); err != nil || len(chain) != 2 {
		t.Error(err, chain)
	}
	other, _ := NewPool(b.PEM())
	for _, tt := range []struct {
		pool *Pool
		at   time.Time
		want string
	}{
		{own, now.AddDate(3, 0, 0), "verify.chain-time"},
		{other, now, "verify.chain-unknown"},
		{nil, now, "verify.no-anchors"},
		{&Pool{}, now, "verify.no-anchors"},
	} {
		_, err := tt.pool.Verify(c.Certificate, c.Chain, tt.at)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	if _, err := NewPool([]byte("nothing")); err == nil {
		t.Error("an empty file is no anchor")
	}
}

func TestEveryKindOfKeyChainsToTheAuthorityOfItsFamilyOnly(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	a, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []Kind{RSA, ECDSA, SM2} {
		c, err := a.IssueFor(kind, "张三", "院长", now, now.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(kind, err)
		}
		if !IsTraining(c.Certificate) || !IsTraining(c.Chain[0]) {
			t.Error(kind, "not marked")
		}
		p12, err := EncodePKCS12(c, "口令")
		if err != nil {
			t.Fatal(kind, err)
		}
		back, err := keys.Load(p12, func() ([]byte, error) { return []byte("口令"), nil })
		if err != nil || !back.Certificate.Equal(c.Certificate) || len(back.Chain) != 1 {
			t.Errorf("%s: %v %+v", kind, err, back)
		}
		for _, of := range []Kind{RSA, SM2} {
			pool, err := NewPool(a.PEMFor(of))
			if err != nil {
				t.Fatal(err)
			}
			_, err = pool.Verify(c.Certificate, c.Chain, now)
			if (err == nil) != ((of == SM2) == (kind == SM2)) {
				t.Errorf("%s under %s: %v", kind, of, err)
			}
		}
		both, err := NewPool(a.PEMFor(RSA), a.PEMFor(SM2))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := both.Verify(c.Certificate, c.Chain, now); err != nil {
			t.Error(kind, err)
		}
	}
	if _, err := a.IssueFor("dsa", "张三", "", now, now); err == nil {
		t.Error("a kind that nobody knows")
	}
}

// What is issued must hold for programs of others too.
func TestOpenSSLAcceptsTheChainsOfEveryKind(t *testing.T) {
	now := time.Now()
	a, err := NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, kind := range []Kind{RSA, ECDSA, SM2} {
		c, err := a.IssueFor(kind, "张三", "院长", now, now.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(kind, err)
		}
		root, leaf := filepath.Join(dir, "root.pem"), filepath.Join(dir, "leaf.pem")
		if err := errors.Join(os.WriteFile(root, a.PEMFor(kind), 0o600), os.WriteFile(leaf, EncodePEM(c.Certificate), 0o600)); err != nil {
			t.Fatal(err)
		}
		args := []string{"verify", "-CAfile", root}
		if kind == SM2 { // the signer's identity of GM/T 0009
			args = append(args, "-vfyopt", "distid:1234567812345678")
		}
		if out, err := exec.Command("openssl", append(args, leaf)...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v %s", kind, err, out)
		}
	}
}
