package app

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

// BenchmarkQueue reads what the window asks of a queue of 100,000 matters,
// beside SQLite's bare scan of its rows.
func BenchmarkQueue(b *testing.B) {
	w, err := NewWorkshop(Config{})
	if err != nil {
		b.Fatal(err)
	}
	c, err := w.layQueue(b.Context(), b.TempDir(), BenchMatters)
	if err != nil {
		b.Fatal(err)
	}
	defer c.close()
	for _, row := range c.benchmarks(b.Context()) {
		b.Run(row.name, func(b *testing.B) {
			for b.Loop() {
				if err := row.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func queueIDs(items []QueueItem) (out []string) {
	for _, it := range items {
		out = append(out, it.ID)
	}
	return out
}

func TestTheQueueByPagesIsTheWholeQueueInItsOrder(t *testing.T) {
	w, err := NewWorkshop(Config{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.layQueue(t.Context(), t.TempDir(), 700)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	all, err := c.Queue(t.Context(), QueueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	mine := 0
	for _, it := range all.Items {
		if want := mustAct(c.session.Person, review.DateOf(c.Now()), it.State, &it.summary); it.Mine != want {
			t.Fatalf("%s: mine %v, must act %v", it.CaseNumber, it.Mine, want)
		}
		if it.Rank != it.standing(it.State).rank {
			t.Fatalf("%s has rank %d", it.CaseNumber, it.Rank)
		}
		if it.Mine {
			mine++
		}
	}
	if all.Total != 700 || len(all.Items) != 700 || all.Mine != mine || mine == 0 {
		t.Fatalf("%d, %d, %d, %d", all.Total, len(all.Items), all.Mine, mine)
	}
	// The order that the whole list has, by a plain sort of it by arrival.
	sorted := slices.Clone(all.Items)
	slices.SortFunc(sorted, func(x, y QueueItem) int { return x.Changed.Compare(y.Changed) })
	slices.SortStableFunc(sorted, func(x, y QueueItem) int {
		first := map[bool]int{true: 0, false: 1}
		return cmp.Or(first[x.Mine]-first[y.Mine], x.Rank-y.Rank)
	})
	if !slices.Equal(queueIDs(sorted), queueIDs(all.Items)) {
		t.Error("not mine first, worst first, then as they came")
	}
	for _, f := range []QueueFilter{{}, {Mine: true}, {State: review.StatePresident}, {Query: "王"}, {Query: "建材", State: review.StateServed}} {
		whole, err := c.Queue(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for f.Limit = 97; ; f.Offset += f.Limit {
			page, err := c.Queue(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != whole.Total || page.Mine != whole.Mine {
				t.Fatalf("%+v: counts %d, %d of %d, %d", f, page.Total, page.Mine, whole.Total, whole.Mine)
			}
			if len(page.Items) == 0 {
				break
			}
			got = append(got, queueIDs(page.Items)...)
		}
		if !slices.Equal(got, queueIDs(whole.Items)) || len(got) == 0 {
			t.Errorf("%+v: %d rows by pages, %d at once", f, len(got), len(whole.Items))
		}
	}
}

func TestSearchFindsWhatAFilterOverAllRowsFinds(t *testing.T) {
	w, err := NewWorkshop(Config{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.layQueue(t.Context(), t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	dice := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	numbers := map[string][]string{} // whose they are
	err = c.store.Update(t.Context(), func(tx *storage.Tx) error {
		for i := range 400 {
			row, err := benchMatter(dice, i)
			if err != nil {
				return err
			}
			for _, n := range row.IDs {
				numbers[n] = append(numbers[n], row.ID)
			}
			if err := tx.SaveMatter(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Queue(t.Context(), QueueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	found := func(query string) []string {
		p, err := c.Queue(t.Context(), QueueFilter{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		return queueIDs(p.Items)
	}
	hits := 0
	for range 300 {
		it := oneOf(all.Items)
		text := []rune(it.Debtor)
		from := rand.IntN(len(text) - 1)
		query := string(text[from : from+1+rand.IntN(2)])
		var want []string
		for _, x := range all.Items {
			if strings.Contains(x.Applicant+" "+x.Debtor+" "+x.Cause+" "+x.InCharge+" "+x.CaseNumber, query) {
				want = append(want, x.ID)
			}
		}
		if got := found(query); !slices.Equal(got, want) {
			t.Fatalf("%s: %d found, %d hold it", query, len(got), len(want))
		}
		if got := found(it.Debtor); !slices.Contains(got, it.ID) {
			t.Fatalf("%s is not found by the whole name", it.Debtor)
		}
		hits += len(want)
	}
	if hits < 300 {
		t.Error(hits)
	}
	for n, ids := range numbers {
		if got := found(n); !slices.Equal(got, ids) && len(ids) == 1 {
			t.Fatalf("%s: %v", n, got)
		}
		if got := found(n[:17]); len(got) > 0 {
			t.Fatalf("a part of %s finds %v", n, got)
		}
	}
	for _, it := range all.Items[:20] {
		number := review.CaseNumber{}
		if err := number.UnmarshalText([]byte(it.CaseNumber)); err != nil {
			t.Fatal(err)
		}
		if got := found("执" + itoa(number.Number)); !slices.Contains(got, it.ID) {
			t.Errorf("%s is not found by its digits", it.CaseNumber)
		}
		if id, err := c.Find(t.Context(), "执"+itoa(number.Number)+"号"); err != nil || id != it.ID {
			t.Errorf("%s: %s %v", it.CaseNumber, id, err)
		}
	}
}
