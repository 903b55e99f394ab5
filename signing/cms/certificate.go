package cms

import (
	"bytes"
	"math/big"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"
)

// parseCertificate reads a certificate. Some authorities gave negative serial
// numbers, against RFC 5280, 4.1.2.2, which the library does not read: it is
// given another number in its place, and the true one is put back. The bytes
// that the issuer signed stay.
func parseCertificate(der []byte) (*smx509.Certificate, error) {
	c, err := smx509.ParseCertificate(der)
	if err == nil {
		return c, nil
	}
	at, serial := serialOf(der)
	if serial == nil || serial.Sign() >= 0 {
		return nil, err
	}
	positive := bytes.Clone(der)
	positive[at] = 1
	if c, err = smx509.ParseCertificate(positive); err != nil {
		return nil, err
	}
	// What the issuer signed lies at the same place in both.
	from := bytes.Index(positive, c.RawTBSCertificate)
	c.Raw, c.RawTBSCertificate = der, der[from:from+len(c.RawTBSCertificate)]
	c.SerialNumber = serial
	return c, nil
}

// serialOf is a certificate's serial number and the place of its first byte;
// nil if there is none.
func serialOf(der []byte) (at int, serial *big.Int) {
	in := cryptobyte.String(der)
	var cert, tbs, version, number cryptobyte.String
	var has bool
	serial = new(big.Int)
	if !in.ReadASN1(&cert, tag.SEQUENCE) || !in.Empty() {
		return 0, nil
	}
	if !cert.ReadASN1(&tbs, tag.SEQUENCE) {
		return 0, nil
	}
	if !tbs.ReadOptionalASN1(&version, &has, explicit(0)) {
		return 0, nil
	}
	element := tbs
	if !element.ReadASN1Integer(serial) || !tbs.ReadASN1(&number, tag.INTEGER) {
		return 0, nil
	}
	return len(der) - len(cert) - len(tbs) - len(number), serial
}
