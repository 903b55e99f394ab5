package bases

import (
	"shenqian/signing"
	"shenqian/signing/tamper"
	"shenqian/signing/trust"
)

// Judged is a file with what it is and what the verifier said of it.
type Judged struct {
	Kind, Name, Want string
	Report           *signing.Report
	Right            bool
}

// Judge verifies a base's harmless files and the variants of it.
func Judge(anchors *trust.Pool, base Base, variants []tamper.Variant) ([]Judged, error) {
	var out []Judged
	verify := func(pdf []byte) (*signing.Report, error) {
		return signing.Verify(pdf, signing.Options{Trust: anchors})
	}
	before, err := verify(base.PDF)
	if err != nil {
		return nil, err
	}
	for _, h := range base.Harmless {
		r, err := verify(h.PDF)
		if err != nil {
			return nil, err
		}
		out = append(out, Judged{"harmless", h.Name, "valid, trusted", r, r.Verdict == signing.Valid && r.Trusted})
	}
	for _, v := range variants {
		r, err := verify(v.PDF)
		if err != nil {
			return nil, err
		}
		out = append(out, Judged{v.Kind, v.Name, v.Want.String(), r, right(v.Want, before, r)})
	}
	return out, nil
}

// right holds a report against what the variant is.
func right(want tamper.Want, before, r *signing.Report) bool {
	switch want {
	case tamper.Untrusted:
		return !r.Trusted
	case tamper.Less:
		return r.Verdict == signing.Unsigned || r.Verdict == signing.Valid && less(before, r)
	}
	return r.Verdict != signing.Valid && !r.Trusted
}

// less reports whether the file shows fewer signatures than before, or the
// same at no higher and somewhere a lower level.
func less(before, r *signing.Report) bool {
	if len(r.Signatures) < len(before.Signatures) {
		return true
	}
	lower := false
	for i, s := range r.Signatures {
		if i >= len(before.Signatures) || s.Level != before.Signatures[i].Level && s.Level.Reaches(before.Signatures[i].Level) {
			return false
		}
		lower = lower || s.Level != before.Signatures[i].Level
	}
	return lower
}
