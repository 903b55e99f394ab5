package signing

import (
	"context"
	"slices"

	"github.com/emmansun/gmsm/sm2"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Second is the second signature of a dual signature.
type Second struct {
	// Key is an SM2 key.
	Key *keys.Credential
	// Field is the full name of an empty signature field for it. If it is
	// empty, the update of the first signature adds an invisible one.
	Field  string
	Reason string // as Request.Reason
	// Form is as in Request. The level is then that of the first signature.
	Form Form
}

// SignDual signs one file twice, as is the practice where a paper must hold
// both abroad and under GB/T 35275 and GM/T 0054: with RSA or ECDSA first,
// which every reader knows, and with SM2 second. Each signature has a
// time-stamp of its own from LevelT up, the second with an SM3 imprint, and
// stays valid for those who know only its own algorithms.
//
// Only the first shows anything and only it may certify. The field of the
// second is in the file before the first signature is made and so covered by
// it: after it a field that was empty is filled, and nothing is added.
//
// If either can't be made there is an error and no file. Levels are as in
// SignLevel, and Result.Reached is the lower of both.
func SignDual(ctx context.Context, pdf []byte, r Request, second Second, level Level, from Sources) (*Result, error) {
	out, err := signDual(ctx, pdf, r, second, level, from)
	return out.asPDFA(pdf, err)
}

func signDual(ctx context.Context, pdf []byte, r Request, second Second, level Level, from Sources) (*Result, error) {
	if err := pair(r.Key, second.Key); err != nil {
		return nil, err
	}
	if err := second.Key.Usable(r.Time, keys.Document); err != nil { // before the first is made
		return nil, err
	}
	at := level
	if level.Reaches(LevelLT) {
		at = LevelT
	}
	signer, err := newSigner(r.Key)
	if err != nil {
		return nil, err
	}
	r.second = &second.Field
	first, err := signLevel(ctx, pdf, r, signer, at, from)
	if err != nil {
		return nil, err
	}
	beside, err := newSignerOf(second.Key, second.Form)
	if err != nil {
		return nil, err
	}
	out, err := signLevel(ctx, first.PDF, Request{
		Field: second.Field, Key: second.Key, Time: r.Time, Name: r.Name, Reason: second.Reason, Location: r.Location,
		Form: second.Form,
	}, beside, at, from)
	if err != nil {
		return nil, err
	}
	out.Wanted = level
	if second.Form == GBT35275 {
		out.Reached = first.Reached
	}
	if first.Short != nil {
		out.Reached, out.Short = first.Reached, first.Short
	}
	if !level.Reaches(LevelLT) || out.Short != nil {
		return out, nil
	}
	from.Certificates = slices.Concat(from.Certificates, r.Key.Chain, second.Key.Chain)
	raised, err := extend(ctx, out.PDF, level, from, r.Time)
	if err != nil {
		out.Short = err
		return out, nil
	}
	return raised, nil
}

// pair says whether the keys are of the two kinds, in their order.
func pair(first, second *keys.Credential) error {
	for _, c := range []*keys.Credential{first, second} {
		if c == nil || c.Certificate == nil || c.Signer == nil {
			return fault.New("key.none")
		}
	}
	if sm2.IsSM2PublicKey(first.Certificate.PublicKey) {
		return fault.New("sign.dual-first", "name", first.Certificate.Subject.CommonName)
	}
	if !sm2.IsSM2PublicKey(second.Certificate.PublicKey) {
		return fault.New("sign.dual-second", "name", second.Certificate.Subject.CommonName)
	}
	return nil
}

// findSecond finds the field of the second signature, or names a new one.
// Earlier signatures do not cover a new field, and its adding would break
// what they attest: then there must be an empty one.
func (t *target) findSecond(name *string) error {
	if *name != "" {
		i := slices.IndexFunc(t.taken, func(f *sigField) bool { return f.name == *name })
		switch {
		case i < 0 || *name == t.name:
			return fault.New("sign.no-field", "field", *name)
		case t.taken[i].value() != nil:
			return fault.New("sign.filled", "field", *name)
		}
		return nil
	}
	if t.signed || certification(t.view) != 0 {
		return fault.New("sign.dual-no-field")
	}
	*name = t.freeName("Signature", t.name)
	t.reserved = *name
	if t.field == nil {
		return nil
	}
	return t.firstPage()
}
