//go:build unix

package storage_test

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"testing"
	"time"

	"shenqian/storage"
	"shenqian/storage/pgserver"
)

// road is a desk on the server's other end of a road that can be bad.
func road(t *testing.T, patience time.Duration) (desk *storage.Store, data string, p *pgserver.Proxy) {
	t.Helper()
	data = database(t)
	s, err := server()
	if err != nil {
		t.Fatal(err)
	}
	if p, err = s.Proxy(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	at, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if desk, err = storage.Open(t.Context(), p.Over("owner", path.Base(at.Path)), storage.Options{Key: key, Patience: patience}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	return desk, data, p
}

// recorded is one step of a matter; within it, meanwhile is called.
func recorded(ctx context.Context, s *storage.Store, subject string, meanwhile func()) error {
	return s.Update(ctx, func(tx *storage.Tx) error {
		body, err := storage.Encode(storage.MatterEntry, subject, "x")
		if err != nil {
			return err
		}
		if _, err := tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: subject, Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte("s")}); err != nil {
			return err
		}
		if err := tx.SaveMatter(storage.MatterRow{ID: subject, CaseNumber: subject, State: "draft", Summary: []byte("{}")}); err != nil {
			return err
		}
		if meanwhile != nil {
			meanwhile()
		}
		return nil
	})
}

func TestASlowRoadToTheServerLosesNothing(t *testing.T) {
	desk, data, p := road(t, 0)
	p.Slow(20*time.Millisecond, 512<<10)
	paper := make([]byte, 200<<10)
	err := desk.Update(t.Context(), func(tx *storage.Tx) error {
		h, err := tx.PutBlob(paper)
		if err != nil {
			return err
		}
		body, err := storage.Encode(storage.MatterEntry, "slow", h)
		if err != nil {
			return err
		}
		_, err = tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: "slow", Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte("s")})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := desk.Entries(t.Context(), storage.MatterEntry, "slow"); err != nil || len(got) != 1 {
		t.Error(len(got), err)
	}
	if w, err := opened(t, data).VerifyJournal(t.Context(), agree); err != nil || w.Entries != 1 {
		t.Error(w, err)
	}
}

// Whatever a desk is told when the road ends under it is true.
func TestOfARoadThatEndsUnderAStepTheTruthIsTold(t *testing.T) {
	for _, c := range []struct {
		name    string
		when    string // a request that the server does not get, or whose answer is lost
		end     func(p *pgserver.Proxy)
		want    string // the code, "" for done
		happens bool
		patient time.Duration // 0: not for long
	}{
		{"cut before the step's last question", "pg_notify", (*pgserver.Proxy).Cut, "storage.lost", false, 0},
		{"silent before the step's last question", "pg_notify", requestsHalt, "storage.lost", false, 0},
		{"cut before the commit", "commit", (*pgserver.Proxy).Cut, "storage.lost", false, 0},
		{"no commit comes through", "commit", requestsHalt, "storage.unsure", false, 0},
		{"no answer to the commit comes through", "commit", answersHalt, "storage.unsure", true, 0},
		{"the answer to the commit is lost, and the server can be asked", "commit", (*pgserver.Proxy).Strand, "", true, 9 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			desk, data, p := road(t, cmp.Or(c.patient, 2400*time.Millisecond))
			err := recorded(t.Context(), desk, "m", func() { p.When(c.when, func() { c.end(p) }) })
			if code(err) != c.want {
				t.Errorf("told %q: %v", code(err), err)
			}
			time.Sleep(1500 * time.Millisecond) // for the server to give up the silent desk
			es, err := opened(t, data).Entries(t.Context(), storage.MatterEntry, "m")
			if err != nil || (len(es) == 1) != c.happens {
				t.Errorf("%d entries: %v", len(es), err)
			}
			p.Halt(false, false)
			if err := recorded(t.Context(), desk, "after", nil); err != nil {
				t.Error("once the road is good again:", err)
			}
		})
	}
}

func requestsHalt(p *pgserver.Proxy) { p.Halt(true, false) }
func answersHalt(p *pgserver.Proxy)  { p.Halt(false, true) }

// A desk that falls silent in the middle of a step holds the court's lock: the
// others are told that somebody is writing, and go on once the server gave it up.
func TestADeskThatFallsSilentDoesNotHoldUpTheCourt(t *testing.T) {
	desk, data, p := road(t, 2*time.Second)
	other, err := storage.Open(t.Context(), data, storage.Options{Key: key, Patience: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	silent := make(chan error, 1)
	held := make(chan bool)
	go func() {
		silent <- recorded(t.Context(), desk, "silent", func() { p.Halt(true, true); close(held) })
	}()
	<-held
	if err := recorded(t.Context(), other, "waits", nil); code(err) != "storage.busy" {
		t.Errorf("told %q: %v", code(err), err)
	}
	var told error
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		if told = recorded(t.Context(), other, "waits", nil); code(told) != "storage.busy" {
			break
		}
	}
	if told != nil {
		t.Error("the court is held up:", told)
	}
	if err := <-silent; err == nil {
		t.Error("the silent desk was told that it had done it")
	}
}

func TestReadingOverALostRoadIsNoDamage(t *testing.T) {
	desk, _, p := road(t, time.Second)
	if err := recorded(t.Context(), desk, "m", nil); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if _, err := desk.Matters(t.Context(), storage.Query{Limit: 10}); code(err) != "storage.away" {
		t.Errorf("told %q: %v", code(err), err)
	}
	if err := recorded(t.Context(), desk, "m", nil); code(err) != "storage.lost" {
		t.Errorf("told %q: %v", code(err), err)
	}
}
