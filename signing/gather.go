package signing

import (
	"context"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/revocation"
)

// Fetcher asks those who tell whether a certificate still stands.
type Fetcher interface {
	// Fetch sends an OCSP request to an address and returns the answer, or
	// gets the list or certificate that lies there if query is nil.
	Fetch(ctx context.Context, address string, query []byte) ([]byte, error)
}

// Evidence asks a Fetcher about one certificate, as Options.Evidence wants it:
// what does not come is left out.
func Evidence(ctx context.Context, from Fetcher) func(cert, issuer *smx509.Certificate) []revocation.Evidence {
	return func(cert, issuer *smx509.Certificate) (out []revocation.Evidence) {
		online, lists, _ := revocation.Sources(cert)
		for _, address := range online {
			if e, err := askOCSP(ctx, from, address, cert, issuer); err == nil {
				out = append(out, e)
			}
		}
		for _, address := range lists {
			if e, err := askCRL(ctx, from, address); err == nil {
				out = append(out, e)
			}
		}
		return out
	}
}

func askOCSP(ctx context.Context, from Fetcher, address string, cert, issuer *smx509.Certificate) (revocation.Evidence, error) {
	q, err := revocation.OCSPQuery(cert, issuer)
	if err != nil {
		return nil, err
	}
	b, err := from.Fetch(ctx, address, q)
	if err != nil {
		return nil, err
	}
	return revocation.ParseOCSP(b)
}

func askCRL(ctx context.Context, from Fetcher, address string) (revocation.Evidence, error) {
	b, err := from.Fetch(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	return revocation.ParseCRL(b)
}

// gatherer finds what a verifier will need when nobody can be asked any more.
// Nothing is taken that does not verify.
type gatherer struct {
	ctx  context.Context // lives as long as one call
	from Fetcher
	w    *witness // what the file holds, and what was found
}

// needs are the certificates and evidence for one signature.
type needs struct {
	certs []*smx509.Certificate
	items []revocation.Evidence
}

func (n *needs) cert(c *smx509.Certificate) {
	if !contains(n.certs, c) {
		n.certs = append(n.certs, c)
	}
}

func (n *needs) item(e revocation.Evidence) {
	if !slices.ContainsFunc(n.items, func(o revocation.Evidence) bool { return string(o.DER()) == string(e.DER()) }) {
		n.items = append(n.items, e)
	}
}

// gather adds to n what is needed to verify a certificate as of a time. certs
// came with the signature.
func (g *gatherer) gather(n *needs, cert *smx509.Certificate, certs []*smx509.Certificate, at time.Time) error {
	chain, err := g.chain(cert, certs)
	if err != nil {
		return err
	}
	for _, c := range chain {
		n.cert(c)
	}
	for i := range chain[:len(chain)-1] {
		if err := g.standing(n, chain[i], chain[i+1], at); err != nil {
			return err
		}
	}
	return nil
}

// chain is the path to a self-signed certificate; missing ones are fetched
// from where the certificate below says they lie.
func (g *gatherer) chain(cert *smx509.Certificate, certs []*smx509.Certificate) ([]*smx509.Certificate, error) {
	for {
		chain, ends := path(cert, slices.Concat(certs, g.w.certs), nil)
		if ends {
			return chain, nil
		}
		top := chain[len(chain)-1]
		next := g.issuer(top)
		if next == nil || contains(chain, next) {
			return nil, fault.New("sign.chain", "name", top.Subject.CommonName, "issuer", top.Issuer.CommonName)
		}
		certs = append(slices.Clone(certs), next)
	}
}

func (g *gatherer) issuer(cert *smx509.Certificate) *smx509.Certificate {
	_, _, at := revocation.Sources(cert)
	for _, address := range at {
		if g.from == nil {
			return nil
		}
		b, err := g.from.Fetch(g.ctx, address, nil)
		if err != nil {
			continue
		}
		if c, err := smx509.ParseCertificate(b); err == nil && revocation.Issued(c, cert) {
			return c
		}
	}
	return nil
}

// standing finds evidence that a certificate stood, first in the file.
func (g *gatherer) standing(n *needs, cert, issuer *smx509.Certificate, at time.Time) error {
	if good, err := g.take(n, g.w.items, cert, issuer, at); good || err != nil {
		return err
	}
	if !revocation.States(cert) || revocation.NoCheck(cert) {
		return nil // there is nobody to ask
	}
	last := error(fault.New("sign.no-source"))
	online, lists, _ := revocation.Sources(cert)
	if g.from == nil {
		online, lists = nil, nil
	}
	for i, address := range slices.Concat(online, lists) {
		var e revocation.Evidence
		var err error
		if i < len(online) {
			e, err = askOCSP(g.ctx, g.from, address, cert, issuer)
		} else {
			e, err = askCRL(g.ctx, g.from, address)
		}
		if err == nil {
			var good bool
			if good, err = g.take(n, []revocation.Evidence{e}, cert, issuer, at); good {
				g.w.items = append(g.w.items, e)
				return nil
			}
			if isRevoked(err) {
				return err
			}
		}
		if err != nil {
			last = err
		}
	}
	return fault.Wrap(last, "sign.evidence", "name", cert.Subject.CommonName)
}

// take looks for the evidence that says most lately that the certificate
// stood, and adds it with its responder's certificate.
func (g *gatherer) take(n *needs, items []revocation.Evidence, cert, issuer *smx509.Certificate, at time.Time) (bool, error) {
	var best revocation.Evidence
	var found *revocation.Answer
	var bad error
	for _, e := range items {
		a, err := e.About(cert, issuer, g.w.certs)
		switch {
		case err != nil:
			bad = err
			continue
		case a == nil || a.Status == revocation.Unknown || !g.w.mayAnswer(a, issuer):
			continue
		case a.Status == revocation.Revoked && !a.Since.After(at):
			return false, standing{StandingRevoked, cert, a.Since}.err()
		}
		if a.Covers(at) && !a.This.After(cert.NotAfter) && (found == nil || a.This.After(found.This)) {
			best, found = e, a
		}
	}
	if best == nil {
		return false, bad
	}
	n.item(best)
	if found.Responder != nil {
		n.cert(found.Responder)
	}
	return true, nil
}

func isRevoked(err error) bool {
	c, _ := reason(err)
	return c == "verify.revoked"
}
