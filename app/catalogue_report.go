package app

import (
	"slices"
	"strings"

	"shenqian/signing"
)

// Report says a report of signatures in the reader's language: in place of each
// reason's code its sentence.
func (c *Catalogue) Report(r *signing.Report) *signing.Report {
	out := *r
	out.Reason = c.SayArgs(r.Reason, r.ReasonArgs)
	out.Signatures = slices.Clone(r.Signatures)
	for i := range out.Signatures {
		s := &out.Signatures[i]
		s.Reason, s.TrustReason = c.SayArgs(s.Reason, s.ReasonArgs), c.SayArgs(s.TrustReason, s.TrustArgs)
		s.LevelReason, s.RevocationReason = c.SayArgs(s.LevelReason, s.LevelArgs), c.SayArgs(s.RevocationReason, s.RevocationArgs)
	}
	return &out
}

// Algorithm says which family of algorithms a signature is of: the national
// one (GM/T 0003, 0004), which a court may have to use, or the international.
func (c *Catalogue) Algorithm(name string) string {
	for prefix, code := range map[string]string{"RSA": "algorithm.rsa", "ECDSA": "algorithm.ecdsa", "SM2": "algorithm.sm2"} {
		if strings.HasPrefix(name, prefix) {
			return c.Say(code, "name", name)
		}
	}
	return c.Say("algorithm.unknown")
}
