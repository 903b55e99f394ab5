//go:build cgo

// Package softtoken makes tokens for tests: SoftHSM for PKCS#11, and a library
// of SKF that is compiled here.
package softtoken

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"github.com/miekg/pkcs11"
)

// SoftHSM is the library of the Debian package softhsm2.
const SoftHSM = "/usr/lib/softhsm/libsofthsm2.so"

// PIN is the PIN of the tokens, once PINs.
const PIN = "246810"

// Configure makes a place for tokens in a folder and returns what
// SOFTHSM2_CONF must name before the library is loaded.
func Configure(dir string) (string, error) {
	tokens := filepath.Join(dir, "tokens")
	if err := os.MkdirAll(tokens, 0o700); err != nil {
		return "", err
	}
	conf := filepath.Join(dir, "softhsm2.conf")
	return conf, os.WriteFile(conf, []byte("directories.tokendir = "+tokens+"\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600)
}

// Object is a key with its certificate, to be put into a token.
type Object struct {
	Label, ID string
	Key       any // *rsa.PrivateKey or *ecdsa.PrivateKey; nil for a certificate alone
	DER       []byte
	// Always: the PIN is wanted before every signature.
	Always bool
}

var one sync.Mutex // SOFTHSM2_CONF holds for a process

// Fill makes a token with a name and puts objects into it.
func Fill(conf, label string, objects ...Object) error {
	one.Lock()
	defer one.Unlock()
	before, had := os.LookupEnv("SOFTHSM2_CONF")
	os.Setenv("SOFTHSM2_CONF", conf)
	if had {
		defer os.Setenv("SOFTHSM2_CONF", before)
	} else {
		defer os.Unsetenv("SOFTHSM2_CONF")
	}
	cmd := exec.Command("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("softhsm2-util (packaging/setup test installs it): %w: %s", err, out)
	}
	ctx := pkcs11.New(SoftHSM)
	if ctx == nil {
		return errors.New(SoftHSM + " can't be loaded; packaging/setup test installs it")
	}
	defer ctx.Destroy()
	if err := ctx.Initialize(); err != nil {
		return err
	}
	defer ctx.Finalize()
	slots, err := ctx.GetSlotList(true)
	if err != nil {
		return err
	}
	for _, slot := range slots {
		if info, err := ctx.GetTokenInfo(slot); err != nil || info.Label != label {
			continue
		}
		session, err := ctx.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION|pkcs11.CKF_RW_SESSION)
		if err != nil {
			return err
		}
		if err := ctx.Login(session, pkcs11.CKU_USER, PIN); err != nil {
			return err
		}
		for _, o := range objects {
			if err := put(ctx, session, o); err != nil {
				return err
			}
		}
		return ctx.CloseSession(session)
	}
	return errors.New("the token that was made is not there")
}

func put(ctx *pkcs11.Ctx, session pkcs11.SessionHandle, o Object) error {
	named := func(class uint) []*pkcs11.Attribute {
		return []*pkcs11.Attribute{
			pkcs11.NewAttribute(pkcs11.CKA_CLASS, class), pkcs11.NewAttribute(pkcs11.CKA_TOKEN, true),
			pkcs11.NewAttribute(pkcs11.CKA_LABEL, o.Label), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte(o.ID)),
		}
	}
	cert, err := x509.ParseCertificate(o.DER)
	if err != nil {
		return err
	}
	if _, err := ctx.CreateObject(session, append(named(pkcs11.CKO_CERTIFICATE),
		pkcs11.NewAttribute(pkcs11.CKA_CERTIFICATE_TYPE, pkcs11.CKC_X_509), pkcs11.NewAttribute(pkcs11.CKA_PRIVATE, false),
		pkcs11.NewAttribute(pkcs11.CKA_SUBJECT, cert.RawSubject), pkcs11.NewAttribute(pkcs11.CKA_VALUE, o.DER))); err != nil {
		return err
	}
	private := append(named(pkcs11.CKO_PRIVATE_KEY), pkcs11.NewAttribute(pkcs11.CKA_SIGN, true), pkcs11.NewAttribute(pkcs11.CKA_PRIVATE, true),
		pkcs11.NewAttribute(pkcs11.CKA_SENSITIVE, true), pkcs11.NewAttribute(pkcs11.CKA_EXTRACTABLE, false), pkcs11.NewAttribute(pkcs11.CKA_ALWAYS_AUTHENTICATE, o.Always))
	switch k := o.Key.(type) {
	case nil:
		return nil
	case *rsa.PrivateKey:
		k.Precompute()
		private = append(private, pkcs11.NewAttribute(pkcs11.CKA_KEY_TYPE, pkcs11.CKK_RSA),
			number(pkcs11.CKA_MODULUS, k.N), number(pkcs11.CKA_PUBLIC_EXPONENT, big.NewInt(int64(k.E))), number(pkcs11.CKA_PRIVATE_EXPONENT, k.D),
			number(pkcs11.CKA_PRIME_1, k.Primes[0]), number(pkcs11.CKA_PRIME_2, k.Primes[1]),
			number(pkcs11.CKA_EXPONENT_1, k.Precomputed.Dp), number(pkcs11.CKA_EXPONENT_2, k.Precomputed.Dq), number(pkcs11.CKA_COEFFICIENT, k.Precomputed.Qinv))
	case *ecdsa.PrivateKey:
		curve := asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}
		if k.Curve == elliptic.P384() {
			curve = asn1.ObjectIdentifier{1, 3, 132, 0, 34}
		}
		params, err := asn1.Marshal(curve)
		if err != nil {
			return err
		}
		d, err := k.Bytes()
		if err != nil {
			return err
		}
		private = append(private, pkcs11.NewAttribute(pkcs11.CKA_KEY_TYPE, pkcs11.CKK_EC), pkcs11.NewAttribute(pkcs11.CKA_EC_PARAMS, params), pkcs11.NewAttribute(pkcs11.CKA_VALUE, d))
	default:
		return errors.New("no such key")
	}
	_, err = ctx.CreateObject(session, private)
	return err
}

func number(attribute uint, n *big.Int) *pkcs11.Attribute {
	return pkcs11.NewAttribute(attribute, n.Bytes())
}
