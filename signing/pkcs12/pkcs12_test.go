package pkcs12

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	library "software.sslmate.com/src/go-pkcs12"

	"shenqian/signing/fault"
)

const passphrase = "口令 test"

func pass(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }

// pair is a key with a certificate that it signed itself.
func pair(t testing.TB, key crypto.Signer) (crypto.Signer, *smx509.Certificate) {
	t.Helper()
	tmpl := &smx509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "张三"},
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := smx509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return key, c
}

func sm2Pair(t testing.TB) (crypto.Signer, *smx509.Certificate) {
	t.Helper()
	k, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return pair(t, k)
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestOpenSSLReadsWhatIsWrittenForEveryKindOfKey(t *testing.T) {
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, above := sm2Pair(t)
	for kind, k := range map[string]crypto.Signer{"RSA": r, "ECDSA": e, "SM2": s} {
		key, leaf := pair(t, k)
		der, err := Write(key, passphrase, leaf, []*smx509.Certificate{above})
		if err != nil {
			t.Fatal(kind, err)
		}
		c, err := Read(der, pass(passphrase))
		if err != nil || len(c.Keys) != 1 || len(c.Certificates) != 2 || !c.Certificates[0].Equal(leaf) {
			t.Fatalf("%s: %v %+v", kind, err, c)
		}
		file := filepath.Join(t.TempDir(), "k.p12")
		if err := os.WriteFile(file, der, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("openssl", "pkcs12", "-in", file, "-passin", "pass:"+passphrase, "-info", "-nodes").CombinedOutput()
		if err != nil {
			t.Fatalf("%s: openssl: %v\n%s", kind, err, out)
		}
		for _, want := range []string{"MAC: sha256, Iteration 2048", "Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 2048, PRF hmacWithSHA256", "BEGIN PRIVATE KEY"} {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: openssl says nothing of %q:\n%s", kind, want, out)
			}
		}
		// One mark stands on the key and on its certificate, on no other.
		if strings.Count(string(out), "localKeyID:") != 2 || strings.Count(string(out), "BEGIN CERTIFICATE") != 2 {
			t.Errorf("%s: %s", kind, out)
		}
	}
}

func TestFilesOfTheLibraryAreReadAndItReadsOurs(t *testing.T) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key, leaf := pair(t, k)
	std, err := x509.ParseCertificate(leaf.Raw)
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]*library.Encoder{"SHA-256": library.Modern2023, "PBMAC1": library.Modern2026} {
		der, err := e.Encode(key, std, nil, passphrase)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := Read(der, pass(passphrase)); err != nil || len(c.Keys) != 1 || len(c.Certificates) != 1 {
			t.Errorf("%s: %v", name, err)
		}
		_, err = Read(der, pass("wrong"))
		wantCode(t, err, "key.wrong-passphrase")
	}
	// The MAC of an old file is checked, its encryption is not undone.
	der, err := library.LegacyRC2.Encode(key, std, nil, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Read(der, pass(passphrase))
	wantCode(t, err, "key.old-pkcs12")
	_, err = Read(der, pass("wrong"))
	wantCode(t, err, "key.wrong-passphrase")
	if der, err = Write(key, passphrase, leaf, nil); err != nil {
		t.Fatal(err)
	}
	if _, _, err := library.Decode(der, passphrase); err != nil {
		t.Error(err)
	}
}

// file packs safes under a MAC, so that only what is within is at fault.
func file(t testing.TB, infos ...contentInfo) []byte {
	t.Helper()
	safe := must(t)(asn1.Marshal(infos))
	return must(t)(sealed(safe, []byte(passphrase)))
}

func must(t testing.TB) func([]byte, error) []byte {
	return func(b []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

func bagsOf(t testing.TB, bags ...bag) contentInfo {
	t.Helper()
	c, err := dataOf(bags)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func bagOf(t testing.TB, id asn1.ObjectIdentifier, v any) bag {
	t.Helper()
	b, err := newBag(id, v, asn1.RawValue{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pbes2 is an algorithm with what a hostile file may state.
func pbes2(t testing.TB, iterations, keyLength int, iv []byte) pkix.AlgorithmIdentifier {
	t.Helper()
	kdf := must(t)(asn1.Marshal(struct {
		Salt                  []byte
		Iterations, KeyLength int
	}{[]byte("saltsalt"), iterations, keyLength}))
	params := must(t)(asn1.Marshal(pkcs.PBES2Params{
		KeyDerivationFunc: pkix.AlgorithmIdentifier{Algorithm: oidPBKDF2, Parameters: asn1.RawValue{FullBytes: kdf}},
		EncryptionScheme:  pkix.AlgorithmIdentifier{Algorithm: pkcs.AES256CBC.OID(), Parameters: asn1.RawValue{FullBytes: must(t)(asn1.Marshal(iv))}},
	}))
	return pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}, Parameters: asn1.RawValue{FullBytes: params}}
}

func TestHostileFilesAreRefused(t *testing.T) {
	iv, block := make([]byte, 16), make([]byte, 32)
	key := func(alg pkix.AlgorithmIdentifier, data []byte) []byte {
		return file(t, bagsOf(t, bagOf(t, oidShroudedBag, shrouded{alg, data})))
	}
	old := pkix.AlgorithmIdentifier{
		Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 1, 3},
		Parameters: asn1.RawValue{FullBytes: must(t)(asn1.Marshal(struct {
			Salt []byte
			N    int
		}{iv, mostIterations + 1}))},
	}
	deep := bagOf(t, oidSafeBag, []bag{})
	for range mostDepth + 1 {
		deep = bagOf(t, oidSafeBag, []bag{deep})
	}
	many := make([]bag, mostParts+1)
	for i := range many {
		many[i] = bagOf(t, asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 4}, []byte{})
	}
	half := bagOf(t, oidShroudedBag, shrouded{pbes2(t, mostIterations, 32, iv), block})
	scrypt := pbes2(t, 1, 32, iv)
	scrypt.Parameters.FullBytes = bytes.Replace(scrypt.Parameters.FullBytes,
		must(t)(asn1.Marshal(oidPBKDF2)), must(t)(asn1.Marshal(asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11591, 4, 11})), 1)
	for name, tt := range map[string]struct {
		der  []byte
		code string
	}{
		"nothing":                           {nil, "key.unreadable"},
		"more than a megabyte":              {make([]byte, mostBytes+1), "key.unreadable"},
		"something after the end":           {append(file(t), 0), "key.unreadable"},
		"a billion iterations":              {key(pbes2(t, 1e9, 32, iv), block), "key.iterations"},
		"too many in 3DES":                  {key(old, block), "key.iterations"},
		"too many together":                 {file(t, bagsOf(t, half)), "key.iterations"},
		"no iteration":                      {key(pbes2(t, 0, 32, iv), block), "key.unreadable"},
		"fewer than none":                   {key(pbes2(t, -1, 32, iv), block), "key.unreadable"},
		"a short initial vector":            {key(pbes2(t, 1, 32, iv[:3]), block), "key.unreadable"},
		"half a block":                      {key(pbes2(t, 1, 32, iv), block[:24]), "key.unreadable"},
		"no encrypted bytes":                {key(pbes2(t, 1, 32, iv), nil), "key.unreadable"},
		"a key length that is not AES's":    {key(pbes2(t, 1, 1<<40, iv), block), "key.unreadable"},
		"scrypt":                            {key(scrypt, block), "key.cipher"},
		"safes within safes within safes":   {file(t, bagsOf(t, deep)), "key.unreadable"},
		"more bags than anyone has":         {file(t, bagsOf(t, many...)), "key.unreadable"},
		"a key too long for any use":        {file(t, bagsOf(t, bagOf(t, oidKeyBag, make([]byte, mostKeyBytes)))), "key.unreadable"},
		"a safe for another private key":    {file(t, contentInfo{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 3}, wrapped([]byte{0x30, 0})}), "key.cipher"},
		"a certificate that is none":        {file(t, bagsOf(t, bagOf(t, oidCertBag, certBag{oidX509, block}))), "key.unreadable"},
		"bytes that decrypt to no sequence": {key(pbes2(t, 1, 32, iv), block), "key.wrong-passphrase"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(tt.der, pass(passphrase))
			wantCode(t, err, tt.code)
		})
	}
}

func TestAFileChangedAnywhereIsRefused(t *testing.T) {
	key, leaf := sm2Pair(t)
	der, err := Write(key, passphrase, leaf, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range der {
		bad := bytes.Clone(der)
		bad[i] ^= 1
		c, err := Read(bad, pass(passphrase))
		if err == nil && (len(c.Keys) != 1 || !c.Certificates[0].Equal(leaf)) {
			t.Errorf("byte %d: other contents", i)
		}
	}
	if _, err := Read(der, func() ([]byte, error) { return nil, fault.New("key.passphrase-needed") }); err == nil {
		t.Error("opened without a passphrase")
	}
}

func FuzzRead(f *testing.F) {
	key, leaf := sm2Pair(f)
	der, err := Write(key, "", leaf, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	pkcs8, err := smx509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		f.Fatal(err)
	}
	// Without a MAC a changed file is read to its end.
	safe := must(f)(asn1.Marshal([]contentInfo{bagsOf(f, bagOf(f, oidCertBag, certBag{oidX509, leaf.Raw}), bag{ID: oidKeyBag, Value: wrapped(pkcs8)})}))
	auth, err := dataOf(safe)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(must(f)(asn1.Marshal(struct {
		Version  int
		AuthSafe contentInfo
	}{3, auth})))
	f.Add(must(f)(asn1.Marshal(shrouded{pbes2(f, 1, 32, make([]byte, 16)), make([]byte, 32)})))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := newReader(pass(""), 5000).read(b); err == nil && len(c.Keys)+len(c.Certificates) > mostParts {
			t.Fatal("more than the limit")
		}
		if k, err := newReader(pass(""), 5000).readKey(b); err == nil && k.Public() == nil {
			t.Fatal("a key without a public key")
		}
	})
}
