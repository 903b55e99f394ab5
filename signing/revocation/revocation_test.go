package revocation

import (
	"bytes"
	"encoding/pem"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/testpki"
)

var shared testpki.Shared

func TestMain(m *testing.M) { os.Exit(shared.Run(m)) }

func file(t testing.TB, name string) []byte {
	t.Helper()
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.File(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func cert(t testing.TB, name string) *smx509.Certificate {
	t.Helper()
	block, _ := pem.Decode(file(t, name+".crt"))
	c, err := smx509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func answer(t testing.TB, name string) []byte {
	t.Helper()
	q, err := OCSPQuery(cert(t, name), cert(t, "int"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	der, err := p.OCSP(q)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func code(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestOCSPTellsWhoStandsAndWhoWasRevoked(t *testing.T) {
	issuer := cert(t, "int")
	for name, want := range map[string]Status{"signer-rsa": Good, "signer-ec": Good, "revoked": Revoked} {
		o, err := ParseOCSP(answer(t, name))
		if err != nil {
			t.Fatal(name, err)
		}
		a, err := o.About(cert(t, name), issuer, nil)
		if err != nil || a == nil || a.Status != want || !a.Online || a.Responder == nil || !a.Covers(time.Now()) || a.Covers(time.Now().AddDate(0, 0, 8)) {
			t.Errorf("%s: %v %+v", name, err, a)
		}
		if other, err := o.About(cert(t, "tsa"), issuer, nil); err != nil || other != nil {
			t.Errorf("%s: an answer about another: %v %+v", name, err, other)
		}
		// Another authority of the same name is not the issuer.
		if _, err := o.About(cert(t, name), cert(t, "root"), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyTheIssuersResponderIsBelieved(t *testing.T) {
	der := answer(t, "signer-rsa")
	good, err := ParseOCSP(der)
	if err != nil {
		t.Fatal(err)
	}
	// The responder's certificate taken away, and another's put in its place.
	for name, certs := range map[string][]*smx509.Certificate{
		"none": nil, "a signer's": {cert(t, "signer-rsa")}, "a time-stamp authority's": {cert(t, "tsa")},
	} {
		bad := *good
		bad.certs = certs
		if _, err := bad.About(cert(t, "signer-rsa"), cert(t, "int"), nil); code(err) != "verify.ocsp-signer" {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := *good
	bad.certs = nil
	if a, err := bad.About(cert(t, "signer-rsa"), cert(t, "int"), []*smx509.Certificate{cert(t, "ocsp")}); err != nil || a.Status != Good {
		t.Error("a responder found elsewhere:", err)
	}
	for i := range der {
		b := bytes.Clone(der)
		b[i] ^= 1 << (i % 8)
		o, err := ParseOCSP(b)
		if err != nil {
			continue
		}
		a, err := o.About(cert(t, "signer-rsa"), cert(t, "int"), nil)
		if err == nil && a != nil && !bytes.Equal(o.signed, good.signed) {
			t.Errorf("byte %d changed, and the answer passes", i)
		}
	}
}

func TestListsTellWhoWasRevoked(t *testing.T) {
	before, err := ParseCRL(file(t, "before.crl"))
	if err != nil {
		t.Fatal(err)
	}
	now, err := ParseCRL(file(t, "int.crl"))
	if err != nil {
		t.Fatal(err)
	}
	gm, err := ParseCRL(file(t, "sm2.crl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, issuer string
		list         *CRL
		want         Status
	}{
		{"signer-rsa", "int", now, Good},
		{"revoked", "int", before, Good},
		{"revoked", "int", now, Revoked},
		{"signer-sm2", "sm2root", gm, Good},
	} {
		a, err := tt.list.About(cert(t, tt.name), cert(t, tt.issuer), nil)
		if err != nil || a == nil || a.Status != tt.want {
			t.Errorf("%s: %v %+v", tt.name, err, a)
		}
	}
	if a, err := now.About(cert(t, "signer-sm2"), cert(t, "sm2root"), nil); err != nil || a != nil {
		t.Errorf("another issuer's list: %v %+v", err, a)
	}
	forged := *now
	list := *now.list
	list.Signature = bytes.Clone(list.Signature)
	list.Signature[9] ^= 1
	forged.list, forged.signer = &list, nil
	if _, err := forged.About(cert(t, "signer-rsa"), cert(t, "int"), nil); code(err) != "verify.crl-signer" {
		t.Error("a forged list:", err)
	}
}

func TestAListForSomeOnlySaysNothingOfOthers(t *testing.T) {
	people, authorities := cert(t, "signer-rsa"), cert(t, "int")
	for name, tt := range map[string]struct {
		der               []byte
		read              bool
		people, authority bool
	}{
		"all":             {[]byte{0x30, 0}, true, true, true},
		"people":          {[]byte{0x30, 3, 0x81, 1, 0xFF}, true, true, false},
		"authorities":     {[]byte{0x30, 3, 0x82, 1, 0xFF}, true, false, true},
		"some reasons":    {[]byte{0x30, 4, 0x83, 2, 1, 6}, false, false, false},
		"others' too":     {[]byte{0x30, 3, 0x84, 1, 0xFF}, false, false, false},
		"attributes only": {[]byte{0x30, 3, 0x85, 1, 0xFF}, false, false, false},
		"another place":   {append([]byte{0x30, 12, 0xA0, 10, 0xA0, 8, 0x86, 6}, "http:/"...), true, false, false},
		"nothing":         {nil, false, false, false},
	} {
		var s scope
		if ok := s.read(tt.der); ok != tt.read {
			t.Errorf("%s: read %v", name, ok)
		} else if ok && (s.covers(people) != tt.people || s.covers(authorities) != tt.authority) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestOnlyAddressesOfPlainClientsAreFollowed(t *testing.T) {
	c := &smx509.Certificate{
		OCSPServer:            []string{"http://a/", "ldap://b/", "file:///etc/passwd", "https://c", "http:///d"},
		CRLDistributionPoints: []string{"http://1", "http://2", "http://3", "http://4", "http://5"},
	}
	online, lists, _ := Sources(c)
	if len(online) != 2 || len(lists) != mostAddresses {
		t.Error(online, lists)
	}
}

func FuzzOCSP(f *testing.F) {
	f.Add(answer(f, "signer-rsa"))
	f.Add(answer(f, "revoked"))
	issuer, other := cert(f, "root"), cert(f, "int") // the issuer signed no answer
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := ParseOCSP(b)
		if err != nil {
			return
		}
		if a, err := o.About(other, issuer, nil); err == nil && a != nil {
			t.Fatalf("an answer nobody gave passes: %+v", a)
		}
	})
}

func FuzzCRL(f *testing.F) {
	f.Add(file(f, "int.crl"))
	f.Add(file(f, "sm2.crl"))
	issuer, other := cert(f, "sm2root"), cert(f, "signer-rsa")
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ParseCRL(b)
		if err != nil {
			return
		}
		if a, err := c.About(other, issuer, nil); err == nil && a != nil {
			t.Fatalf("a list nobody signed passes: %+v", a)
		}
	})
}
