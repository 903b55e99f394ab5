package storage

import (
	"database/sql"
	"strings"
	"testing"

	"shenqian/storage/pgserver"
)

func TestNoActReadsTheWholeJournal(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir(), Options{Key: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, c := range []struct {
		t       EntryType
		subject string
		index   bool
	}{
		{MatterEntry, "m", true},
		{KeyEntry, "", true},
		{LevelEntry, "h", true},
		{PersonEntry, "", true},
		{MatterEntry, "", false},
		{"", "", false}, // walks over all of it
	} {
		where, args := s.entriesWhere(c.t, c.subject)
		var id, parent, unused int
		var plan sql.NullString
		if err := s.db.QueryRowContext(t.Context(), "EXPLAIN QUERY PLAN SELECT "+entryColumns+" FROM journal"+where+" ORDER BY seq", args...).Scan(&id, &parent, &unused, &plan); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(plan.String, "USING INDEX journal_subject"); got != c.index {
			t.Errorf("%s %q: %s", c.t, c.subject, plan.String)
		}
	}
}

// However many matters lie on somebody's desk, the rest of the list is found by
// one pass over both.
func TestNoListOfAServerLooksThroughASetForEachMatter(t *testing.T) {
	server, err := pgserver.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop() //nolint:errcheck // it is thrown away
	data, err := server.Database("plan")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), data, Options{Key: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mine := part{"SELECT d.matter FROM desk JOIN matter_desk d ON d.desk = desk.id WHERE desk.id <> 1 AND desk.who IN (?) AND d.follows = 0", []any{"x"}}
	q := apartFrom(part{" AND d.follows = 0", nil}, mine)
	rows, err := s.db.QueryContext(t.Context(), "EXPLAIN SELECT COUNT(*) FROM "+q.sql, q.args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, line)
	}
	if whole := strings.Join(plan, "\n"); rows.Err() != nil || strings.Contains(whole, "SubPlan") || !strings.Contains(whole, "Anti Join") {
		t.Error(rows.Err(), whole)
	}
}
