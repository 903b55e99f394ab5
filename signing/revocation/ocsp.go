package revocation

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // certificates are named by it, nothing is signed
	"encoding/asn1"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

var (
	oidSHA1  = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidBasic = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}
)

// OCSP is a BasicOCSPResponse (RFC 6960, 4.2.1).
type OCSP struct {
	der       []byte
	signed    []byte // the ResponseData
	algorithm []byte
	signature []byte
	certs     []*smx509.Certificate
	name, key []byte // of the responder, one of them
	produced  time.Time
	singles   []single
}

// single is the status of one certificate.
type single struct {
	hash                  asn1.ObjectIdentifier
	issuerName, issuerKey []byte
	serial                *big.Int
	status                Status
	since, this, next     time.Time
}

// Bounds of what one answer may cost.
const (
	mostSingles = 1000
	mostCerts   = 16
)

// DER is the whole OCSPResponse, as a DSS holds it.
func (o *OCSP) DER() []byte { return o.der }

func errOCSP() error { return fault.New("verify.ocsp") }

// ParseOCSP reads an OCSPResponse. Its signature is checked by About.
func ParseOCSP(der []byte) (*OCSP, error) {
	in := cryptobyte.String(der)
	var resp, wrapped, bytesSeq, octets cryptobyte.String
	var status int
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&resp, tag.SEQUENCE) || !in.Empty() || !resp.ReadASN1Enum(&status) {
		return nil, errOCSP()
	}
	if status != 0 {
		return nil, fault.New("sign.ocsp-refused")
	}
	if !resp.ReadASN1(&wrapped, explicit(0)) || !resp.Empty() ||
		!wrapped.ReadASN1(&bytesSeq, tag.SEQUENCE) || !wrapped.Empty() ||
		!bytesSeq.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidBasic) ||
		!bytesSeq.ReadASN1(&octets, tag.OCTET_STRING) || !bytesSeq.Empty() {
		return nil, errOCSP()
	}
	o := &OCSP{der: der}
	if !o.basic(octets) {
		return nil, errOCSP()
	}
	return o, nil
}

func (o *OCSP) basic(in cryptobyte.String) bool {
	var basic, data, alg, wrapped, certs cryptobyte.String
	var has bool
	if !in.ReadASN1(&basic, tag.SEQUENCE) || !in.Empty() ||
		!basic.ReadASN1Element(&data, tag.SEQUENCE) || !basic.ReadASN1Element(&alg, tag.SEQUENCE) ||
		!basic.ReadASN1BitStringAsBytes(&o.signature) ||
		!basic.ReadOptionalASN1(&wrapped, &has, explicit(0)) || !basic.Empty() {
		return false
	}
	o.signed, o.algorithm = data, alg
	if has && (!wrapped.ReadASN1(&certs, tag.SEQUENCE) || !wrapped.Empty()) {
		return false
	}
	for !certs.Empty() {
		var der cryptobyte.String
		if !certs.ReadASN1Element(&der, tag.SEQUENCE) || len(o.certs) >= mostCerts {
			return false
		}
		if c, err := smx509.ParseCertificate(der); err == nil {
			o.certs = append(o.certs, c)
		}
	}
	return o.responseData(data)
}

func (o *OCSP) responseData(in cryptobyte.String) bool {
	var data, version, id, list, ext cryptobyte.String
	var has bool
	if !in.ReadASN1(&data, tag.SEQUENCE) || !data.ReadOptionalASN1(&version, &has, explicit(0)) {
		return false
	}
	switch {
	case data.PeekASN1Tag(explicit(1)):
		if !data.ReadASN1(&id, explicit(1)) {
			return false
		}
		o.name = id
	case !data.ReadASN1(&id, explicit(2)) || !id.ReadASN1Bytes(&o.key, tag.OCTET_STRING) || !id.Empty():
		return false
	}
	if !readTime(&data, &o.produced) || !data.ReadASN1(&list, tag.SEQUENCE) ||
		!data.ReadOptionalASN1(&ext, &has, explicit(1)) || !data.Empty() || has && !noCritical(ext) {
		return false
	}
	for !list.Empty() {
		var s single
		if !s.read(&list) || len(o.singles) >= mostSingles {
			return false
		}
		o.singles = append(o.singles, s)
	}
	return true
}

func (s *single) read(list *cryptobyte.String) bool {
	var in, id, alg, revoked, wrapped, ext cryptobyte.String
	var has bool
	s.serial = new(big.Int)
	if !list.ReadASN1(&in, tag.SEQUENCE) || !in.ReadASN1(&id, tag.SEQUENCE) || !id.ReadASN1(&alg, tag.SEQUENCE) ||
		!alg.ReadASN1ObjectIdentifier(&s.hash) || !id.ReadASN1Bytes(&s.issuerName, tag.OCTET_STRING) ||
		!id.ReadASN1Bytes(&s.issuerKey, tag.OCTET_STRING) || !id.ReadASN1Integer(s.serial) || !id.Empty() {
		return false
	}
	var body cryptobyte.String
	switch {
	case in.PeekASN1Tag(tag.Tag(0).ContextSpecific()):
		s.status = Good
		if !in.ReadASN1(&body, tag.Tag(0).ContextSpecific()) || !body.Empty() {
			return false
		}
	case in.PeekASN1Tag(explicit(1)):
		s.status = Revoked
		if !in.ReadASN1(&revoked, explicit(1)) || !readTime(&revoked, &s.since) ||
			!revoked.ReadOptionalASN1(&wrapped, &has, explicit(0)) || !revoked.Empty() {
			return false
		}
	case !in.ReadASN1(&body, tag.Tag(2).ContextSpecific()):
		return false
	}
	if !readTime(&in, &s.this) || !in.ReadOptionalASN1(&wrapped, &has, explicit(0)) ||
		has && (!readTime(&wrapped, &s.next) || !wrapped.Empty()) {
		return false
	}
	return in.ReadOptionalASN1(&ext, &has, explicit(1)) && in.Empty() && (!has || noCritical(ext))
}

// noCritical refuses extensions that change what an answer means: whoever
// does not know a critical one must not use it.
func noCritical(in cryptobyte.String) bool {
	var list cryptobyte.String
	if !in.ReadASN1(&list, tag.SEQUENCE) || !in.Empty() {
		return false
	}
	for !list.Empty() {
		var e cryptobyte.String
		var oid asn1.ObjectIdentifier
		var critical bool
		if !list.ReadASN1(&e, tag.SEQUENCE) || !e.ReadASN1ObjectIdentifier(&oid) ||
			e.PeekASN1Tag(tag.BOOLEAN) && !e.ReadASN1Boolean(&critical) || critical {
			return false
		}
	}
	return true
}

// About finds the certificate in the answer and checks who gave it: the
// issuer, or one whom the issuer made its responder (4.2.2.2).
func (o *OCSP) About(cert, issuer *smx509.Certificate, more []*smx509.Certificate) (*Answer, error) {
	i := slices.IndexFunc(o.singles, func(s single) bool { return s.names(cert, issuer) })
	if i < 0 {
		return nil, nil
	}
	s := o.singles[i]
	a := &Answer{Status: s.status, Since: s.since, This: s.this, Next: s.next, Online: true}
	if o.is(issuer) && o.signedBy(issuer) {
		return a, nil
	}
	for _, c := range slices.Concat(o.certs, more) {
		if !o.is(c) || !slices.Contains(c.ExtKeyUsage, smx509.ExtKeyUsageOCSPSigning) ||
			o.produced.Before(c.NotBefore) || o.produced.After(c.NotAfter) {
			continue
		}
		if Issued(issuer, c) && o.signedBy(c) {
			a.Responder = c
			return a, nil
		}
	}
	return nil, fault.New("verify.ocsp-signer")
}

func (s *single) names(cert, issuer *smx509.Certificate) bool {
	if s.serial.Cmp(cert.SerialNumber) != 0 || !bytes.Equal(cert.RawIssuer, issuer.RawSubject) {
		return false
	}
	sum := func(b []byte) []byte {
		if s.hash.Equal(oidSHA1) {
			h := sha1.Sum(b) //nolint:gosec // as above
			return h[:]
		}
		newHash, _ := cms.Hash(s.hash)
		if newHash == nil {
			return nil
		}
		h := newHash()
		h.Write(b)
		return h.Sum(nil)
	}
	return bytes.Equal(sum(issuer.RawSubject), s.issuerName) && bytes.Equal(sum(keyBits(issuer)), s.issuerKey)
}

// is reports whether the responder's identity is that of a certificate.
func (o *OCSP) is(c *smx509.Certificate) bool {
	if o.name != nil {
		return bytes.Equal(o.name, c.RawSubject)
	}
	sum := sha1.Sum(keyBits(c)) //nolint:gosec // as above
	return bytes.Equal(o.key, sum[:])
}

func (o *OCSP) signedBy(c *smx509.Certificate) bool {
	return cms.CheckSignature(c, o.algorithm, o.signed, o.signature) == nil
}

func explicit(n uint8) tag.Tag { return tag.Tag(n).ContextSpecific().Constructed() }

func readTime(in *cryptobyte.String, out *time.Time) bool {
	var b cryptobyte.String
	if !in.ReadASN1(&b, tag.GeneralizedTime) || !strings.HasSuffix(string(b), "Z") {
		return false
	}
	t, err := time.Parse("20060102150405Z", string(b)) // takes fractions too
	*out = t
	return err == nil
}
