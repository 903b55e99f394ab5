package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/asn1"
	"hash"
	"strconv"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"

	"shenqian/signing/fault"
)

// Object identifiers of RFC 5652, 5035, 5754, 5758 and GM/T 0006.
var (
	oidData        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidStamp       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidArchive     = asn1.ObjectIdentifier{1, 2, 840, 113583, 1, 1, 8} // ISO 32000-1, 12.8.3.3.2
	oidESSv1       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidESSv2       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

	oidSHA256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidSM3    = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}

	oidRSA    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidMGF1   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidRSAPSS = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidSM2SM3 = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 501}
)

// digest is a hash function that signatures may use. SHA-1 and MD5 are not
// among them.
type digest struct {
	oid  asn1.ObjectIdentifier
	name string
	new  func() hash.Hash
	std  crypto.Hash // 0 for SM3, which the standard library does not know
	// rsa and ecdsa are the identifiers of this hash with a signature.
	rsa, ecdsa asn1.ObjectIdentifier
}

var digests = []*digest{
	{
		oidSHA256, "SHA-256", sha256.New, crypto.SHA256,
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11},
		asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2},
	},
	{
		oidSHA384, "SHA-384", sha512.New384, crypto.SHA384,
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12},
		asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3},
	},
	{
		oidSHA512, "SHA-512", sha512.New, crypto.SHA512,
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13},
		asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4},
	},
	{oidSM3, "SM3", sm3.New, 0, nil, nil},
}

func digestOf(oid asn1.ObjectIdentifier) *digest {
	for _, d := range digests {
		if d.oid.Equal(oid) {
			return d
		}
	}
	return nil
}

// suite is how one kind of key signs.
type suite struct {
	digest    *digest
	signature asn1.ObjectIdentifier
	null      bool // RFC 3370: rsaEncryption has NULL parameters
	// most is the greatest length of a signature.
	most int
	name string
	// raw: the signer hashes the message itself, for SM2 with the signer's
	// identity in front (GB/T 32918.2).
	raw crypto.SignerOpts
}

// suiteOf chooses by the key: RSA with SHA-256, ECDSA with the hash of the
// curve's size, SM2 with SM3.
func suiteOf(pub crypto.PublicKey) (*suite, error) {
	switch k := pub.(type) {
	case *rsa.PublicKey:
		return &suite{digest: digests[0], signature: oidRSA, null: true, most: k.Size(), name: "RSA-" + strconv.Itoa(k.N.BitLen())}, nil
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(k) {
			return &suite{digest: digests[3], signature: oidSM2SM3, most: 72, name: "SM2", raw: sm2.DefaultSM2SignerOpts}, nil
		}
		bits := k.Params().BitSize
		for i, least := range []int{256, 384, 521} {
			if bits == least {
				d := digests[i]
				n := (bits+7)/8 + 1
				return &suite{digest: d, signature: d.ecdsa, most: 2*(n+2) + 4, name: "ECDSA P-" + strconv.Itoa(bits)}, nil
			}
		}
	}
	return nil, fault.New("key.kind")
}
