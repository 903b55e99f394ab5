package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"shenqian/app"
)

// remembering is a desk on a machine that has settings.
func remembering(t *testing.T) (*desk, app.Config) {
	t.Helper()
	d := newDesk(t)
	c := app.Config{Data: d.dir, Settings: t.TempDir(), Clock: func() time.Time { return d.now }}
	d.reopen(t, c)
	return d, c
}

func (d *desk) reopen(t *testing.T, c app.Config) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	d.App = a
	t.Cleanup(func() { _ = a.Close() })
}

// swap puts another state of the data in the place of the one that is there.
func (d *desk) swap(t *testing.T, c app.Config, from string) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(c.Data); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(c.Data, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	d.reopen(t, c)
}

func (d *desk) copied(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(d.dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestDataPutBackIsSaidBeforeAnythingIsSigned(t *testing.T) {
	d, c := remembering(t)
	d.sit(t, "书记")
	old := d.copied(t)
	d.sit(t, "书记")
	d.swap(t, c, old)
	before, err := d.VerifyJournal(t.Context())
	if err != nil || !before.Good {
		t.Fatal(before, err) // by itself nothing is wrong with it
	}
	if _, err := d.SignIn(t.Context(), "书记", d.keys["书记"]); app.Code(err) != "journal.rolledback" || !app.DiffersFromMemory(err) {
		t.Fatal(err)
	}
	if _, err := d.Resume(t.Context(), "书记"); app.Code(err) != "journal.rolledback" {
		t.Fatal(err)
	}
	r, err := d.CheckJournal(t.Context())
	if err != nil || r.Good || r.Entries != before.Entries || len(r.Papers) != 1 || !r.Papers[0].Later || r.Papers[0].File != "本机上次核对时的记录" {
		t.Fatalf("%+v %v", r, err)
	}
	// Somebody who was told goes on; that he was told stays.
	if err := d.GiveUpMemory(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "书记")
	if r, err = d.CheckJournal(t.Context()); err != nil || !r.Good || r.Anchored != 0 || len(r.Papers) != 1 || !r.Papers[0].Agrees {
		t.Fatalf("%+v %v", r, err)
	}
	if g, err := d.GivenUp(); err != nil || len(g) != 1 || g[0].Code != "journal.rolledback" {
		t.Fatal(g, err)
	}
	if err := d.GiveUpMemory(t.Context()); err != nil { // nothing to give up
		t.Fatal(err)
	}
	if g, err := d.GivenUp(); err != nil || len(g) != 1 {
		t.Fatal(g, err)
	}
}

func TestAnotherHistoryOfTheSameLengthOrMoreIsSaid(t *testing.T) {
	d, c := remembering(t)
	old := d.copied(t)
	d.sit(t, "书记")
	// The thief goes on from the old state as if nothing had been.
	other, err := app.Open(t.Context(), app.Config{Data: old, Clock: func() time.Time { return d.now.Add(time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := other.SignIn(t.Context(), "书记", d.keys["书记"]); err != nil {
			t.Fatal(err)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	d.swap(t, c, old)
	if _, err := d.SignIn(t.Context(), "书记", d.keys["书记"]); app.Code(err) != "journal.rewritten" {
		t.Fatal(err)
	}
	// And one who brings another court's data altogether.
	third := newDesk(t)
	d.swap(t, c, third.dir)
	if err := d.AgreesWithMemory(t.Context()); app.Code(err) != "journal.replaced" {
		t.Fatal(err)
	}
}

func TestWhatIsRememberedGrowsAndIsNeverAnOlder(t *testing.T) {
	d, c := remembering(t)
	d.sit(t, "书记")
	d.bring(t, deskRuling)
	if err := d.SignOut(); err != nil {
		t.Fatal(err)
	}
	r, err := d.CheckJournal(t.Context())
	if err != nil || len(r.Papers) != 1 || r.Papers[0].Size != r.Entries {
		t.Fatalf("%+v %v", r, err)
	}
	files, err := filepath.Glob(filepath.Join(c.Settings, "journals", "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if err := os.WriteFile(files[0], []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), "书记", d.keys["书记"]); app.Code(err) != "journal.memory" {
		t.Fatal(err)
	}
	if r, err = d.CheckJournal(t.Context()); err != nil || r.Good {
		t.Fatalf("%+v %v", r, err)
	}
	if err := d.GiveUpMemory(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.sit(t, "书记")
}

func TestACourtFoundedInAPlaceBeginsAnew(t *testing.T) {
	d, c := remembering(t)
	d.sit(t, "书记")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(c.Data); err != nil {
		t.Fatal(err)
	}
	a, err := app.CreateCourt(t.Context(), c, app.Court{Name: "山东省云湖市人民法院", Demonstration: true}, d.keys["院长"], nil)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.AgreesWithMemory(t.Context()); err != nil {
		t.Fatal(err)
	}
}
