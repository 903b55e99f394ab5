package app

import (
	"context"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing"
	"shenqian/signing/trust"
)

// Level is a level of signatures, B-B to B-LTA.
type Level = signing.Level

// ParseLevel reads the name of a level; an empty one is the lowest.
func ParseLevel(name string) (Level, error) {
	if name == "" {
		return signing.LevelB, nil
	}
	return signing.ParseLevel(name)
}

// Signed is a signed file with the level it reached.
type Signed = signing.Result

// FileRequest says how any PDF is to be signed.
type FileRequest struct {
	Field, Reason string
	Certify       bool
	Level         Level
	Authorities   []string // addresses of time-stamp authorities, in order
	// Second is an SM2 certificate for a second signature beside one with RSA
	// or ECDSA, nil for none; SecondField an empty field for it, "" for a new
	// one.
	Second      *Credential
	SecondField string
	// Form is that of the SM2 signature, which is the second if there are two.
	Form Form
}

// SignFile signs any PDF, in the named empty field or invisibly.
func (w *Workshop) SignFile(ctx context.Context, pdf []byte, c *Credential, f FileRequest) (*Signed, error) {
	r := signing.Request{Field: f.Field, Key: c, Time: w.Now(), Name: Describe(c).Name, Reason: w.stated(c, f.Reason)}
	if f.Certify {
		r.Certify = 2
	}
	var second *signing.Second
	if f.Second != nil {
		second = &signing.Second{Key: f.Second, Field: f.SecondField, Reason: w.stated(f.Second, f.Reason), Form: f.Form}
	} else {
		r.Form = f.Form
	}
	return w.signAt(ctx, pdf, r, second, f.Level, f.Authorities)
}

// stated is the reason in a signature: for a training certificate it says that
// it is one.
func (w *Workshop) stated(c *Credential, reason string) string {
	if trust.IsTraining(c.Certificate) {
		return reason + w.Words.Paper("reason.training")
	}
	return reason
}

// signAt signs at a level, with a second key too unless it is nil.
func (w *Workshop) signAt(ctx context.Context, pdf []byte, r signing.Request, second *signing.Second, level Level, authorities []string) (*Signed, error) {
	from, err := w.sources(authorities, nil)
	if err != nil {
		return nil, err
	}
	if second != nil {
		return signing.SignDual(ctx, pdf, r, *second, level, from)
	}
	return signing.SignLevel(ctx, pdf, r, level, from)
}

// ExtendFile raises the level of any signed PDF, or renews its archive
// time-stamp. trusted are PEM files of anchors, to complete chains with.
func (w *Workshop) ExtendFile(ctx context.Context, pdf []byte, level Level, authorities []string, trusted [][]byte) (*Signed, error) {
	pool, err := trust.NewPool(trusted...)
	if err != nil {
		return nil, err
	}
	from, err := w.sources(authorities, pool.Anchors())
	if err != nil {
		return nil, err
	}
	return signing.Extend(ctx, pdf, level, from, w.Now())
}

func (w *Workshop) sources(authorities []string, certs []*smx509.Certificate) (signing.Sources, error) {
	stamps, err := w.net.Authorities(authorities)
	return signing.Sources{Stamps: stamps, Revocation: w.net, Certificates: certs}, err
}
