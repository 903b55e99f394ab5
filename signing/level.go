package signing

import (
	"context"
	"slices"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/tsp"
)

// Level is a baseline level of PAdES (EN 319 142-1, 6.1).
type Level string

// The levels, lowest first.
const (
	NoLevel Level = "none" // below the baseline
	LevelB  Level = "B-B"
	LevelT  Level = "B-T"   // a time-stamp proves when it existed
	LevelLT Level = "B-LT"  // and all that is needed to verify it is in the file
	LevelA  Level = "B-LTA" // and a time-stamp keeps that together
)

var levels = []Level{NoLevel, LevelB, LevelT, LevelLT, LevelA}

// ParseLevel reads the name of a level from B-B upwards.
func ParseLevel(name string) (Level, error) {
	if i := slices.Index(levels, Level(name)); i > 0 {
		return levels[i], nil
	}
	return "", fault.New("sign.level", "level", name)
}

// Reaches reports whether l is at least other.
func (l Level) Reaches(other Level) bool {
	return slices.Index(levels, l) >= slices.Index(levels, other)
}

// Sources are what levels above B-B need from outside. Nothing in this
// package opens a connection.
type Sources struct {
	// Stamps are asked in order until one gives a good time-stamp.
	Stamps []tsp.Authority
	// Revocation is asked for levels from B-LT up; nil if nobody can be asked.
	Revocation Fetcher
	// Certificates are at hand to complete chains with, such as the anchors of
	// whoever raises the level. They are not thereby trusted.
	Certificates []*smx509.Certificate
}

// Result is a file with the level it was to reach and the level it reached.
type Result struct {
	PDF             []byte
	Wanted, Reached Level
	// Short says why Reached is below Wanted; nil if it isn't.
	Short error
	// PDFA is what became of the file's claim to be PDF/A.
	PDFA PDFA
}

// SignLevel is Sign at a level. A level that can't be had costs the level,
// never the signature: the error is for a file that could not be signed at
// all, and Result.Short says what is missing. Extend may fetch it later.
func SignLevel(ctx context.Context, pdf []byte, r Request, level Level, from Sources) (*Result, error) {
	signer, err := newSignerOf(r.Key, r.Form)
	if err != nil {
		return nil, err
	}
	out, err := signLevel(ctx, pdf, r, signer, level, from)
	return out.asPDFA(pdf, err)
}

func signLevel(ctx context.Context, pdf []byte, r Request, signer *preparedSigner, level Level, from Sources) (*Result, error) {
	if !level.Reaches(LevelB) {
		return nil, fault.New("sign.level", "level", string(level))
	}
	signer, err := signer.in(r)
	if err != nil {
		return nil, err
	}
	if signer.form == GBT35275 {
		return signNational(ctx, pdf, r, signer, level, from)
	}
	out := &Result{Wanted: level, Reached: LevelB}
	var stamp stamper
	if level.Reaches(LevelT) {
		stamp = out.stamper(ctx, signer, from, LevelT)
	}
	if out.PDF, err = sign(pdf, r, signer, stamp); err != nil {
		return nil, err
	}
	if !level.Reaches(LevelLT) || out.Short != nil {
		return out, nil
	}
	from.Certificates = slices.Concat(from.Certificates, r.Key.Chain)
	raised, err := extend(ctx, out.PDF, level, from, r.Time)
	if err != nil {
		out.Short = err
		return out, nil
	}
	return raised, nil
}

// stamper asks for a time-stamp; the result says what came of it.
func (r *Result) stamper(ctx context.Context, signer *preparedSigner, from Sources, reached Level) stamper {
	return func(value []byte) []byte {
		token, err := tsp.Ask(ctx, from.Stamps, signer.National(), stampRoom, value)
		if err != nil {
			r.Short = err
			return nil
		}
		r.Reached = reached
		return token.DER
	}
}

// signNational signs in the form of GB/T 35275. It reaches no level of PAdES;
// wanted as B-T it carries a time-stamp, as one of PAdES does.
func signNational(ctx context.Context, pdf []byte, r Request, signer *preparedSigner, level Level, from Sources) (*Result, error) {
	out := &Result{Wanted: level, Reached: NoLevel}
	var stamp stamper
	switch level {
	case LevelB:
	case LevelT:
		stamp = out.stamper(ctx, signer, from, NoLevel)
	default:
		return nil, fault.New("sign.form-level", "level", string(level))
	}
	var err error
	if out.PDF, err = sign(pdf, r, signer, stamp); err != nil {
		return nil, err
	}
	return out, nil
}
