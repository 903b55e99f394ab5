package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app/disk"
	"shenqian/signing/keys"
)

// A folder on a network share is read and left, and nothing is written to it.
func TestAFolderOnANetworkShareIsReadAndLeftButNotWorkedOn(t *testing.T) {
	p := newPatient(t)
	shares := filepath.Dir(p.c.Data) + string(filepath.Separator)
	onShare := p.c
	onShare.Volume = func(path string) (disk.Info, error) {
		if path+string(filepath.Separator) == shares || strings.HasPrefix(path, shares+"court") || strings.HasPrefix(path, shares+"new") {
			return disk.Info{Free: 1 << 40, Network: "SMB"}, nil
		}
		return disk.Info{Free: 1 << 40}, nil
	}
	refused := func(what string, err error) {
		t.Helper()
		if Code(err) != "storage.share" {
			t.Errorf("%s: %v", what, err)
		}
	}
	window := onShare
	window.Window = true
	_, err := Open(t.Context(), window)
	refused("a window", err)
	fresh := onShare
	fresh.Data = filepath.Join(filepath.Dir(p.c.Data), "new", "court")
	_, err = CreateCourt(t.Context(), fresh, Court{Name: "云湖", Demonstration: true}, p.key, nil)
	refused("a new court", err)
	if _, err := os.Stat(filepath.Dir(fresh.Data)); !os.IsNotExist(err) {
		t.Error("something was made:", err)
	}

	a, err := Open(t.Context(), onShare)
	p.must(err)
	defer a.Close()
	if r, err := a.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Error("it can't be read:", r, err)
	}
	// Rows that an earlier program made stay as they are.
	p.sql("INSERT INTO matter (id, case_number, state, changed, seq, made, sealed_summary) VALUES ('x', 'x', 'draft', '', 0, 0, x'00')")
	if old, err := a.store.HasOutdated(t.Context(), edition); err != nil || !old {
		t.Fatal("nothing is old: the test shows nothing", err)
	}
	if _, err := a.Queue(t.Context(), QueueFilter{}); err != nil {
		t.Error("it can't be listed:", err)
	}
	p.sql("DELETE FROM matter")
	_, err = a.SignIn(t.Context(), "院长", p.key)
	refused("a sign-in", err)
	refused("the court's settings", a.SaveCourt(t.Context(), (*keys.Credential)(p.key), a.Court()))
	_, err = a.Move(t.Context(), fresh.Data)
	refused("a move to a share", err)
	if _, err := a.Move(t.Context(), filepath.Join(t.TempDir(), "disk")); err != nil {
		t.Error("it can't be moved off:", err)
	}
}
