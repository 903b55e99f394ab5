// Package revocation reads what authorities say of certificates that no
// longer stand: OCSP answers (RFC 6960) and revocation lists (RFC 5280, 5).
//
// An Evidence is read with ParseOCSP or ParseCRL, and asked with About, which
// checks its signature. Nothing in this package opens a connection: OCSPQuery
// and the addresses in Sources are for whoever does.
package revocation

import (
	"crypto/sha1" //nolint:gosec // certificates are named by it, nothing is signed
	"net/url"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// Status is what is said of a certificate.
type Status int

// The statuses.
const (
	Unknown Status = iota
	Good
	Revoked
)

// Answer is what a piece of evidence says of one certificate, its own
// signature checked.
type Answer struct {
	Status Status
	// Since is when the certificate was revoked, in the authority's words.
	Since time.Time
	// This and Next delimit the time that the answer speaks for; Next is zero
	// if the authority does not say.
	This, Next time.Time
	// Responder is the certificate that signed, if it isn't the issuer's.
	Responder *smx509.Certificate
	// Online: it is an OCSP answer, else a list.
	Online bool
}

// freshFor is how long an answer without an end speaks for.
const freshFor = 24 * time.Hour

// Covers reports whether the answer says what the certificate was at a time.
func (a *Answer) Covers(at time.Time) bool {
	end := a.Next
	if end.IsZero() {
		end = a.This.Add(freshFor)
	}
	return !at.After(end)
}

// Evidence is an OCSP answer or a revocation list.
type Evidence interface {
	// About returns what it says of a certificate of an issuer: nil if it is
	// about others, an error if it is about this one and cannot be believed.
	// more are certificates that a responder's may be found among.
	About(cert, issuer *smx509.Certificate, more []*smx509.Certificate) (*Answer, error)
	// DER is the evidence as it came.
	DER() []byte
}

// Sources are the addresses a certificate gives for asking about itself, and
// for its issuer's certificate; only those a plain HTTP client can reach.
func Sources(c *smx509.Certificate) (ocsp, lists, issuers []string) {
	return reachable(c.OCSPServer), reachable(c.CRLDistributionPoints), reachable(c.IssuingCertificateURL)
}

// mostAddresses bounds what a certificate may send a client after.
const mostAddresses = 4

func reachable(addresses []string) (out []string) {
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(out) < mostAddresses {
			out = append(out, a)
		}
	}
	return out
}

// States reports whether the certificate names any place to ask, reachable
// or not.
func States(c *smx509.Certificate) bool {
	return len(c.OCSPServer) > 0 || len(c.CRLDistributionPoints) > 0
}

var oidNoCheck = []int{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}

// NoCheck reports whether a responder's certificate is good for its whole
// life by its issuer's word (RFC 6960, 4.2.2.2.1).
func NoCheck(c *smx509.Certificate) bool {
	for _, e := range c.Extensions {
		if e.Id.Equal(oidNoCheck) {
			return true
		}
	}
	return false
}

// Issued reports whether issuer signed cert.
func Issued(issuer, cert *smx509.Certificate) bool {
	return string(issuer.RawSubject) == string(cert.RawIssuer) && cert.CheckSignatureFrom(issuer) == nil
}

// keyBits are the bits of a certificate's public key, without its algorithm.
func keyBits(c *smx509.Certificate) []byte {
	in := cryptobyte.String(c.RawSubjectPublicKeyInfo)
	var spki cryptobyte.String
	var bits []byte
	if !in.ReadASN1(&spki, tag.SEQUENCE) || !spki.SkipASN1(tag.SEQUENCE) || !spki.ReadASN1BitStringAsBytes(&bits) {
		return nil
	}
	return bits
}

// OCSPQuery is an OCSPRequest (RFC 6960, 4.1.1) about one certificate. It has
// no nonce (RFC 5019): answers may be kept, and their age is checked.
func OCSPQuery(cert, issuer *smx509.Certificate) ([]byte, error) {
	name, key := sha1.Sum(issuer.RawSubject), sha1.Sum(keyBits(issuer)) //nolint:gosec // as above
	var b cryptobyte.Builder
	seq := func(b *cryptobyte.Builder, f func(*cryptobyte.Builder)) { b.AddASN1(tag.SEQUENCE, f) }
	seq(&b, func(b *cryptobyte.Builder) {
		seq(b, func(b *cryptobyte.Builder) {
			seq(b, func(b *cryptobyte.Builder) {
				seq(b, func(b *cryptobyte.Builder) {
					seq(b, func(b *cryptobyte.Builder) {
						seq(b, func(b *cryptobyte.Builder) {
							b.AddASN1ObjectIdentifier(oidSHA1)
							b.AddASN1NULL()
						})
						b.AddASN1OctetString(name[:])
						b.AddASN1OctetString(key[:])
						b.AddASN1BigInt(cert.SerialNumber)
					})
				})
			})
		})
	})
	der, err := b.Bytes()
	if err != nil {
		return nil, fault.Wrap(err, "sign.encode")
	}
	return der, nil
}
