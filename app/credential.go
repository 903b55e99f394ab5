package app

import (
	"os"
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// Credential is what a person signs with.
type Credential = keys.Credential

// LoadCredential reads a PKCS#12 or PEM file; pass is asked only if the file
// needs a passphrase.
func (w *Workshop) LoadCredential(path string, pass func() ([]byte, error)) (*Credential, error) {
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
}

// Describe says whose certificate it is, until when and by whom issued.
func Describe(c *Credential) CredentialInfo {
	return CredentialInfo{
		Name: c.Certificate.Subject.CommonName, Issuer: c.Certificate.Issuer.CommonName,
		From: c.Certificate.NotBefore.In(Zone), Until: c.Certificate.NotAfter.In(Zone),
		Fingerprint: keys.Fingerprint(c.Certificate), Training: trust.IsTraining(c.Certificate),
	}
}
