package keys

import (
	"crypto"
	"crypto/x509"
	"errors"
	"strings"

	"github.com/emmansun/gmsm/smx509"
	"software.sslmate.com/src/go-pkcs12"

	"shenqian/signing/fault"
)

// loadOld reads what Windows and openssl wrote for twenty years: PKCS#12 with
// 3DES and RC2 (RFC 7292, appendix C), which the library knows for RSA and
// ECDSA keys. Sizes, iterations and the MAC were checked before. old is the
// error if it can't, as for SM2.
func loadOld(data []byte, passphrase func() ([]byte, error), old error) (*Credential, error) {
	pass, err := passphrase()
	if err != nil {
		return nil, err
	}
	key, leaf, above, err := pkcs12.DecodeChain(data, string(pass))
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		return nil, fault.Wrap(err, "key.wrong-passphrase")
	case err != nil && holdsNoKey(err):
		return nil, fault.Wrap(err, "key.no-key")
	case err != nil:
		return nil, old
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, old
	}
	var certs []*smx509.Certificate
	for _, c := range append([]*x509.Certificate{leaf}, above...) {
		cert, err := smx509.ParseCertificate(c.Raw)
		if err != nil {
			return nil, fault.Wrap(err, "key.unreadable")
		}
		certs = append(certs, cert)
	}
	return Assemble(signer, certs)
}

// holdsNoKey tells a file of certificates alone from a broken one. The library
// has no error of its own for it.
func holdsNoKey(err error) bool {
	return strings.Contains(err.Error(), "private key missing")
}
