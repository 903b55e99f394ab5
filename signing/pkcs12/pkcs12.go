// Package pkcs12 reads and writes the files in which a private key and its
// certificates travel, with RSA, ECDSA and SM2 keys alike.
//
// Rules (RFC 7292 unless said otherwise):
//
//   - 4: a PFX is version 3; its authSafe is of type data, which means that a
//     passphrase protects it, not a signature.
//   - 4, 5.1: the MAC covers the content of authSafe. Without one, the
//     encryption of the key alone shows whether the passphrase is right.
//   - 4.1: an AuthenticatedSafe is a list of data and encryptedData;
//     envelopedData needs another private key and is refused.
//   - 4.2: keyBag, pkcs8ShroudedKeyBag, certBag and nested safeContents are
//     read; CRLs and secrets are of no use for signing and left alone.
//   - B.1, B.2, B.3: how the key of the MAC comes from the passphrase.
//   - RFC 8018, 5.2, 6.2, A.2, A.4: PBES2 with PBKDF2. The passphrase is
//     UTF-8 there, and a BMPString (UTF-16 with two zero bytes) in the MAC.
//   - RFC 9579, 4: PBMAC1, with a derived key of at least 20 bytes.
//   - GM/T 0091: PBES2 and PBKDF2 under the identifiers of the Chinese
//     standards, with HMAC-SM3 and SM4-CBC.
//
// Appendix B also derives encryption keys, for 3DES and RC2. Those are not
// read here: Read says so with the code key.old-pkcs12.
//
// Files are DER, as every program in use writes them; BER is refused.
package pkcs12

import (
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/signing/fault"
)

// Contents is what a file holds.
type Contents struct {
	Keys         []crypto.Signer
	Certificates []*smx509.Certificate
}

// Object identifiers of RFC 7292 (4.2, D), RFC 5652 and RFC 2985.
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidEncryptedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 6}

	oidKeyBag      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 1}
	oidShroudedBag = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 2}
	oidCertBag     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 3}
	oidSafeBag     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 6}

	oidX509       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 22, 1}
	oidLocalKeyID = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 21}
)

type pfx struct {
	Version  int
	AuthSafe contentInfo
	Mac      macData `asn1:"optional"`
}

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"tag:0,explicit,optional"`
}

type encryptedData struct {
	Version int
	Info    struct {
		Type      asn1.ObjectIdentifier
		Algorithm pkix.AlgorithmIdentifier
		Content   []byte `asn1:"tag:0,optional"`
	}
}

type bag struct {
	ID         asn1.ObjectIdentifier
	Value      asn1.RawValue `asn1:"tag:0,explicit"`
	Attributes asn1.RawValue `asn1:"optional"`
}

type certBag struct {
	ID    asn1.ObjectIdentifier
	Value []byte `asn1:"tag:0,explicit"`
}

// shrouded is EncryptedPrivateKeyInfo (RFC 5958, 3).
type shrouded struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

// read takes one value apart; nothing may follow it.
func read(der []byte, v any) error {
	rest, err := asn1.Unmarshal(der, v)
	if err != nil || len(rest) > 0 {
		return fault.Wrap(err, "key.unreadable")
	}
	return nil
}
