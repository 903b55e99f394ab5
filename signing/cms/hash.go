package cms

import (
	"encoding/asn1"
	"hash"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// Hash returns a hash function that signatures may use, by its identifier,
// and its name; nil if it is none.
func Hash(oid asn1.ObjectIdentifier) (newHash func() hash.Hash, name string) {
	d := digestOf(oid)
	if d == nil {
		return nil, ""
	}
	return d.new, d.name
}

// CheckSignature checks a signature over a message by a certificate's key,
// with an algorithm identifier as certificates, CRLs and OCSP answers state it
// (RFC 5280, 4.1.1.2). It accepts what it accepts of signers: no SHA-1.
func CheckSignature(cert *smx509.Certificate, algorithm, signed, signature []byte) error {
	in := cryptobyte.String(algorithm)
	var alg cryptobyte.String
	m := &message{signature: signature}
	if !in.ReadASN1(&alg, tag.SEQUENCE) || !in.Empty() || !alg.ReadASN1ObjectIdentifier(&m.sigAlg) {
		return fault.New("verify.algorithm", "name", "?")
	}
	m.sigParams = alg
	for _, d := range digests {
		m.digest = d
		if m.sigAlg.Equal(d.rsa) || m.sigAlg.Equal(d.ecdsa) || m.sigAlg.Equal(oidSM2SM3) && d.oid.Equal(oidSM3) ||
			m.sigAlg.Equal(oidRSAPSS) && m.pssFits() {
			return m.checkSignature(cert, signed)
		}
	}
	return fault.New("verify.algorithm", "name", m.sigAlg.String())
}
