// Package cms writes and reads the signatures themselves: CMS SignedData
// (RFC 5652) in the form of a CAdES baseline B-B signature as PAdES wants it.
//
// What it writes (EN 319 142-1, 6.3; EN 319 122-1):
//   - detached: no content within; SubFilter ETSI.CAdES.detached
//   - one signer, named by issuer and serial number (RFC 5652, 5.3)
//   - signed attributes content-type, message-digest and
//     signing-certificate-v2, and no others: signing-time is forbidden, the
//     time stands in the signature dictionary
//   - DER throughout, sets in order (X.690, 11.6)
//   - the certificates from the signer upwards, without a self-signed root,
//     which a verifier must have from elsewhere anyway
package cms

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"encoding/asn1"
	"errors"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
	"shenqian/signing/keys"
)

// Signer signs any number of contents with one credential. It may be used by
// several goroutines if its key may.
type Signer struct {
	key    crypto.Signer
	suite  *suite
	issuer []byte // issuer and serial number, DER without their SEQUENCE
	ess    []byte // the signing-certificate-v2 value
	certs  []byte
	// Options of this signer.
	opts Options
}

// Options shape a signature.
type Options struct {
	// WithoutChain leaves out all certificates but the signer's own.
	WithoutChain bool
	// Form is CAdES unless the key is SM2 and GBT35275 is wanted.
	Form Form
}

// SignDetached signs the content, given in parts, and returns the DER.
func SignDetached(c *keys.Credential, o Options, content ...[]byte) ([]byte, error) {
	s, err := NewSigner(c, o)
	if err != nil {
		return nil, err
	}
	return s.Sign(content...)
}

// NewSigner prepares everything that does not depend on the content.
func NewSigner(c *keys.Credential, o Options) (*Signer, error) {
	if c == nil || c.Signer == nil || c.Certificate == nil {
		return nil, fault.New("key.none")
	}
	su, err := suiteOf(c.Certificate.PublicKey)
	if err != nil {
		return nil, err
	}
	if o.Form == GBT35275 {
		if !su.digest.oid.Equal(oidSM3) {
			return nil, fault.New("sign.form-key", "name", c.Certificate.Subject.CommonName)
		}
		su.signature = oidSM2Sig
	}
	s := &Signer{key: c.Signer, suite: su, opts: o}
	serial, err := asn1.Marshal(c.Certificate.SerialNumber)
	if err != nil {
		return nil, fault.Wrap(err, "key.unreadable")
	}
	s.issuer = slices.Concat(c.Certificate.RawIssuer, serial)
	h := su.digest.new()
	h.Write(c.Certificate.Raw)
	if s.ess, err = signingCertificate(su.digest, h.Sum(nil), c.Certificate.RawIssuer, serial); err != nil {
		return nil, err
	}
	ders := [][]byte{c.Certificate.Raw}
	for _, above := range c.Chain {
		if !o.WithoutChain && !bytes.Equal(above.RawIssuer, above.RawSubject) {
			ders = append(ders, above.Raw)
		}
	}
	slices.SortFunc(ders, bytes.Compare)
	s.certs = bytes.Join(ders, nil)
	return s, nil
}

// National reports whether the signer's algorithms are the national ones (SM2
// with SM3).
func (s *Signer) National() bool { return s.suite.digest.oid.Equal(oidSM3) }

// Algorithm names key and hash, for example "RSA-2048/SHA-256".
func (s *Signer) Algorithm() string { return s.suite.name + "/" + s.suite.digest.name }

// Size is the greatest length that Sign returns. It is exact for RSA.
func (s *Signer) Size() (int, error) {
	body := s.attributes(make([]byte, s.suite.digest.new().Size()))
	der, err := s.signedData(body, make([]byte, s.suite.most), nil)
	return len(der), err
}

// Sign signs the content, given in parts, and returns the DER.
func (s *Signer) Sign(content ...[]byte) ([]byte, error) {
	g, err := s.Begin(content...)
	if err != nil {
		return nil, err
	}
	return g.DER(nil)
}

// Signature is a signature that was made and is not yet written down, so that
// its value can be time-stamped.
type Signature struct {
	signer *Signer
	body   []byte // the signed attributes
	// Value is the signature itself, what a signature time-stamp is over.
	Value []byte
}

// Begin signs the content, given in parts.
func (s *Signer) Begin(content ...[]byte) (*Signature, error) {
	h := s.suite.digest.new()
	for _, part := range content {
		h.Write(part)
	}
	body := s.attributes(h.Sum(nil))
	// What is signed is the attributes as a SET, not with the implicit tag
	// that they carry in the message (RFC 5652, 5.4).
	var set cryptobyte.Builder
	set.AddASN1(tag.SET, func(b *cryptobyte.Builder) { b.AddBytes(body) })
	message, err := set.Bytes()
	if err != nil {
		return nil, fault.Wrap(err, "sign.encode")
	}
	var opts crypto.SignerOpts = s.suite.digest.std
	if s.suite.raw != nil {
		opts = s.suite.raw
	} else {
		h.Reset()
		h.Write(message)
		message = h.Sum(nil)
	}
	sig, err := s.key.Sign(rand.Reader, message, opts)
	var said *fault.Error
	switch {
	case errors.As(err, &said): // a token knows best what is wrong with it
		return nil, said
	case err != nil:
		return nil, fault.Wrap(err, "key.failed")
	}
	if len(sig) > s.suite.most {
		return nil, fault.New("key.failed")
	}
	return &Signature{s, body, sig}, nil
}

// DER writes the signature down, with a time-stamp token over its value as an
// unsigned attribute (RFC 3161, appendix A), or without one.
func (g *Signature) DER(token []byte) ([]byte, error) {
	return g.signer.signedData(g.body, g.Value, token)
}
