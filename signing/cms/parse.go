package cms

import (
	"bytes"
	"encoding/asn1"
	"math/big"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// message is a SignedData with exactly one signer, taken apart.
type message struct {
	form        Form
	der         bool // it was DER
	contentType asn1.ObjectIdentifier
	content     []byte // what is encapsulated, nil if detached
	certs       []*smx509.Certificate
	otherCerts  bool     // of other kinds, or other revocation data
	crls        [][]byte // revocation lists
	issuer      []byte   // of the signer's certificate, or
	serial      *big.Int // nil with
	keyID       []byte   // a subject key identifier
	digest      *digest
	signed      []byte // the signed attributes as a SET, as they were signed; nil without any
	attrs       map[string][]byte
	sigAlg      asn1.ObjectIdentifier
	sigParams   cryptobyte.String
	signature   []byte
	stamps      [][]byte // signature time-stamps among the unsigned attributes
}

// errParse says that the bytes are not what RFC 5652 wants.
func errParse() error { return fault.New("verify.cms") }

const mostCerts = 64

// parse reads a ContentInfo; b must be nothing but it. BER is read as the DER
// that it stands for.
func parse(b []byte) (*message, error) {
	der, same := derOf(b)
	if der == nil {
		return nil, errParse()
	}
	in := cryptobyte.String(der)
	var outer, wrapped, sd cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&outer, tag.SEQUENCE) || !in.Empty() ||
		!outer.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidSignedData) && !oid.Equal(oidGBSignedData) ||
		!outer.ReadASN1(&wrapped, explicit(0)) || !outer.Empty() ||
		!wrapped.ReadASN1(&sd, tag.SEQUENCE) || !wrapped.Empty() {
		return nil, errParse()
	}
	m := &message{der: same}
	if oid.Equal(oidGBSignedData) {
		m.form = GBT35275
	}
	var version int
	var algs, encap, certs, infos, lists cryptobyte.String
	var hasCerts, hasCRLs bool
	if !sd.ReadASN1Integer(&version) || !sd.ReadASN1(&algs, tag.SET) ||
		!sd.ReadASN1(&encap, tag.SEQUENCE) ||
		!sd.ReadOptionalASN1(&certs, &hasCerts, explicit(0)) ||
		!sd.ReadOptionalASN1(&lists, &hasCRLs, explicit(1)) ||
		!sd.ReadASN1(&infos, tag.SET) || !sd.Empty() {
		return nil, errParse()
	}
	if !m.readContent(encap) || !m.readCerts(certs) || !m.readCRLs(lists) {
		return nil, errParse()
	}
	var info cryptobyte.String
	if !infos.ReadASN1(&info, tag.SEQUENCE) {
		return nil, errParse()
	}
	if !infos.Empty() {
		return nil, fault.New("verify.several-signers")
	}
	if err := m.readSigner(info); err != nil {
		return m, err
	}
	// RFC 5652, 5.1: the version follows from what is in the message.
	want := 1
	if m.keyID != nil || !m.contentType.Equal(m.form.data()) {
		want = 3
	}
	if !m.announced(algs) || version != want && !m.otherCerts {
		return m, errParse()
	}
	return m, nil
}

// announced reports whether the digest algorithms in front name the signer's.
func (m *message) announced(in cryptobyte.String) bool {
	found := false
	for !in.Empty() {
		var alg cryptobyte.String
		var oid asn1.ObjectIdentifier
		if !in.ReadASN1(&alg, tag.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&oid) || !emptyOrNull(alg) {
			return false
		}
		found = found || oid.Equal(m.digest.oid)
	}
	return found
}

// emptyOrNull: parameters that say nothing are left out or NULL (RFC 5754, 2).
func emptyOrNull(in cryptobyte.String) bool {
	return in.Empty() || bytes.Equal(in, []byte{5, 0})
}

func (m *message) readContent(in cryptobyte.String) bool {
	var wrapped, octets cryptobyte.String
	var has bool
	if !in.ReadASN1ObjectIdentifier(&m.contentType) || !in.ReadOptionalASN1(&wrapped, &has, explicit(0)) || !in.Empty() {
		return false
	}
	if has {
		if !wrapped.ReadASN1(&octets, tag.OCTET_STRING) || !wrapped.Empty() {
			return false
		}
		m.content = octets
	}
	return true
}

// readCRLs reads revocation lists; of what is none (RFC 5652, 10.2.1) only that
// it is there matters, for the version.
func (m *message) readCRLs(in cryptobyte.String) bool {
	for !in.Empty() {
		var der cryptobyte.String
		var t tag.Tag
		if !in.ReadAnyASN1Element(&der, &t) || len(m.crls) >= mostCerts {
			return false
		}
		if t != tag.SEQUENCE {
			m.otherCerts = true
			continue
		}
		m.crls = append(m.crls, der)
	}
	return true
}

func (m *message) readCerts(in cryptobyte.String) bool {
	for !in.Empty() {
		var der cryptobyte.String
		var t tag.Tag
		if !in.ReadAnyASN1Element(&der, &t) || len(m.certs) >= mostCerts {
			return false
		}
		if t != tag.SEQUENCE { // attribute certificates and the like
			m.otherCerts = true
			continue
		}
		// One that cannot be read may be one that is not needed.
		if c, err := parseCertificate(der); err == nil {
			m.certs = append(m.certs, c)
		}
	}
	return true
}
