package storage_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"shenqian/review"
	"shenqian/storage"
)

// guarded is a court's database with the logins clerk, president and keeper,
// and a matter m1 in it; its address is the owner's.
func guarded(t *testing.T) (data string, owner *storage.Store) {
	t.Helper()
	data = database(t)
	if err := storage.InitRoles(t.Context(), data, []storage.Login{{Name: "clerk", Person: "p-clerk"}, {Name: "president", Person: "p-president", Keeper: true}, {Name: "shared"}}); err != nil {
		t.Fatal(err)
	}
	owner = opened(t, data)
	clerk := opened(t, as("clerk", data))
	for _, id := range []string{"m1", "m2"} {
		if err := clerk.Update(t.Context(), func(tx *storage.Tx) error {
			if _, err := tx.PutBlob([]byte("paper of " + id)); err != nil {
				return err
			}
			_, err := tx.Append(act(id, "an act"))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		save(t, clerk, storage.MatterRow{ID: id, CaseNumber: id, State: "president", Search: "赵某", Desks: []storage.Desk{{Role: review.RolePresident}}})
	}
	return data, owner
}

// act is one on a matter, by a desk key.
func act(matter, what string) storage.NewEntry {
	body, _ := storage.Encode(storage.MatterEntry, matter, what) // a string is good JSON
	return storage.NewEntry{Type: storage.MatterEntry, Subject: matter, Body: body, Signer: storage.Signer{Kind: "desk", Key: "k"}, Signature: []byte{1}}
}

func psql(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // what is set in one statement holds in the next
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func sqlState(err error) string {
	var told *pgconn.PgError
	if errors.As(err, &told) {
		return told.Code
	}
	return ""
}

const (
	forged = `INSERT INTO journal (seq, type, subject, signer_kind, signer_key, signature, sealed_body, prev, hash)
	 SELECT %s, 'matter', 'm1', 'certificate', 'president', 'x', 'approved', %s, %s FROM (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1) last`
	wellShaped = "last.seq + 1"
)

// Whatever is tried with psql, the database refuses, or the journal's check
// finds; which of the two, and by what, is the point.
func TestWhoeverForgesWithPsqlIsRefusedOrFound(t *testing.T) {
	made := func(seq, prev, hash string) string { return fmt.Sprintf(forged, seq, prev, hash) }
	zero := "decode(repeat('00', 32), 'hex')"
	untouched, all := guarded(t) // by what is refused
	for name, x := range map[string]struct {
		login, sql string
		refused    string // the SQLSTATE, "" if it went through
		by         string // what the refusal says
		found      string // by what the check finds what went through
	}{
		"a clerk approves, out of the chain":         {"clerk", made(wellShaped, zero, "sha256('x')"), "23514", "does not follow", ""},
		"a clerk approves, leaving a gap":            {"clerk", made("last.seq + 2", "last.hash", "sha256('x')"), "23514", "does not follow", ""},
		"a clerk approves, over an entry":            {"clerk", made("1", "last.hash", "sha256('x')"), "23514", "does not follow", ""},
		"a clerk approves, well shaped":              {"clerk", made(wellShaped, "last.hash", "sha256('x')"), "", "", "storage.damaged"},
		"a clerk changes a decision":                 {"clerk", "UPDATE journal SET sealed_body = 'approved' WHERE subject = 'm1'", "42501", "permission denied", ""},
		"a clerk takes an act out":                   {"clerk", "DELETE FROM journal WHERE subject = 'm1'", "42501", "permission denied", ""},
		"a clerk empties the journal":                {"clerk", "TRUNCATE journal", "42501", "permission denied", ""},
		"a clerk records a person":                   {"clerk", strings.Replace(made(wellShaped, "last.hash", "sha256('x')"), "'matter', 'm1'", "'person', 'p9'", 1), "42501", "row-level security", ""},
		"a clerk reports a key":                      {"clerk", strings.Replace(made(wellShaped, "last.hash", "sha256('x')"), "'matter', 'm1'", "'key', 'k'", 1), "42501", "row-level security", ""},
		"a clerk changes the court":                  {"clerk", strings.Replace(made(wellShaped, "last.hash", "sha256('x')"), "'matter', 'm1'", "'court', 'court'", 1), "42501", "row-level security", ""},
		"a clerk plants a tree of his own":           {"clerk", "INSERT INTO tree VALUES (99, sha256('x'))", "42501", "permission denied", ""},
		"a clerk changes the tree":                   {"clerk", "UPDATE tree SET hash = sha256('x')", "42501", "permission denied", ""},
		"a clerk exchanges a file":                   {"clerk", "UPDATE file SET sealed_content = 'x'", "42501", "permission denied", ""},
		"a clerk takes a file out":                   {"clerk", "DELETE FROM file", "42501", "permission denied", ""},
		"a clerk exchanges the checkpoints' key":     {"clerk", "UPDATE log_key SET sealed_key = 'x'", "42501", "permission denied", ""},
		"a clerk deletes a matter's row":             {"clerk", "DELETE FROM matter", "42501", "permission denied", ""},
		"a clerk takes the triggers off":             {"clerk", "ALTER TABLE journal DISABLE TRIGGER ALL", "42501", "must be owner", ""},
		"a clerk takes the policies off":             {"clerk", "ALTER TABLE journal DISABLE ROW LEVEL SECURITY", "42501", "must be owner", ""},
		"a clerk has triggers not fire":              {"clerk", "SET session_replication_role = replica", "42501", "permission denied", ""},
		"a clerk takes on the owner's role":          {"clerk", "SET ROLE owner", "42501", "permission denied", ""},
		"a clerk becomes a keeper":                   {"clerk", "DO $$ BEGIN EXECUTE 'GRANT ' || quote_ident(current_database() || '_people') || ' TO clerk'; END $$", "42501", "", ""},
		"a clerk says who he is":                     {"clerk", "UPDATE login SET person = 'p-president' WHERE login = 'clerk'", "42501", "permission denied", ""},
		"a clerk opens what is closed":               {"clerk", "DELETE FROM closed", "42501", "permission denied", ""},
		"a clerk closes a matter by hand":            {"clerk", "INSERT INTO closed VALUES ('m1', 'p-president', 1)", "42501", "permission denied", ""},
		"a clerk closes a matter by an old entry":    {"clerk", "SELECT shenqian_close('m1', 'p-president', 1)", "42501", "no entry of this step", ""},
		"a clerk makes a table":                      {"clerk", "CREATE TABLE mine (x INT)", "42501", "permission denied", ""},
		"a clerk shadows a table with one of his":    {"clerk", "CREATE TEMP TABLE closed (subject TEXT, person TEXT, seq BIGINT)", "42501", "permission denied", ""},
		"a clerk carries the schema on":              {"clerk", "UPDATE schema_version SET version = 99", "42501", "permission denied", ""},
		"the owner changes an act by mistake":        {"owner", "UPDATE journal SET subject = 'm2' WHERE seq = 1", "42501", "only grows", ""},
		"the owner empties the journal by mistake":   {"owner", "TRUNCATE journal", "42501", "only grows", ""},
		"the owner deletes a file by mistake":        {"owner", "DELETE FROM file", "42501", "only grows", ""},
		"the owner writes out of the chain":          {"owner", made(wellShaped, zero, "sha256('x')"), "23514", "does not follow", ""},
		"the owner takes the trigger off, changes":   {"owner", "ALTER TABLE journal DISABLE TRIGGER ALL; UPDATE journal SET signer_key = 'president' WHERE seq = 1", "", "", "journal.broken"},
		"the owner takes the trigger off, cuts":      {"owner", "ALTER TABLE journal DISABLE TRIGGER ALL; DELETE FROM journal WHERE seq = 2", "", "", "journal.gap"},
		"the owner takes the trigger off, takes out": {"owner", "ALTER TABLE journal DISABLE TRIGGER ALL; DELETE FROM journal WHERE seq = 1", "", "", "journal.gap"},
		"the owner replaces a row with one made up":  {"owner", "SET session_replication_role = replica; DELETE FROM journal WHERE seq = 2; " + made(wellShaped, "last.hash", "sha256('x')"), "", "", "storage.damaged"},
		"the owner chains the rest anew":             {"owner", "SET session_replication_role = replica; UPDATE journal SET signer_key = 'president', hash = sha256('x') WHERE seq = 1; UPDATE journal SET prev = sha256('x') WHERE seq = 2; UPDATE tree SET hash = sha256('\\x00'::bytea || sha256('x')) WHERE number = 0", "", "", "journal.broken"},
		"the owner changes the tree":                 {"owner", "ALTER TABLE tree DISABLE TRIGGER ALL; UPDATE tree SET hash = sha256('x') WHERE number = 0", "", "", "journal.tree"},
	} {
		t.Run(name, func(t *testing.T) {
			data, owner := untouched, all
			if x.refused == "" {
				data, owner = guarded(t)
			}
			if _, err := owner.VerifyJournal(t.Context(), agree); err != nil {
				t.Fatal("before:", err)
			}
			_, err := psql(t, as(x.login, data)).Exec(x.sql)
			if got := sqlState(err); got != x.refused || err != nil && !strings.Contains(err.Error(), x.by) {
				t.Fatalf("%v, want %q", err, x.refused)
			}
			w, err := owner.VerifyJournal(t.Context(), agree)
			if code(err) != x.found {
				t.Errorf("the check says %v, want %q", err, x.found)
			}
			if x.login == "clerk" && x.found != "" {
				if who, err := owner.WrittenBy(t.Context(), w.Wrong); err != nil || who != "clerk" {
					t.Errorf("entry %d was written by %q, %v", w.Wrong, who, err)
				}
			}
		})
	}
}

// The derived rows a desk must write, and so may write wrongly; they are made
// again from the journal, and what is wrong with them the court's check finds
// (app).
func TestADeskWritesTheRowsThatFollowFromTheJournal(t *testing.T) {
	data, _ := guarded(t)
	if _, err := psql(t, as("clerk", data)).Exec("UPDATE matter SET state = 'approved' WHERE id = 'm1'"); err != nil {
		t.Fatal(err)
	}
}

func TestWhoIsExcludedFromAMatterGetsNoRowOfIt(t *testing.T) {
	data, owner := guarded(t)
	ctx := t.Context()
	president := opened(t, as("president", data))
	if known, err := president.Known(ctx, "m1"); err != nil || !known {
		t.Fatal("before:", known, err)
	}
	clerk := opened(t, as("clerk", data))
	if err := clerk.Update(ctx, func(tx *storage.Tx) error {
		if _, err := tx.PutBlob([]byte("the committee's decision")); err != nil {
			return err
		}
		if _, err := tx.Append(act("m1", "recused")); err != nil {
			return err
		}
		return tx.Close("m1", "p-president")
	}); err != nil {
		t.Fatal(err)
	}

	// By the program.
	if known, err := president.Known(ctx, "m1"); err != nil || known {
		t.Error("known:", known, err)
	}
	if es, err := president.Entries(ctx, storage.MatterEntry, "m1"); err != nil || len(es) != 0 {
		t.Error(len(es), "entries", err)
	}
	for what, q := range map[string]storage.Query{"list": {}, "desk": {Desks: []storage.Desk{{Role: review.RolePresident}}}, "search": {Text: "赵"}, "number": {Text: "m1"}} {
		for _, id := range ids(ask(t, president, q)) {
			if id == "m1" {
				t.Error("found by", what)
			}
		}
	}
	if _, err := president.Blob(ctx, review.HashOf([]byte("the committee's decision"))); code(err) != "storage.nofile" {
		t.Error("a file of it:", err)
	}
	if _, err := president.Blob(ctx, review.HashOf([]byte("paper of m2"))); err != nil {
		t.Error("a file of another:", err)
	}

	// By psql, whatever role he takes on.
	db := psql(t, as("president", data))
	for _, role := range []string{"president", "_desk", "_people"} {
		if strings.HasPrefix(role, "_") {
			role = data[strings.LastIndex(data, "/")+1:strings.Index(data, "?")] + role
		}
		if _, err := db.Exec("SET ROLE " + role); err != nil {
			t.Fatal(err)
		}
		for table, query := range map[string]string{
			"journal":       "SELECT COUNT(*) FROM journal WHERE subject = 'm1'",
			"journal_login": "SELECT COUNT(*) FROM journal_login WHERE seq = 3",
			"matter":        "SELECT COUNT(*) FROM matter WHERE id = 'm1'",
			"matter_desk":   "SELECT COUNT(*) FROM matter_desk WHERE matter = 1",
			"matter_search": "SELECT COUNT(*) FROM matter_search WHERE number = 1",
			"found":         "SELECT COUNT(*) FROM shenqian_found(CAST('x6d31' AS tsquery)) f WHERE f = 1",
			"blob":          "SELECT COUNT(*) FROM blob WHERE seq IN (1, 3)",
			"closed":        "SELECT COUNT(*) FROM closed",
			"update":        "WITH u AS (UPDATE matter SET state = 'x' WHERE id = 'm1' RETURNING 1) SELECT COUNT(*) FROM u",
		} {
			var n int
			if err := db.QueryRow(query).Scan(&n); err != nil || n != 0 {
				t.Errorf("%s as %s: %d rows, %v", table, role, n, err)
			}
		}
	}
	if _, err := db.Exec("SET row_security = off"); err == nil {
		if _, err := db.Exec("SELECT * FROM journal"); sqlState(err) != insufficient {
			t.Error("with row_security off:", err)
		}
	}

	// He acts on the rest, and in this he can't.
	add(t, president, "m2", "on with the other")
	err := president.Update(ctx, func(tx *storage.Tx) error {
		_, err := tx.Append(act("m1", "mine"))
		return err
	})
	if code(err) != "storage.forbidden" {
		t.Error("his act in it:", err)
	}

	// The chain he can check whole, and whoever sees all checks all.
	w, err := president.VerifyJournal(ctx, agree, 3, 4)
	if err != nil || w.Entries != 4 || w.Closed != 2 {
		t.Error(w, err)
	}
	all, err := owner.VerifyJournal(ctx, agree, 3, 4)
	if err != nil || all.Closed != 0 || all.Head != w.Head || all.Roots[3] != w.Roots[3] || all.Roots[4] != w.Roots[4] {
		t.Error(all, err)
	}
	if cs, _, err := owner.Closings(ctx); err != nil || len(cs) != 1 || cs[0] != (storage.Closing{Subject: "m1", Person: "p-president", Seq: 3}) {
		t.Error(cs, err)
	}
	if _, err := president.Snapshot(ctx, t.TempDir()); code(err) != "storage.closed" {
		t.Error("a backup by him:", err)
	}
	// The last entry may be one that he does not see.
	add(t, clerk, "m1", "more")
	if w, err := president.VerifyJournal(ctx, agree); err != nil || w.Entries != 5 || w.Closed != 3 {
		t.Error(w, err)
	}
	add(t, president, "m2", "and more")
	if w, err := owner.VerifyJournal(ctx, agree); err != nil || w.Entries != 6 {
		t.Error(w, err)
	}
	if shared := opened(t, as("shared", data)); len(ids(ask(t, shared, storage.Query{}))) != 2 {
		t.Error("a login that is nobody's is excluded from nothing, and sees less")
	}
}

const insufficient = "42501"

func TestABackupOfAServersDataIsAFoldersData(t *testing.T) {
	data, owner := guarded(t)
	ctx := t.Context()
	clerk := opened(t, as("clerk", data))
	parts, err := clerk.Snapshot(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	add(t, owner, "m1", "after the backup")
	dir := t.TempDir()
	for _, p := range parts {
		f, err := os.Open(p.Path)
		if err == nil {
			err = errors.Join(storage.Lay(dir, p.Name, f), f.Close())
		}
		if err != nil {
			t.Fatal(p.Name, err)
		}
	}
	back := opened(t, dir)
	w, err := back.VerifyJournal(ctx, agree)
	if err != nil || w.Entries != 2 {
		t.Error(w, err)
	}
	there, err := owner.Root(ctx, 2)
	if here, herr := back.Root(ctx, 2); err != nil || herr != nil || here != there {
		t.Error("another root", err, herr)
	}
	for _, id := range []string{"m1", "m2"} {
		if b, err := back.Blob(ctx, review.HashOf([]byte("paper of "+id))); err != nil || string(b) != "paper of "+id {
			t.Error(string(b), err)
		}
	}
	// And back into another database.
	other := opened(t, database(t))
	if err := storage.Copy(ctx, back, other); err != nil {
		t.Fatal(err)
	}
	if w, err := other.VerifyJournal(ctx, agree); err != nil || w.Entries != 2 {
		t.Error(w, err)
	}
}

func TestRolesAreGivenTwiceAndOnlyByWhoMay(t *testing.T) {
	data, _ := guarded(t)
	ctx := t.Context()
	logins := []storage.Login{{Name: "clerk", Person: "p-clerk"}}
	db := psql(t, data)
	for _, q := range []string{"GRANT UPDATE, DELETE ON journal TO clerk", "GRANT ALL ON journal TO PUBLIC"} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := storage.InitRoles(ctx, data, logins); err != nil {
		t.Fatal(err)
	}
	var may bool
	if err := db.QueryRow("SELECT has_table_privilege('clerk', 'journal', 'UPDATE, DELETE')").Scan(&may); err != nil || may {
		t.Error("what was given besides stays:", may, err)
	}
	script, err := storage.RolesSQL(ctx, data, logins)
	if err != nil || strings.Contains(script, "CREATE TABLE") || !strings.Contains(script, `GRANT SELECT, INSERT ON journal TO`) {
		t.Error(script, err)
	}
	for want, l := range map[string]storage.Login{
		"storage.roles.name": {Name: `x"; DROP TABLE journal; --`}, "storage.roles": {Name: "owner"},
	} {
		if err := storage.InitRoles(ctx, data, []storage.Login{l}); code(err) != want {
			t.Errorf("%s: %v", l.Name, err)
		}
	}
	if err := storage.InitRoles(ctx, as("clerk", data), logins); code(err) != "storage.roles.owner" {
		t.Error(err)
	}
	// Who has no rights hears so; an older schema is the owner's to carry on.
	if _, err := db.Exec("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stranger') THEN CREATE ROLE stranger LOGIN; END IF; END $$"); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(ctx, as("stranger", data), storage.Options{Key: key}); code(err) != "storage.norights" {
		t.Error("a stranger:", err)
	}
	if _, err := storage.Open(ctx, as("stranger", database(t)), storage.Options{Key: key}); code(err) != "storage.migrate.owner" {
		t.Error("in an empty database:", err)
	}
}

// Who has the court's key besides, that is, a desk, can write an entry that
// chains; whose signature it lacks, the check finds, and the login is named.
func TestADeskThatForgesASignatureIsNamed(t *testing.T) {
	data, owner := guarded(t)
	clerk := opened(t, as("clerk", data))
	if err := clerk.Update(t.Context(), func(tx *storage.Tx) error {
		forged := act("m1", "approved")
		forged.Signer = storage.Signer{Kind: "certificate", Key: "president"}
		_, err := tx.Append(forged)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w, err := owner.VerifyJournal(t.Context(), func(e storage.Entry, _ []byte) error {
		if e.Signer.Kind == "certificate" {
			return errors.New("not his signature")
		}
		return nil
	})
	if code(err) != "journal.signature" || w.Wrong != 3 {
		t.Error(w.Wrong, err)
	}
	if who, err := owner.WrittenBy(t.Context(), w.Wrong); err != nil || who != "clerk" {
		t.Error(who, err)
	}
}

// A policy on rows must not keep the planner from the indices: what is asked of
// them is leakproof, or goes by a function.
func TestADeskFindsByTheIndicesBehindThePolicies(t *testing.T) {
	data, _ := guarded(t)
	db := psql(t, as("clerk", data))
	if _, err := db.Exec("SET enable_seqscan = off"); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"SELECT * FROM journal WHERE type = 'matter' AND subject = 'm1' ORDER BY seq":    "Index Cond: ((type = 'matter'::text) AND (subject = 'm1'::text))",
		"SELECT seq, hash FROM journal_link ORDER BY seq DESC LIMIT 1":                   "Index Scan Backward using journal_pkey",
		"SELECT id FROM matter WHERE case_number >= '（2026）' AND case_number < '（2027）'": "Index Cond: ((case_number >= ",
		"SELECT * FROM matter WHERE made < 3":                                            "Index Cond: (made < 3)",
		"SELECT matter FROM matter_desk WHERE desk = 1 ORDER BY rank, matter LIMIT 9":    "Index Cond: (desk = 1)",
		"SELECT 1 FROM matter_search WHERE number = 1 AND tokens @@ 'x6d31'":             "Index Cond: (number = 1)",
		"SELECT sealed_content FROM file WHERE hash = 'x'":                               "Index Cond: (hash = 'x'::text)",
	} {
		rows, err := db.Query("EXPLAIN " + query)
		if err != nil {
			t.Fatal(err)
		}
		var plan []string
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, line)
		}
		if err := rows.Err(); err != nil || !strings.Contains(strings.Join(plan, "\n"), want) {
			t.Errorf("%s\n%s\n%v", query, strings.Join(plan, "\n"), err)
		}
	}
}

// The owner need be no superuser: who may make roles is enough.
func TestAnOwnerWhoIsNoSuperuserGuardsHisDatabase(t *testing.T) {
	data := database(t)
	ctx := t.Context()
	name := data[strings.LastIndex(data, "/")+1 : strings.Index(data, "?")]
	if _, err := psql(t, data).Exec("CREATE ROLE registrar LOGIN CREATEROLE; ALTER DATABASE " + name + " OWNER TO registrar"); err != nil {
		t.Fatal(err)
	}
	if err := storage.InitRoles(ctx, as("registrar", data), []storage.Login{{Name: "usher", Person: "p-usher"}}); err != nil {
		t.Fatal(err)
	}
	registrar, usher := opened(t, as("registrar", data)), opened(t, as("usher", data))
	add(t, usher, "m1", "an act")
	save(t, usher, storage.MatterRow{ID: "m1", CaseNumber: "m1", State: "president"})
	if err := registrar.Update(ctx, func(tx *storage.Tx) error {
		return tx.CloseBy(storage.Closing{Subject: "m1", Person: "p-usher", Seq: 1})
	}); err != nil {
		t.Fatal(err)
	}
	if known, err := usher.Known(ctx, "m1"); err != nil || known {
		t.Error(known, err)
	}
	if w, err := usher.VerifyJournal(ctx, agree); err != nil || w.Closed != 1 {
		t.Error(w, err)
	}
	for login, above := range map[string]string{"registrar": "owner", "usher": ""} {
		s, err := storage.ExamineServer(ctx, as(login, data))
		if err != nil || strings.Join(s.Above, ",") != above || len(s.Lacks)+len(s.Beyond) > 0 || s.Login != login || !s.Local {
			t.Errorf("%s: %+v, %v", login, s, err)
		}
	}
}
