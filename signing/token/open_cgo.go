//go:build cgo

package token

import (
	"crypto"

	"github.com/emmansun/gmsm/smx509"
)

// list lists the certificates that an address leaves.
func list(a *Address) ([]Found, error) {
	if a.scheme == schemeSKF {
		return listSKF(a)
	}
	return listPKCS11(a)
}

// open opens the key of a certificate at an address that leaves no doubt.
func open(a *Address, cert *smx509.Certificate, pin func() ([]byte, error)) (crypto.Signer, error) {
	if a.scheme == schemeSKF {
		return openSKF(a, cert, pin)
	}
	return openPKCS11(a, cert, pin)
}
