package tsp

import (
	"bytes"
	"crypto/rand"
	"encoding/asn1"
	"math/big"
	"strconv"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

// Hash is the hash function of an imprint.
type Hash int

// The hash functions that Requests use.
const (
	SHA256 Hash = iota
	SM3
)

func (h Hash) oid() asn1.ObjectIdentifier {
	if h == SM3 {
		return asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}
	}
	return asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
}

// Request is a TimeStampReq (2.4.1). It asks for the authority's certificate
// within the token, so that the token can be checked when the authority is
// gone.
type Request struct {
	hash    Hash
	imprint []byte
	nonce   *big.Int
	// Policy asks for a policy; nil leaves it to the authority.
	Policy asn1.ObjectIdentifier
}

// NewRequest makes a request over the content, given in parts.
func NewRequest(h Hash, content ...[]byte) *Request {
	newHash, _ := cms.Hash(h.oid())
	sum := newHash()
	for _, part := range content {
		sum.Write(part)
	}
	var nonce [8]byte
	// crypto/rand never fails: it ends the program instead.
	_, _ = rand.Read(nonce[:])
	nonce[0] |= 1 // not zero, and as long as it is
	return &Request{hash: h, imprint: sum.Sum(nil), nonce: new(big.Int).SetBytes(nonce[:])}
}

// DER is the request's encoding.
func (r *Request) DER() ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(r.hash.oid()) })
			b.AddASN1OctetString(r.imprint)
		})
		if r.Policy != nil {
			b.AddASN1ObjectIdentifier(r.Policy)
		}
		b.AddASN1BigInt(r.nonce)
		b.AddASN1Boolean(true)
	})
	der, err := b.Bytes()
	if err != nil {
		return nil, fault.Wrap(err, "sign.encode")
	}
	return der, nil
}

// Check reads a TimeStampResp (2.4.2) and returns the token if it answers
// this very request: imprint, nonce and policy are those asked for, and the
// authority's certificate, valid at the time stated, came with it.
func (r *Request) Check(response []byte) (*Token, error) {
	der, err := r.granted(response)
	if err != nil {
		return nil, err
	}
	t, err := verify(der, nil)
	if err != nil {
		return nil, err
	}
	c := t.Signer.Certificate
	switch {
	case !t.hash.Equal(r.hash.oid()) || !bytes.Equal(t.imprint, r.imprint):
		return nil, fault.New("sign.stamp-answer", "what", "imprint")
	case t.Nonce == nil || t.Nonce.Cmp(r.nonce) != 0:
		return nil, fault.New("sign.stamp-answer", "what", "nonce")
	case r.Policy != nil && !t.Policy.Equal(r.Policy):
		return nil, fault.New("sign.stamp-answer", "what", "policy")
	case t.Time.Before(c.NotBefore) || t.Time.After(c.NotAfter):
		return nil, fault.New("sign.stamp-answer", "what", "certificate")
	}
	return t, nil
}

// statuses of PKIStatusInfo.
const (
	statusGranted = iota
	statusGrantedWithMods
)

// granted takes the token out of an answer.
func (r *Request) granted(response []byte) ([]byte, error) {
	bad := fault.New("sign.stamp-answer", "what", "form")
	in := cryptobyte.String(response)
	var resp, info, token, text cryptobyte.String
	var status int
	var hasText, hasFail bool
	var fail cryptobyte.String
	if !in.ReadASN1(&resp, tag.SEQUENCE) || !in.Empty() || !resp.ReadASN1(&info, tag.SEQUENCE) ||
		!info.ReadASN1Integer(&status) ||
		!info.ReadOptionalASN1(&text, &hasText, tag.SEQUENCE) ||
		!info.ReadOptionalASN1(&fail, &hasFail, tag.BIT_STRING) || !info.Empty() {
		return nil, bad
	}
	if status != statusGranted && status != statusGrantedWithMods {
		return nil, fault.New("sign.stamp-refused", "text", firstText(text), "bit", strconv.Itoa(failure(fail)))
	}
	if !resp.ReadASN1Element(&token, tag.SEQUENCE) || !resp.Empty() {
		return nil, bad
	}
	return token, nil
}

// badAlg is the bit of PKIFailureInfo that says that the authority does not
// know the imprint's hash.
const badAlg = "0"

// failure is the first bit set of a BIT STRING's contents.
func failure(in cryptobyte.String) int {
	for i := 1; i < len(in); i++ {
		for bit := range 8 {
			if in[i]&(0x80>>bit) != 0 {
				return 8*(i-1) + bit
			}
		}
	}
	return -1
}

// firstText is the first UTF8String, shortened: it comes from outside.
func firstText(in cryptobyte.String) string {
	var s cryptobyte.String
	if !in.ReadASN1(&s, tag.UTF8String) {
		return ""
	}
	return string(s[:min(len(s), 200)])
}

var oidExtKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

// mayStamp checks 2.3: a time-stamp authority's certificate is for nothing
// but time-stamps, and says so in a critical extension.
func mayStamp(c *smx509.Certificate) error {
	wrong := fault.New("verify.stamp-usage", "name", c.Subject.CommonName)
	if c.IsCA || len(c.ExtKeyUsage) != 1 || c.ExtKeyUsage[0] != smx509.ExtKeyUsageTimeStamping || len(c.UnknownExtKeyUsage) > 0 {
		return wrong
	}
	for _, e := range c.Extensions {
		if e.Id.Equal(oidExtKeyUsage) && !e.Critical {
			return wrong
		}
	}
	const signs = smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment
	if c.KeyUsage != 0 && c.KeyUsage&signs == 0 {
		return wrong
	}
	return nil
}
