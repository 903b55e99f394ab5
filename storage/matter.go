package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
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
	Rank       int // the smaller, the further up

	// These are written, and never come back: storage keeps no names in plain.
	Desks  []Desk   // on whose desks it lies
	Search string   // text that search finds the matter by
	IDs    []string // numbers of persons: search finds them whole only
	Marks  []string // whatever else Query.Mark finds, whole
	Series string   // 系列案 that it is of
	Made   int      // by which edition of the caller's rules the row was made
	Aside  bool     // in no list, found by no number

	// These come back from a query: it lies on one of the desks asked for; how
	// many matters its series has, where it stands for all of them.
	Mine    bool
	Members int
}

// Desk is that of whoever holds a role, of one person, or of one person as
// long as he holds a role.
type Desk struct {
	Role review.Role
	Name string
}

// everybody is the desk on which every matter lies.
const everybody = 1

// who is how a desk is written: a name only by its hash.
func (s *Store) who(d Desk) string {
	var out []string
	if d.Role != "" {
		out = append(out, "role:"+string(d.Role))
	}
	if d.Name != "" {
		out = append(out, "name:"+s.seal.blind("name", d.Name))
	}
	return strings.Join(out, " ")
}

// SaveMatter writes the row of a matter within the step.
func (t *Tx) SaveMatter(r MatterRow) error {
	if err := t.saveMatter(r); err != nil {
		return unwritten(err)
	}
	return nil
}

func (t *Tx) saveMatter(r MatterRow) error {
	var number int64
	var was string
	series := t.s.seriesOf(r)
	err := t.tx.QueryRowContext(t.ctx, "SELECT series FROM matter WHERE id = ?", r.ID).Scan(&was)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	err = t.tx.QueryRowContext(t.ctx,
		`INSERT INTO matter (id, case_number, state, changed, seq, made, sealed_summary, series)
		 VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(seq), 0) FROM journal WHERE type = 'matter' AND subject = ?), ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET case_number = excluded.case_number, state = excluded.state, changed = excluded.changed,
		  seq = excluded.seq, made = excluded.made, sealed_summary = excluded.sealed_summary, series = excluded.series
		 RETURNING number`,
		r.ID, r.CaseNumber, r.State, r.Changed, r.ID, r.Made, t.s.seal.seal(r.Summary, "matter "+r.ID), series).Scan(&number)
	if err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM matter_desk WHERE matter = ?", number); err != nil {
		return err
	}
	if r.Aside {
		r.Desks = nil
	}
	desks := []int64{everybody}
	if r.Aside {
		desks = nil
	}
	for _, d := range r.Desks {
		id, err := t.desk(t.s.who(d))
		if err != nil {
			return err
		}
		desks = append(desks, id)
	}
	for _, d := range desks {
		if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO matter_desk (matter, desk, rank, state) VALUES (?, ?, ?, ?) ON CONFLICT (matter, desk) DO NOTHING", number, d, r.Rank, r.State); err != nil {
			return err
		}
	}
	if was != series {
		if err := t.regroup(was); err != nil {
			return err
		}
	}
	if err := t.regroup(series); err != nil {
		return err
	}
	query, tokens := t.tx.putTokens(t.s.allTokens(r))
	_, err = t.tx.ExecContext(t.ctx, query, number, tokens)
	return err
}

// seriesOf is the series of a row as it is written.
func (s *Store) seriesOf(r MatterRow) string {
	if r.Series == "" || r.Aside {
		return ""
	}
	return s.seal.blind("mark", "series:"+r.Series)
}

// desk is the number of a desk, a new one if nothing lay on it before.
func (t *Tx) desk(who string) (id int64, err error) {
	err = t.tx.QueryRowContext(t.ctx, "SELECT id FROM desk WHERE who = ?", who).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.tx.QueryRowContext(t.ctx, "INSERT INTO desk (who) VALUES (?) RETURNING id", who).Scan(&id)
	}
	return id, err
}

// Outdated are up to limit rows that were made by an earlier edition of the
// rules for rows.
func (t *Tx) Outdated(edition, limit int) ([]MatterRow, error) {
	return t.s.rows(t.ctx, t.tx, "SELECT id, case_number, state, changed, sealed_summary, 0, 0, 0 FROM matter WHERE made < ? LIMIT ?", edition, limit)
}

// OutdateOne has one row be made again.
func (t *Tx) OutdateOne(id string) error {
	_, err := t.tx.ExecContext(t.ctx, "UPDATE matter SET made = 0 WHERE id = ?", id)
	if err != nil {
		return unwritten(err)
	}
	return nil
}

// Matter is one row, found false if there is none.
func (t *Tx) Matter(id string) (row MatterRow, found bool, err error) {
	rows, err := t.s.rows(t.ctx, t.tx, "SELECT id, case_number, state, changed, sealed_summary, 0, 0, 0 FROM matter WHERE id = ?", id)
	if err != nil || len(rows) == 0 {
		return MatterRow{}, false, err
	}
	return rows[0], true, nil
}

// Outdate has the rows be made again of other matters in these states that bear
// any of the marks: what they show hangs on this one. limit is how many at
// most, the latest first; 0: all.
func (t *Tx) Outdate(id string, states []review.State, limit int, marks ...string) error {
	if len(marks) == 0 || len(states) == 0 {
		return nil
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	if t.s.onServer() {
		names := make([]string, len(states))
		for i, s := range states {
			names[i] = string(s)
		}
		if _, err := t.tx.ExecContext(t.ctx, "SELECT shenqian_outdate(CAST(? AS tsquery), ?, CAST(? AS text[]), ?)", t.s.anyMark(marks), id, names, limit); err != nil {
			return unwritten(err)
		}
		return nil
	}
	args := []any{t.s.anyMark(marks), id}
	for _, s := range states {
		args = append(args, s)
	}
	_, err := t.tx.ExecContext(t.ctx, `UPDATE matter SET made = 0 WHERE number IN (
		SELECT number FROM matter WHERE number IN (`+t.tx.found()+`)
		AND id <> ? AND state IN (?`+strings.Repeat(", ?", len(states)-1)+`) ORDER BY number DESC LIMIT ?)`, append(args, limit)...)
	if err != nil {
		return unwritten(err)
	}
	return nil
}

// HasOutdated says whether there are any, without waiting for a writer.
func (s *Store) HasOutdated(ctx context.Context, edition int) (bool, error) {
	var there bool
	if err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM matter WHERE made < ?)", edition).Scan(&there); err != nil {
		return false, unread(err)
	}
	return there, nil
}

// Placed says whether the row of want's matter is want: what it shows, what it
// is found by, its rank, and its desks and no others.
func (s *Store) Placed(ctx context.Context, want MatterRow) (bool, error) {
	if good, err := s.written(ctx, want); err != nil || !good {
		return false, err
	}
	left := map[string]bool{}
	if want.Aside {
		want.Desks = nil
	} else {
		left[""] = true
	}
	for _, d := range want.Desks {
		left[s.who(d)] = true
	}
	rows, err := s.db.QueryContext(ctx,
		`SELECT desk.who, d.rank, d.state, m.state FROM matter m JOIN matter_desk d ON d.matter = m.number JOIN desk ON desk.id = d.desk WHERE m.id = ?`, want.ID)
	if err != nil {
		return false, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var who string
		var rank int
		var there, state review.State
		if err := rows.Scan(&who, &rank, &there, &state); err != nil {
			return false, unread(err)
		}
		if !left[who] || rank != want.Rank || there != want.State || state != want.State {
			return false, nil
		}
		delete(left, who)
	}
	return len(left) == 0, ended(rows)
}

// written says whether a row's own columns are those of want, but for its
// sealed summary, and whether all that it should be found by finds it.
func (s *Store) written(ctx context.Context, want MatterRow) (bool, error) {
	var number, made int64
	var caseNumber, changed, series string
	var last bool
	err := s.db.QueryRowContext(ctx,
		`SELECT number, case_number, changed, series, made, seq = (SELECT COALESCE(MAX(seq), 0) FROM journal WHERE type = 'matter' AND subject = id)
		 FROM matter WHERE id = ?`, want.ID).Scan(&number, &caseNumber, &changed, &series, &made, &last)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, unread(err)
	case caseNumber != want.CaseNumber || changed != want.Changed || series != s.seriesOf(want) || made > int64(want.Made) || !last:
		return false, nil
	}
	tokens := s.allTokens(want)
	if len(tokens) == 0 {
		return true, nil
	}
	var found bool
	err = s.db.QueryRowContext(ctx, s.db.finds(), number, s.db.expression(strings.Join(tokens, " AND "))).Scan(&found)
	if err != nil {
		return false, unread(err)
	}
	return found, nil
}

// Misplaced finds a matter that stands in a list for its series where another
// should, or a place in a list that is no matter's; "" if there is none.
func (s *Store) Misplaced(ctx context.Context) (id string, found bool, err error) {
	err = s.db.QueryRowContext(ctx,
		`WITH placed AS (
		   SELECT m.id, m.series, d.follows, ROW_NUMBER() OVER (PARTITION BY m.series, d.desk ORDER BY d.rank, d.matter) AS place
		   FROM matter_desk d LEFT JOIN matter m ON d.matter = m.number)
		 SELECT COALESCE(id, '') FROM placed WHERE id IS NULL OR follows <> CASE WHEN series <> '' AND place > 1 THEN 1 ELSE 0 END LIMIT 1`).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, unread(err)
	}
	return id, true, nil
}

// rows reads rows in the columns of Outdated.
func (s *Store) rows(ctx context.Context, q querier, query string, args ...any) (out []MatterRow, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r MatterRow
		var sealed []byte
		if err := rows.Scan(&r.ID, &r.CaseNumber, &r.State, &r.Changed, &sealed, &r.Rank, &r.Mine, &r.Members); err != nil {
			return nil, unread(err)
		}
		if r.Summary, err = s.seal.open(sealed, "matter "+r.ID); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, ended(rows)
}
