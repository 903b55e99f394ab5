package token

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/asn1"
	"math/big"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"shenqian/signing/fault"
)

// hashes are the hash functions that a token is asked to sign for.
var hashes = map[crypto.Hash]asn1.ObjectIdentifier{
	crypto.SHA256: {2, 16, 840, 1, 101, 3, 4, 2, 1},
	crypto.SHA384: {2, 16, 840, 1, 101, 3, 4, 2, 2},
	crypto.SHA512: {2, 16, 840, 1, 101, 3, 4, 2, 3},
}

// digestInfo is what RSA with PKCS #1 v1.5 signs (RFC 8017, 9.2).
func digestInfo(digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	oid := hashes[opts.HashFunc()]
	if _, pss := opts.(*rsa.PSSOptions); pss || oid == nil || len(digest) != opts.HashFunc().Size() {
		return nil, fault.New("key.kind")
	}
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oid)
			b.AddASN1NULL()
		})
		b.AddASN1OctetString(digest)
	})
	return b.Bytes()
}

// pair writes the two numbers of an elliptic curve's signature, each as long
// as half of b.
func pair(b []byte) ([]byte, error) {
	n := len(b) / 2
	var out cryptobyte.Builder
	out.AddASN1(tag.SEQUENCE, func(s *cryptobyte.Builder) {
		s.AddASN1BigInt(new(big.Int).SetBytes(b[:n]))
		s.AddASN1BigInt(new(big.Int).SetBytes(b[n:]))
	})
	return out.Bytes()
}

// checked returns a signature that the certificate's key verifies. What a
// token hands out otherwise is no signature, whatever the token says.
func checked(public crypto.PublicKey, digest, sig []byte, opts crypto.SignerOpts) ([]byte, error) {
	good := false
	switch k := public.(type) {
	case *rsa.PublicKey:
		good = rsa.VerifyPKCS1v15(k, opts.HashFunc(), digest, sig) == nil
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(k) {
			good = sm2.VerifyASN1(k, digest, sig)
		} else {
			good = ecdsa.VerifyASN1(k, digest, sig)
		}
	}
	if !good {
		return nil, fault.New("key.token-wrong-signature")
	}
	return sig, nil
}

// ecdsaKey is a key for SM2.
func ecdsaKey(public crypto.PublicKey) (*ecdsa.PublicKey, bool) {
	k, ok := public.(*ecdsa.PublicKey)
	return k, ok && sm2.IsSM2PublicKey(k)
}
