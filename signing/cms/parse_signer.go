package cms

import (
	"bytes"
	"encoding/asn1"
	"math/big"
	"slices"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

func (m *message) readSigner(in cryptobyte.String) error {
	var version int
	// RFC 5652, 5.3: version 3 goes with a key identifier, 1 with issuer and
	// serial number.
	if !in.ReadASN1Integer(&version) || !m.readIdentity(&in) || version != 1 && m.keyID == nil || version != 3 && m.keyID != nil {
		return errParse()
	}
	var dAlg, sAlg, attrs, unsigned cryptobyte.String
	var hasAttrs, hasUnsigned bool
	var dOID asn1.ObjectIdentifier
	if !in.ReadASN1(&dAlg, tag.SEQUENCE) || !dAlg.ReadASN1ObjectIdentifier(&dOID) || !emptyOrNull(dAlg) ||
		!in.ReadOptionalASN1(&attrs, &hasAttrs, explicit(0)) ||
		!in.ReadASN1(&sAlg, tag.SEQUENCE) || !sAlg.ReadASN1ObjectIdentifier(&m.sigAlg) ||
		!in.ReadASN1Bytes(&m.signature, tag.OCTET_STRING) ||
		!in.ReadOptionalASN1(&unsigned, &hasUnsigned, explicit(1)) || !in.Empty() {
		return errParse()
	}
	if m.sigParams = sAlg; !m.sigAlg.Equal(oidRSAPSS) && !emptyOrNull(sAlg) {
		return errParse()
	}
	if m.digest = digestOf(dOID); m.digest == nil {
		return fault.New("verify.algorithm", "name", dOID.String())
	}
	if m.form == GBT35275 && (!m.digest.oid.Equal(oidSM3) || !isSM2(m.sigAlg)) {
		return fault.New("verify.algorithm", "name", m.sigAlg.String())
	}
	var ok bool
	if m.stamps, ok = stamps(unsigned); !ok {
		return errParse()
	}
	if !hasAttrs {
		// RFC 5652, 5.3: only where the content is data.
		if !m.contentType.Equal(m.form.data()) {
			return fault.New("verify.no-attributes")
		}
		return nil
	}
	var set cryptobyte.Builder
	set.AddASN1(tag.SET, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
	m.signed = set.BytesOrPanic()
	if m.attrs, ok = attributes(attrs); !ok {
		return errParse()
	}
	return nil
}

// stamps picks the signature time-stamps (RFC 3161, appendix A) out of the
// unsigned attributes. Those may hold anything, several values too: nothing
// protects them.
func stamps(in cryptobyte.String) (tokens [][]byte, ok bool) {
	for !in.Empty() {
		var attr, set, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var t tag.Tag
		if !in.ReadASN1(&attr, tag.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) ||
			!attr.ReadASN1(&set, tag.SET) || !attr.Empty() {
			return nil, false
		}
		for !set.Empty() {
			if !set.ReadAnyASN1Element(&value, &t) || len(tokens) >= mostStamps {
				return nil, false
			}
			if oid.Equal(oidStamp) {
				tokens = append(tokens, value)
			}
		}
	}
	return tokens, true
}

// mostStamps bounds what one signature's time-stamps may cost a verifier.
const mostStamps = 16

func (m *message) readIdentity(in *cryptobyte.String) bool {
	var id cryptobyte.String
	if in.PeekASN1Tag(tag.Tag(0).ContextSpecific()) {
		return in.ReadASN1Bytes(&m.keyID, tag.Tag(0).ContextSpecific()) && len(m.keyID) > 0
	}
	m.serial = new(big.Int)
	var name cryptobyte.String
	if !in.ReadASN1(&id, tag.SEQUENCE) || !id.ReadASN1Element(&name, tag.SEQUENCE) ||
		!id.ReadASN1Integer(m.serial) || !id.Empty() {
		return false
	}
	m.issuer = name
	return true
}

// attributes reads attributes that each occur once with one value.
func attributes(in cryptobyte.String) (map[string][]byte, bool) {
	out := map[string][]byte{}
	for !in.Empty() {
		var attr, set, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var t tag.Tag
		if !in.ReadASN1(&attr, tag.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) ||
			!attr.ReadASN1(&set, tag.SET) || !attr.Empty() ||
			!set.ReadAnyASN1Element(&value, &t) || !set.Empty() {
			return nil, false
		}
		if _, twice := out[oid.String()]; twice {
			return nil, false
		}
		out[oid.String()] = value
	}
	return out, true
}

// signer finds the signer's certificate among those in the message, and then
// among more.
func (m *message) signer(more []*smx509.Certificate) *smx509.Certificate {
	for _, certs := range [][]*smx509.Certificate{m.certs, more} {
		if i := m.named(certs); i >= 0 {
			return certs[i]
		}
	}
	return nil
}

// named is the index of the certificate that the signer's identity names.
func (m *message) named(certs []*smx509.Certificate) int {
	return slices.IndexFunc(certs, func(c *smx509.Certificate) bool {
		if m.keyID != nil {
			return bytes.Equal(c.SubjectKeyId, m.keyID)
		}
		return bytes.Equal(c.RawIssuer, m.issuer) && c.SerialNumber.Cmp(m.serial) == 0
	})
}
