package app

import (
	"encoding/pem"
	"os"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/token"
)

// CertificateFingerprint reads a certificate, from its file, PEM or DER, or
// from the token whose address is given, and returns what binds it to a person.
func (w *Workshop) CertificateFingerprint(path string) (string, error) {
	c, err := readCertificate(path)
	if err != nil {
		return "", err
	}
	if err := keys.MaySign(c, keys.Statement); err != nil {
		return "", err
	}
	return keys.Fingerprint(c), nil
}

func readCertificate(path string) (*smx509.Certificate, error) {
	if token.IsAddress(path) {
		return token.Certificate(path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(b); block != nil {
		b = block.Bytes
	}
	c, err := smx509.ParseCertificate(b)
	if err != nil {
		return nil, review.FaultFrom(err, "certificate.unreadable", "file", path)
	}
	return c, nil
}
