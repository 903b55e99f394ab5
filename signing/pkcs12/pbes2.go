package pkcs12

import (
	"crypto/aes"
	"crypto/sha1" //nolint:gosec // the function that PBKDF2 has if none is named
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"hash"
	"slices"

	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/sm3"

	"shenqian/signing/fault"
)

var (
	oidPBKDF2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidSMPBKDF = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 4, 1, 5, 1}
	oidOldPBE  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 1} // RFC 7292, C

	ciphers = []pkcs.Cipher{pkcs.AES128CBC, pkcs.AES192CBC, pkcs.AES256CBC, pkcs.SM4CBC}
)

// isOld reports an encryption of before PBES2, with 3DES, RC2 or DES.
func isOld(alg pkix.AlgorithmIdentifier) bool {
	n := len(oidOldPBE)
	return pkcs.IsPBES1(alg) || len(alg.Algorithm) == n+1 && oidOldPBE.Equal(alg.Algorithm[:n])
}

// oldIterations reads RFC 7292, C: pkcs-12PbeParams.
func oldIterations(alg pkix.AlgorithmIdentifier) (int, error) {
	var p struct {
		Salt       []byte
		Iterations int
	}
	err := read(alg.Parameters.FullBytes, &p)
	return p.Iterations, err
}

// pbkdf2Params is RFC 8018, A.2. A salt from elsewhere is refused.
type pbkdf2Params struct {
	Salt       []byte
	Iterations int
	KeyLength  int                      `asn1:"optional"`
	PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
}

// readPBKDF2 also chooses the pseudorandom function.
func readPBKDF2(alg pkix.AlgorithmIdentifier) (p pbkdf2Params, prf func() hash.Hash, err error) {
	if !alg.Algorithm.Equal(oidPBKDF2) && !alg.Algorithm.Equal(oidSMPBKDF) {
		return p, nil, fault.New("key.cipher", "name", alg.Algorithm.String())
	}
	if err := read(alg.Parameters.FullBytes, &p); err != nil {
		return p, nil, err
	}
	switch {
	case len(p.PRF.Algorithm) > 0:
		prf = hashOf(p.PRF.Algorithm)
	case alg.Algorithm.Equal(oidSMPBKDF):
		prf = sm3.New
	default:
		prf = sha1.New
	}
	if prf == nil {
		return p, nil, fault.New("key.cipher", "name", p.PRF.Algorithm.String())
	}
	return p, prf, nil
}

// decrypt undoes PBES2. The library trusts the parameters, so every one is
// looked at before: what it would divide, allocate or repeat by.
func decrypt(alg pkix.AlgorithmIdentifier, data, passphrase []byte, w *work) ([]byte, error) {
	if !pkcs.IsPBES2(alg) && !pkcs.IsSMPBES(alg) {
		return nil, fault.New("key.cipher", "name", alg.Algorithm.String())
	}
	var params pkcs.PBES2Params
	if err := read(alg.Parameters.FullBytes, &params); err != nil {
		return nil, err
	}
	kdf, _, err := readPBKDF2(params.KeyDerivationFunc)
	if err != nil {
		return nil, err
	}
	cipher, err := pkcs.GetCipher(params.EncryptionScheme)
	if err != nil || !slices.Contains(ciphers, cipher) {
		return nil, fault.Wrap(err, "key.cipher", "name", params.EncryptionScheme.Algorithm.String())
	}
	var iv []byte
	if err := read(params.EncryptionScheme.Parameters.FullBytes, &iv); err != nil {
		return nil, err
	}
	if len(iv) != aes.BlockSize || len(data) == 0 || len(data)%aes.BlockSize != 0 ||
		kdf.KeyLength != 0 && kdf.KeyLength != cipher.KeySize() {
		return nil, fault.New("key.unreadable")
	}
	if err := w.spend(kdf.Iterations); err != nil {
		return nil, err
	}
	plain, _, err := params.Decrypt(passphrase, data)
	switch {
	case errors.Is(err, pkcs.ErrPBEDecryption): // the padding is wrong
		return nil, fault.Wrap(err, "key.wrong-passphrase")
	case err != nil:
		return nil, fault.Wrap(err, "key.unreadable")
	}
	return plain, nil
}
