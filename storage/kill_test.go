package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// The test binary, called again with this variable set, is a program that
// records acts, one after the other, until it is killed.
const recorder = "SHENQIAN_TEST_RECORD"

// crashChild runs the recorder where the test binary was called as one.
func crashChild() bool {
	dir := os.Getenv(recorder)
	if dir == "" {
		return false
	}
	if err := record(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// record prints the number of each act once it is done.
func record(dir string) error {
	s, err := storage.Open(context.Background(), dir, storage.Options{Key: key})
	if err != nil {
		return err
	}
	for {
		var e storage.Entry
		err := s.Update(context.Background(), func(tx *storage.Tx) error {
			paper := make([]byte, 20000+rand.IntN(80000))
			for i := range paper {
				paper[i] = byte(rand.Uint32())
			}
			h, err := tx.PutBlob(paper)
			if err != nil {
				return err
			}
			body, err := storage.Encode(storage.MatterEntry, "m", map[string]string{"paper": string(h)})
			if err != nil {
				return err
			}
			e, err = tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: "m", Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte("s")})
			if err != nil {
				return err
			}
			return tx.SaveMatter(rowAfter(e.Seq))
		})
		if err != nil {
			return err
		}
		fmt.Println(e.Seq)
	}
}

// rowAfter is the matter's row after so many acts.
func rowAfter(acts int64) storage.MatterRow {
	return storage.MatterRow{
		ID: "m", CaseNumber: "m", State: "draft", Summary: []byte("{}"), Rank: int(acts),
		Desks: []storage.Desk{{Name: strconv.FormatInt(acts%7, 10)}}, Search: "act " + strconv.FormatInt(acts, 10),
	}
}

func TestAKillAtAnyMomentLeavesTheStepBeforeOrTheStepAfter(t *testing.T) {
	kills := 60
	if testing.Short() {
		kills = 10
	}
	dir := t.TempDir()
	for i := range kills {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), recorder+"="+dir)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Counting from the first act on, so that every kill meets one.
		lines := bufio.NewScanner(out)
		lines.Scan()
		told, _ := strconv.ParseInt(lines.Text(), 10, 64)
		time.AfterFunc(time.Duration(rand.IntN(60_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		for lines.Scan() {
			if n, err := strconv.ParseInt(lines.Text(), 10, 64); err == nil {
				told = n
			}
		}
		_ = cmd.Wait() // it was killed
		if told == 0 {
			t.Fatal("the recorder did nothing")
		}
		whole(t, dir, i, told)
	}
}

// whole checks that the journal holds all that was reported done, that the row
// is that of the last act, that every act has its file, and that no file lacks
// its act.
func whole(t *testing.T, dir string, kill int, told int64) {
	t.Helper()
	s, err := storage.Open(t.Context(), dir, storage.Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	walk, err := s.VerifyJournal(t.Context(), agree)
	n := walk.Entries
	if err != nil || n < told {
		t.Fatalf("kill %d: %d entries of %d: %v", kill, n, told, err)
	}
	if good, err := s.Placed(t.Context(), rowAfter(n)); err != nil || !good {
		t.Fatalf("kill %d: the row is not that of act %d: %v", kill, n, err)
	}
	if p, err := s.Matters(t.Context(), storage.Query{Text: strconv.FormatInt(n, 10)}); err != nil || p.Total != 1 {
		t.Fatalf("kill %d: act %d is not found: %v", kill, n, err)
	}
	entries, err := s.Entries(t.Context(), storage.MatterEntry, "m")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, e := range entries {
		var p struct{ Paper string }
		if err := e.Decode(&p); err != nil {
			t.Fatal(err)
		}
		known[p.Paper] = true
	}
	for _, e := range entries[max(0, len(entries)-20):] {
		var p struct{ Paper string }
		if err := e.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Blob(t.Context(), review.Hash(p.Paper)); err != nil {
			t.Fatalf("kill %d: act %d without its file: %v", kill, e.Seq, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "files", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[filepath.Base(f)] {
			t.Fatalf("kill %d: file %s without its act", kill, filepath.Base(f))
		}
	}
}
