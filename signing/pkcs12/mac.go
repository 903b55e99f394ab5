package pkcs12

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // the MAC of many files in use
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"
	"unicode/utf16"

	"github.com/emmansun/gmsm/sm3"

	"shenqian/signing/fault"
)

type macData struct {
	Mac struct {
		Algorithm pkix.AlgorithmIdentifier
		Digest    []byte
	}
	Salt       []byte
	Iterations int `asn1:"optional,default:1"`
}

// function is a hash with its own identifier and that of its HMAC.
type function struct {
	digest, hmac asn1.ObjectIdentifier
	new          func() hash.Hash
}

var functions = []function{
	{asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}, asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 7}, sha1.New},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}, sha256.New},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 10}, sha512.New384},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 11}, sha512.New},
	{asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}, asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401, 2}, sm3.New},
}

func hashOf(oid asn1.ObjectIdentifier) func() hash.Hash {
	for _, f := range functions {
		if f.digest.Equal(oid) || f.hmac.Equal(oid) {
			return f.new
		}
	}
	return nil
}

var oidPBMAC1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 14}

// check says whether the MAC over message is that of the passphrase.
func (m *macData) check(message, passphrase []byte, w *work) error {
	alg := m.Mac.Algorithm
	if alg.Algorithm.Equal(oidPBMAC1) {
		return m.checkPBMAC1(message, passphrase, w)
	}
	h := hashOf(alg.Algorithm)
	if h == nil {
		return fault.New("key.cipher", "name", alg.Algorithm.String())
	}
	forms := [][]byte{bmpString(passphrase)}
	if len(passphrase) == 0 { // no passphrase is an empty one or none at all
		forms = append(forms, nil)
	}
	for _, p := range forms {
		if err := w.spend(m.Iterations); err != nil {
			return err
		}
		if m.equal(h, macKey(h, m.Salt, p, m.Iterations), message) {
			return nil
		}
	}
	return fault.New("key.wrong-passphrase")
}

func (m *macData) equal(h func() hash.Hash, key, message []byte) bool {
	mac := hmac.New(h, key)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil), m.Mac.Digest)
}

// checkPBMAC1 follows RFC 9579: salt and count of the MacData are ignored.
func (m *macData) checkPBMAC1(message, passphrase []byte, w *work) error {
	var params struct{ KDF, MAC pkix.AlgorithmIdentifier }
	if err := read(m.Mac.Algorithm.Parameters.FullBytes, &params); err != nil {
		return err
	}
	kdf, prf, err := readPBKDF2(params.KDF)
	if err != nil {
		return err
	}
	h := hashOf(params.MAC.Algorithm)
	if h == nil {
		return fault.New("key.cipher", "name", params.MAC.Algorithm.String())
	}
	if kdf.KeyLength < 20 || kdf.KeyLength > 64 {
		return fault.New("key.unreadable")
	}
	if err := w.spend(kdf.Iterations); err != nil {
		return err
	}
	key, err := pbkdf2.Key(prf, string(passphrase), kdf.Salt, kdf.Iterations, kdf.KeyLength)
	if err != nil {
		return fault.Wrap(err, "key.unreadable")
	}
	if !m.equal(h, key, message) {
		return fault.New("key.wrong-passphrase")
	}
	return nil
}

// bmpString is B.1: UTF-16, most significant byte first, with two zero bytes
// at its end.
func bmpString(passphrase []byte) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(string(passphrase))) {
		out = append(out, byte(u>>8), byte(u))
	}
	return append(out, 0, 0)
}

// macKey is B.2 with the diversifier 3 of B.3. The key is as long as the
// hash, so the first round gives all of it and step 6C never comes.
func macKey(h func() hash.Hash, salt, passphrase []byte, iterations int) []byte {
	f := h()
	v := f.BlockSize()
	f.Write(bytes.Repeat([]byte{3}, v))
	f.Write(filled(salt, v))
	f.Write(filled(passphrase, v))
	sum := f.Sum(nil)
	for range iterations - 1 {
		f.Reset()
		f.Write(sum)
		sum = f.Sum(sum[:0])
	}
	return sum
}

// filled repeats b up to a whole number of blocks.
func filled(b []byte, block int) []byte {
	if len(b) == 0 {
		return nil
	}
	size := (len(b) + block - 1) / block * block
	return bytes.Repeat(b, size/len(b)+1)[:size]
}
