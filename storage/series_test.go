package storage_test

import (
	"slices"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

func TestASeriesIsOneLineItsWorst(t *testing.T) {
	both(t, func(t *testing.T, data string) {
		s := opened(t, data)
		president := []storage.Desk{{Role: review.RolePresident}}
		wage := func(id string, rank int, desks []storage.Desk) storage.MatterRow {
			return storage.MatterRow{ID: id, CaseNumber: id, State: "president", Rank: rank, Desks: desks, Series: "锦绣制衣欠薪案"}
		}
		save(t, s,
			storage.MatterRow{ID: "alone", CaseNumber: "alone", State: "president", Rank: 20, Desks: president},
			wage("1", 60, president), wage("2", 30, president), wage("3", 3, nil), wage("4", 30, president))
		together := func(q storage.Query) storage.Page {
			q.Together = true
			return ask(t, s, q)
		}
		p := together(storage.Query{Desks: president})
		// His part: the lone paper and the worst of the series that waits for him;
		// then, on everybody's desk, the worst of all.
		if got := ids(p); !slices.Equal(got, []string{"alone", "2", "3"}) || p.Mine != 2 || p.Total != 3 || p.Papers != 4 {
			t.Errorf("%v %+v", got, p)
		}
		if p.Rows[0].Members != 0 || p.Rows[1].Members != 4 {
			t.Errorf("%d and %d members", p.Rows[0].Members, p.Rows[1].Members)
		}
		if p := ask(t, s, storage.Query{Desks: president}); p.Total != 5 || p.Mine != 4 || p.Papers != 4 || p.Rows[1].Members != 0 {
			t.Errorf("apart: %+v", p)
		}
		// Done with, the worst makes way; the next leads.
		save(t, s, wage("2", 90, nil))
		if got := ids(together(storage.Query{Desks: president, Mine: true})); !slices.Equal(got, []string{"alone", "4"}) {
			t.Errorf("%v", got)
		}
		// Who leaves the series stands alone again, and so does who is left.
		for _, id := range []string{"3", "4", "2"} {
			r := wage(id, 30, nil)
			r.Series = ""
			save(t, s, r)
		}
		if p := together(storage.Query{}); p.Total != 5 {
			t.Errorf("%d lines", p.Total)
		}
		for _, r := range together(storage.Query{}).Rows {
			if want := map[string]int{"1": 1}[r.ID]; r.Members != want {
				t.Errorf("%s has %d members", r.ID, r.Members)
			}
		}
	})
}
