package signing

import (
	"cmp"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/trust"
	"shenqian/signing/tsp"
)

// A signature states a time, and who signs may state any. What proves a time
// is a time-stamp: over the signature's value, or over a later revision of the
// file. A time-stamp is judged as of the earliest time that a later one
// proves for it, the last one as of now (EN 319 102-1, 5.6.2, the other way
// round); so an archive outlives the certificates of its authorities.

// proof is a time-stamp that counts.
type proof struct {
	token *tsp.Token
	// revision of a document time-stamp, or of the signature that carries it.
	revision int
	document bool
	// at is the time as of which the authority was judged, path its chain.
	at   time.Time
	path []*smx509.Certificate
}

// checkStamps checks the time-stamps within a signature. One that does not
// hold makes the signature invalid: nobody honest leaves one there.
func (d *document) checkStamps(s *signature) {
	for _, der := range s.info.Stamps {
		t, err := tsp.Verify(der, d.held().certificates(len(d.file.Revisions)), s.info.Value)
		if err != nil {
			s.holds = false
			s.report.fail(Invalid, fault.Wrap(err, "verify.stamp-broken", "field", s.report.Field))
			return
		}
		s.stamps = append(s.stamps, t)
	}
}

// prove finds for each signature what proves since when it exists, from the
// last document time-stamp to the first.
func (d *document) prove(o Options) {
	order := slices.Clone(d.sigs)
	slices.SortStableFunc(order, func(a, b *signature) int { return b.revision - a.revision })
	var later []*proof // document time-stamps that count, of later revisions
	for _, s := range order {
		if !s.holds {
			continue
		}
		now := o.At
		for _, p := range later {
			if p.revision > s.revision && (now.IsZero() || p.token.Latest().Before(now)) {
				now = p.token.Latest()
			}
		}
		s.judged = now
		for _, p := range later {
			if p.revision > s.revision {
				s.proofs = append(s.proofs, p)
			}
		}
		for _, t := range s.stamps {
			if p := d.believe(s, t, now, o); p != nil {
				s.proofs = append(s.proofs, p)
			}
		}
		if s.stamp {
			if p := d.believe(s, s.token, now, o); p != nil {
				later = append(later, p)
			}
		}
		slices.SortFunc(s.proofs, func(a, b *proof) int {
			// Authorities state whole seconds.
			return cmp.Or(a.token.Latest().Compare(b.token.Latest()), a.revision-b.revision)
		})
	}
}

// believe asks whether a time-stamp counts as of a time. With anchors its
// authority must chain to one; without any, nobody is believed, and levels
// speak of form alone.
func (d *document) believe(s *signature, t *tsp.Token, now time.Time, o Options) *proof {
	if now.IsZero() {
		now = t.Time
	}
	p := &proof{token: t, revision: s.revision, document: s.stamp, at: now}
	w := d.witness(len(d.file.Revisions), o)
	certs := slices.Concat(t.Signer.Certificates, w.certs)
	var err error
	if o.Trust.Empty() {
		p.path, _ = path(t.Signer.Certificate, certs, nil)
		w.more = nil
	} else if p.path, err = o.Trust.VerifyStamper(t.Signer.Certificate, certs, now); err != nil {
		s.unbelieved = fault.Wrap(err, "verify.stamp-untrusted", "name", t.Signer.Certificate.Subject.CommonName)
		return nil
	}
	if st := w.chain(p.path, now); st.is == StandingRevoked {
		s.unbelieved = st.err()
		return nil
	}
	return p
}

// witness is what the file held after a revision and, if that is the last,
// what the options add.
func (d *document) witness(upto int, o Options) *witness {
	e := d.held()
	w := &witness{certs: e.certificates(upto)}
	for _, i := range e.items {
		if i.revision <= upto {
			w.items = append(w.items, i.piece)
		}
	}
	if upto >= len(d.file.Revisions) {
		w.more = o.Evidence
	}
	return w
}

// trust asks the anchors about the signer, and the evidence whether his
// certificate still stood: as of the time that is proved; else as of the time
// given, or at last of the one he claims.
func (d *document) trust(s *signature, o Options) {
	if s.info == nil || s.info.Certificate == nil {
		s.report.TrustReason = "verify.no-certificate"
		return
	}
	at := s.judged
	if len(s.proofs) > 0 {
		at = s.proofs[0].token.Latest()
	}
	if at.IsZero() {
		at = o.At
	}
	if at.IsZero() {
		at = s.claimed
	}
	if at.IsZero() {
		s.report.TrustReason = "verify.no-time"
		return
	}
	w := d.witness(len(d.file.Revisions), o)
	certs := slices.Concat(s.info.Certificates, w.certs)
	verify := (*trust.Pool).Verify
	if s.stamp {
		verify = (*trust.Pool).VerifyStamper
	}
	ends := true
	chain, err := verify(o.Trust, s.info.Certificate, certs, at)
	if err != nil {
		s.report.TrustReason, s.report.TrustArgs = code(err)
		chain, ends = path(s.info.Certificate, certs, o.Trust.Anchors())
		w.more = nil // whoever is not trusted says nobody whom to ask
	}
	st := w.chain(chain, at)
	if top := chain[len(chain)-1]; !ends && gravity[st.is] < gravity[StandingUnknown] {
		st = standing{is: StandingUnknown, cert: top} // its issuer isn't at hand
	}
	s.report.Revocation = st.is
	s.report.RevocationReason, s.report.RevocationArgs = reason(st.err())
	if st.is == StandingRevoked {
		s.report.TrustReason, s.report.TrustArgs = code(st.err())
		return
	}
	s.report.Trusted = err == nil
}

// rate says since when a signature is proved to exist, and which level it truly
// reached: a time-stamp that counts;
// then all that is needed for signer and authority, from the file alone; then
// a document time-stamp over that.
func (d *document) rate(s *signature, o Options) {
	if s.stamp || !s.holds {
		return
	}
	if len(s.proofs) == 0 {
		s.report.LevelReason, s.report.LevelArgs = reason(s.unbelieved)
		return
	}
	first := s.proofs[0]
	s.report.Time, s.report.TimeSource = first.token.Time.Format(time.RFC3339), "timestamp"
	s.report.Stamper = first.token.Signer.Certificate.Subject.CommonName
	if s.report.Level != LevelB { // not of a form with levels
		return
	}
	s.report.Level = LevelT
	if d.held().first < 0 {
		return // nobody meant it to be more
	}
	if s.report.Revocation == StandingRevoked { // whatever the file says
		s.report.LevelReason, s.report.LevelArgs = s.report.RevocationReason, s.report.RevocationArgs
		return
	}
	if err := d.complete(s, first, len(d.file.Revisions), o); err != nil {
		s.report.LevelReason, s.report.LevelArgs = code(err)
		return
	}
	s.report.Level = LevelLT
	for _, p := range s.proofs {
		if p.document && p.revision > first.revision && d.complete(s, first, p.revision-1, o) == nil {
			s.report.Level = LevelA
		}
	}
}

// complete says what a verifier who can ask nobody would miss in the file as
// it stood after a revision: for the signer at the time proved, and for the
// authority that proves it.
func (d *document) complete(s *signature, p *proof, upto int, o Options) error {
	w := d.witness(upto, Options{})
	if first := d.held().first; first < 0 || first > upto {
		return fault.New("verify.level-evidence", "name", s.info.Certificate.Subject.CommonName)
	}
	for _, c := range []struct {
		cert  *smx509.Certificate
		certs []*smx509.Certificate
		at    time.Time
	}{
		{s.info.Certificate, s.info.Certificates, p.token.Latest()},
		{p.token.Signer.Certificate, p.token.Signer.Certificates, p.token.Latest()},
	} {
		chain, ends := path(c.cert, slices.Concat(c.certs, w.certs), o.Trust.Anchors())
		if !ends {
			return fault.New("verify.level-chain", "name", chain[len(chain)-1].Subject.CommonName)
		}
		switch st := w.chain(chain, c.at); st.is {
		case StandingUnknown:
			return fault.New("verify.level-evidence", "name", st.cert.Subject.CommonName)
		case StandingRevoked:
			return st.err()
		}
	}
	return nil
}

// reason is code for an error that may be nil.
func reason(err error) (string, map[string]string) {
	if err == nil {
		return "", nil
	}
	return code(err)
}
