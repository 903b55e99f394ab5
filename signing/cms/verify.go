package cms

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // only to recognise the old signing-certificate attribute
	"encoding/asn1"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// SignerInfo is what a signature says of its signer.
type SignerInfo struct {
	Certificate *smx509.Certificate
	// Certificates are all that the signature carries, the signer's too.
	Certificates []*smx509.Certificate
	// Algorithm names key and hash, for example "RSA-2048/SHA-256".
	Algorithm string
	// Encapsulated: the content is within, although it lies outside too.
	Encapsulated bool
	// Form is the syntax that the signature is written in.
	Form Form
	// Baseline: the signed attributes are those of a CAdES baseline
	// signature within a PDF.
	Baseline bool
	// Bound: a signed attribute names the certificate (RFC 5035), so that no
	// other of the same key can be put in its place.
	Bound bool
	// Value is the signature itself.
	Value []byte
	// Stamps are the signature time-stamps that came with it, unchecked.
	Stamps [][]byte
	// CRLs are revocation lists that came with it, unchecked.
	CRLs [][]byte
	// Archive is the value of the signed attribute adbe-revocationInfoArchival,
	// nil without one.
	Archive []byte

	national bool
}

// VerifyDetached checks a detached signature over the content, given in
// parts. One that carries its content must carry just that. Whether the certificate is to be trusted is another question. With
// an error it still returns what could be read of the signer, or nil.
func VerifyDetached(der []byte, content ...[]byte) (*SignerInfo, error) {
	m, err := parse(der)
	if err != nil {
		return nil, err
	}
	info := m.about(nil)
	if info == nil {
		return nil, fault.New("verify.no-certificate")
	}
	if m.content != nil && !same(m.content, content) || !m.contentType.Equal(m.form.data()) {
		return info, fault.New("verify.not-detached")
	}
	if m.signed == nil {
		return info, m.checkSignature(info.Certificate, content...)
	}
	h := m.digest.new()
	for _, part := range content {
		h.Write(part)
	}
	return info, m.check(info.Certificate, h.Sum(nil))
}

// VerifyEncapsulated checks a signature that carries its content, of the
// given type, and returns that content. more are certificates that the signer
// may be found among if the message does not carry his own.
func VerifyEncapsulated(der []byte, contentType asn1.ObjectIdentifier, more []*smx509.Certificate) (*SignerInfo, []byte, error) {
	m, err := parse(der)
	if err != nil {
		return nil, nil, err
	}
	info := m.about(more)
	switch {
	case info == nil:
		return nil, nil, fault.New("verify.no-certificate")
	case m.form != CAdES || m.content == nil || !m.contentType.Equal(contentType):
		return info, nil, errParse()
	}
	h := m.digest.new()
	h.Write(m.content)
	return info, m.content, m.check(info.Certificate, h.Sum(nil))
}

// about is what the message says of its signer, nil without a certificate.
func (m *message) about(more []*smx509.Certificate) *SignerInfo {
	cert := m.signer(more)
	if cert == nil {
		return nil
	}
	_, signingTime := m.attrs[oidSigningTime.String()]
	_, ess1 := m.attrs[oidESSv1.String()]
	_, ess2 := m.attrs[oidESSv2.String()]
	return &SignerInfo{
		Certificate: cert, Certificates: m.certs,
		Algorithm:    keyName(cert.PublicKey) + "/" + m.digest.name,
		Form:         m.form,
		national:     m.digest.oid.Equal(oidSM3),
		Encapsulated: m.content != nil,
		Baseline:     m.form == CAdES && m.der && m.content == nil && ess2 && !signingTime, Bound: ess1 || ess2,
		Value: m.signature, Stamps: m.stamps, CRLs: m.crls, Archive: m.attrs[oidArchive.String()],
	}
}

// check follows RFC 5652, 5.4 and 5.6: the attributes name the content and
// the certificate, and the signature covers the attributes.
func (m *message) check(cert *smx509.Certificate, sum []byte) error {
	if !attributeIs(m.attrs[oidContentType.String()], tag.OBJECT_IDENTIFIER, oidBytes(m.contentType)) {
		return errParse()
	}
	if m.attrs[oidDigest.String()] == nil {
		return errParse()
	}
	if !attributeIs(m.attrs[oidDigest.String()], tag.OCTET_STRING, sum) {
		return fault.New("verify.digest")
	}
	if err := m.checkSigningCertificate(cert); err != nil {
		return err
	}
	return m.checkSignature(cert, m.signed)
}

// same reports whether the parts are the whole.
func same(whole []byte, parts [][]byte) bool {
	for _, p := range parts {
		if !bytes.HasPrefix(whole, p) {
			return false
		}
		whole = whole[len(p):]
	}
	return len(whole) == 0
}

func attributeIs(der []byte, t tag.Tag, want []byte) bool {
	in := cryptobyte.String(der)
	var v cryptobyte.String
	return in.ReadASN1(&v, t) && in.Empty() && bytes.Equal(v, want)
}

func oidBytes(oid asn1.ObjectIdentifier) []byte {
	var b cryptobyte.Builder
	b.AddASN1ObjectIdentifier(oid)
	in := cryptobyte.String(b.BytesOrPanic())
	var v cryptobyte.String
	in.ReadASN1(&v, tag.OBJECT_IDENTIFIER)
	return v
}

// checkSigningCertificate compares the certificate with the attribute that
// binds it (RFC 5035). Without the attribute another certificate of the same
// key could be put in its place; that is for the level to say, not an error.
func (m *message) checkSigningCertificate(cert *smx509.Certificate) error {
	v2, isV2 := m.attrs[oidESSv2.String()]
	v1, isV1 := m.attrs[oidESSv1.String()]
	if !isV2 && !isV1 {
		return nil
	}
	bad := fault.New("verify.signing-certificate")
	in := cryptobyte.String(v2)
	if !isV2 {
		in = cryptobyte.String(v1)
	}
	var sc, list, id, alg cryptobyte.String
	if !in.ReadASN1(&sc, tag.SEQUENCE) || !sc.ReadASN1(&list, tag.SEQUENCE) || !list.ReadASN1(&id, tag.SEQUENCE) {
		return bad
	}
	d := digests[0]
	if isV2 && id.PeekASN1Tag(tag.SEQUENCE) {
		var oid asn1.ObjectIdentifier
		if !id.ReadASN1(&alg, tag.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&oid) {
			return bad
		}
		if d = digestOf(oid); d == nil {
			return fault.New("verify.algorithm", "name", oid.String())
		}
	}
	var want []byte
	if !id.ReadASN1Bytes(&want, tag.OCTET_STRING) {
		return bad
	}
	var have []byte
	if isV2 {
		h := d.new()
		h.Write(cert.Raw)
		have = h.Sum(nil)
	} else {
		sum := sha1.Sum(cert.Raw) //nolint:gosec // as above
		have = sum[:]
	}
	if !bytes.Equal(want, have) {
		return bad
	}
	return nil
}

// National reports whether the signature's digest is the national one (SM3).
func (i *SignerInfo) National() bool { return i.national }
