package storage

import (
	"database/sql"
	"strings"
	"testing"
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
