//go:build cgo

package token

import (
	"context"
	"crypto/rand"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing"
	"shenqian/signing/testpki"
	"shenqian/signing/token/softtoken"
	"shenqian/signing/trust"
)

// authority is made once; TestMain takes it away.
var authority = sync.OnceValues(func() (*testpki.PKI, error) {
	dir, err := os.MkdirTemp("", "testpki")
	if err != nil {
		return nil, err
	}
	return testpki.Make(dir, "http://authority.test")
})

// ukey is a UKey in software.
type ukey struct {
	dir, library string
	roots        [][]byte
	on           time.Time // the certificates have just been made
}

func newUKey(t *testing.T, wide bool) *ukey {
	t.Helper()
	k := &ukey{dir: t.TempDir()}
	var err error
	if k.library, err = softtoken.CompileSKF(t.TempDir(), wide); err != nil {
		t.Fatal(err)
	}
	p, err := authority()
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string) []byte {
		b, err := p.File(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	der := func(name string) []byte {
		block, _ := pem.Decode(file(name))
		return block.Bytes
	}
	for _, kind := range []string{"sm2", "rsa"} {
		k.put(t, kind+".key", file("signer-"+kind+".key"))
		k.put(t, kind+".sign.cer", der("signer-"+kind+".crt"))
	}
	cert, err := smx509.ParseCertificate(der("signer-sm2.crt"))
	if err != nil {
		t.Fatal(err)
	}
	k.on, k.roots = cert.NotBefore.Add(time.Minute), [][]byte{file("root.crt"), file("sm2root.crt"), file("int.crt")}
	k.put(t, "sm2.enc.cer", encryption(t, cert))
	k.put(t, "pin", []byte("135790"))
	t.Setenv("SOFTSKF", k.dir)
	return k
}

func (k *ukey) put(t *testing.T, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(k.dir, name), b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// encryption is the other of a pair of certificates.
func encryption(t *testing.T, signing *smx509.Certificate) []byte {
	t.Helper()
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &smx509.Certificate{
		SerialNumber: big.NewInt(1), Subject: signing.Subject, NotBefore: signing.NotBefore, NotAfter: signing.NotAfter,
		KeyUsage: smx509.KeyUsageKeyEncipherment | smx509.KeyUsageDataEncipherment,
	}
	der, err := smx509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func (k *ukey) at(container string) string {
	return "skf:module=" + k.library + ";device=SoftKey%201;app=GM;container=" + container
}

func (k *ukey) sign(t *testing.T, container string) (*signing.Report, error) {
	t.Helper()
	c, err := Open(k.at(container), pin("135790"))
	if err != nil {
		return nil, err
	}
	out, err := signing.Sign(paper(), signing.Request{Key: c, Time: k.on})
	if err != nil {
		return nil, err
	}
	pool, err := trust.NewPool(k.roots...)
	if err != nil {
		t.Fatal(err)
	}
	return signing.Verify(out, signing.Options{At: k.on, Trust: pool})
}

func TestAUKeySigns(t *testing.T) {
	for _, wide := range []bool{false, true} {
		k := newUKey(t, wide)
		for container, algorithm := range map[string]string{"sm2": "SM2/SM3", "rsa": "RSA-2048/SHA-256"} {
			for range 8 { // SM2 numbers have leading zeros now and then
				r, err := k.sign(t, container)
				if err != nil || r.Verdict != signing.Valid || !r.Trusted || r.Signatures[0].Algorithm != algorithm {
					t.Fatalf("%s, wide %v: %v %+v", container, wide, err, r)
				}
			}
		}
	}
}

func TestAUKeyIsListedWithoutAPIN(t *testing.T) {
	k := newUKey(t, false)
	all, err := List(k.library)
	if err != nil || len(all) != 3 {
		t.Fatalf("%v %+v", err, all)
	}
	for i, may := range []bool{true, false, true} { // sm2, its encryption certificate, rsa
		if f := all[i]; (f.Problem == nil) != may || f.Token != "SoftKey 1" || !strings.HasSuffix(f.Address, ";app=GM;container="+[]string{"sm2", "sm2", "rsa"}[i]) {
			t.Errorf("%d: %+v", i, f)
		}
	}
	wantCode(t, all[1].Problem, "key.usage")
	c, err := Certificate(k.at("sm2"))
	if err != nil || !c.Equal(all[0].Certificate) {
		t.Errorf("of two certificates the one for signing counts: %v", err)
	}
	_, err = Certificate("skf:module=" + k.library)
	wantCode(t, err, "key.token-several")
}

func TestAUKeySaysWhatIsWrong(t *testing.T) {
	k := newUKey(t, false)
	open := func(container, p string) error { _, err := Open(k.at(container), pin(p)); return err }
	wantCode(t, open("none", "135790"), "key.token-nothing")
	wantCode(t, open("sm2", "1"), "key.pin-wrong-left")
	wantCode(t, open("sm2", "1"), "key.pin-wrong-left")
	wantCode(t, open("sm2", "1"), "key.pin-wrong") // the last try
	wantCode(t, open("sm2", "135790"), "key.pin-locked")
	k.put(t, "tries", []byte("3"))
	if err := open("sm2", "135790"); err != nil {
		t.Error(err)
	}
	if err := os.Remove(filepath.Join(k.dir, "sm2.sign.cer")); err != nil {
		t.Fatal(err)
	}
	wantCode(t, open("sm2", "135790"), "key.usage") // only the encryption certificate is left
	p, err := authority()
	if err != nil {
		t.Fatal(err)
	}
	another, err := p.File("revoked.key")
	if err != nil {
		t.Fatal(err)
	}
	k.put(t, "rsa.key", another)
	_, err = k.sign(t, "rsa")
	wantCode(t, err, "key.token-wrong-signature")
	k.put(t, "removed", nil)
	wantCode(t, open("rsa", "135790"), "key.token-nothing")
}

func TestAUKeyPulledOutLeavesNothingHalfSigned(t *testing.T) {
	k := newUKey(t, false)
	asked := 0
	c, err := Open(k.at("sm2"), func() ([]byte, error) { asked++; return []byte("135790"), nil })
	if err != nil {
		t.Fatal(err)
	}
	k.put(t, "forgetful", nil) // wants the PIN before every signature
	k.put(t, "after", []byte("4"))
	saved := 0
	items := make([]signing.Item, 6)
	for i := range items {
		items[i] = signing.Item{
			Open: func() ([]byte, error) { return paper(), nil }, Request: signing.Request{Time: k.on},
			Save: func([]byte) error { saved++; return nil },
		}
	}
	good := 0
	for _, err := range signing.SignBatch(context.Background(), c, items, signing.BatchOptions{}) {
		if err == nil {
			good++
			continue
		}
		wantCode(t, err, "key.token-gone")
	}
	if !Lost(c) || good == 0 || good == len(items) || saved != good || asked != 1 {
		t.Errorf("%d signed, %d saved, PIN asked for %d times", good, saved, asked)
	}
}
