package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/signing/trust"
)

const batchSize = 8

// layBatch lays out a court whose president has read some papers and put them
// aside, and keeps his key in a file.
func layBatch(t *testing.T) (c *waitingCourt, dir string) {
	t.Helper()
	dir = t.TempDir()
	w, err := NewWorkshop(Config{})
	if err == nil {
		c, err = w.layWaiting(t.Context(), dir, batchSize)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	b, err := trust.EncodePKCS12(c.key, batchPass)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "president.p12"), b, 0o600)
	}
	for _, id := range c.ids {
		if err != nil {
			t.Fatal(err)
		}
		var sh *Showing
		if sh, err = c.Show(t.Context(), id); err == nil {
			err = c.PutAside(t.Context(), id, sh.Hash)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

const batchPass = "batch"

// reopen opens the court anew, the president at the desk.
func reopen(ctx context.Context, dir string) (*App, *Credential, error) {
	a, err := Open(ctx, Config{Data: filepath.Join(dir, "court"), Clock: func() time.Time { return benchDay.Add(time.Hour) }})
	if err != nil {
		return nil, nil, err
	}
	key, err := a.LoadCredential(filepath.Join(dir, "president.p12"), func() ([]byte, error) { return []byte(batchPass), nil })
	if err == nil {
		_, err = a.SignIn(ctx, benchPeople[0].name, key)
	}
	return a, key, err
}

// TestBatchChild is the process that is killed; alone it does nothing.
func TestBatchChild(t *testing.T) {
	dir := os.Getenv("BATCH_COURT")
	if dir == "" {
		return
	}
	a, key, err := reopen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	papers, err := a.Batch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a.ApproveBatch(t.Context(), papers, key, nil, func(i int, err error) { fmt.Println("signed", i, err) })
}

// TestABatchKilledInTheMiddleGoesOn kills a process that approves a batch, and
// approves the rest.
func TestABatchKilledInTheMiddleGoesOn(t *testing.T) {
	c, dir := layBatch(t)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestBatchChild$", "-test.v")
	child.Env = append(os.Environ(), "BATCH_COURT="+dir)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for s := bufio.NewScanner(out); s.Scan(); {
		if strings.HasPrefix(s.Text(), "signed") {
			if told++; told == 3 {
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := child.Wait(); err == nil || told < 3 {
		t.Fatalf("it was not killed: %v, %d signed", err, told)
	}
	a, key, err := reopen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	papers, err := a.Batch(t.Context())
	if err != nil || len(papers) != batchSize {
		t.Fatal(papers, err)
	}
	before := map[string]review.Hash{}
	for _, p := range papers {
		if p.Problem != nil {
			t.Errorf("%s: %v", p.CaseNumber, p.Problem)
		}
		if p.Signed {
			before[p.ID] = signedOnce(t, a, p)
		}
	}
	if len(before) < 3 || len(before) == batchSize {
		t.Fatalf("%d of %d signed before the kill", len(before), batchSize)
	}
	for i, err := range a.ApproveBatch(t.Context(), papers, key, nil, nil) {
		if err != nil {
			t.Errorf("%s: %v", papers[i].CaseNumber, err)
		}
	}
	for _, p := range papers {
		if h := signedOnce(t, a, p); before[p.ID] != "" && before[p.ID] != h {
			t.Errorf("%s was signed twice", p.CaseNumber)
		}
	}
	if r, err := a.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Error(r, err)
	}
}

// signedOnce wants one approval of the bytes that were seen, and a file that
// begins with them and holds.
func signedOnce(t *testing.T, a *App, p BatchPaper) review.Hash {
	t.Helper()
	d, err := a.Load(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Matter.Decisions); n != 1 || d.Matter.Decisions[0].Frozen != p.Seen {
		t.Fatalf("%s: %d decisions", p.CaseNumber, n)
	}
	_, pdf, err := a.Original(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Verify(pdf, nil)
	if err != nil || r.Verdict != "valid" || len(r.Signatures) != 1 || r.Signatures[0].RevisionSHA256 != string(p.Seen) {
		t.Fatalf("%s: %+v %v", p.CaseNumber, r, err)
	}
	return d.Matter.Decisions[0].Signed
}

// TestABatchIsCancelledBetweenPapers, and says of each paper what became of it.
func TestABatchIsCancelledBetweenPapers(t *testing.T) {
	c, _ := layBatch(t)
	ctx, cancel := context.WithCancel(t.Context())
	papers, err := c.Batch(ctx)
	if err != nil {
		t.Fatal(err)
	}
	// One is returned in the meantime, one parked.
	if _, err := c.Decide(ctx, papers[0].ID, review.EventReturn, "请补正。", c.key); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Park(ctx, papers[1].ID, "请来汇报。"); err != nil {
		t.Fatal(err)
	}
	done := 0
	results := c.ApproveBatch(ctx, papers, c.key, nil, func(_ int, err error) {
		if done++; done == 4 {
			cancel()
		}
	})
	codes := map[string]int{}
	for _, err := range results {
		codes[Code(err)]++
		if Code(err) == "batch.cancelled" && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if codes["state.approve"] != 1 || codes["batch.parked"] != 1 || codes["batch.cancelled"] == 0 || codes[""] < 2 || codes[""]+codes["batch.cancelled"] != batchSize-2 {
		t.Error(codes)
	}
	after, err := c.Batch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range after {
		if p.Signed != (results[i] == nil) {
			t.Errorf("%s: signed %v, %v", p.CaseNumber, p.Signed, results[i])
		}
	}
}

// TestOnlyWhatWasShownTodayIsPutAside, and yesterday's showing no longer counts.
func TestOnlyWhatWasShownTodayIsPutAside(t *testing.T) {
	c, dir := layBatch(t)
	if err := c.PutAside(t.Context(), c.ids[0], "0"); Code(err) != "approve.otherhash" {
		t.Error(err)
	}
	if err := c.PutBack(c.ids[1]); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), Config{Data: filepath.Join(dir, "court"), Clock: func() time.Time { return benchDay.AddDate(0, 0, 1) }})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := a.SignIn(t.Context(), benchPeople[0].name, c.key); err != nil {
		t.Fatal(err)
	}
	papers, err := a.Batch(t.Context())
	if err != nil || len(papers) != batchSize-1 {
		t.Fatal(papers, err)
	}
	for i, err := range a.ApproveBatch(t.Context(), papers, c.key, nil, nil) {
		if Code(err) != "batch.otherday" || papers[i].Signed || Code(papers[i].Problem) != "batch.otherday" {
			t.Error(papers[i], err)
		}
	}
}
