package signing

import (
	"bytes"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/revocation"
)

// Standing is whether a certificate still stood at a time.
type Standing string

// The standings. None is said of a certificate that names nobody to ask, and
// of which nobody said anything.
const (
	StandingGood    Standing = "good"
	StandingRevoked Standing = "revoked"
	StandingUnknown Standing = "unknown"
	StandingNone    Standing = "none"
)

var gravity = map[Standing]int{StandingGood: 0, StandingNone: 1, StandingUnknown: 2, StandingRevoked: 3}

// standing of a certificate, or of a chain: the gravest of its certificates.
type standing struct {
	is    Standing
	cert  *smx509.Certificate // that it is said of
	since time.Time           // when it was revoked
}

// err says what is wrong, nil for what is good.
func (s standing) err() error {
	switch s.is {
	case StandingRevoked:
		return fault.New("verify.revoked", "name", s.cert.Subject.CommonName, "since", s.since.UTC().Format(time.RFC3339))
	case StandingUnknown:
		return fault.New("verify.revocation-unknown", "name", s.cert.Subject.CommonName)
	case StandingNone:
		return fault.New("verify.revocation-none", "name", s.cert.Subject.CommonName)
	}
	return nil
}

// witness answers about certificates.
type witness struct {
	items []revocation.Evidence
	certs []*smx509.Certificate
	// more finds evidence beside the items; may be nil.
	more func(cert, issuer *smx509.Certificate) []revocation.Evidence
}

// chain asks about every certificate of a chain but its end, which is trusted
// or not for other reasons.
func (w *witness) chain(path []*smx509.Certificate, at time.Time) standing {
	worst := standing{is: StandingGood}
	for i := range path[:max(0, len(path)-1)] {
		if s := w.one(path[i], path[i+1], at); gravity[s.is] > gravity[worst.is] {
			worst = s
		}
	}
	return worst
}

// one asks about a certificate as of a time. Whoever says it was revoked by
// then is believed over all who say it was not. To be good, somebody must have
// said so for that time, or later, or that it was revoked only later.
func (w *witness) one(cert, issuer *smx509.Certificate, at time.Time) standing {
	items := w.items
	if w.more != nil { // a file may well leave out what speaks against it
		items = slices.Concat(items, w.more(cert, issuer))
	}
	s := w.heard(items, cert, issuer, at)
	if s.is == StandingUnknown && (!revocation.States(cert) || revocation.NoCheck(cert)) {
		s.is = StandingNone
	}
	return s
}

func (w *witness) heard(items []revocation.Evidence, cert, issuer *smx509.Certificate, at time.Time) standing {
	s := standing{is: StandingUnknown, cert: cert}
	for _, e := range items {
		a, err := e.About(cert, issuer, w.certs)
		if err != nil || a == nil || !w.mayAnswer(a, issuer) {
			continue
		}
		switch {
		case a.Status == revocation.Revoked && !a.Since.After(at):
			return standing{StandingRevoked, cert, a.Since}
		// Lists forget certificates that have expired.
		case a.Status != revocation.Unknown && a.Covers(at) && !a.This.After(cert.NotAfter):
			s.is = StandingGood
		}
	}
	return s
}

// mayAnswer refuses a responder that was itself revoked.
func (w *witness) mayAnswer(a *revocation.Answer, issuer *smx509.Certificate) bool {
	if a.Responder == nil || revocation.NoCheck(a.Responder) {
		return true
	}
	for _, e := range w.items {
		list, ok := e.(*revocation.CRL) // an answer about oneself says nothing
		if !ok {
			continue
		}
		if b, err := list.About(a.Responder, issuer, nil); err == nil && b != nil && b.Status == revocation.Revoked && !b.Since.After(a.This) {
			return false
		}
	}
	return true
}

// path is the chain from a certificate upwards through the certificates at
// hand, and whether it comes to an end: an anchor, or one that signed itself.
func path(cert *smx509.Certificate, certs, anchors []*smx509.Certificate) (chain []*smx509.Certificate, ends bool) {
	chain = []*smx509.Certificate{cert}
	for at := cert; len(chain) < 16; {
		if contains(anchors, at) || bytes.Equal(at.RawIssuer, at.RawSubject) {
			return chain, true
		}
		next := issuerOf(at, anchors)
		if next == nil {
			next = issuerOf(at, certs)
		}
		if next == nil || contains(chain, next) {
			return chain, false
		}
		chain, at = append(chain, next), next
	}
	return chain, false
}

func contains(certs []*smx509.Certificate, c *smx509.Certificate) bool {
	for _, o := range certs {
		if bytes.Equal(o.Raw, c.Raw) {
			return true
		}
	}
	return false
}

func issuerOf(cert *smx509.Certificate, certs []*smx509.Certificate) *smx509.Certificate {
	for _, c := range certs {
		if revocation.Issued(c, cert) {
			return c
		}
	}
	return nil
}
