package token

import (
	"errors"
	"sync/atomic"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Found is a certificate that lies in a token.
type Found struct {
	// Address names its key.
	Address string
	// Token is the token's name, Serial its number.
	Token, Serial string
	Certificate   *smx509.Certificate
	// Problem says why its key may not sign at any time, nil if it may.
	Problem error
	// rest are the other certificates of the token.
	rest []*smx509.Certificate
}

// List lists the certificates in the tokens of a library, of either interface.
// It needs no PIN.
func List(module string) ([]Found, error) {
	scheme, err := interfaceOf(module)
	if err != nil {
		return nil, err
	}
	return list(&Address{scheme: scheme, Module: module, part: map[string]string{}})
}

// Certificate is the certificate that an address names; it needs no PIN.
func Certificate(address string) (*smx509.Certificate, error) {
	a, err := ParseAddress(address)
	if err != nil {
		return nil, err
	}
	f, err := choose(a)
	if err != nil {
		return nil, err
	}
	return f.Certificate, nil
}

// Open opens the key that an address names. pin is called once, unless the
// token asks for its PIN itself. The credential signs one document after the
// other and keeps the token open for the life of the program; a token that is
// put in again after it was pulled out needs Open again.
func Open(address string, pin func() ([]byte, error)) (*keys.Credential, error) {
	a, err := ParseAddress(address)
	if err != nil {
		return nil, err
	}
	f, err := choose(a)
	if err != nil {
		return nil, err
	}
	// Before the PIN is asked for: tries are few.
	if f.Problem != nil {
		return nil, f.Problem
	}
	at, err := ParseAddress(f.Address)
	if err != nil {
		return nil, err
	}
	if pin == nil {
		pin = func() ([]byte, error) { return nil, fault.New("key.passphrase-needed") }
	}
	signer, err := open(at, f.Certificate, pin)
	if err != nil {
		return nil, err
	}
	return keys.Assemble(signer, append([]*smx509.Certificate{f.Certificate}, f.rest...))
}

// choose finds the one certificate that an address leaves; if there are
// several, the one among them that may sign.
func choose(a *Address) (*Found, error) {
	all, err := list(a)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.New("key.token-nothing", "address", a.String())
	}
	if len(all) == 1 {
		return &all[0], nil
	}
	var one *Found
	for i := range all {
		if all[i].Problem != nil {
			continue
		}
		if one != nil {
			return nil, fault.New("key.token-several", "first", one.Address, "second", all[i].Address)
		}
		one = &all[i]
	}
	if one == nil {
		return nil, all[0].Problem
	}
	return one, nil
}

// lost is kept by every key: its token was pulled out, and it will never sign
// again.
type lost struct{ gone atomic.Bool }

// noting looks whether an error says so.
func (l *lost) noting(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Code == "key.token-gone" {
		l.gone.Store(true)
	}
	return err
}

func (l *lost) isLost() bool { return l.gone.Load() }

// Lost reports whether a credential's token was pulled out while it was to
// sign. It is of no more use then; Open gives another.
func Lost(c *keys.Credential) bool {
	k, ok := c.Signer.(interface{ isLost() bool })
	return ok && k.isLost()
}
