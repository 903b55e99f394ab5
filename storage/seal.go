package storage

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"shenqian/review"
)

// sealer encrypts files and 副卷 columns: AES-256-GCM, a random nonce before
// the ciphertext, and a label as additional data that ties it to its place.
type sealer struct {
	aead  cipher.AEAD
	names []byte // key of the hashes that stand for names and numbers
}

func newSealer(key []byte) (*sealer, error) {
	if len(key) != 32 {
		return nil, review.Fault("storage.key")
	}
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	a, err := cipher.NewGCM(b)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	_, _ = h.Write([]byte("shenqian/names/1")) // a hash takes every write
	return &sealer{a, h.Sum(nil)}, nil
}

// blind is what stands in the database for a name or a number that must be
// found again but not read: a keyed hash, so that nobody without the court's
// key can try names out. what keeps the hashes of different things apart.
func (s *sealer) blind(what, value string) string {
	h := hmac.New(sha256.New, s.names)
	_, _ = h.Write([]byte(what + "\x00" + value)) // likewise
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (s *sealer) seal(plain []byte, label string) []byte {
	out := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	// crypto/rand never fails: it ends the program instead.
	_, _ = rand.Read(out)
	return s.aead.Seal(out, out, plain, []byte(label))
}

func (s *sealer) open(sealed []byte, label string) ([]byte, error) {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return nil, review.Fault("storage.damaged", "what", label)
	}
	plain, err := s.aead.Open(nil, sealed[:n], sealed[n:], []byte(label))
	if err != nil {
		return nil, review.FaultFrom(err, "storage.damaged", "what", label)
	}
	return plain, nil
}

// Seal encrypts something kept outside the database, tied to a label.
func (s *Store) Seal(plain []byte, label string) []byte { return s.seal.seal(plain, "outside "+label) }

// Unseal opens what Seal made.
func (s *Store) Unseal(sealed []byte, label string) ([]byte, error) {
	return s.seal.open(sealed, "outside "+label)
}
