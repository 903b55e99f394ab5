package storage_test

import (
	"slices"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

func TestACourtMovesToAServerAndBackWithoutAByteChanged(t *testing.T) {
	from := opened(t, t.TempDir())
	var papers []review.Hash
	for _, x := range []string{"甲", "乙", "丙"} {
		e := add(t, from, "m"+x, x)
		if err := from.Update(t.Context(), func(tx *storage.Tx) error {
			h, err := tx.PutBlob([]byte("paper " + x))
			papers = append(papers, h)
			if err != nil {
				return err
			}
			return tx.SaveMatter(storage.MatterRow{ID: "m" + x, CaseNumber: x, State: "draft", Search: x, Made: 3, Rank: int(e.Seq), Summary: []byte("{}"), Desks: []storage.Desk{{Role: review.RoleClerk}}})
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.Update(t.Context(), func(tx *storage.Tx) error { return tx.PutLogKey("log", []byte("secret")) }); err != nil {
		t.Fatal(err)
	}
	root, err := from.Root(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{database(t), database(t) + "&files=" + t.TempDir(), t.TempDir()} {
		to := opened(t, data)
		if err := storage.Copy(t.Context(), from, to); err != nil {
			t.Fatal(err)
		}
		if w, err := to.VerifyJournal(t.Context(), agree); err != nil || w.Entries != 3 {
			t.Error(w, err)
		}
		if r, err := to.Root(t.Context(), 3); err != nil || r != root {
			t.Error("another root", err)
		}
		for _, h := range papers {
			if _, err := to.Blob(t.Context(), h); err != nil {
				t.Error(err)
			}
		}
		if k, found, err := to.LogKey(t.Context(), "log"); err != nil || !found || string(k) != "secret" {
			t.Error(found, err)
		}
		p := ask(t, to, storage.Query{Desks: []storage.Desk{{Role: review.RoleClerk}}})
		if got := ids(p); !slices.Equal(got, []string{"m甲", "m乙", "m丙"}) || p.Mine != 3 {
			t.Errorf("%v", got)
		}
		if old, err := to.HasOutdated(t.Context(), 3); err != nil || !old {
			t.Error("its rows are not to be made again", err)
		}
		add(t, to, "m丁", "丁") // and it goes on
		save(t, to, storage.MatterRow{ID: "m丁", CaseNumber: "丁", State: "draft", Desks: []storage.Desk{{Role: review.RoleJudge}}})
		if err := storage.Copy(t.Context(), from, to); code(err) != "storage.notempty" {
			t.Error("over what is there:", err)
		}
		// The next is carried over from this one, but for what was added.
		fresh := opened(t, t.TempDir())
		if err := storage.Copy(t.Context(), to, fresh); err != nil {
			t.Fatal(err)
		}
		if r, err := fresh.Root(t.Context(), 3); err != nil || r != root {
			t.Error("another root on the way back", err)
		}
	}
}
