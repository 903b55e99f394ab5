package app

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"os"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/keys"
	"shenqian/signing/token"
	"shenqian/signing/trust"
)

// Credential is what a person signs with.
type Credential = keys.Credential

// LoadCredential reads a PKCS#12 or PEM file, or opens the key in a token that
// path is the address of (see package token). pass is asked only if the file
// needs a passphrase or the token a PIN.
func (w *Workshop) LoadCredential(path string, pass func() ([]byte, error)) (*Credential, error) {
	if token.IsAddress(path) {
		return token.Open(path, pass)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return keys.Load(b, pass)
}

// CredentialInfo is what choosing a certificate shows.
type CredentialInfo struct {
	Name        string    `json:"name"`
	Issuer      string    `json:"issuer"`
	From        time.Time `json:"from"`
	Until       time.Time `json:"until"`
	Fingerprint string    `json:"fingerprint"`
	Training    bool      `json:"training"`
	Algorithm   string    `json:"algorithm"` // RSA, ECDSA or SM2
}

// Describe says whose certificate it is, until when and by whom issued.
func Describe(c *Credential) CredentialInfo { return describe(c.Certificate) }

func describe(c *smx509.Certificate) CredentialInfo {
	return CredentialInfo{
		Name: c.Subject.CommonName, Issuer: c.Issuer.CommonName, From: c.NotBefore.In(Zone), Until: c.NotAfter.In(Zone),
		Fingerprint: keys.Fingerprint(c), Training: trust.IsTraining(c),
		Algorithm: algorithm(c),
	}
}

func algorithm(c *smx509.Certificate) string {
	switch c.PublicKey.(type) {
	case *rsa.PublicKey:
		return "RSA"
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(c.PublicKey) {
			return "SM2"
		}
		return "ECDSA"
	}
	return ""
}
