package cms

import "encoding/asn1"

// Form is the syntax that a signature is written in.
//
// GB/T 35275-2017 (SM2 密码算法加密签名消息语法规范) takes the structure of
// PKCS#7, which CMS took too, and gives it names of its own:
//   - 5, 8: the content types are 1.2.156.10197.6.1.4.2.1 (data) and .2
//     (signedData) instead of those of PKCS#7; the version is 1
//   - 8.1: signer infos name the signer by issuer and serial number; the
//     digest is SM3 (1.2.156.10197.1.401), the signature SM2
//     (1.2.156.10197.1.301.1), its value the SEQUENCE of r and s
//     (GB/T 35276), the signer's identity the default of GM/T 0009
//   - authenticated attributes are those of PKCS#9, with the content type
//     named as above. They may be missing, as in CMS; then the content itself
//     is signed
//
// What we write always has attributes, signing-certificate-v2 too, so that no
// other certificate of the same key can be put in the signer's place. What we
// read may have none. Both forms are DER, each with one signer.
type Form int

const (
	// CAdES is the form of RFC 5652 with the attributes of EN 319 122-1.
	CAdES Form = iota
	// GBT35275 is the national form.
	GBT35275
)

func (f Form) String() string {
	if f == GBT35275 {
		return "GB/T 35275"
	}
	return "CAdES"
}

var (
	oidGBData       = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 1}
	oidGBSignedData = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 2}
	// SM2 as an algorithm, and as one for signatures: both stand for SM2 with
	// SM3 in what others write.
	oidSM2    = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 301}
	oidSM2Sig = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 301, 1}
)

// data and signedData are the content types that the form gives these names.
func (f Form) data() asn1.ObjectIdentifier {
	if f == GBT35275 {
		return oidGBData
	}
	return oidData
}

func (f Form) signedData() asn1.ObjectIdentifier {
	if f == GBT35275 {
		return oidGBSignedData
	}
	return oidSignedData
}

// isSM2 reports whether an algorithm identifier stands for SM2 with SM3.
func isSM2(oid asn1.ObjectIdentifier) bool {
	return oid.Equal(oidSM2SM3) || oid.Equal(oidSM2Sig) || oid.Equal(oidSM2)
}
