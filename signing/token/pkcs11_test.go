//go:build cgo

package token

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/miekg/pkcs11"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
	"shenqian/signing/token/softtoken"
)

var now = time.Date(2026, 11, 24, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// TestMain makes one token for all tests: SoftHSM reads its settings once.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "token")
	if err == nil {
		err = makeTokens(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	os.RemoveAll(dir)
	if p, err := authority(); err == nil {
		os.RemoveAll(p.Dir)
	}
	os.Exit(status)
}

// generate makes one key of each kind that may sign.
func generate(kind string) (crypto.Signer, error) {
	switch kind {
	case "rsa2048":
		return rsa.GenerateKey(rand.Reader, 2048)
	case "rsa4096":
		return rsa.GenerateKey(rand.Reader, 4096)
	case "p384":
		return ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	}
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

func certificate(name string, key crypto.Signer, usage x509.KeyUsage, until time.Time, issuer *x509.Certificate, by crypto.Signer) ([]byte, error) {
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, KeyUsage: usage,
		NotBefore: now.AddDate(-2, 0, 0), NotAfter: until, BasicConstraintsValid: true, IsCA: issuer == nil,
	}
	if issuer == nil {
		issuer = c
	}
	return x509.CreateCertificate(rand.Reader, c, issuer, key.Public(), by)
}

func makeTokens(dir string) error {
	conf, err := softtoken.Configure(dir)
	if err != nil {
		return err
	}
	ca, err := generate("p256")
	if err != nil {
		return err
	}
	root, err := certificate("发证机构", ca, x509.KeyUsageCertSign, now.AddDate(10, 0, 0), nil, ca)
	if err != nil {
		return err
	}
	issuer, err := x509.ParseCertificate(root)
	if err != nil {
		return err
	}
	objects := []softtoken.Object{{Label: "发证机构", ID: "ca", DER: root}}
	for _, o := range []struct {
		kind, id string
		usage    x509.KeyUsage
		until    time.Time
		always   bool
	}{
		{"rsa2048", "rsa2048", x509.KeyUsageDigitalSignature, now.AddDate(1, 0, 0), false},
		{"rsa4096", "rsa4096", x509.KeyUsageContentCommitment, now.AddDate(1, 0, 0), false},
		{"p256", "p256", x509.KeyUsageDigitalSignature, now.AddDate(1, 0, 0), false},
		{"p384", "p384", x509.KeyUsageDigitalSignature, now.AddDate(1, 0, 0), false},
		{"p256", "always", x509.KeyUsageDigitalSignature, now.AddDate(1, 0, 0), true},
		{"p256", "expired", x509.KeyUsageDigitalSignature, now.AddDate(-1, 0, 0), false},
		{"p256", "encryption", x509.KeyUsageKeyEncipherment, now.AddDate(1, 0, 0), false},
	} {
		key, err := generate(o.kind)
		if err != nil {
			return err
		}
		der, err := certificate("院长 "+o.id, key, o.usage, o.until, issuer, ca)
		if err != nil {
			return err
		}
		objects = append(objects, softtoken.Object{Label: o.id, ID: o.id, Key: key, DER: der, Always: o.always})
	}
	// A certificate whose key is another's, and one without a key.
	stranger, err := generate("p256")
	if err != nil {
		return err
	}
	der, err := certificate("院长 stranger", ca, x509.KeyUsageDigitalSignature, now.AddDate(1, 0, 0), issuer, ca)
	if err != nil {
		return err
	}
	objects = append(objects, softtoken.Object{Label: "stranger", ID: "stranger", Key: stranger, DER: der}, softtoken.Object{Label: "keyless", ID: "keyless", DER: der})
	if err := softtoken.Fill(conf, "president", objects...); err != nil {
		return err
	}
	if err := softtoken.Fill(conf, "other"); err != nil {
		return err
	}
	return os.Setenv("SOFTHSM2_CONF", conf)
}

func pin(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }

func at(object string) string {
	return "pkcs11:token=president;object=" + object + "?module-path=" + softtoken.SoftHSM
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

// paper is a page without fields.
func paper() []byte {
	f := pdffile.NewFile(6)
	root, pages, page, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages "+pdffile.Ref(pages)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+pdffile.Ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+pdffile.Ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>>>")
	f.Put(info, "<<>>")
	return f.Close(root, info)
}

func TestKeysInATokenSign(t *testing.T) {
	for object, algorithm := range map[string]string{
		"rsa2048": "RSA-2048/SHA-256", "rsa4096": "RSA-4096/SHA-256", "p256": "ECDSA P-256/SHA-256", "p384": "ECDSA P-384/SHA-384", "always": "ECDSA P-256/SHA-256",
	} {
		c, err := Open(at(object), pin(softtoken.PIN))
		if err != nil {
			t.Errorf("%s: %v", object, err)
			continue
		}
		if len(c.Chain) != 1 || c.Chain[0].Subject.CommonName != "发证机构" {
			t.Errorf("%s: the token's own chain is not used: %v", object, c.Chain)
		}
		for range 2 { // always asks again
			out, err := signing.Sign(paper(), signing.Request{Key: c, Time: now})
			if err != nil {
				t.Errorf("%s: %v", object, err)
				continue
			}
			r, err := signing.Verify(out, signing.Options{At: now})
			if err != nil || r.Verdict != signing.Valid || r.Signatures[0].Algorithm != algorithm || r.Signatures[0].Signer != "院长 "+object {
				t.Errorf("%s: %v %+v", object, err, r)
			}
		}
	}
}

func TestATokenSaysWhatIsWrong(t *testing.T) {
	asked := false
	never := func() ([]byte, error) { asked = true; return []byte(softtoken.PIN), nil }
	for _, c := range []struct {
		address, code string
		pin           func() ([]byte, error)
	}{
		{at("encryption"), "key.usage", never},
		{at("发证机构"), "key.authority", never},
		{at("nobody"), "key.token-nothing", never},
		{"pkcs11:token=other?module-path=" + softtoken.SoftHSM, "key.token-nothing", never},
		{"pkcs11:token=president?module-path=" + softtoken.SoftHSM, "key.token-several", never},
		{"pkcs11:token=president?module-path=/nowhere.so", "key.token-module", never},
		{"pkcs11:token=president?module-path=/etc/passwd", "key.token-module", never},
		{"pkcs11:token=president;module=libsofthsm2.so", "key.token-module", never},
		{"pkcs11:token=president", "key.token-no-module", never},
		{at("p256") + "&pin-value=1", "key.token-pin-in-address", never},
		{"pkcs11:colour=red;module=/x", "key.token-address", never},
		{"pkcs11:token=%zz;module=/x", "key.token-address", never},
		{at("p256"), "key.pin-wrong", pin("999999")},
		{at("p256"), "key.pin-wrong", pin("")},
		{at("stranger"), "key.token-wrong-signature", pin(softtoken.PIN)},
		{at("keyless"), "key.token-no-key", pin(softtoken.PIN)},
		{at("p256"), "key.passphrase-needed", nil},
	} {
		key, err := Open(c.address, c.pin)
		if err == nil { // its key is seen to be wrong once it signs
			_, err = signing.Sign(paper(), signing.Request{Key: key, Time: now})
		}
		if wantCode(t, err, c.code); t.Failed() {
			t.Log(c.address)
		}
	}
	if asked {
		t.Error("the PIN was asked for in vain: tries are few")
	}
	c, err := Open(at("expired"), pin(softtoken.PIN))
	if err != nil {
		t.Fatal(err)
	}
	_, err = signing.Sign(paper(), signing.Request{Key: c, Time: now})
	wantCode(t, err, "key.expired")
}

func TestTheTokensAreListedWithoutAPIN(t *testing.T) {
	all, err := List(softtoken.SoftHSM)
	if err != nil || len(all) != 10 {
		t.Fatalf("%v %d", err, len(all))
	}
	for _, f := range all {
		if f.Token != "president" || f.Serial == "" {
			t.Errorf("%+v", f)
		}
		c, err := Certificate(f.Address)
		if err != nil || !c.Equal(f.Certificate) {
			t.Errorf("the address does not lead back: %s: %v", f.Address, err)
		}
		if may := f.Problem == nil; may == (f.Certificate.Subject.CommonName == "发证机构" || f.Certificate.Subject.CommonName == "院长 encryption") {
			t.Errorf("%s: %v", f.Address, f.Problem)
		}
	}
}

// One PIN a batch; pulled out in the middle, the rest are told so and nothing
// is half signed; put in again, it signs.
func TestATokenPulledOutLeavesNothingHalfSigned(t *testing.T) {
	asked := 0
	c, err := Open(at("rsa2048"), func() ([]byte, error) { asked++; return []byte(softtoken.PIN), nil })
	if err != nil {
		t.Fatal(err)
	}
	m, err := openModule(softtoken.SoftHSM)
	if err != nil {
		t.Fatal(err)
	}
	var saved sync.Map
	var items []signing.Item
	for i := range 6 {
		items = append(items, signing.Item{
			Open: func() ([]byte, error) {
				if i == 3 { // the sessions go when a token is pulled out
					for slot := range m.slots {
						if err := m.CloseAllSessions(slot); err != nil {
							t.Error(err)
						}
					}
				}
				return paper(), nil
			},
			Request: signing.Request{Time: now},
			Save:    func(signed []byte) error { saved.Store(i, signed); return nil },
		})
	}
	for i, err := range signing.SignBatch(context.Background(), c, items, signing.BatchOptions{}) {
		_, kept := saved.Load(i)
		if i < 3 && (err != nil || !kept) {
			t.Errorf("%d: %v", i, err)
		}
		if i >= 3 {
			if wantCode(t, err, "key.token-gone"); kept {
				t.Errorf("%d was kept", i)
			}
		}
	}
	if asked != 1 {
		t.Errorf("the PIN was asked for %d times", asked)
	}
	again, err := Open(at("rsa2048"), pin(softtoken.PIN))
	if err != nil {
		t.Fatal(err)
	}
	if !Lost(c) || Lost(again) {
		t.Error("it is not known which key is lost")
	}
	if _, err := signing.Sign(paper(), signing.Request{Key: again, Time: now}); err != nil {
		t.Error(err)
	}
}

func TestATokenIsOpenOnceForAllItsKeys(t *testing.T) {
	for range 20 {
		for _, object := range []string{"rsa2048", "p256", "always"} {
			if _, err := Open(at(object), pin(softtoken.PIN)); err != nil {
				t.Fatal(err)
			}
		}
	}
	m, err := openModule(softtoken.SoftHSM)
	if err != nil {
		t.Fatal(err)
	}
	for slot := range m.slots {
		info, err := m.GetTokenInfo(slot)
		if err != nil || info.SessionCount != 1 && info.SessionCount != pkcs11.CK_UNAVAILABLE_INFORMATION {
			t.Errorf("%v %d sessions", err, info.SessionCount)
		}
	}
}

func FuzzAnAddressReadsAsItIsWritten(f *testing.F) {
	f.Add(at("a%20b"))
	f.Add("skf:module=/x;device=a;app=b;container=c")
	f.Add("pkcs11:id=%00%ff;module=/x y")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAddress(s)
		if err != nil {
			return
		}
		b, err := ParseAddress(a.String())
		if err != nil || a.String() != b.String() {
			t.Errorf("%q: %v, %q", s, err, a.String())
		}
	})
}
