// Package trust answers whom a verifier believes: a pool of trust anchors,
// and the training authority of a demonstration court, which nobody should.
package trust

import (
	"encoding/pem"
	"errors"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Pool is a set of trust anchors. The zero value trusts nobody; the anchors
// of the operating system are never consulted.
type Pool struct{ anchors []*smx509.Certificate }

// NewPool reads anchors from PEM files, or DER files of one certificate each
// (.cer).
func NewPool(pems ...[]byte) (*Pool, error) {
	p := &Pool{}
	for _, data := range pems {
		if c, err := smx509.ParseCertificate(data); err == nil {
			p.Add(c)
			continue
		}
		found := false
		for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
			if block.Type != "CERTIFICATE" {
				continue
			}
			c, err := smx509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, fault.Wrap(err, "verify.anchor")
			}
			p.Add(c)
			found = true
		}
		if !found {
			return nil, fault.New("verify.anchor")
		}
	}
	return p, nil
}

// Add trusts one more certificate.
func (p *Pool) Add(c *smx509.Certificate) { p.anchors = append(p.anchors, c) }

// Anchors are the certificates trusted.
func (p *Pool) Anchors() []*smx509.Certificate {
	if p == nil {
		return nil
	}
	return p.anchors
}

// Empty reports whether the pool trusts nobody.
func (p *Pool) Empty() bool { return len(p.Anchors()) == 0 }

// Verify builds a chain from leaf to an anchor (RFC 5280, 6) as of a time and
// returns it, leaf first. others are the certificates to build from, such as
// those within a signature.
func (p *Pool) Verify(leaf *smx509.Certificate, others []*smx509.Certificate, at time.Time) ([]*smx509.Certificate, error) {
	if p.Empty() {
		return nil, fault.New("verify.no-anchors")
	}
	if err := keys.MaySign(leaf, keys.Document); err != nil {
		return nil, err
	}
	return p.chain(leaf, others, at, smx509.ExtKeyUsageAny)
}

// VerifyStamper is Verify for the certificate of a time-stamp authority.
func (p *Pool) VerifyStamper(leaf *smx509.Certificate, others []*smx509.Certificate, at time.Time) ([]*smx509.Certificate, error) {
	if p.Empty() {
		return nil, fault.New("verify.no-anchors")
	}
	return p.chain(leaf, others, at, smx509.ExtKeyUsageTimeStamping)
}

func (p *Pool) chain(leaf *smx509.Certificate, others []*smx509.Certificate, at time.Time, usage smx509.ExtKeyUsage) ([]*smx509.Certificate, error) {
	roots, between := smx509.NewCertPool(), smx509.NewCertPool()
	for _, c := range p.anchors {
		roots.AddCert(c)
	}
	for _, c := range others {
		between.AddCert(c)
	}
	chains, err := leaf.Verify(smx509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at,
		KeyUsages: []smx509.ExtKeyUsage{usage},
	})
	if err == nil {
		return chains[0], nil
	}
	name := leaf.Subject.CommonName
	var invalid smx509.CertificateInvalidError
	if errors.As(err, &invalid) && invalid.Reason == smx509.Expired {
		return nil, fault.Wrap(err, "verify.chain-time", "name", name, "at", at.Format("2006-01-02"))
	}
	var unknown smx509.UnknownAuthorityError
	if errors.As(err, &unknown) {
		return nil, fault.Wrap(err, "verify.chain-unknown", "name", name, "issuer", leaf.Issuer.CommonName)
	}
	return nil, fault.Wrap(err, "verify.chain", "name", name)
}
