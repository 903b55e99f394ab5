package storage_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

// schema1 lays the rows of from into a database of schema 1 in dir.
func schema1(t *testing.T, dir, from string) {
	t.Helper()
	text, err := os.ReadFile("migrations/0001_begin.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", filepath.Join(dir, "court.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // what is attached is so on one connection
	for _, q := range []string{
		string(text), "ATTACH '" + filepath.Join(from, "court.db") + "' AS new",
		"INSERT INTO matter SELECT id, case_number, state, changed, seq, sealed_summary FROM new.matter ORDER BY number",
		"INSERT INTO matter_search SELECT id, 'x31' FROM matter", "PRAGMA main.user_version = 1",
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

func TestACourtOfSchema1IsCarriedOverWithItsRowsToBeMadeAgain(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	s := opened(t, from)
	for _, n := range []string{"2", "1", "3"} {
		save(t, s, storage.MatterRow{ID: n, CaseNumber: "number " + n, State: "draft", Changed: "2026-03-05T09:30:00+08:00", Summary: []byte(`{"debtor":"` + n + `"}`), Made: 1})
	}
	_ = s.Close()
	schema1(t, dir, from)
	s = opened(t, dir)
	if yes, err := s.HasOutdated(t.Context(), 1); err != nil || !yes {
		t.Fatal("nothing to be made again", err)
	}
	if err := s.Update(t.Context(), func(tx *storage.Tx) error {
		old, err := tx.Outdated(1, 10)
		if err != nil {
			return err
		}
		if len(old) != 3 {
			t.Fatalf("%d rows", len(old))
		}
		for _, r := range old {
			if r.CaseNumber != "number "+r.ID || r.State != "draft" || r.Changed != "2026-03-05T09:30:00+08:00" || string(r.Summary) != `{"debtor":"`+r.ID+`"}` {
				t.Errorf("carried over as %+v", r)
			}
			r.Made, r.Search, r.Desks = 1, "段志成", []storage.Desk{{Role: review.RoleClerk}}
			if err := tx.SaveMatter(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	p := ask(t, s, storage.Query{Text: "段志", Desks: []storage.Desk{{Role: review.RoleClerk}}, Mine: true})
	if got := ids(p); len(got) != 3 || got[0] != "2" || got[2] != "3" {
		t.Error("not in the order they came:", got)
	}
	if yes, err := s.HasOutdated(t.Context(), 1); err != nil || yes {
		t.Error("made again and again", err)
	}
}
