package app

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"

	"shenqian/storage"
)

// JournalReport is what the check of the journal found.
type JournalReport struct {
	Entries int64  `json:"entries"`
	Head    string `json:"head"`
	Good    bool   `json:"good"`
	Reason  string `json:"reason,omitempty"`
	Files   int    `json:"files"` // in the data
	// Wrong is the first row that lies, where one can be named.
	Wrong int64 `json:"wrong,omitempty"`
	// Papers are those that the journal was held against.
	Papers []PaperCheck `json:"papers,omitempty"`
	// Anchored rows, from the first on, are attested outside: by those papers.
	Anchored int64 `json:"anchored"`
	// Doubtful are the acts signed by a key between the day from which it was
	// not to be trusted and the report of that.
	Doubtful []int64 `json:"doubtful,omitempty"`
	// Closed is how many rows are closed to the login that checks: of them it
	// sees the chain and the tree, and nothing else.
	Closed int64 `json:"closed,omitempty"`
	// Login is the database login by which the first row that lies was written.
	Login string `json:"login,omitempty"`
}

// VerifyJournal checks the whole journal: chain, signatures, who might sign
// what, the tree, that every matter's events are lawful, that rows and files
// are those of the journal, and that it agrees with the papers given.
func (a *App) VerifyJournal(ctx context.Context, papers ...Paper) (*JournalReport, error) {
	return a.verifyJournal(ctx, papers, nil)
}

// verifyJournal is VerifyJournal with papers of the machine's own besides,
// which attest nothing outside.
func (a *App) verifyJournal(ctx context.Context, papers, own []Paper) (*JournalReport, error) {
	logs, err := a.logs(ctx)
	if err != nil {
		return nil, err
	}
	held := append(a.hold(papers, logs), a.hold(own, logs)...)
	for _, h := range held[len(papers):] {
		h.own = true
	}
	c := newJournalChecker(a.law())
	check := func(e storage.Entry, statement []byte) error {
		if err := c.check(e, statement); err != nil {
			return err
		}
		for _, h := range held {
			h.meet(e)
		}
		return nil
	}
	w, err := a.store.VerifyJournal(ctx, check, sizes(held)...)
	r := &JournalReport{Entries: w.Entries, Head: hex.EncodeToString(w.Head[:]), Good: err == nil, Wrong: w.Wrong, Doubtful: c.doubtful, Closed: w.Closed}
	c.unseen = w.Closed
	slices.Sort(r.Doubtful)
	if err != nil {
		if Code(err) == "" {
			return nil, err
		}
		r.Reason = a.Words.Explain(err)
		r.Login, err = a.store.WrittenBy(ctx, r.Wrong)
		return r, err
	}
	if r.Reason, err = a.derived(ctx, c); err != nil {
		return nil, err
	}
	r.Files = c.kept
	a.judge(r, held, w)
	r.Good = r.Reason == ""
	return r, nil
}

// judge says of each paper whether the journal agrees with it. Of those that
// it does not agree with, the one that says most about where stands first.
func (a *App) judge(r *JournalReport, held []*heldPaper, w storage.Walk) {
	for _, h := range held {
		if h.agrees(w) && h.anchors() && !h.own {
			r.Anchored = max(r.Anchored, h.mark.Size)
		}
	}
	for _, h := range held {
		err := h.verdict(w, r.Anchored)
		h.Agrees = err == nil
		if err != nil {
			h.Reason, h.Later = a.Words.Explain(err), Code(err) == "journal.shorter"
			if row := rowOfFault(err); r.Wrong == 0 || row != 0 && row < r.Wrong {
				r.Wrong, r.Reason = row, h.Reason
			}
			if r.Reason == "" {
				r.Reason = h.Reason
			}
		}
		r.Papers = append(r.Papers, h.PaperCheck)
	}
}

// rowOfFault is the row that a fault names, 0 for none.
func rowOfFault(err error) int64 {
	var f coded
	if !errors.As(err, &f) {
		return 0
	}
	n, _ := strconv.ParseInt(f.ErrorArgs()["row"], 10, 64) // not a number: none
	return n
}
