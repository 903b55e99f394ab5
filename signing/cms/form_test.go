package cms

import (
	"bytes"
	"crypto/ecdsa"
	"errors"
	"testing"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// national signs in the form of GB/T 35275 with another library, with
// attributes or without.
func national(t *testing.T, c *keys.Credential, content []byte, bare bool) []byte {
	t.Helper()
	sd, err := pkcs7.NewSMSignedData(content)
	if err != nil {
		t.Fatal(err)
	}
	if bare {
		err = sd.SignWithoutAttr(c.Certificate, c.Signer, pkcs7.SignerInfoConfig{})
	} else {
		err = sd.AddSigner(c.Certificate, c.Signer, pkcs7.SignerInfoConfig{})
	}
	if err != nil {
		t.Fatal(err)
	}
	sd.Detach()
	der, err := sd.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestTheNationalFormIsUnderstoodBothWays(t *testing.T) {
	c, content := credentialOf(t, trust.SM2), []byte("content")
	der, err := SignDetached(c, Options{Form: GBT35275}, []byte("con"), []byte("tent"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := pkcs7.Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	p.Content = content
	if err := p.Verify(); err != nil {
		t.Error("another library refuses ours:", err)
	}
	for name, der := range map[string][]byte{
		"ours": der, "with attributes": national(t, c, content, false), "without": national(t, c, content, true),
	} {
		info, err := VerifyDetached(der, content)
		if err != nil || info.Form != GBT35275 || info.Baseline || info.Algorithm != "SM2/SM3" || info.Bound != (name == "ours") {
			t.Errorf("%s: %v %+v", name, err, info)
		}
		if _, err := VerifyDetached(der, []byte("con"), []byte("tant")); err == nil {
			t.Error(name, "fits other content")
		}
		for i := range der {
			for bit := range 8 {
				bad := bytes.Clone(der)
				bad[i] ^= 1 << bit
				if info, err := VerifyDetached(bad, content); err == nil && (name == "ours" || !sameKey(info.Certificate, c.Certificate)) {
					t.Errorf("%s: byte %d, bit %d of %d: passes", name, i, bit, len(der))
				}
			}
		}
	}
}

// sameKey: without signing-certificate-v2 only the key is bound, so that a bit
// of the rest of the certificate may flip, which its issuer's signature tells.
func sameKey(a, b *smx509.Certificate) bool {
	return a.PublicKey.(*ecdsa.PublicKey).Equal(b.PublicKey)
}

func TestTheNationalFormIsForSM2Only(t *testing.T) {
	for _, kind := range []trust.Kind{trust.RSA, trust.ECDSA} {
		var f *fault.Error
		if _, err := NewSigner(credentialOf(t, kind), Options{Form: GBT35275}); !errors.As(err, &f) || f.Code != "sign.form-key" {
			t.Errorf("%s: %v", kind, err)
		}
	}
	// An international message under the national name, and the other way.
	c := credentialOf(t, trust.SM2)
	for _, form := range []Form{CAdES, GBT35275} {
		der, err := SignDetached(c, Options{Form: form}, []byte("content"))
		if err != nil {
			t.Fatal(err)
		}
		if _, content, err := VerifyEncapsulated(der, oidData, nil); err == nil || content != nil {
			t.Error(form, "passes for one with content")
		}
	}
}
