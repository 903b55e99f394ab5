package backup_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"shenqian/app/backup"
)

func code(err error) string {
	var c interface{ ErrorCode() string }
	if errors.As(err, &c) {
		return c.ErrorCode()
	}
	return ""
}

func write(t *testing.T, to age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := backup.NewWriter(&out, []age.Recipient{to}, backup.Manifest{Court: "法院", At: time.Unix(1, 0), Entries: 3, Files: 1}, "checkpoint\n", []byte("key"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"court.db", "files/ab/abcd"} {
		content := strings.Repeat(part, 9000) // over age's chunk of 64 KiB
		if err := w.Put(part, int64(len(content)), strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read reads a whole backup.
func read(b []byte, with age.Identity) (parts []string, err error) {
	r, err := backup.NewReader(bytes.NewReader(b), with)
	if err != nil {
		return nil, err
	}
	for {
		name, content, err := r.Next()
		if errors.Is(err, io.EOF) {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			return nil, err
		}
		parts = append(parts, name)
	}
}

func TestABackupIsReadAsItWasWritten(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	parts, err := read(write(t, id.Recipient()), id)
	if err != nil || strings.Join(parts, " ") != "court.db files/ab/abcd" {
		t.Error(parts, err)
	}
}

func TestAFlippedBitOrACutAnywhereIsRefused(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	whole := write(t, id.Recipient())
	for at := 0; at < len(whole); at += max(1, len(whole)/997) {
		b := bytes.Clone(whole)
		b[at] ^= 0x10
		if _, err := read(b, id); code(err) == "" {
			t.Fatalf("a flipped bit at %d: %v", at, err)
		}
		if _, err := read(whole[:at], id); code(err) == "" {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
	if _, err := read(append(bytes.Clone(whole), 0), id); code(err) == "" {
		t.Error("a byte too many:", err)
	}
}

func TestAnotherKeyAndAWeakPassphraseAreRefused(t *testing.T) {
	id, _ := age.GenerateX25519Identity()
	other, _ := age.GenerateX25519Identity()
	if _, err := read(write(t, id.Recipient()), other); code(err) != "backup.otherkey" {
		t.Error(err)
	}
	if _, err := backup.ForPassphrase("短口令"); code(err) != "backup.shortpass" {
		t.Error(err)
	}
	if _, err := backup.For("age1nonsense"); code(err) != "backup.recipient" {
		t.Error(err)
	}
	if _, err := read([]byte("not a backup"), id); code(err) != "backup.notabackup" {
		t.Error(err)
	}
}
