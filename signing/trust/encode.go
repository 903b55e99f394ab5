package trust

import (
	"encoding/pem"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/keys"
	"shenqian/signing/pkcs12"
)

// EncodePEM writes certificates one after the other.
func EncodePEM(certs ...*smx509.Certificate) []byte {
	var out []byte
	for _, c := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

// EncodePKCS12 writes a credential as a PKCS#12 file with AES and SHA-256.
func EncodePKCS12(c *keys.Credential, passphrase string) ([]byte, error) {
	return pkcs12.Write(c.Signer, passphrase, c.Certificate, c.Chain)
}
