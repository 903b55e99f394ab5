//go:build !cgo

package token

import (
	"crypto"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
)

// A program built without C loads no libraries.

func interfaceOf(module string) (string, error) {
	return "", fault.New("key.token-not-built", "module", module)
}

func list(a *Address) ([]Found, error) {
	return nil, fault.New("key.token-not-built", "module", a.Module)
}

func open(a *Address, _ *smx509.Certificate, _ func() ([]byte, error)) (crypto.Signer, error) {
	return nil, fault.New("key.token-not-built", "module", a.Module)
}
