// Package keys loads what a person signs with: a private key, its certificate
// and the certificates above it.
//
// Load reads PKCS#12 files (RFC 7292) and PEM files. A key in a token comes in
// as a crypto.Signer, from package token; nothing here asks for the private key
// itself.
package keys

import (
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
)

// Credential is a key with its certificate. Chain holds the certificates
// above, without the leaf, nearest first.
type Credential struct {
	Signer      crypto.Signer
	Certificate *smx509.Certificate
	Chain       []*smx509.Certificate
}

// Purpose is what a signature is to mean.
type Purpose int

const (
	// Document is a signature on a document (approval or certification).
	Document Purpose = iota
	// Statement is a signature on a statement of the journal.
	Statement
)

// dateForm is how dates stand in messages.
const dateForm = "2006-01-02"

// Usable reports why the credential may not sign at a time for a purpose.
func (c *Credential) Usable(at time.Time, purpose Purpose) error {
	if c == nil || c.Certificate == nil || c.Signer == nil {
		return fault.New("key.none")
	}
	return UsableAt(c.Certificate, at, purpose)
}

// UsableAt is MaySign at a time, for who chooses a certificate: one that is
// issued for other work alone is not to be signed with, though a signature that
// was made with it holds.
func UsableAt(cert *smx509.Certificate, at time.Time, purpose Purpose) error {
	name := cert.Subject.CommonName
	switch {
	case at.Before(cert.NotBefore):
		return fault.New("key.not-yet-valid", "name", name, "from", cert.NotBefore.In(at.Location()).Format(dateForm))
	case at.After(cert.NotAfter):
		return fault.New("key.expired", "name", name, "until", cert.NotAfter.In(at.Location()).Format(dateForm))
	}
	if foreign(cert) {
		return fault.New("key.purpose", "name", name)
	}
	return MaySign(cert, purpose)
}

// foreign reports whether a certificate states what it is for (RFC 5280,
// 4.2.1.12) and all of that is other than signing documents: servers, programs,
// time-stamps, OCSP answers, IPsec. Purposes of vendors, of mail and of log-in,
// which court certificates carry, and 1.3.6.1.5.5.7.3.36 (RFC 9336) are not.
func foreign(cert *smx509.Certificate) bool {
	if len(cert.ExtKeyUsage) == 0 || len(cert.UnknownExtKeyUsage) > 0 {
		return false
	}
	for _, use := range cert.ExtKeyUsage {
		switch use {
		case smx509.ExtKeyUsageServerAuth, smx509.ExtKeyUsageCodeSigning, smx509.ExtKeyUsageTimeStamping, smx509.ExtKeyUsageOCSPSigning,
			smx509.ExtKeyUsageIPSECEndSystem, smx509.ExtKeyUsageIPSECTunnel, smx509.ExtKeyUsageIPSECUser:
		default:
			return false
		}
	}
	return true
}

// MaySign reports why a certificate may not stand behind a signature
// (RFC 5280, 4.2.1.3): a certificate that states its uses must state one of
// digitalSignature and nonRepudiation, and a certificate of an authority
// signs certificates only. Both purposes ask the same today.
func MaySign(cert *smx509.Certificate, _ Purpose) error {
	name := cert.Subject.CommonName
	if cert.IsCA {
		return fault.New("key.authority", "name", name)
	}
	const signs = smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment
	if cert.KeyUsage != 0 && cert.KeyUsage&signs == 0 {
		return fault.New("key.usage", "name", name)
	}
	return nil
}

// Fingerprint is the SHA-256 of a certificate in lower-case hexadecimal.
func Fingerprint(cert *smx509.Certificate) string {
	sum := sha256.Sum256(cert.Raw)
	return hex.EncodeToString(sum[:])
}
