package storage

import (
	"context"
	"encoding/json"
	"strings"

	"shenqian/review"
)

// MatterRow is what a list shows of a matter; it follows from the events.
type MatterRow struct {
	ID         string
	CaseNumber string
	State      review.State
	Changed    string // RFC 3339
	Summary    json.RawMessage
	Search     string // text that search finds the matter by
}

// SaveMatter writes the row of a matter within the step.
func (t *Tx) SaveMatter(r MatterRow) error {
	_, err := t.tx.ExecContext(t.ctx,
		`INSERT INTO matter (id, case_number, state, changed, seq, sealed_summary) VALUES (?, ?, ?, ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET case_number = excluded.case_number, state = excluded.state, changed = excluded.changed, seq = excluded.seq, sealed_summary = excluded.sealed_summary`,
		r.ID, r.CaseNumber, r.State, r.Changed, t.seq, t.s.seal.seal(r.Summary, "matter "+r.ID))
	if err == nil {
		_, err = t.tx.ExecContext(t.ctx, "DELETE FROM matter_search WHERE id = ?", r.ID)
	}
	if err == nil {
		_, err = t.tx.ExecContext(t.ctx, "INSERT INTO matter_search (id, tokens) VALUES (?, ?)", r.ID, strings.Join(tokens(r.Search), " "))
	}
	if err != nil {
		return review.FaultFrom(err, "storage.write")
	}
	return nil
}

// Matters lists matters in the order of their numbers' arrival; an empty
// query means all, otherwise those whose search text holds every word of it.
func (s *Store) Matters(ctx context.Context, query string) (out []MatterRow, err error) {
	q, args := "SELECT id, case_number, state, changed, sealed_summary FROM matter", []any{}
	if want := queryTokens(query); len(want) > 0 {
		q += " WHERE id IN (SELECT id FROM matter_search WHERE matter_search MATCH ?)"
		args = append(args, strings.Join(want, " AND "))
	}
	rows, err := s.db.QueryContext(ctx, q+" ORDER BY rowid", args...)
	if err != nil {
		return nil, review.FaultFrom(err, "storage.unreadable")
	}
	defer rows.Close()
	for rows.Next() {
		var r MatterRow
		var sealed []byte
		if err := rows.Scan(&r.ID, &r.CaseNumber, &r.State, &r.Changed, &sealed); err != nil {
			return nil, review.FaultFrom(err, "storage.unreadable")
		}
		if r.Summary, err = s.seal.open(sealed, "matter "+r.ID); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
