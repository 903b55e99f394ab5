package storage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/storage"
	"shenqian/storage/pgserver"
)

func TestManyDesksWriteOneChain(t *testing.T) {
	data := database(t)
	const desks, acts = 6, 25
	var g sync.WaitGroup
	for i := range desks {
		s := opened(t, data)
		g.Go(func() {
			for j := range acts {
				add(t, s, fmt.Sprint("m", i), fmt.Sprint(j))
			}
		})
	}
	g.Wait()
	s := opened(t, data)
	if w, err := s.VerifyJournal(t.Context(), agree); err != nil || w.Entries != desks*acts {
		t.Fatal(w, err)
	}
	for i := range desks {
		es, err := s.Entries(t.Context(), storage.MatterEntry, fmt.Sprint("m", i))
		if err != nil || len(es) != acts {
			t.Error(len(es), err)
		}
	}
}

// Who looks and then acts, within a step, looks at what the journal has: the
// slower of two finds what the quicker did.
func TestOfTwoWhoDecideAtOnceOneSeesTheOthersDecision(t *testing.T) {
	data := database(t)
	decided := make([]string, 8)
	var g sync.WaitGroup
	for i := range decided {
		s := opened(t, data)
		g.Go(func() {
			err := s.Update(t.Context(), func(tx *storage.Tx) error {
				es, err := tx.Entries(storage.MatterEntry, "m")
				if err != nil {
					return err
				}
				if len(es) > 0 {
					decided[i] = "by another: " + es[0].Signer.Key
					return nil
				}
				body, _ := storage.Encode(storage.MatterEntry, "m", i)
				_, err = tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: "m", Body: body, Signer: storage.Signer{Kind: "desk", Key: fmt.Sprint("k", i)}, Signature: []byte{1}})
				decided[i] = "by me"
				return err
			})
			if err != nil {
				decided[i] = err.Error()
			}
		})
	}
	g.Wait()
	mine, others := 0, 0
	for _, d := range decided {
		switch {
		case d == "by me":
			mine++
		case strings.HasPrefix(d, "by another: k"):
			others++
		}
	}
	if mine != 1 || others != len(decided)-1 {
		t.Error(decided)
	}
}

func TestADeskHearsOfWhatAnotherDid(t *testing.T) {
	data := database(t)
	here, there := opened(t, data), opened(t, data)
	add(t, there, "before", "x")
	heard := make(chan storage.Entry, 8)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- here.Listen(ctx, func(e storage.Entry) { heard <- e }) }()
	time.Sleep(50 * time.Millisecond) // whether it listens yet makes no difference
	add(t, there, "after", "x")
	select {
	case e := <-heard:
		if e.Subject != "after" && e.Subject != "before" {
			t.Error(e.Subject)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing was heard")
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := opened(t, t.TempDir()).Listen(t.Context(), nil); err != nil {
		t.Error("of a folder:", err)
	}
}

// The server is killed again and again under load. Whatever a desk was told
// happened, and whatever it was told did not happen did not.
func TestAServerThatIsKilledLosesNothingAndDoublesNothing(t *testing.T) {
	server, err := pgserver.Start("fsync=on")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	data, err := server.Database("court")
	if err != nil {
		t.Fatal(err)
	}
	const desks = 3
	ctx, stop := context.WithCancel(t.Context())
	var g sync.WaitGroup
	type word struct{ said, unsure map[string]bool }
	words := make([]word, desks)
	for i := range desks {
		s := opened(t, data)
		words[i] = word{map[string]bool{}, map[string]bool{}}
		g.Go(func() {
			for j := 0; ctx.Err() == nil; j++ {
				subject := fmt.Sprintf("%d/%d", i, j)
				err := s.Update(t.Context(), func(tx *storage.Tx) error {
					h, err := tx.PutBlob([]byte(subject))
					if err != nil {
						return err
					}
					body, err := storage.Encode(storage.MatterEntry, subject, h)
					if err != nil {
						return err
					}
					if _, err := tx.Append(storage.NewEntry{Type: storage.MatterEntry, Subject: subject, Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte("s")}); err != nil {
						return err
					}
					return tx.SaveMatter(storage.MatterRow{ID: subject, CaseNumber: subject, State: "draft", Summary: []byte("{}")})
				})
				switch code(err) {
				case "storage.unsure":
					words[i].unsure[subject] = true
				default:
					words[i].said[subject] = err == nil
					if err != nil {
						time.Sleep(20 * time.Millisecond)
					}
				}
			}
		})
	}
	for range 4 {
		time.Sleep(400 * time.Millisecond)
		if err := server.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := server.Run("fsync=on"); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(300 * time.Millisecond)
	stop()
	g.Wait()

	s := opened(t, data)
	w, err := s.VerifyJournal(t.Context(), agree)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]int{}
	if err := s.EachEntry(t.Context(), storage.MatterEntry, func(e storage.Entry) error {
		there[e.Subject]++
		var h review.Hash
		if err := e.Decode(&h); err != nil {
			return err
		}
		_, err := s.Blob(t.Context(), h)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	good, bad := 0, 0
	for _, w := range words {
		for subject, happened := range w.said {
			if happened {
				good++
			} else {
				bad++
			}
			if want := map[bool]int{true: 1, false: 0}[happened]; there[subject] != want {
				t.Errorf("%s is there %d times, and was said to be there: %v", subject, there[subject], happened)
			}
			if known, err := s.Known(t.Context(), subject); err != nil || known != happened {
				t.Errorf("%s: its row is there: %v, %v", subject, known, err)
			}
		}
	}
	if good == 0 || bad == 0 || w.Entries < int64(good) {
		t.Errorf("%d acts, %d refused, %d entries: the test shows nothing", good, bad, w.Entries)
	}
	t.Logf("%d acts happened, %d did not, %d could not be told", good, bad, len(words[0].unsure)+len(words[1].unsure)+len(words[2].unsure))
}

func TestWhyAServerCanNotBeReachedIsSaid(t *testing.T) {
	data := database(t)
	open := func(address string) string {
		_, err := storage.Open(t.Context(), address, storage.Options{Key: key})
		return code(err)
	}
	for address, want := range map[string]string{
		"postgres://%zz": "storage.address", "postgres://owner@127.0.0.1:1/court?sslmode=disable": "storage.noserver",
		strings.Replace(data, "/court", "/nothere", 1): "storage.nodatabase",
		strings.Replace(data, "owner@", "nobody@", 1):  "storage.denied",
	} {
		if got := open(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if storage.Exists(data) {
		t.Error("an empty database is said to be a court's")
	}
	opened(t, data)
	if !storage.Exists(data) {
		t.Error("a court's database is not known as one")
	}
	if a, err := storage.ServerName("postgres://a:b@db:5433/court?sslmode=disable"); err != nil || a != "postgres://db:5433/court" {
		t.Error(a, err)
	}
}

func TestDataOfANewerProgramIsLeftAloneOnAServerToo(t *testing.T) {
	data := database(t)
	s := opened(t, data)
	change(t, data, "UPDATE schema_version SET version = 99")
	if _, err := storage.Open(t.Context(), data, storage.Options{Key: key}); code(err) != "storage.newer" {
		t.Error(err)
	}
	// A desk that was at work when another carried the data on stops too.
	err := s.Update(t.Context(), func(tx *storage.Tx) error { _, err := tx.PutBlob([]byte("x")); return err })
	if code(err) != "storage.newer" {
		t.Error(err)
	}
}
