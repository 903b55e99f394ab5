package app

import (
	"os"
	"time"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// Credential is a person's key with its certificate, as the use-cases take it.
type Credential = keys.Credential

// maxCredential is more than any file of a key and its certificates.
const maxCredential = 1 << 20

// LoadCredential reads a key file (.p12, .pfx, .pem). pass is asked only if
// the file wants a passphrase.
func (w *Workshop) LoadCredential(path string, pass func() ([]byte, error)) (*Credential, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxCredential {
		return nil, review.Fault("key.format")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return keys.Load(b, pass)
}

// Holder is what a certificate says, for whoever is about to use it.
type Holder struct {
	Name        string
	Until       time.Time
	Training    bool // a demonstration's certificate
	Fingerprint string
}

// Holder reads a credential's certificate.
func (w *Workshop) Holder(c *Credential) Holder {
	return Holder{
		Name: c.Certificate.Subject.CommonName, Until: c.Certificate.NotAfter.In(Zone),
		Training: trust.IsTraining(c.Certificate), Fingerprint: keys.Fingerprint(c.Certificate),
	}
}
