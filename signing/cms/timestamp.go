package cms

import (
	"bytes"
	"encoding/asn1"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

var oidTSTInfo = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}

// VerifyTimestamp checks a time-stamp token (RFC 3161) over the content, given
// in parts, and returns the time it states. As VerifyDetached it says nothing
// of trust.
func VerifyTimestamp(der []byte, content ...[]byte) (*SignerInfo, time.Time, error) {
	m, err := parse(der)
	if err != nil {
		return nil, time.Time{}, err
	}
	cert := m.signer()
	if cert == nil {
		return nil, time.Time{}, fault.New("verify.no-certificate")
	}
	info := &SignerInfo{
		Certificate: cert, Certificates: m.certs, Unsigned: m.unsigned,
		Algorithm: keyName(cert.PublicKey) + "/" + m.digest.name,
	}
	if !m.contentType.Equal(oidTSTInfo) || m.content == nil ||
		!slices.Contains(cert.ExtKeyUsage, smx509.ExtKeyUsageTimeStamping) {
		return info, time.Time{}, fault.New("verify.timestamp")
	}
	imprint, at, err := readTSTInfo(m.content, content)
	if err != nil {
		return info, at, err
	}
	if !imprint {
		return info, at, fault.New("verify.digest")
	}
	h := m.digest.new()
	h.Write(m.content)
	return info, at, m.check(cert, h.Sum(nil))
}

// readTSTInfo reads RFC 3161, 2.4.2 as far as the time, and compares the
// imprint with the content.
func readTSTInfo(der []byte, content [][]byte) (imprint bool, at time.Time, err error) {
	in := cryptobyte.String(der)
	var info, mi, alg cryptobyte.String
	var version int
	var policy, hashOID asn1.ObjectIdentifier
	var sum []byte
	if !in.ReadASN1(&info, tag.SEQUENCE) || !in.Empty() || !info.ReadASN1Integer(&version) || version != 1 ||
		!info.ReadASN1ObjectIdentifier(&policy) || !info.ReadASN1(&mi, tag.SEQUENCE) ||
		!mi.ReadASN1(&alg, tag.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&hashOID) ||
		!mi.ReadASN1Bytes(&sum, tag.OCTET_STRING) || !info.SkipASN1(tag.INTEGER) ||
		!info.ReadASN1GeneralizedTime(&at) {
		return false, at, fault.New("verify.timestamp")
	}
	d := digestOf(hashOID)
	if d == nil {
		return false, at, fault.New("verify.algorithm", "name", hashOID.String())
	}
	h := d.new()
	for _, part := range content {
		h.Write(part)
	}
	return bytes.Equal(h.Sum(nil), sum), at, nil
}
