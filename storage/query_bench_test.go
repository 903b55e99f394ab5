package storage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

// BenchmarkMatters reads first pages out of 100,000 matters, beside a count of
// the rows.
func BenchmarkMatters(b *testing.B) {
	s, err := storage.Open(b.Context(), b.TempDir(), storage.Options{Key: key})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const n, batch = 100_000, 5000
	for i := range n / batch {
		rows := make([]storage.MatterRow, batch)
		for j, r := range randomRows(batch) {
			r.CaseNumber = fmt.Sprintf("（%d）鲁9901执%d号", 2000+i, j)
			r.ID = "termination/" + r.CaseNumber
			r.Search += " 济南某某有限公司"
			r.Summary = make([]byte, 700)
			r.Marks = []string{fmt.Sprint("debtor:", rand.IntN(n/3)), "number:" + r.CaseNumber}
			for band := range 8 {
				r.Marks = append(r.Marks, fmt.Sprint("band:", band, ":", rand.IntN(n/5)))
			}
			if rand.IntN(3) > 0 {
				r.State, r.Desks, r.Rank = review.StateServed, nil, 90
			}
			rows[j] = r.MatterRow
		}
		save(b, s, rows...)
	}
	desks := []storage.Desk{{Role: review.RoleClerk}, {Name: staff[0]}, {Role: review.RoleClerk, Name: staff[0]}}
	for name, q := range map[string]storage.Query{
		"first page":         {Desks: desks, Limit: 200},
		"mine":               {Desks: desks, Limit: 200, Mine: true},
		"state":              {Desks: desks, Limit: 200, State: review.StatePresident},
		"last page":          {Desks: desks, Limit: 200, Offset: n - 200},
		"name":               {Text: "王伟", Desks: desks, Limit: 200},
		"word in every row":  {Text: "公司", Desks: desks, Limit: 200},
		"beginning of 案号":    {Text: "12", Desks: desks, Limit: 200},
		"whole number of 案号": {Text: "1234", Desks: desks, Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var p storage.Page
			for b.Loop() {
				p = ask(b, s, q)
			}
			b.ReportMetric(float64(p.Total), "hits")
			b.ReportMetric(float64(p.Mine), "mine")
		})
	}
	b.Run("count alone", func(b *testing.B) {
		for b.Loop() {
			ask(b, s, storage.Query{Limit: 1})
		}
	})
	b.Run("other cases of the debtor, alike texts", func(b *testing.B) {
		found := 0
		for b.Loop() {
			marks := []string{fmt.Sprint("debtor:", rand.IntN(n/3)), "number:（2001）鲁9901执7号"}
			for band := range 8 {
				marks = append(marks, fmt.Sprint("band:", band, ":", rand.IntN(n/5)))
			}
			rows, err := s.Bearing(b.Context(), 200, marks...)
			if err != nil {
				b.Fatal(err)
			}
			found += len(rows)
		}
		b.ReportMetric(float64(found)/float64(b.N), "found")
	})
	b.Run("part of a 案号", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.NumberedWith(b.Context(), "nowhere", 2); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("save", func(b *testing.B) {
		r := randomRows(1)[0]
		for b.Loop() {
			save(b, s, r.MatterRow)
		}
	})
}
