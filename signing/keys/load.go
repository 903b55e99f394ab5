package keys

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
	"strconv"
	"sync"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/pkcs12"
)

// Far more than any key file, and any key in it, measures.
const (
	most    = 1 << 20
	mostKey = 16 << 10
)

// Load reads a PKCS#12 file, or a PEM file that holds key and certificates.
// passphrase is called once, and only if the file needs one.
func Load(data []byte, passphrase func() ([]byte, error)) (*Credential, error) {
	switch {
	case len(data) > most:
		return nil, fault.New("key.unreadable")
	case bytes.Contains(data, []byte("-----BEGIN ")):
		return loadPEM(data, passphrase)
	case len(data) > 0 && data[0] == 0x30:
		return loadPKCS12(data, passphrase)
	}
	return nil, fault.New("key.unreadable")
}

func ask(passphrase func() ([]byte, error)) ([]byte, error) {
	if passphrase == nil {
		return nil, fault.New("key.passphrase-needed")
	}
	return passphrase()
}

func loadPKCS12(data []byte, passphrase func() ([]byte, error)) (*Credential, error) {
	asked := sync.OnceValues(func() ([]byte, error) { return ask(passphrase) })
	c, err := pkcs12.Read(data, asked)
	var f *fault.Error
	switch {
	case errors.As(err, &f) && f.Code == "key.old-pkcs12":
		return loadOld(data, asked, err)
	case err != nil:
		return nil, err
	case len(c.Keys) == 0 && len(c.Certificates) == 0:
		return nil, fault.New("key.unreadable")
	case len(c.Keys) == 0:
		return nil, fault.New("key.no-key")
	case len(c.Keys) > 1:
		return nil, fault.New("key.several")
	}
	return Assemble(c.Keys[0], c.Certificates)
}

// Assemble finds the first certificate that belongs to the key and orders the
// rest above it. A key that no verifier should accept is refused.
func Assemble(signer crypto.Signer, certs []*smx509.Certificate) (*Credential, error) {
	if len(certs) == 0 {
		return nil, fault.New("key.no-certificate")
	}
	if err := strong(signer.Public()); err != nil {
		return nil, err
	}
	pub, ok := signer.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok {
		return nil, fault.New("key.unreadable")
	}
	c := &Credential{Signer: signer}
	var rest []*smx509.Certificate
	for _, cert := range certs {
		if c.Certificate == nil && pub.Equal(cert.PublicKey) {
			c.Certificate = cert
			continue
		}
		rest = append(rest, cert)
	}
	if c.Certificate == nil {
		return nil, fault.New("key.mismatch", "name", certs[0].Subject.CommonName)
	}
	c.Chain = above(c.Certificate, rest)
	return c, nil
}

// above picks the issuers out of the certificates, nearest first.
func above(leaf *smx509.Certificate, rest []*smx509.Certificate) []*smx509.Certificate {
	var chain []*smx509.Certificate
	for at := leaf; !bytes.Equal(at.RawIssuer, at.RawSubject) && len(chain) <= len(rest); {
		next := (*smx509.Certificate)(nil)
		for _, c := range rest {
			if bytes.Equal(c.RawSubject, at.RawIssuer) && at.CheckSignatureFrom(c) == nil {
				next = c
				break
			}
		}
		if next == nil {
			break
		}
		chain = append(chain, next)
		at = next
	}
	return chain
}

// strong refuses keys that no verifier should accept any more.
func strong(pub crypto.PublicKey) error {
	switch k := pub.(type) {
	case *rsa.PublicKey:
		if n := k.N.BitLen(); n < 2048 {
			return fault.New("key.weak", "bits", strconv.Itoa(n))
		}
	case *ecdsa.PublicKey:
		if n := k.Params().BitSize; n < 256 {
			return fault.New("key.weak", "bits", strconv.Itoa(n))
		}
	default:
		return fault.New("key.kind")
	}
	return nil
}
