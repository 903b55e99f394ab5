package app

import (
	"context"
	"slices"
	"sync"

	"shenqian/review"
	"shenqian/signing"
)

// Papers that the president has read to the end are put aside, to be signed
// together with one PIN. That a paper is among them is a note of his, sealed
// in the court's folder; that it was shown is in the journal. Each approval is
// one transaction. So whatever breaks a batch off, a kill or a token that is
// pulled out, each of its papers is signed or not, the note still says which
// papers they are, and signing the rest is signing the batch again.

// batchNote is the note that holds the papers put aside, by matter with the
// hash that was shown.
const batchNote = "batch"

// BatchPaper is a paper that was put aside.
type BatchPaper struct {
	ID         string
	CaseNumber string
	Seen       review.Hash
	// Signed: the bytes that were seen are approved.
	Signed bool
	// Problem says why it can't be signed as it was seen, nil if it can.
	Problem error
}

// PutAside keeps a paper that has been read for signing with others. seen is
// the hash of the showing that stands.
func (a *App) PutAside(ctx context.Context, id string, seen review.Hash) error {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return err
	}
	if err := a.batchable(m, seen); err != nil {
		return err
	}
	notes, err := a.Notes(batchNote)
	if err != nil {
		return err
	}
	notes[id] = string(seen)
	return a.KeepNotes(batchNote, notes)
}

// PutBack takes papers out of those put aside.
func (a *App) PutBack(ids ...string) error {
	notes, err := a.Notes(batchNote)
	if err != nil {
		return err
	}
	for _, id := range ids {
		delete(notes, id)
	}
	return a.KeepNotes(batchNote, notes)
}

// batchable says whether a paper can be approved by the hash that was seen.
func (a *App) batchable(m *review.Matter, seen review.Hash) error {
	switch f := m.Frozen; {
	case m.State != review.StatePresident:
		return review.Fault("state.approve", "state", string(m.State))
	case m.Parked != "":
		return review.Fault("batch.parked")
	case f == nil:
		return review.Fault("approve.notshown")
	case f.On != review.DateOf(a.Now()):
		return review.Fault("batch.otherday", "on", f.On.Arabic())
	case f.Hash != seen:
		return review.Fault("approve.otherhash", "seen", seen.Short(), "frozen", f.Hash.Short())
	case f.Open > 0:
		return review.Fault("batch.open", "count", itoa(f.Open))
	}
	return nil
}

// Batch lists the papers put aside by the one at the desk, with where each
// stands now.
func (a *App) Batch(ctx context.Context) ([]BatchPaper, error) {
	notes, err := a.Notes(batchNote)
	if err != nil {
		return nil, err
	}
	out := []BatchPaper{}
	for id, seen := range notes {
		p := BatchPaper{ID: id, CaseNumber: numberOf(id), Seen: review.Hash(seen)}
		_, m, err := a.events(ctx, id)
		if err != nil {
			return nil, err
		}
		if p.Signed = approvedAs(m, p.Seen); !p.Signed {
			p.Problem = a.batchable(m, p.Seen)
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y BatchPaper) int {
		if c := len(x.CaseNumber) - len(y.CaseNumber); c != 0 {
			return c
		}
		if x.CaseNumber < y.CaseNumber {
			return -1
		}
		return 1
	})
	return out, nil
}

// approvedAs says whether the approval that stands is of the bytes seen.
func approvedAs(m *review.Matter, seen review.Hash) bool {
	d, ok := m.Approval()
	return ok && d.Kind == review.EventApprove && d.Frozen == seen
}

// ApproveBatch approves papers that were put aside, as many at a time as the
// keys allow, and returns each one's error; those that are signed already have
// none. national is as in ApproveTwice. done is called after each, from one
// goroutine at a time. When ctx ends, what was begun is finished and the rest
// has the error "batch.cancelled".
func (a *App) ApproveBatch(ctx context.Context, papers []BatchPaper, cred, national *Credential, done func(i int, err error)) []error {
	results := make([]error, len(papers))
	next := make(chan int)
	var wg sync.WaitGroup
	var told sync.Mutex
	for range min(len(papers), signing.Parallel(a.Court().Level, cred, national)) {
		wg.Go(func() {
			for i := range next {
				results[i] = a.approveOne(ctx, papers[i], cred, national)
				if done != nil {
					told.Lock()
					done(i, results[i])
					told.Unlock()
				}
			}
		})
	}
	for i := range papers {
		next <- i
	}
	close(next)
	wg.Wait()
	return results
}

func (a *App) approveOne(ctx context.Context, p BatchPaper, cred, national *Credential) error {
	if ctx.Err() != nil {
		return review.FaultFrom(ctx.Err(), "batch.cancelled")
	}
	whole := context.WithoutCancel(ctx) // cancelled between papers, never within one
	_, m, err := a.events(whole, p.ID)
	if err != nil {
		return err
	}
	if approvedAs(m, p.Seen) {
		return nil
	}
	if err := a.batchable(m, p.Seen); err != nil {
		return err
	}
	_, err = a.ApproveTwice(whole, p.ID, p.Seen, cred, national, "")
	return err
}
