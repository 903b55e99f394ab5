package cms

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/asn1"
	"strconv"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// checkSignature checks the signature over the attributes, or over the content
// itself where there are none. One kind can't be passed off as the other:
// attributes begin as DER does, and neither a PDF nor a statement does.
func (m *message) checkSignature(cert *smx509.Certificate, signed ...[]byte) error {
	wrong := fault.New("verify.signature")
	unknown := fault.New("verify.algorithm", "name", m.sigAlg.String())
	sum, err := m.sum(cert.PublicKey, signed)
	if err != nil {
		return err
	}
	switch k := cert.PublicKey.(type) {
	case *rsa.PublicKey:
		if k.N.BitLen() < 2048 {
			return fault.New("verify.weak-key", "bits", strconv.Itoa(k.N.BitLen()))
		}
		if m.digest.std == 0 {
			return unknown
		}
		switch {
		case m.sigAlg.Equal(oidRSA), m.sigAlg.Equal(m.digest.rsa):
			err = rsa.VerifyPKCS1v15(k, m.digest.std, sum, m.signature)
		case m.sigAlg.Equal(oidRSAPSS) && m.pssFits():
			err = rsa.VerifyPSS(k, m.digest.std, sum, m.signature, nil)
		default:
			return unknown
		}
		if err != nil {
			return fault.Wrap(err, "verify.signature")
		}
		return nil
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(k) {
			if !isSM2(m.sigAlg) || !m.digest.oid.Equal(oidSM3) {
				return unknown
			}
			if !sm2.VerifyASN1(k, sum, m.signature) {
				return wrong
			}
			return nil
		}
		if m.digest.std == 0 || !m.sigAlg.Equal(m.digest.ecdsa) || k.Params().BitSize < 256 {
			return unknown
		}
		if !ecdsa.VerifyASN1(k, sum, m.signature) {
			return wrong
		}
		return nil
	}
	return unknown
}

// sum is the hash of what is signed: for SM2 with the signer's identity in front
// of it (GB/T 32918.2, 6.1).
func (m *message) sum(key any, signed [][]byte) ([]byte, error) {
	h := m.digest.new()
	if k, ok := key.(*ecdsa.PublicKey); ok && sm2.IsSM2PublicKey(k) {
		var err error
		if h, err = sm2.NewHash(k); err != nil {
			return nil, fault.Wrap(err, "verify.signature")
		}
	}
	for _, part := range signed {
		h.Write(part)
	}
	return h.Sum(nil), nil
}

// pssFits reads RSASSA-PSS-params (RFC 4055, 3.1): the same hash for message
// and mask. The defaults are SHA-1, so both must be stated.
func (m *message) pssFits() bool {
	in := m.sigParams
	var seq, h, hAlg, g, gAlg, inner cryptobyte.String
	var hOID, gOID, iOID asn1.ObjectIdentifier
	return in.ReadASN1(&seq, tag.SEQUENCE) &&
		seq.ReadASN1(&h, explicit(0)) && h.ReadASN1(&hAlg, tag.SEQUENCE) && hAlg.ReadASN1ObjectIdentifier(&hOID) &&
		seq.ReadASN1(&g, explicit(1)) && g.ReadASN1(&gAlg, tag.SEQUENCE) && gAlg.ReadASN1ObjectIdentifier(&gOID) &&
		gAlg.ReadASN1(&inner, tag.SEQUENCE) && inner.ReadASN1ObjectIdentifier(&iOID) &&
		hOID.Equal(m.digest.oid) && gOID.Equal(oidMGF1) && iOID.Equal(hOID)
}

func keyName(pub any) string {
	s, err := suiteOf(pub)
	if err != nil {
		return "?"
	}
	return s.name
}
