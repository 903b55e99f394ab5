package checkpoint

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"shenqian/signing/fault"
)

// Checkpoint is a journal's size and the root of the tree over it.
type Checkpoint struct {
	Origin string   `json:"origin"`
	Size   int64    `json:"size"`
	Root   [32]byte `json:"-"`
}

// longest is how long a signed checkpoint may be: ours have some 250 bytes,
// and witnesses add a line each.
const longest = 16 << 10

// RootText is the root as it stands in the note.
func (c Checkpoint) RootText() string { return base64.StdEncoding.EncodeToString(c.Root[:]) }

// text is what is signed.
func (c Checkpoint) text() string {
	return c.Origin + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + c.RootText() + "\n"
}

// Sign signs a checkpoint with the key of its log.
func (c Checkpoint) Sign(key ed25519.PrivateKey) (string, error) {
	if !goodName(c.Origin) {
		return "", fault.New("checkpoint.origin", "origin", c.Origin)
	}
	out, err := note.Sign(&note.Note{Text: c.text()}, signer{c.Origin, key})
	return string(out), err
}

// Verifier is the public key of the log called origin, in the form of C2SP
// signed-note: "name+keyid+base64".
func Verifier(origin string, key ed25519.PublicKey) (string, error) {
	v, err := note.NewEd25519VerifierKey(origin, key)
	if err != nil || !goodName(origin) {
		return "", fault.New("checkpoint.origin", "origin", origin)
	}
	return v, nil
}

// Read reads a signed checkpoint without asking who signed it.
func Read(signed string) (Checkpoint, error) {
	if len(signed) > longest {
		return Checkpoint{}, fault.New("checkpoint.malformed")
	}
	text, _, ok := strings.Cut(signed, "\n\n— ")
	if !ok {
		return Checkpoint{}, fault.New("checkpoint.malformed")
	}
	lines := strings.Split(text, "\n")
	if len(lines) < 3 || !goodName(lines[0]) {
		return Checkpoint{}, fault.New("checkpoint.malformed")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return Checkpoint{}, fault.New("checkpoint.malformed")
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != 32 {
		return Checkpoint{}, fault.New("checkpoint.malformed")
	}
	return Checkpoint{Origin: lines[0], Size: size, Root: [32]byte(root)}, nil
}

// Open reads a checkpoint that must be signed by one of the keys, each in the
// form of Verifier, of the log that it is of.
func Open(signed string, keys ...string) (Checkpoint, error) {
	c, err := Read(signed)
	if err != nil {
		return c, err
	}
	var known []note.Verifier
	for _, k := range keys {
		v, err := note.NewVerifier(k)
		if err != nil {
			return c, fault.Wrap(err, "checkpoint.key")
		}
		if v.Name() == c.Origin {
			known = append(known, v)
		}
	}
	if _, err := note.Open([]byte(signed), note.VerifierList(known...)); err != nil {
		var unknown *note.UnverifiedNoteError
		if errors.As(err, &unknown) {
			return c, fault.Wrap(err, "checkpoint.otherlog", "origin", c.Origin)
		}
		return c, fault.Wrap(err, "checkpoint.signature", "origin", c.Origin)
	}
	return c, nil
}

// goodName says whether a log may be called so: note's rule for names of keys.
func goodName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == '+' || r > '~' })
}

// signer is note.Signer over a key in memory.
type signer struct {
	name string
	key  ed25519.PrivateKey
}

func (s signer) Name() string { return s.name }

// KeyHash is the key id of C2SP signed-note: the beginning of SHA-256 over name,
// newline, 0x01 for Ed25519 and the public key.
func (s signer) KeyHash() uint32 {
	v, err := note.NewEd25519VerifierKey(s.name, s.key.Public().(ed25519.PublicKey))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(v, "+")
	id, _, _ := strings.Cut(rest, "+")
	n, _ := strconv.ParseUint(id, 16, 32) // note wrote it in eight digits
	return uint32(n)
}

func (s signer) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.key, msg), nil }

var _ note.Signer = signer{}
