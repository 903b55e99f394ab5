package revocation

import (
	"bytes"
	"encoding/asn1"
	"slices"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

// CRL is a CertificateList (RFC 5280, 5.1).
type CRL struct {
	list      *smx509.RevocationList
	algorithm []byte
	scope     scope
	// entries are the indexes in the list by serial number.
	entries map[string]int
	// signer is a certificate whose signature was found good.
	signer []byte
}

// scope is what a list is about (5.2.5).
type scope struct {
	people, authorities bool // only these
	points              []string
}

// DER is the list as it came.
func (c *CRL) DER() []byte { return c.list.Raw }

// ParseCRL reads a revocation list. Its signature is checked by About. Delta
// lists, indirect lists and those for some reasons only are refused: they do
// not say alone whether a certificate stands.
func ParseCRL(der []byte) (*CRL, error) {
	list, err := smx509.ParseRevocationList(der)
	if err != nil {
		return nil, fault.Wrap(err, "verify.crl")
	}
	c := &CRL{list: list, entries: make(map[string]int, len(list.RevokedCertificateEntries))}
	for _, e := range list.Extensions {
		switch {
		case e.Id.Equal(oidDistribution):
			if !c.scope.read(e.Value) {
				return nil, fault.New("verify.crl")
			}
		case e.Critical:
			return nil, fault.New("verify.crl")
		}
	}
	in := cryptobyte.String(der)
	var outer, alg cryptobyte.String
	if !in.ReadASN1(&outer, tag.SEQUENCE) || !in.Empty() || !outer.SkipASN1(tag.SEQUENCE) || !outer.ReadASN1Element(&alg, tag.SEQUENCE) {
		return nil, fault.New("verify.crl")
	}
	c.algorithm = alg
	for i, e := range list.RevokedCertificateEntries {
		for _, x := range e.Extensions {
			if x.Critical { // names another issuer, or something unknown
				return nil, fault.New("verify.crl")
			}
		}
		c.entries[e.SerialNumber.String()] = i
	}
	return c, nil
}

var oidDistribution = asn1.ObjectIdentifier{2, 5, 29, 28}

// read reads an IssuingDistributionPoint.
func (s *scope) read(der []byte) bool {
	in := cryptobyte.String(der)
	var seq cryptobyte.String
	if !in.ReadASN1(&seq, tag.SEQUENCE) || !in.Empty() {
		return false
	}
	for !seq.Empty() {
		var body cryptobyte.String
		var t tag.Tag
		if !seq.ReadAnyASN1(&body, &t) {
			return false
		}
		switch on := len(body) == 1 && body[0] != 0; t {
		case explicit(0):
			s.points = append(s.points, addresses(body)...)
		case tag.Tag(1).ContextSpecific():
			s.people = on
		case tag.Tag(2).ContextSpecific():
			s.authorities = on
		default:
			if on || t == tag.Tag(3).ContextSpecific() {
				return false
			}
		}
	}
	return true
}

// addresses are the URIs of a DistributionPointName's full name.
func addresses(in cryptobyte.String) (out []string) {
	var names cryptobyte.String
	if !in.ReadASN1(&names, explicit(0)) {
		return nil
	}
	for !names.Empty() {
		var body cryptobyte.String
		var t tag.Tag
		if !names.ReadAnyASN1(&body, &t) {
			return out
		}
		if t == tag.Tag(6).ContextSpecific() {
			out = append(out, string(body))
		}
	}
	return out
}

// covers reports whether the list is about a certificate: one of several that
// share the certificates of an issuer is about those that point to it.
func (s *scope) covers(cert *smx509.Certificate) bool {
	if s.people && cert.IsCA || s.authorities && !cert.IsCA {
		return false
	}
	return len(s.points) == 0 || slices.ContainsFunc(s.points, func(p string) bool {
		return slices.Contains(cert.CRLDistributionPoints, p)
	})
}

// removed is the reason code of a certificate that is no longer on hold.
const removed = 8

// About looks the certificate up and checks that its issuer signed the list.
func (c *CRL) About(cert, issuer *smx509.Certificate, _ []*smx509.Certificate) (*Answer, error) {
	if !bytes.Equal(c.list.RawIssuer, cert.RawIssuer) || !bytes.Equal(cert.RawIssuer, issuer.RawSubject) || !c.scope.covers(cert) {
		return nil, nil
	}
	if !bytes.Equal(c.signer, issuer.Raw) {
		if issuer.KeyUsage != 0 && issuer.KeyUsage&smx509.KeyUsageCRLSign == 0 {
			return nil, fault.New("verify.crl-signer")
		}
		if cms.CheckSignature(issuer, c.algorithm, c.list.RawTBSRevocationList, c.list.Signature) != nil {
			return nil, fault.New("verify.crl-signer")
		}
		c.signer = issuer.Raw
	}
	a := &Answer{Status: Good, This: c.list.ThisUpdate, Next: c.list.NextUpdate}
	if i, ok := c.entries[cert.SerialNumber.String()]; ok {
		if e := c.list.RevokedCertificateEntries[i]; e.ReasonCode != removed {
			a.Status, a.Since = Revoked, e.RevocationTime
		}
	}
	return a, nil
}
