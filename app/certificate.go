package app

import (
	"encoding/pem"
	"os"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/review"
	"shenqian/signing/keys"
)

// CertificateFingerprint reads a certificate's file, PEM or DER, and returns
// what binds it to a person.
func (w *Workshop) CertificateFingerprint(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if block, _ := pem.Decode(b); block != nil {
		b = block.Bytes
	}
	c, err := smx509.ParseCertificate(b)
	if err != nil {
		return "", review.FaultFrom(err, "certificate.unreadable", "file", path)
	}
	if err := keys.MaySign(c, keys.Statement); err != nil {
		return "", err
	}
	return keys.Fingerprint(c), nil
}
