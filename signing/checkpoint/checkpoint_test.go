package checkpoint_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shenqian/signing/checkpoint"
)

const origin = "shenqian/0123456789abcdef"

var key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

func verifier(t *testing.T, k ed25519.PrivateKey) string {
	t.Helper()
	v, err := checkpoint.Verifier(origin, k.Public().(ed25519.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// log is a tree of n entries: the hashes of the entries, and its reader.
func log(t *testing.T, n int64) (leaves [][32]byte, r tlog.HashReader) {
	t.Helper()
	var stored []tlog.Hash
	r = tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range at {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for i := range n {
		leaf := [32]byte{byte(i), byte(i >> 8), 1}
		hs, err := tlog.StoredHashes(i, leaf[:], r)
		if err != nil {
			t.Fatal(err)
		}
		leaves, stored = append(leaves, leaf), append(stored, hs...)
	}
	return leaves, r
}

func code(err error) string {
	var c interface{ ErrorCode() string }
	if errors.As(err, &c) {
		return c.ErrorCode()
	}
	return ""
}

func TestACheckpointIsASignedNoteThatOthersCanRead(t *testing.T) {
	c := checkpoint.Checkpoint{Origin: origin, Size: 42, Root: [32]byte{1, 2, 3}}
	signed, err := c.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(verifier(t, key))
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(v))
	if err != nil || n.Text != origin+"\n42\nAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" {
		t.Errorf("%q %v", n.Text, err)
	}
	if got, err := checkpoint.Open(signed, verifier(t, key)); err != nil || got != c {
		t.Errorf("%+v %v", got, err)
	}
}

func TestAChangedCheckpointOrOneOfAnotherLogIsRefused(t *testing.T) {
	signed, err := checkpoint.Checkpoint{Origin: origin, Size: 42}.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, 32))
	for name, c := range map[string]struct{ text, key, code string }{
		"another size":           {strings.Replace(signed, "42", "43", 1), verifier(t, key), "checkpoint.signature"},
		"another log":            {signed, verifier(t, other), "checkpoint.otherlog"},
		"no signature":           {signed[:strings.Index(signed, "\n— ")+1], verifier(t, key), "checkpoint.malformed"},
		"a size with a zero":     {strings.Replace(signed, "42", "042", 1), verifier(t, key), "checkpoint.malformed"},
		"a size below nothing":   {strings.Replace(signed, "42", "-42", 1), verifier(t, key), "checkpoint.malformed"},
		"a root that is short":   {strings.Replace(signed, "AAAA", "", 1), verifier(t, key), "checkpoint.malformed"},
		"an origin with a space": {strings.Replace(signed, "shenqian/", "shen qian/", 1), verifier(t, key), "checkpoint.malformed"},
		"nothing":                {"", verifier(t, key), "checkpoint.malformed"},
		"a flood":                {strings.Repeat(signed, 100), verifier(t, key), "checkpoint.malformed"},
	} {
		if _, err := checkpoint.Open(c.text, c.key); code(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAProofShowsThatAnEntryLiesUnderTheCheckpoint(t *testing.T) {
	const size = 21
	leaves, r := log(t, size)
	root, err := tlog.TreeHash(size, r)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := checkpoint.Checkpoint{Origin: origin, Size: size, Root: root}.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(size) {
		hashes, err := tlog.ProveRecord(size, i, r)
		if err != nil {
			t.Fatal(err)
		}
		p := checkpoint.Proof{Row: checkpoint.Row{Number: i + 1, Hash: leaves[i]}, Signed: signed}
		if i > 0 {
			p.Before = []checkpoint.Row{{Number: i, Hash: leaves[i-1]}}
		}
		for _, h := range hashes {
			p.Hashes = append(p.Hashes, h)
		}
		if got, err := checkpoint.ReadProof(p.Format()); err != nil || got.Row != p.Row || len(got.Before) != len(p.Before) {
			t.Errorf("%d: %v", i, err)
		}
		p.Row.Hash[5]++
		if _, err := checkpoint.ReadProof(p.Format()); code(err) != "checkpoint.proof" {
			t.Errorf("another entry at %d: %v", i, err)
		}
		p.Row.Hash[5]--
		p.Row.Number++
		if _, err := checkpoint.ReadProof(p.Format()); code(err) != "checkpoint.proof" {
			t.Errorf("%d at another place: %v", i, err)
		}
	}
}

func FuzzReadProof(f *testing.F) {
	signed, _ := checkpoint.Checkpoint{Origin: origin, Size: 1, Root: tlog.RecordHash(make([]byte, 32))}.Sign(key)
	f.Add(checkpoint.Proof{Signed: signed}.Format())
	f.Add(signed)
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = checkpoint.Read(text)
		if p, err := checkpoint.ReadProof(text); err == nil {
			if again, err := checkpoint.ReadProof(p.Format()); err != nil || again.Row != p.Row {
				t.Error(err)
			}
		}
	})
}
