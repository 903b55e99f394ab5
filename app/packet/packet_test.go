package packet_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"testing"
	"time"

	"filippo.io/age"

	"shenqian/app/packet"
	"shenqian/review"
)

func code(err error) string {
	var c interface{ ErrorCode() string }
	if errors.As(err, &c) {
		return c.ErrorCode()
	}
	return ""
}

func key(t testing.TB) *age.X25519Identity {
	t.Helper()
	k, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sample() packet.Content {
	scan := bytes.Repeat([]byte("约谈笔录"), 20_000) // over age's chunk of 64 KiB
	return packet.Content{
		Manifest: packet.Manifest{Program: "1", Way: packet.Out, Court: "法院", Packet: "P1", Until: review.Date{Year: 2026, Month: 11, Day: 30}, At: time.Unix(1, 0).UTC()},
		Entries:  []packet.Entry{{Type: "matter", Subject: "termination/1", Body: []byte("{}"), Kind: "desk", Key: "k", Signature: []byte("s")}},
		Files:    map[review.Hash][]byte{review.HashOf(scan): scan},
	}
}

func seal(t testing.TB, c packet.Content, to age.Recipient) []byte {
	t.Helper()
	b, err := packet.Seal(c, to)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAPacketIsReadAsItWasWritten(t *testing.T) {
	k := key(t)
	got, err := packet.Open(seal(t, sample(), k.Recipient()), k)
	want := sample()
	if err != nil || got.Manifest.Packet != "P1" || string(got.Entries[0].Body) != "{}" || len(got.Files) != len(want.Files) {
		t.Fatal(got, err)
	}
	for h, b := range want.Files {
		if !bytes.Equal(got.Files[h], b) {
			t.Error("a file is another")
		}
	}
}

func TestNothingOfAPacketCanBeReadFromOutside(t *testing.T) {
	b := seal(t, sample(), key(t).Recipient())
	for _, name := range []string{"termination", "法院", "packet.json", "约谈", "files/"} {
		if bytes.Contains(b, []byte(name)) {
			t.Error(name, "can be read")
		}
	}
}

func TestAFlippedBitACutOrAByteMoreIsRefused(t *testing.T) {
	k := key(t)
	whole := seal(t, sample(), k.Recipient())
	for at := 0; at < len(whole); at += max(1, len(whole)/499) {
		b := bytes.Clone(whole)
		b[at] ^= 0x10
		if _, err := packet.Open(b, k); code(err) == "" {
			t.Fatalf("a flipped bit at %d: %v", at, err)
		}
		if _, err := packet.Open(whole[:at], k); code(err) == "" {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
	if _, err := packet.Open(append(bytes.Clone(whole), 0), k); code(err) == "" {
		t.Error("a byte too many:", err)
	}
}

func TestAnotherDevicesPacketIsRefused(t *testing.T) {
	if _, err := packet.Open(seal(t, sample(), key(t).Recipient()), key(t)); code(err) != "packet.otherkey" {
		t.Error(err)
	}
}

// tarOf is a packet of whoever knows the device's public key.
func tarOf(t testing.TB, to age.Recipient, members ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		t.Fatal(err)
	}
	a := tar.NewWriter(w)
	for _, m := range members {
		if err := a.WriteHeader(&tar.Header{Name: m[0], Size: int64(len(m[1])), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Write([]byte(m[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(a.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAHostilePacketIsRefusedBeforeItIsUsed(t *testing.T) {
	k := key(t)
	manifest, none := [2]string{"packet.json", `{"format":1}`}, [2]string{"entries", ""}
	hash := string(review.HashOf([]byte("a")))
	for name, c := range map[string]struct {
		members [][2]string
		code    string
	}{
		"no manifest":                 {[][2]string{none}, "packet.damaged"},
		"a manifest that is none":     {[][2]string{{"packet.json", "{"}}, "packet.damaged"},
		"a form of tomorrow":          {[][2]string{{"packet.json", `{"format":2}`}}, "packet.newer"},
		"a manifest beyond the limit": {[][2]string{{"packet.json", string(make([]byte, 5<<20))}}, "packet.large"},
		"entries that are none":       {[][2]string{manifest, {"entries", "x\n"}}, "packet.damaged"},
		"too many entries":            {[][2]string{manifest, {"entries", string(bytes.Repeat([]byte("{}\n"), 50_001))}}, "packet.large"},
		"a file under another name":   {[][2]string{manifest, none, {"files/" + hash, "b"}, {"end", ""}}, "packet.damaged"},
		"a file twice":                {[][2]string{manifest, none, {"files/" + hash, "a"}, {"files/" + hash, "a"}, {"end", ""}}, "packet.damaged"},
		"a way out of the folder":     {[][2]string{manifest, none, {"../court.db", "a"}, {"end", ""}}, "packet.damaged"},
		"no end":                      {[][2]string{manifest, none}, "packet.damaged"},
		"more after the end":          {[][2]string{manifest, none, {"end", ""}, {"files/" + hash, "a"}}, "packet.damaged"},
	} {
		if _, err := packet.Open(tarOf(t, k.Recipient(), c.members...), k); code(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	k := key(f)
	f.Add([]byte("packet"))
	f.Add(seal(f, sample(), k.Recipient()))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := packet.Open(b, k); err == nil && c == nil {
			t.Error("neither a packet nor why not")
		}
	})
}
