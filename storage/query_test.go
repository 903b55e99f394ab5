package storage_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

func save(t testing.TB, s *storage.Store, rows ...storage.MatterRow) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx *storage.Tx) error {
		for _, r := range rows {
			if r.Summary == nil {
				r.Summary = []byte("{}")
			}
			if err := tx.SaveMatter(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func ask(t testing.TB, s *storage.Store, q storage.Query) storage.Page {
	t.Helper()
	p, err := s.Matters(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ids(p storage.Page) []string {
	out := []string{}
	for _, r := range p.Rows {
		out = append(out, r.ID)
	}
	return out
}

func TestSearchFindsNamesOfTwoCharactersAndNumbers(t *testing.T) {
	both(t, func(t *testing.T, data string) {
		s := opened(t, data)
		for id, text := range map[string]string{
			"1": "（2018）鲁0102执1234号 张三 李四", "2": "（2018）鲁0102执1235号 张三丰 𬶋某", "3": "（2019）鲁0102执77号 济南某有限公司",
		} {
			save(t, s, storage.MatterRow{ID: id, CaseNumber: id, State: "draft", Search: text})
		}
		for q, want := range map[string]int{
			"": 3, "张三": 2, "张三丰": 1, "李": 1, "1234": 1, "有限公司": 1, "鲁0102": 3, "三张": 0, "𬶋": 1, "２０１８": 2,
			"123": 2, "执1235": 1, "34": 0, "张三 济南": 0, "（": 3,
		} {
			if p := ask(t, s, storage.Query{Text: q}); len(p.Rows) != want || p.Total != want {
				t.Errorf("%q: %d rows of %d, want %d", q, len(p.Rows), p.Total, want)
			}
		}
	})
}

func TestNumbersOfPersonsAreFoundWholeAndStandNowhereInPlain(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	const id, code = "37990119710308123X", "91370102MA3CABCD0X"
	save(t, s, storage.MatterRow{
		ID: "1", CaseNumber: "1", State: "draft", Search: "段志成", IDs: []string{id, code, "军字第 99012345 号"}, Marks: []string{"debtor:段志成"},
		Desks: []storage.Desk{{Name: "林知夏"}, {Role: review.RoleJudge, Name: "郑文博"}},
	})
	for q, want := range map[string]int{
		id: 1, strings.ToLower(id): 1, "379901 19710308 123X": 1, "段志成 " + code: 1, "軍 " + code: 0, "军字第99012345号": 1,
		id[:17]: 0, "19710308": 0, "99012345": 0, "李四 " + code: 0,
	} {
		if p := ask(t, s, storage.Query{Text: q}); p.Total != want {
			t.Errorf("%q: %d, want %d", q, p.Total, want)
		}
	}
	if n, err := s.Count(t.Context(), "debtor:段志成"); err != nil || n != 1 {
		t.Error(n, err)
	}
	if p := ask(t, s, storage.Query{Mark: "debtor:段志成", Text: "段志"}); p.Total != 1 {
		t.Error("a mark and a word find nothing")
	}
	_ = s.Close()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "court.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, matter_search, row)"); err != nil {
		t.Fatal(err)
	}
	var plain int
	if err := db.QueryRow("SELECT COUNT(*) FROM desk WHERE who LIKE '%林知夏%' OR who LIKE '%郑文博%'").Scan(&plain); err != nil || plain > 0 {
		t.Error("a name stands in plain", err)
	}
	for _, x := range []string{id, code, "99012345"} {
		if err := db.QueryRow("SELECT COUNT(*) FROM temp.words WHERE INSTR(term, ?) > 0", strings.ToLower(fmt.Sprintf("%x", x[:6]))).Scan(&plain); err != nil || plain > 0 {
			t.Error("a number stands in plain:", x, err)
		}
	}
}

// A row as it was saved, for a filter that goes through them all.
type plain struct {
	storage.MatterRow
	words []string
}

var (
	family = []rune("王李张刘陈㛃𬶋")
	given  = []rune("伟芳娜敏静丽强磊")
	roles  = []review.Role{review.RolePresident, review.RoleClerk, review.RoleJudge}
	states = []review.State{review.StateDraft, review.StatePresident, review.StateServed}
	staff  = []string{"林知夏", "郑文博", "陶㛃"}
)

func pick[T any](xs []T) T { return xs[rand.IntN(len(xs))] }

func name() string {
	s := string(pick(family)) + string(pick(given))
	if rand.IntN(2) == 0 {
		s += string(pick(given))
	}
	return s
}

func randomRows(n int) []plain {
	out := make([]plain, n)
	for i := range out {
		number := fmt.Sprintf("（%d）鲁9901执%d号", 2020+rand.IntN(6), i+1)
		r := plain{MatterRow: storage.MatterRow{ID: "termination/" + number, CaseNumber: number, State: pick(states), Rank: rand.IntN(6)}}
		for range 1 + rand.IntN(3) {
			r.words = append(r.words, name())
		}
		for range rand.IntN(3) {
			r.Desks = append(r.Desks, pick([]storage.Desk{{Role: pick(roles)}, {Name: pick(staff)}, {Role: pick(roles), Name: pick(staff)}}))
		}
		r.Search = number + " " + strings.Join(r.words, " ")
		r.words = append(r.words, number)
		out[i] = r
	}
	return out
}

// naive answers a query by going through all rows.
func naive(rows []plain, q storage.Query) (out []storage.MatterRow, mine int) {
	for _, r := range rows {
		found := slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(w, q.Text) })
		if !found || q.State != "" && r.State != q.State {
			continue
		}
		row := r.MatterRow
		row.Mine = slices.ContainsFunc(r.Desks, func(d storage.Desk) bool { return slices.Contains(q.Desks, d) })
		if row.Mine {
			mine++
		} else if q.Mine {
			continue
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b storage.MatterRow) int {
		if a.Mine != b.Mine {
			return cmp.Compare(map[bool]int{true: 0, false: 1}[a.Mine], map[bool]int{true: 0, false: 1}[b.Mine])
		}
		return a.Rank - b.Rank
	})
	return out, mine
}

func TestAPageIsWhatAFilterOverAllRowsGives(t *testing.T) {
	both(t, func(t *testing.T, data string) {
		s := opened(t, data)
		rows := randomRows(3000) // more than a search sorts one by one
		all := make([]storage.MatterRow, len(rows))
		for i := range rows {
			all[i] = rows[i].MatterRow
		}
		save(t, s, all...)
		for range 40 { // some change
			i := rand.IntN(len(rows))
			rows[i].Rank, rows[i].State, rows[i].Desks = rand.IntN(6), pick(states), []storage.Desk{{Name: pick(staff)}}
			save(t, s, rows[i].MatterRow)
		}
		for range 300 {
			q := storage.Query{Text: pick([]string{"", "", "执", "鲁", string([]rune(name())[:2]), string(pick(given)), "9901", "2024"}), Mine: rand.IntN(3) == 0}
			if rand.IntN(3) == 0 {
				q.State = pick(states)
			}
			for range rand.IntN(3) {
				q.Desks = append(q.Desks, pick([]storage.Desk{{Role: pick(roles)}, {Name: pick(staff)}, {Role: pick(roles), Name: pick(staff)}, {Name: "没有这个人"}}))
			}
			want, mine := naive(rows, q)
			total := len(want)
			if q.Mine {
				all := q
				all.Mine = false
				every, _ := naive(rows, all)
				total = len(every)
			}
			if rand.IntN(2) == 0 {
				q.Limit, q.Offset = 1+rand.IntN(300), rand.IntN(len(rows))
				want = want[min(q.Offset, len(want)):]
				want = want[:min(q.Limit, len(want))]
			}
			p := ask(t, s, q)
			if p.Total != total || p.Mine != mine {
				t.Fatalf("%+v: counts %d %d, want %d %d", q, p.Total, p.Mine, total, mine)
			}
			if len(p.Rows) != len(want) {
				t.Fatalf("%+v: %d rows, want %d", q, len(p.Rows), len(want))
			}
			for i := range want {
				if p.Rows[i].ID != want[i].ID || p.Rows[i].Mine != want[i].Mine || p.Rows[i].Rank != want[i].Rank {
					t.Fatalf("%+v: row %d is %+v, want %+v", q, i, p.Rows[i], want[i])
				}
			}
		}
	})
}

func TestARowThatWasMovedByHandIsNoticed(t *testing.T) {
	either(t, func(t *testing.T, fresh func(*testing.T) string) {
		row := storage.MatterRow{ID: "m", CaseNumber: "1", State: "draft", Rank: 3, Desks: []storage.Desk{{Role: review.RoleClerk}, {Name: "林知夏"}}}
		for query, want := range map[string]bool{
			"SELECT 1": true, "UPDATE matter_desk SET rank = 4 WHERE desk = 2": false, "UPDATE matter_desk SET state = 'served' WHERE desk = 1": false,
			"DELETE FROM matter_desk WHERE desk = 1": false, "DELETE FROM matter_desk WHERE desk = 3": false,
			"INSERT INTO desk (id, who) VALUES (9, 'role:admin'); INSERT INTO matter_desk SELECT matter, 9, rank, state, 0 FROM matter_desk WHERE desk = 1": false,
			"UPDATE matter SET state = 'served'": false,
		} {
			data := fresh(t)
			s := opened(t, data)
			save(t, s, row)
			change(t, data, query)
			if got, err := s.Placed(t.Context(), row); err != nil || got != want {
				t.Errorf("%s: %v %v", query, got, err)
			}
		}
	})
}

func TestANumberIsFoundWholeByItsBeginningAndByAPart(t *testing.T) {
	both(t, func(t *testing.T, data string) {
		s := opened(t, data)
		for _, n := range []string{"（2018）鲁0102执1234号", "（2018）鲁0102执1234号之一", "（2018）鲁0102执12345号"} {
			save(t, s, storage.MatterRow{ID: "termination/" + n, CaseNumber: n, State: "draft"})
		}
		if got, err := s.Numbered(t.Context(), "（2018）鲁0102执1234号"); err != nil || !slices.Equal(got, []string{"termination/（2018）鲁0102执1234号"}) {
			t.Error(got, err)
		}
		if got, err := s.NumberedFrom(t.Context(), "（2018）鲁0102执1234号"); err != nil || len(got) != 2 {
			t.Error(got, err)
		}
		for part, want := range map[string]int{"2345": 1, "234": 2, "之一": 1, "%": 0, "0102执9": 0} {
			if got, err := s.NumberedWith(t.Context(), part, 2); err != nil || len(got) != want {
				t.Error(part, got, err)
			}
		}
		if yes, err := s.Known(t.Context(), "termination/（2018）鲁0102执1234号"); err != nil || !yes {
			t.Error(err)
		}
	})
}
