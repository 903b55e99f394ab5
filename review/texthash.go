package review

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Hash is a SHA-256 in lower-case hexadecimal.
type Hash string

// HashOf is the SHA-256 of b.
func HashOf(b []byte) Hash {
	s := sha256.Sum256(b)
	return Hash(hex.EncodeToString(s[:]))
}

// Short is the form for people: the first sixteen digits in fours.
func (h Hash) Short() string {
	if len(h) < 16 {
		return string(h)
	}
	s := string(h[:16])
	return s[:4] + " " + s[4:8] + " " + s[8:12] + " " + s[12:]
}

// TextHash is what panel, director and vice-president sign: SHA-256 over
// "shenqian/text/1" LF, the text before the date slot, NUL, the text after
// it. The date itself is left out, since it is set on the day of approval. A
// text without a date slot is hashed whole and without NUL, so the two never
// collide: a NUL cannot stand in a text (CheckText).
func (p *Paper) TextHash() Hash {
	h := sha256.New()
	put := func(s string) { _, _ = io.WriteString(h, s) } // a hash takes every write
	put("shenqian/text/1\n")
	if slot, ok := p.First(PartDate); ok {
		put(p.Slice(0, slot.Start))
		put("\x00")
		put(p.Slice(slot.End, p.Len()))
	} else {
		put(p.Text)
	}
	return Hash(hex.EncodeToString(h.Sum(nil)))
}
