package cms

import (
	"bytes"
	"encoding/asn1"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// attributes are the signed attributes in DER order, without their tag.
func (s *Signer) attributes(sum []byte) []byte {
	all := [][]byte{
		attribute(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(s.opts.Form.data()) }),
		attribute(oidDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum) }),
		attribute(oidESSv2, func(b *cryptobyte.Builder) { b.AddBytes(s.ess) }),
	}
	slices.SortFunc(all, bytes.Compare)
	return bytes.Join(all, nil)
}

func attribute(oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1(tag.SET, value)
	})
	return b.BytesOrPanic() // identifiers and lengths are ours
}

// signingCertificate is the attribute's value (RFC 5035, 3): the hash of the
// certificate with its issuer and serial number. SHA-256 is the default and
// must then be left out.
func signingCertificate(d *digest, sum, issuer, serial []byte) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
				if !d.oid.Equal(oidSHA256) {
					algorithm(b, d.oid, false)
				}
				b.AddASN1OctetString(sum)
				b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1(explicit(4), func(b *cryptobyte.Builder) { b.AddBytes(issuer) })
					})
					b.AddBytes(serial)
				})
			})
		})
	})
	der, err := b.Bytes()
	if err != nil {
		return nil, fault.Wrap(err, "sign.encode")
	}
	return der, nil
}

func explicit(n uint8) tag.Tag { return tag.Tag(n).ContextSpecific().Constructed() }

func algorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

// signedData is the ContentInfo (RFC 5652, 3 and 5.1).
func (s *Signer) signedData(attributes, sig, token []byte) ([]byte, error) {
	d := s.suite.digest.oid
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(s.opts.Form.signedData())
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(tag.SET, func(b *cryptobyte.Builder) { algorithm(b, d, false) })
				b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(s.opts.Form.data()) })
				b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { b.AddBytes(s.certs) })
				b.AddASN1(tag.SET, func(b *cryptobyte.Builder) { s.signerInfo(b, attributes, sig, token) })
			})
		})
	})
	der, err := b.Bytes()
	if err != nil {
		return nil, fault.Wrap(err, "sign.encode")
	}
	return der, nil
}

func (s *Signer) signerInfo(b *cryptobyte.Builder, attributes, sig, token []byte) {
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(s.issuer) })
		algorithm(b, s.suite.digest.oid, false)
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { b.AddBytes(attributes) })
		algorithm(b, s.suite.signature, s.suite.null)
		b.AddASN1OctetString(sig)
		if token != nil {
			b.AddASN1(explicit(1), func(b *cryptobyte.Builder) {
				b.AddBytes(attribute(oidStamp, func(b *cryptobyte.Builder) { b.AddBytes(token) }))
			})
		}
	})
}
