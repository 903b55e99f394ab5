package signing

import (
	"context"
	"slices"
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
	"shenqian/signing/revocation"
	"shenqian/signing/tsp"
)

// Extend raises the level of all signatures of a file, or renews the archive
// time-stamp of one that is at B-LTA. It appends, and changes no byte that is
// there. at is now: as of then the last time-stamp must still be good.
//
//   - B-T: a document time-stamp, where no time-stamp proves a time yet;
//   - B-LT: certificates, OCSP answers and lists for signers and authorities,
//     each verified before it goes in;
//   - B-LTA: the same, for the last time-stamp as of now, and a document
//     time-stamp over all of it.
//
// What could be reached before a step failed is returned, and Result.Short
// says why it went no further.
func Extend(ctx context.Context, pdf []byte, level Level, from Sources, at time.Time) (*Result, error) {
	r, err := extend(ctx, pdf, level, from, at)
	return r.asPDFA(pdf, err)
}

func extend(ctx context.Context, pdf []byte, level Level, from Sources, at time.Time) (*Result, error) {
	if !level.Reaches(LevelT) {
		return nil, fault.New("sign.level", "level", string(level))
	}
	d, err := extensible(pdf, at)
	if err != nil {
		return nil, err
	}
	x := &extension{ctx: ctx, from: from, at: at, d: d}
	r := &Result{Wanted: level, Short: x.raise(level)}
	r.PDF, r.Reached = x.d.file.Bytes(), x.d.level()
	switch {
	case r.Short != nil || r.Reached.Reaches(level):
	case x.d.onlyNational():
		r.Short = fault.New("sign.form-level", "level", string(level))
	default:
		r.Short = fault.New("sign.below", "level", string(r.Reached))
	}
	return r, nil
}

// extensible verifies a file before it is raised: nobody should archive what
// does not hold.
func extensible(pdf []byte, at time.Time) (*document, error) {
	file, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	d, r := newDocument(file), &Report{}
	switch err := d.verify(Options{At: at}, r); {
	case err != nil:
		return nil, err
	case r.Verdict == Unsigned:
		return nil, fault.New("verify.unsigned")
	case r.Verdict != Valid:
		return nil, &fault.Error{Code: r.Reason, Args: r.ReasonArgs}
	}
	return d, nil
}

// level is the lowest of the signatures' levels; time-stamps are left out, and
// forms without levels where there are others.
func (d *document) level() Level {
	out := NoLevel
	for _, s := range d.sigs {
		if l := s.report.Level; !s.stamp && s.report.Form != GBT35275 && (out == NoLevel || !l.Reaches(out)) {
			if out = l; l == NoLevel {
				return out
			}
		}
	}
	return out
}

// onlyNational reports whether no signature is of a form with levels.
func (d *document) onlyNational() bool {
	return !slices.ContainsFunc(d.sigs, func(s *signature) bool { return !s.stamp && s.report.Form != GBT35275 })
}

type extension struct {
	ctx  context.Context // lives as long as one call
	from Sources
	at   time.Time
	d    *document
}

func (x *extension) raise(level Level) error {
	if slices.ContainsFunc(x.d.sigs, func(s *signature) bool { return !s.stamp && len(s.proofs) == 0 }) {
		if err := x.stamp(); err != nil {
			return err
		}
	}
	if !level.Reaches(LevelLT) || level == LevelLT && x.d.level().Reaches(LevelLT) {
		return nil
	}
	if err := x.validate(level); err != nil {
		return err
	}
	if level != LevelA {
		return nil
	}
	return x.stamp()
}

// next goes on with the file as a step left it.
func (x *extension) next(pdf []byte) error {
	if err := keeps(x.d.file, pdf); err != nil {
		return err
	}
	d, err := extensible(pdf, x.at)
	if err == nil {
		x.d = d
	}
	return err
}

// stamp adds a document time-stamp (ISO 32000-2, 12.8.5) in an invisible
// field of its own. Certifications and locks leave that open.
func (x *extension) stamp() error {
	file := x.d.file
	t := &target{view: file.Latest()}
	var err error
	if t.taken, err = sigFields(t.view); err != nil {
		return err
	}
	if err := t.newField("Timestamp"); err != nil {
		return err
	}
	u, err := pdffile.NewUpdate(file, 2*stampRoom+8<<10)
	if err != nil {
		return err
	}
	value, err := t.write(u, Request{})
	if err != nil {
		return err
	}
	pdf, err := fill(u, value, stampRoom, "/Type/DocTimeStamp/SubFilter/ETSI.RFC3161", func(content ...[]byte) ([]byte, error) {
		token, err := tsp.Ask(x.ctx, x.from.Stamps, x.national(), stampRoom, content...)
		if err != nil {
			return nil, err
		}
		return token.DER, nil
	})
	if err != nil {
		return err
	}
	return x.next(pdf)
}

// national: the last signer's algorithms are the national ones.
func (x *extension) national() bool {
	for _, s := range slices.Backward(x.d.sigs) {
		if !s.stamp {
			return s.info.National()
		}
	}
	return false
}

// validate adds the validation data of all signatures and time-stamps.
func (x *extension) validate(level Level) error {
	u, err := pdffile.NewUpdate(x.d.file, 64<<10)
	if err != nil {
		return err
	}
	g := &gatherer{ctx: x.ctx, from: x.from.Revocation, w: x.d.witness(len(x.d.file.Revisions), Options{})}
	g.w.certs = append(g.w.certs, x.from.Certificates...)
	v := x.d.file.Latest()
	w := newDSSWriter(u, v)
	for _, s := range x.d.sigs {
		n := &needs{}
		if err := x.needs(g, n, s, level); err != nil {
			return err
		}
		contents, _ := s.dict()["Contents"].(pdffile.String)
		w.file(contents, n)
	}
	if !w.changed {
		return nil
	}
	ref, _ := v.Trailer()["Root"].(pdffile.Reference)
	if err := w.write(v.Lookup(ref.Number)); err != nil {
		return err
	}
	return x.next(u.Close())
}

// needs gathers for one signature: its signer as of the time proved, its
// time-stamps as of when they are judged. Below B-LTA the last time-stamp is
// no archive, and may be judged as of its own time.
func (x *extension) needs(g *gatherer, n *needs, s *signature, level Level) error {
	at := func(t *tsp.Token) time.Time {
		if level != LevelA || s.judged.Before(t.Latest()) {
			return t.Latest()
		}
		return s.judged
	}
	if s.stamp {
		return g.gather(n, s.info.Certificate, s.info.Certificates, at(s.token))
	}
	if err := g.gather(n, s.info.Certificate, s.info.Certificates, s.proofs[0].token.Latest()); err != nil {
		return err
	}
	for _, t := range s.stamps {
		if err := g.gather(n, t.Signer.Certificate, t.Signer.Certificates, at(t)); err != nil {
			return err
		}
	}
	return nil
}

func isList(e revocation.Evidence) bool {
	_, ok := e.(*revocation.CRL)
	return ok
}
