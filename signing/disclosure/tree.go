package disclosure

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
	"unicode/utf8"
)

// Seed is what a commitment hangs on: 32 bytes that nobody may guess. Who has
// it can open all of the text.
type Seed [32]byte

type hash = [sha256.Size]byte

// split is how many of n > 1 leaves are on the left.
func split(n int) int { return 1 << (bits.Len(uint(n-1)) - 1) }

// halves are the seeds of a node's halves.
func halves(s Seed) (left, right Seed) {
	var b [33]byte
	copy(b[1:], s[:])
	b[0] = 2
	left = sha256.Sum256(b[:])
	b[0] = 3
	right = sha256.Sum256(b[:])
	return left, right
}

func leaf(salt Seed, r rune) hash {
	var b [1 + 32 + utf8.UTFMax]byte
	copy(b[1:], salt[:])
	n := utf8.EncodeRune(b[33:], r)
	return sha256.Sum256(b[:33+n])
}

func node(left, right hash) hash {
	var b [65]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[33:], right[:])
	return sha256.Sum256(b[:])
}

// top is the hash of the subtree over text, whose seed is s.
func top(s Seed, text []rune) hash {
	if len(text) == 1 {
		return leaf(s, text[0])
	}
	k := split(len(text))
	l, r := halves(s)
	return node(top(l, text[:k]), top(r, text[k:]))
}

// rootOf binds the number of leaves to the top.
func rootOf(n int, top hash) string {
	b := binary.BigEndian.AppendUint64([]byte("shenqian/disclosure/1\n"), uint64(n))
	sum := sha256.Sum256(append(b, top[:]...))
	return hex.EncodeToString(sum[:])
}

// Root commits to a text: 64 digits that can be printed. An empty text has
// none.
func Root(s Seed, text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return ""
	}
	return rootOf(len(runes), top(s, runes))
}
