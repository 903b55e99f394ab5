package keys_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

var now = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func credential(t *testing.T) *keys.Credential {
	t.Helper()
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Issue("张三", "院长", now, now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pass(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func keyPEM(t *testing.T, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func TestAPKCS12FileComesBackWhole(t *testing.T) {
	c := credential(t)
	p12, err := trust.EncodePKCS12(c, "口令 123")
	if err != nil {
		t.Fatal(err)
	}
	got, err := keys.Load(p12, pass("口令 123"))
	if err != nil || !got.Certificate.Equal(c.Certificate) || len(got.Chain) != 1 || !got.Chain[0].Equal(c.Chain[0]) {
		t.Errorf("%v %+v", err, got)
	}
	_, err = keys.Load(p12, pass("wrong"))
	wantCode(t, err, "key.wrong-passphrase")
	_, err = keys.Load(p12, nil)
	wantCode(t, err, "key.passphrase-needed")
	_, err = keys.Load(p12[:len(p12)/2], pass("口令 123"))
	wantCode(t, err, "key.unreadable")
}

func TestAPEMFileNeedsOneKeyAndItsCertificate(t *testing.T) {
	c, other := credential(t), credential(t)
	key, certs := keyPEM(t, c.Signer), trust.EncodePEM(c.Chain[0], c.Certificate)
	got, err := keys.Load(append(bytes.Clone(certs), key...), nil)
	if err != nil || !got.Certificate.Equal(c.Certificate) || len(got.Chain) != 1 {
		t.Errorf("%v %+v", err, got)
	}
	pkcs1 := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(c.Signer.(*rsa.PrivateKey))})
	if _, err := keys.Load(append(pkcs1, certs...), nil); err != nil {
		t.Error(err)
	}
	_, err = keys.Load(certs, nil)
	wantCode(t, err, "key.no-key")
	_, err = keys.Load(key, nil)
	wantCode(t, err, "key.no-certificate")
	_, err = keys.Load(append(keyPEM(t, other.Signer), certs...), nil)
	wantCode(t, err, "key.mismatch")
	_, err = keys.Load(append(append(bytes.Clone(key), keyPEM(t, other.Signer)...), certs...), nil)
	wantCode(t, err, "key.several")
	_, err = keys.Load([]byte("hello"), nil)
	wantCode(t, err, "key.unreadable")
}

func TestWeakAndOldKeysAreRefused(t *testing.T) {
	c := credential(t)
	weak, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, err = keys.Load(append(keyPEM(t, weak), trust.EncodePEM(c.Certificate)...), nil)
	wantCode(t, err, "key.weak")
	old := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Headers: map[string]string{"DEK-Info": "DES-EDE3-CBC,00"}, Bytes: []byte{1}})
	_, err = keys.Load(append(old, trust.EncodePEM(c.Certificate)...), nil)
	wantCode(t, err, "key.old-encryption")
}

func TestACredentialSaysWhyItMayNotSign(t *testing.T) {
	c := credential(t)
	if err := c.Usable(now.AddDate(0, 1, 0), keys.Document); err != nil {
		t.Error(err)
	}
	wantCode(t, c.Usable(now.AddDate(2, 0, 0), keys.Document), "key.expired")
	wantCode(t, c.Usable(now.AddDate(-1, 0, 0), keys.Document), "key.not-yet-valid")
	wantCode(t, (*keys.Credential)(nil).Usable(now, keys.Document), "key.none")
	wantCode(t, keys.MaySign(c.Chain[0], keys.Document), "key.authority")
	enc := *c.Certificate
	enc.KeyUsage = smx509.KeyUsageKeyEncipherment
	wantCode(t, keys.MaySign(&enc, keys.Document), "key.usage")
	if len(keys.Fingerprint(c.Certificate)) != 64 {
		t.Error("no SHA-256")
	}
}

// pkcs12Forms are ways to write a PKCS#12 file with openssl pkcs12 -export.
var pkcs12Forms = map[string][]string{
	"AES-256":       nil,
	"AES-192":       {"-keypbe", "AES-192-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha1"},
	"AES-128":       {"-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC", "-macalg", "sha512", "-iter", "100000"},
	"SM4":           {"-keypbe", "SM4-CBC", "-certpbe", "SM4-CBC", "-macalg", "sm3"},
	"no MAC":        {"-nomac"},
	"bare certs":    {"-certpbe", "NONE"},
	"bare key":      {"-keypbe", "NONE"},
	"one iteration": {"-noiter", "-nomaciter"},
	"3DES":          {"-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"},
}

// Files as other programs write them: every form of PKCS#12, and
// PKCS#8 under a passphrase, for each kind of key.
func TestFilesMadeByOpenSSLLoad(t *testing.T) {
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("openssl", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("openssl %v: %v %s", args, err, out)
		}
	}
	read := func(names ...string) (b []byte) {
		for _, n := range names {
			p, err := os.ReadFile(filepath.Join(dir, n))
			if err != nil {
				t.Fatal(err)
			}
			b = append(b, p...)
		}
		return b
	}
	for kind, args := range map[string][]string{
		"rsa": {"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"},
		"ec":  {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"},
		"sm2": {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"},
	} {
		run(append([]string{"genpkey", "-out", kind + ".key"}, args...)...)
		run("req", "-x509", "-new", "-key", kind+".key", "-subj", "/CN="+kind, "-days", "30", "-out", kind+".crt")
		run("pkcs8", "-topk8", "-in", kind+".key", "-out", kind+".enc", "-v2", "aes-256-cbc", "-passout", "pass:test")
		if _, err := keys.Load(read(kind+".key", kind+".crt"), nil); err != nil {
			t.Errorf("%s PEM: %v", kind, err)
		}
		if _, err := keys.Load(read(kind+".enc", kind+".crt"), pass("test")); err != nil {
			t.Errorf("%s encrypted PEM: %v", kind, err)
		}
		_, err := keys.Load(read(kind+".enc", kind+".crt"), pass("wrong"))
		wantCode(t, err, "key.wrong-passphrase")
		if kind != "rsa" {
			run("ec", "-in", kind+".key", "-out", kind+".sec1")
			if _, err := keys.Load(read(kind+".sec1", kind+".crt"), nil); err != nil {
				t.Errorf("%s SEC 1: %v", kind, err)
			}
		}
		for form, more := range pkcs12Forms {
			run(append([]string{"pkcs12", "-export", "-inkey", kind + ".key", "-in", kind + ".crt", "-passout", "pass:口令", "-out", kind + ".p12"}, more...)...)
			if kind == "sm2" && form == "3DES" {
				_, err := keys.Load(read(kind+".p12"), pass("口令"))
				wantCode(t, err, "key.old-pkcs12")
				continue
			}
			c, err := keys.Load(read(kind+".p12"), pass("口令"))
			if err != nil || c.Certificate.Subject.CommonName != kind {
				t.Errorf("%s %s PKCS#12: %v", kind, form, err)
			}
			_, err = keys.Load(read(kind+".p12"), pass("wrong"))
			wantCode(t, err, "key.wrong-passphrase")
		}
		run("pkcs12", "-export", "-nokeys", "-in", kind+".crt", "-passout", "pass:test", "-out", "nokey.p12")
		_, err = keys.Load(read("nokey.p12"), pass("test"))
		wantCode(t, err, "key.no-key")
	}
}

func TestACertificateForOtherWorkIsNotChosen(t *testing.T) {
	c := credential(t).Certificate
	for _, tt := range []struct {
		uses    []smx509.ExtKeyUsage
		unknown bool
		may     bool
	}{
		{nil, false, true},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageServerAuth}, false, false},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageServerAuth, smx509.ExtKeyUsageCodeSigning}, false, false},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageTimeStamping}, false, false},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageServerAuth}, true, true}, // a vendor's too
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageServerAuth, smx509.ExtKeyUsageClientAuth}, false, true},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageEmailProtection}, false, true},
		{[]smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}, false, true},
	} {
		odd := *c
		if odd.ExtKeyUsage = tt.uses; tt.unknown {
			odd.UnknownExtKeyUsage = []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 36}}
		}
		err := keys.UsableAt(&odd, now.AddDate(0, 1, 0), keys.Document)
		if tt.may && err != nil {
			t.Errorf("%+v: %v", tt, err)
		}
		if !tt.may {
			wantCode(t, err, "key.purpose")
		}
		// A signature that was made with it holds.
		if err := keys.MaySign(&odd, keys.Document); err != nil {
			t.Errorf("%+v: %v", tt, err)
		}
	}
}
