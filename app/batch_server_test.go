//go:build unix

package app

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/storage/pgserver"
)

// TestABatchOverARoadThatIsCutSaysOfEachPaperWhatBecameOfIt cuts the connections
// to the court's server again and again while a batch is approved.
func TestABatchOverARoadThatIsCutSaysOfEachPaperWhatBecameOfIt(t *testing.T) {
	server, err := pgserver.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	data, err := server.Database("court")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w, err := NewWorkshop(Config{})
	if err != nil {
		t.Fatal(err)
	}
	at := Config{Data: data, Clock: benchClock(), Settings: filepath.Join(dir, "settings")}
	c, err := w.layWaitingAt(t.Context(), at, dir, batchSize)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var papers []BatchPaper
	for _, id := range c.ids {
		sh, err := c.Show(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		papers = append(papers, BatchPaper{ID: id, Seen: sh.Hash})
	}

	road, err := server.Proxy()
	if err != nil {
		t.Fatal(err)
	}
	defer road.Close()
	key, err := sealingKey(c.config, false, false)
	if err != nil {
		t.Fatal(err)
	}
	over := at
	over.Data = road.Over("owner", "court")
	onTheRoad, err := NewWorkshop(over)
	if err != nil {
		t.Fatal(err)
	}
	desk, err := openWith(t.Context(), over, onTheRoad, key)
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	if _, err := desk.SignIn(t.Context(), benchPeople[0].name, c.key); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	cut := make(chan bool)
	go func() {
		defer close(cut)
		for wait := 20 * time.Millisecond; ctx.Err() == nil; wait += wait / 2 {
			road.When("commit", road.Cut)
			time.Sleep(wait)
		}
	}()
	results := desk.ApproveBatch(t.Context(), papers, c.key, nil, nil)
	stop()
	<-cut
	told := map[string]int{}
	for i, err := range results {
		told[Code(err)]++
		_, m, err2 := c.events(t.Context(), papers[i].ID)
		if err2 != nil {
			t.Fatal(err2)
		}
		switch approved := m.State == review.StateApproved; {
		case err == nil && !approved:
			t.Errorf("%s was said to be approved and is %s", papers[i].ID, m.State)
		case err != nil && approved:
			t.Errorf("%s was said not to be approved and is: %v", papers[i].ID, err)
		case err != nil && Code(err) != "storage.lost" && Code(err) != "storage.away":
			t.Errorf("%s: %v", papers[i].ID, err)
		}
	}
	if told["storage.lost"]+told["storage.away"] == 0 {
		t.Error("nothing was cut:", told)
	}
	road.When("commit", nil)
	for i, err := range desk.ApproveBatch(t.Context(), papers, c.key, nil, nil) {
		if err != nil {
			t.Errorf("%s, on a good road: %v", papers[i].ID, err)
		}
		signedOnce(t, c.App, papers[i])
	}
	if r, err := c.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Error(r, err)
	}
}
