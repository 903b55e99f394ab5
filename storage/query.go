package storage

import (
	"context"
	"errors"
	"strings"

	"shenqian/review"
)

// Query says which matters, and which part of their list. The order is: what
// lies on the desks first, then by rank, then in the order the matters came.
type Query struct {
	Text  string       // every word of it must be found
	Mark  string       // the matters that bear it
	State review.State // "" for all
	Desks []Desk       // of the one who asks
	Mine  bool         // only what lies on them
	// Together lists a series as one line, its worst.
	Together bool
	// Limit is the longest list wanted, 0 for no limit; it begins after Offset.
	Limit, Offset int
}

// Page is a part of a list, and how long the whole is.
type Page struct {
	Rows  []MatterRow
	Total int // all that are asked for, on whatever desk
	Mine  int // those of them that lie on the desks
	// Papers are all of these that lie on the desks, those that only follow in
	// their series too.
	Papers int
}

// Matters reads a page of the list.
func (s *Store) Matters(ctx context.Context, q Query) (Page, error) {
	page, err := s.list(ctx, q)
	var told *review.Error
	if err != nil && !errors.As(err, &told) {
		err = unread(err)
	}
	return page, err
}

func (s *Store) list(ctx context.Context, q Query) (Page, error) {
	if s.onServer() {
		return s.listServer(ctx, q)
	}
	return s.listFolder(ctx, q)
}

// Count is how many matters bear a mark.
func (s *Store) Count(ctx context.Context, mark string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM ("+s.db.found()+") AS hit", s.markToken(mark)).Scan(&n)
	if err != nil {
		return 0, unread(err)
	}
	return n, nil
}

// Bearing are the matters that bear any of the marks, the latest first, up to
// limit; those that are in no list too.
func (s *Store) Bearing(ctx context.Context, limit int, marks ...string) ([]MatterRow, error) {
	if len(marks) == 0 {
		return nil, nil
	}
	return s.rows(ctx, s.db, "SELECT id, case_number, state, changed, sealed_summary, 0, 0, 0 FROM matter WHERE number IN ("+s.db.found()+") ORDER BY number DESC LIMIT ?", s.anyMark(marks), limit)
}

// anyMark is the full-text query for whatever bears one of the marks.
func (s *Store) anyMark(marks []string) string {
	tokens := make([]string, len(marks))
	for i, m := range marks {
		tokens[i] = s.markToken(m)
	}
	return s.db.expression(strings.Join(tokens, " OR "))
}

// rowsOf reads a part of the list: the matters that from selects, in order.
func (s *Store) rowsOf(ctx context.Context, q querier, together bool, mine, from string, args []any, limit, offset int) ([]MatterRow, error) {
	members := "0"
	if together {
		members = "CASE m.series WHEN '' THEN 0 ELSE (SELECT COUNT(*) FROM matter x WHERE x.series = m.series) END"
	}
	return s.rows(ctx, q,
		"SELECT m.id, m.case_number, m.state, m.changed, m.sealed_summary, p.rank, "+mine+", "+members+" FROM (SELECT d.matter AS number, d.rank AS rank FROM "+from+
			" ORDER BY d.rank, d.matter LIMIT ? OFFSET ?) p "+s.db.through()+" matter m ON m.number = p.number ORDER BY p.rank, p.number",
		append(args, limit, offset)...)
}
