package storage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/storage"
)

func TestDataIsExaminedWithoutItsKey(t *testing.T) {
	dir := t.TempDir()
	s, err := storage.Open(t.Context(), dir, storage.Options{Key: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		add(t, s, "x", strings.Repeat("y", 500))
	}
	e, err := storage.Examine(t.Context(), dir)
	if err != nil || e.Schema != e.Newest || e.Newest < 4 || len(e.Damage) > 0 {
		t.Fatalf("%+v %v", e, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "court.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 2; i < len(b)/2+9000; i++ {
		b[i] = 0xAA
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if e, err = storage.Examine(t.Context(), dir); err != nil || len(e.Damage) == 0 {
		t.Fatalf("%+v %v", e, err)
	}
	if err := os.WriteFile(path, []byte("no database at all, but long enough to look like a header of one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err = storage.Examine(t.Context(), dir); code(err) != "storage.unreadable" {
		t.Fatal(err)
	}
	if _, err := storage.Examine(t.Context(), t.TempDir()); err == nil {
		t.Fatal("nothing there, and no fault")
	}
}
