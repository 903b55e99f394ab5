// Package tamper makes forgeries of a signed PDF: every way known to change
// what a file shows, or who seems to have signed it, and still pass for what
// was signed. It knows nothing of how the file was made, and judges nothing;
// whoever verifies signatures holds his verdicts against Variant.Want.
package tamper

import (
	"bytes"
	"fmt"
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Want is what a verifier must say of a variant.
type Want int

const (
	// NotValid: a signature does not hold, or a change is not permitted.
	NotValid Want = iota
	// Untrusted: all is well but for the signer, whom nobody trusts. A
	// stranger may sign a paper; he may not pass for the signer.
	Untrusted
	// Less: the file as it was at an earlier time. Whoever has a file can
	// leave out its last steps, and what remains is honest: it must show fewer
	// signatures or a lower level, and never more.
	Less
)

func (w Want) String() string {
	return [...]string{"not valid", "not trusted", "less than before"}[w]
}

// Variant is a file made from a signed one.
type Variant struct {
	Kind, Name string
	PDF        []byte
	Want       Want
}

// attack makes one variant; it returns nil where the file offers no place for
// it.
type attack struct {
	kind, name string
	want       Want
	make       func(t *target) []byte
}

// Variants makes all variants of a signed file that it offers a place for. The
// stranger signs where an attack takes a signature; nobody may trust him.
func Variants(signed []byte, stranger *keys.Credential, at time.Time) ([]Variant, error) {
	t, err := open(signed, stranger, at)
	if err != nil {
		return nil, err
	}
	if len(t.sigs) == 0 {
		return nil, fault.New("verify.unsigned")
	}
	var out []Variant
	for _, list := range [][]attack{
		flips, ranges, forgeries, savings, fonts, shadows, annotations, sneaky, validation, widgets, fillings, tails, rewrites, revisions,
	} {
		for _, a := range list {
			b := a.make(t)
			if t.err != nil {
				return nil, fmt.Errorf("%s: %s: %w", a.kind, a.name, t.err)
			}
			if b != nil && !bytes.Equal(b, signed) {
				out = append(out, Variant{Kind: a.kind, Name: a.name, PDF: b, Want: a.want})
			}
		}
	}
	return out, nil
}
