package tsp

import (
	"context"
	"errors"

	"shenqian/signing/fault"
)

// Authority carries a request to a time-stamp authority.
type Authority interface {
	// Stamp sends a TimeStampReq and returns the TimeStampResp as it came.
	Stamp(ctx context.Context, request []byte) ([]byte, error)
	// String names the authority for people.
	String() string
}

// Ask asks the authorities in order for a time-stamp over the content, given
// in parts, and returns the first token that holds and is no longer than room
// (0 for any length). If national, the imprint is made with SM3, and with
// SHA-256 for an authority that says it does not know SM3.
func Ask(ctx context.Context, authorities []Authority, national bool, room int, content ...[]byte) (*Token, error) {
	if len(authorities) == 0 {
		return nil, fault.New("sign.stamp-none")
	}
	hash := SHA256
	if national {
		hash = SM3
	}
	var last error
	for _, a := range authorities {
		if ctx.Err() != nil {
			return nil, fault.Wrap(ctx.Err(), "sign.cancelled")
		}
		t, err := ask(ctx, a, NewRequest(hash, content...))
		var no *fault.Error
		if hash == SM3 && errors.As(err, &no) && no.Args["bit"] == badAlg {
			t, err = ask(ctx, a, NewRequest(SHA256, content...))
		}
		if err == nil && room > 0 && len(t.DER) > room {
			err = fault.New("sign.stamp-room")
		}
		if err == nil {
			return t, nil
		}
		last = fault.Wrap(err, "sign.stamp", "authority", a.String())
	}
	return nil, last
}

func ask(ctx context.Context, a Authority, r *Request) (*Token, error) {
	der, err := r.DER()
	if err != nil {
		return nil, err
	}
	answer, err := a.Stamp(ctx, der)
	if err != nil {
		return nil, err
	}
	return r.Check(answer)
}
