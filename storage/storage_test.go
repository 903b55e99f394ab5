package storage_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

var key = bytes.Repeat([]byte{7}, 32)

func code(err error) string {
	var e *review.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func add(t *testing.T, s *storage.Store, subject, text string) storage.Entry {
	t.Helper()
	var e storage.Entry
	err := s.Update(t.Context(), func(tx *storage.Tx) error {
		body, err := storage.Encode(storage.MatterEntry, subject, map[string]string{"text": text})
		if err != nil {
			return err
		}
		e, err = tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: subject, Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte("s")})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func agree(storage.Entry, []byte) error { return nil }

func TestAStepThatFailsLeavesNothing(t *testing.T) {
	both(t, func(t *testing.T, data string) {
		s := opened(t, data)
		stop := errors.New("stop")
		err := s.Update(t.Context(), func(tx *storage.Tx) error {
			if _, err := tx.PutBlob([]byte("paper")); err != nil {
				return err
			}
			body, _ := storage.Encode(storage.MatterEntry, "m", 1)
			if _, err := tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: "m", Body: body, Signer: storage.Signer{Kind: "desk"}, Signature: []byte{1}}); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		if w, err := s.VerifyJournal(t.Context(), agree); err != nil || w.Entries != 0 {
			t.Error("the journal has an entry", w.Entries, err)
		}
		if f, _ := filepath.Glob(filepath.Join(data, "files", "*", "*")); len(f) > 0 {
			t.Error("a file stayed", f)
		}
	})
}

func TestFilesAreKeptSealedByTheirHash(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	data := []byte("一份裁定书")
	var h review.Hash
	if err := s.Update(t.Context(), func(tx *storage.Tx) (err error) { h, err = tx.PutBlob(data); return err }); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Blob(t.Context(), h); err != nil || !bytes.Equal(got, data) {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "files", string(h[:2]), string(h))
	raw, err := os.ReadFile(path)
	if err != nil || bytes.Contains(raw, data) {
		t.Fatal("not sealed", err)
	}
	raw[len(raw)-1] ^= 1
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Blob(t.Context(), h); code(err) != "storage.damaged" {
		t.Error("damage was not noticed:", err)
	}
}

func TestAKillBetweenCommitAndMoveLosesNothing(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	var h review.Hash
	if err := s.Update(t.Context(), func(tx *storage.Tx) (err error) { h, err = tx.PutBlob([]byte("x")); return err }); err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "files", string(h[:2]), string(h))
	if err := os.Rename(at, filepath.Join(dir, "incoming", string(h))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Blob(t.Context(), h); err != nil {
		t.Error("not found while it waits:", err)
	}
	_ = s.Close()
	opened(t, dir)
	if _, err := os.Stat(at); err != nil {
		t.Error("not moved at opening:", err)
	}
}

func TestEveryChangedColumnOfTheJournalIsFound(t *testing.T) {
	either(t, func(t *testing.T, fresh func(*testing.T) string) {
		for _, query := range []string{
			"UPDATE journal SET type = 'person' WHERE seq = 2", "UPDATE journal SET subject = 'z' WHERE seq = 2",
			"UPDATE journal SET signer_key = 'z' WHERE seq = 2", "UPDATE journal SET signer_kind = 'certificate' WHERE seq = 2",
			"UPDATE journal SET signature = x'00' WHERE seq = 2", "UPDATE journal SET sealed_body = (SELECT sealed_body FROM journal WHERE seq = 1) WHERE seq = 2",
			"UPDATE journal SET prev = zeroblob(32) WHERE seq = 2", "UPDATE journal SET hash = zeroblob(32) WHERE seq = 2",
			"DELETE FROM journal WHERE seq = 2", "UPDATE journal SET seq = 9 WHERE seq = 3",
		} {
			data := fresh(t)
			s := opened(t, data)
			for _, x := range []string{"a", "b", "c"} {
				add(t, s, "m", x)
			}
			if w, err := s.VerifyJournal(t.Context(), agree); err != nil || w.Entries != 3 {
				t.Fatal(w.Entries, err)
			}
			change(t, data, query)
			if w, err := s.VerifyJournal(t.Context(), agree); err == nil || w.Wrong < 2 {
				t.Error("not found:", query, w.Wrong, err)
			}
		}
	})
}

func TestASecondWindowAndANewerDatabaseAreRefusedPlainly(t *testing.T) {
	dir := t.TempDir()
	s, err := storage.Open(t.Context(), dir, storage.Options{Key: key, Window: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(t.Context(), dir, storage.Options{Key: key, Window: true}); code(err) != "storage.window" {
		t.Error(err)
	}
	_ = s.Close()
	db, _ := sql.Open("sqlite3", filepath.Join(dir, "court.db"))
	if _, err := db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	if _, err := storage.Open(t.Context(), dir, storage.Options{Key: key}); code(err) != "storage.newer" {
		t.Error(err)
	}
}
