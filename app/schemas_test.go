package app_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shenqian/app"
)

// unpack lays a court's data out from its archive.
func unpack(t *testing.T, archive, dir string) {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
}

// Each archive was written by a program whose newest schema that was.
func TestTheDataOfEverySchemaSoFarOpensWhole(t *testing.T) {
	archives, err := filepath.Glob("ordeal/testdata/schemas/*.zip")
	if err != nil || len(archives) < 4 {
		t.Fatal(archives, err)
	}
	for _, archive := range archives {
		t.Run(filepath.Base(archive), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "court")
			unpack(t, archive, dir)
			clock := func() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, app.Zone) }
			for range 2 { // carried over, and opened again
				a, err := app.Open(t.Context(), app.Config{Data: dir, Clock: clock})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range []app.QueueFilter{{}, {Query: "赵𬶋"}, {Query: "801"}, {State: "route"}} {
					p, err := a.Queue(t.Context(), f)
					if err != nil || p.Total != 1 || p.Items[0].CaseNumber != "（2026）鲁9901执801号之一" || p.Items[0].State != "route" {
						t.Errorf("%+v: %+v %v", f, p, err)
					}
				}
				d, err := a.Load(t.Context(), "termination/（2026）鲁9901执801号之一")
				if err != nil || d.Paper == nil || d.Matter.Version.Number != 1 || len(d.Matter.SignOffs) != 1 {
					t.Errorf("%+v %v", d, err)
				}
				if r, err := a.VerifyJournal(t.Context()); err != nil || !r.Good || r.Entries < 14 {
					t.Errorf("%+v %v", r, err)
				}
				_ = a.Close()
			}
		})
	}
}
