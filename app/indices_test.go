package app

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/review/index"
)

// The figures of a list of thousands of cases, many of which do not tell all,
// are those of SQL over the same list.
func TestFiguresAreThoseOfAnIndependentCount(t *testing.T) {
	c, dir := layBatch(t)
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE c (type TEXT, filed TEXT, closed TEXT, manner TEXT, due TEXT, deducted INT, assets TEXT, owed INT, realised INT)"); err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(3, 4))
	maybe := func(s string) any {
		if dice.IntN(12) == 0 {
			return nil
		}
		return s
	}
	start := review.Date{Year: 2017, Month: 3, Day: 1}
	var list strings.Builder
	list.WriteString("案号,立案日期,结案日期,结案方式,期限届满日,扣除天数,是否有财产,执行标的,到位金额\n")
	for i := range 3000 {
		kind := []string{"执", "执", "执", "执恢", "执保"}[dice.IntN(5)]
		filed := start.AddDays(dice.IntN(400))
		row := []any{kind, maybe(filed.String()), nil, "未结", maybe(filed.AddMonths(6).String()), 0, maybe([]string{"是", "否"}[dice.IntN(2)]), nil, nil}
		if dice.IntN(5) > 0 {
			closed := filed.AddDays(30 + dice.IntN(240))
			row[2], row[3] = closed.String(), maybe([]string{"执行完毕", "终结本次执行程序", "终结执行", "销案"}[dice.IntN(4)])
			row[5] = dice.IntN(30)
			owed := 1 + dice.IntN(1e7)
			row[7] = owed
			if dice.IntN(10) > 0 {
				row[8] = dice.IntN(owed)
			}
		}
		if _, err := db.Exec("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&list, "（2017）鲁9901%s%d号", kind, i+1)
		for j, v := range row[1:] {
			s := ""
			switch v := v.(type) {
			case string:
				s = v
			case int:
				if s = fmt.Sprint(v); j >= 6 {
					s = review.Amount(v).String()
				}
			}
			list.WriteString("," + s)
		}
		list.WriteString("\n")
	}
	path := filepath.Join(dir, "cases.csv")
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := c.TakeExtract(t.Context(), path, ExtractRequest{Of: ExtractCases, Query: "全部", Drawn: benchDay.Add(-time.Hour)})
	if err != nil || x.Count != 3000 {
		t.Fatal(x, err)
	}
	p := index.Period{From: review.Date{Year: 2017, Month: 7, Day: 1}, To: review.Date{Year: 2018, Month: 3, Day: 31}}
	r, err := c.Indices(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	const in = " BETWEEN '2017-07-01' AND '2018-03-31'"
	const first = "type = '执' AND "
	atHand := first + "filed <= '2018-03-31' AND (closed >= '2017-07-01' OR closed IS NULL AND manner = '未结')"
	due := first + "assets = '是' AND (closed" + in + " OR closed IS NULL AND due" + in + " OR closed > '2018-03-31' AND due" + in + ")"
	count := func(what, where string) string {
		return "(SELECT COALESCE(" + what + ", 0) FROM c WHERE " + where + ")"
	}
	n := func(where string) string { return count("COUNT(*)", where) }
	done := first + "closed" + in
	sums := done + " AND owed IS NOT NULL AND realised IS NOT NULL"
	days := done + " AND filed IS NOT NULL"
	for id, of := range map[string][2]string{
		"termination": {n(done + " AND manner = '终结本次执行程序'"), n(done)},
		"really":      {n(done + " AND manner IN ('执行完毕', '终结执行', '销案')"), n(done)},
		"finished":    {n(done + " AND manner = '执行完毕'"), n(done)},
		"intime":      {n(due + " AND manner IN ('执行完毕', '终结执行', '销案') AND closed <= due"), n(due)},
		"realised":    {count("SUM(realised)", sums), count("SUM(owed)", sums)},
		"closed":      {n(atHand + " AND closed" + in), n(atHand)},
		"whole":       {n(atHand + " AND closed" + in), n(atHand)},
		"revived":     {n("type = '执恢' AND filed" + in), n(done + " AND manner = '终结本次执行程序'")},
		"gross":       {count("SUM(julianday(closed) - julianday(filed))", days), n(days)},
		"net":         {count("SUM(julianday(closed) - julianday(filed) - deducted)", days), n(days)},
		"complaints":  {"0", n(strings.TrimPrefix(atHand, first))},
		"petitions":   {"0", "0"},
	} {
		var num, den float64
		if err := db.QueryRow("SELECT "+of[0]+", "+of[1]).Scan(&num, &den); err != nil {
			t.Fatal(id, err)
		}
		found := false
		for _, f := range r.Figures {
			if f.ID != id {
				continue
			}
			found = true
			if float64(f.N) != num || float64(f.D) != den || f.D == 0 && id != "petitions" {
				t.Errorf("%s is %d/%d, by SQL %.0f/%.0f", id, f.N, f.D, num, den)
			}
			rows, err := c.Behind(r, id, "")
			if err != nil {
				t.Fatal(err)
			}
			counts := 0
			for _, row := range rows {
				if row.Counts {
					counts++
				}
			}
			if f.figure.Of == "cases" && int64(counts) != f.N {
				t.Errorf("%s counts %d and shows %d cases", id, f.N, counts)
			}
		}
		if !found {
			t.Error("no index", id)
		}
	}
	if len(r.Figures) != 12 {
		t.Error("indices that nothing is held against:", len(r.Figures))
	}
}
