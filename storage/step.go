package storage

import (
	"context"
	"database/sql"

	"shenqian/review"
)

// Tx is one step: all of it happens or none.
type Tx struct {
	s    *Store
	tx   bound
	ctx  context.Context
	news []string // hashes of files that come in with this step
	last Entry    // the last that was appended, its Seq 0 if none was
}

// Update runs one step in one transaction.
func (s *Store) Update(ctx context.Context, step func(*Tx) error) error {
	if s.share != "" {
		return s.onShare()
	}
	// Steps of this process wait for each other here. A database lets them wait
	// too, but SQLite sleeps in between, and would let the disk stand idle.
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		return s.unreached(err)
	}
	t := &Tx{s: s, tx: bound{tx, s.db.dialect}, ctx: ctx}
	err = t.run(step)
	if err != nil {
		_ = tx.Rollback() // the step's error counts
	} else if err = tx.Commit(); err != nil {
		err = s.settleCommit(ctx, t, err)
	}
	s.files.end(t.news, err == nil)
	return err
}

// run is the step with what the database wants around it.
func (t *Tx) run(step func(*Tx) error) error {
	if err := t.s.begin(t); err != nil {
		return err
	}
	if err := step(t); err != nil {
		return err
	}
	return t.s.tell(t)
}

func (s *Store) onServer() bool { return s.url != "" }

// unreached is the error of a database that could not be written to.
func (s *Store) unreached(err error) error {
	if s.onServer() && lost(err) {
		return review.FaultFrom(err, "storage.lost")
	}
	return unwritten(err)
}

// settleCommit finds out what became of a step whose commit failed: with a file
// nothing happened; with a server the answer may have been lost on the way.
func (s *Store) settleCommit(ctx context.Context, t *Tx, err error) error {
	if !s.onServer() || !lost(err) || t.last.Seq == 0 {
		return s.unreached(err)
	}
	return s.ask(context.WithoutCancel(ctx), t.last, err)
}

// querier is what rows are read from.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}
