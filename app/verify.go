package app

import (
	"context"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing"
	"shenqian/signing/revocation"
	"shenqian/signing/trust"
)

// What the screens show of a verification.
type (
	Report          = signing.Report
	SignatureReport = signing.SignatureReport
	Verdict         = signing.Verdict
)

// The verdicts that are good in themselves.
const (
	Valid    = signing.Valid
	Unsigned = signing.Unsigned
)

// Verify checks the signatures of a PDF. trusted are the PEM files of trust
// anchors, none for not asking whom to trust. Whether certificates still stood
// is told from the file and from what was asked before: nobody is asked now.
func (w *Workshop) Verify(pdf []byte, trusted [][]byte) (*signing.Report, error) {
	return w.verifyWith(pdf, trusted, signing.Evidence(context.Background(), w.net.Memory()))
}

// VerifyOnline is Verify, and asks those who know. Only certificates that
// chain to an anchor are followed to the addresses they name.
func (w *Workshop) VerifyOnline(ctx context.Context, pdf []byte, trusted [][]byte) (*signing.Report, error) {
	return w.verifyWith(pdf, trusted, signing.Evidence(ctx, w.net))
}

func (w *Workshop) verifyWith(pdf []byte, trusted [][]byte, ask func(cert, issuer *smx509.Certificate) []revocation.Evidence) (*signing.Report, error) {
	o, err := w.verifyOptions(trusted, ask)
	if err != nil {
		return nil, err
	}
	return signing.Verify(pdf, o)
}

func (w *Workshop) verifyOptions(trusted [][]byte, ask func(cert, issuer *smx509.Certificate) []revocation.Evidence) (signing.Options, error) {
	o := signing.Options{At: w.Now(), Evidence: ask}
	if len(trusted) > 0 {
		pool, err := trust.NewPool(trusted...)
		if err != nil {
			return o, err
		}
		o.Trust = pool
	}
	return o, nil
}
