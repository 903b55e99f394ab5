package index_test

import (
	"math/rand/v2"
	"testing"

	"shenqian/review"
	"shenqian/review/index"
)

func day(s string) review.Date {
	var d review.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return d
}

func number(s string) review.CaseNumber {
	n, err := review.ParseCaseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func money(fen int64) index.Money { return index.Money{Amount: review.Amount(fen), Known: true} }

var quarter = index.Period{From: day("2018-04-01"), To: day("2018-06-30")}

// Eight cases by which every index can be reckoned in one's head.
var few = []index.Case{
	{Number: number("（2018）鲁9901执1号"), Filed: day("2018-01-02"), Closed: day("2018-04-01"), Manner: index.Finished, Due: day("2018-07-02"), Assets: index.Yes, Owed: money(10000), Realised: money(10000)},
	{Number: number("（2018）鲁9901执2号"), Filed: day("2018-01-02"), Closed: day("2018-06-30"), Manner: index.Terminated, Due: day("2018-07-02"), Assets: index.No, Owed: money(30000), Realised: money(0)},
	{Number: number("（2018）鲁9901执3号"), Filed: day("2018-01-02"), Closed: day("2018-07-01"), Manner: index.Terminated, Due: day("2018-07-02"), Assets: index.No, Owed: money(30000), Realised: money(0)}, // closed after the period
	{Number: number("（2017）鲁9901执4号"), Filed: day("2017-10-09"), Closed: day("2018-05-02"), Manner: index.Ended, Due: day("2018-04-09"), Assets: index.Yes, Owed: money(20000), Realised: money(5001), Deducted: 5},
	{Number: number("（2017）鲁9901执5号"), Filed: day("2017-11-10"), Manner: index.Open, Due: day("2018-05-10"), Assets: index.Yes},                 // overdue
	{Number: number("（2018）鲁9901执恢6号"), Filed: day("2018-05-02"), Manner: index.Open, Due: day("2018-11-02"), Assets: index.Yes},                // revived
	{Number: number("（2018）鲁9901执7号"), Filed: day("2018-02-02"), Closed: day("2018-05-02"), Assets: index.Untold, Due: day("2018-08-02")},       // closed nobody says how
	{Number: number("（2018）鲁9901执8号"), Filed: day("2018-02-02"), Manner: index.Finished, Owed: money(1), Realised: money(1), Assets: index.Yes}, // closed nobody says when
}

var complaints = []index.Petition{
	{Number: "信1", Registered: day("2018-04-01"), Finished: day("2018-05-01")},
	{Number: "信2", Registered: day("2018-06-30")},
	{Number: "信3", Registered: day("2018-03-31"), Finished: day("2018-05-01")},
}

func TestEveryIndexIsReckonedAsItsFormulaSays(t *testing.T) {
	for _, c := range []struct {
		id, text, exact string
		untold, unsure  int
	}{
		{"termination", "25.00%", "1/4", 1, 1}, // 1, 2, 4, 7 closed; of 7 the manner is not told; of 8 the day
		{"really", "50.00%", "2/4", 1, 1},
		{"finished", "25.00%", "1/4", 1, 1},
		{"intime", "33.33%", "1/3", 2, 0},          // 1 in time, 4 late, 5 overdue; 7 and 8 untold
		{"realised", "25.00%", "150.01/600", 1, 1}, // of 7 no amounts
		{"closed", "66.67%", "4/6", 1, 0},          // 1–5 and 7; of 8 the day of closing is not told
		{"whole", "66.67%", "4/6", 1, 0},
		{"revived", "100.00%", "1/1", 1, 0},   // one 执恢 against one 终本
		{"gross", "140.50", "562/4", 1, 0},    // 89 + 179 + 205 + 89
		{"net", "139.25", "557/4", 1, 0},      // five days deducted
		{"petitions", "50.00%", "1/2", 0, 0},  // the third was registered before
		{"complaints", "28.57%", "2/7", 1, 0}, // 1–7 at hand
	} {
		f := figure(t, c.id, index.Data{Cases: few, Petitions: complaints}, quarter)
		if f.String() != c.text || f.Exact() != c.exact || f.Untold != c.untold || f.Unsure != c.unsure {
			t.Errorf("%s: %s %s, untold %d, unsure %d; want %s %s, %d, %d", c.id, f, f.Exact(), f.Untold, f.Unsure, c.text, c.exact, c.untold, c.unsure)
		}
		if f.Unit == "share" && f.Of == "cases" && (int64(len(f.Counted)) != f.N || int64(len(f.Among)) != f.D) {
			t.Errorf("%s: the cases behind it are others: %v of %v", c.id, f.Counted, f.Among)
		}
	}
}

func figure(t *testing.T, id string, d index.Data, p index.Period) index.Figure {
	t.Helper()
	defs, err := index.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range defs {
		if def.ID == id {
			f, err := index.Reckon(def, d, p, true)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
	}
	t.Fatal("no index", id)
	return index.Figure{}
}

func TestOfNothingThereIsNoShare(t *testing.T) {
	f := figure(t, "termination", index.Data{}, quarter)
	if f.String() != "—" || f.Exact() != "0/0" || f.Met(day("2018-06-10"), map[string]int64{"national termination rate": 9999}) != index.Untold {
		t.Error(f, f.Exact())
	}
}

func TestSharesAreRoundedHalfUp(t *testing.T) {
	for _, c := range []struct {
		n, d int64
		want string
	}{{1, 3, "33.33%"}, {2, 3, "66.67%"}, {1, 8, "12.50%"}, {1, 16, "6.25%"}, {1, 32, "3.13%"}, {3, 800, "0.38%"}, {1999, 2000, "99.95%"}, {19999, 20000, "100.00%"}, {2672, 7673, "34.82%"}, {0, 5, "0.00%"}} {
		if got := (index.Figure{Definition: index.Definition{Unit: "share"}, N: c.n, D: c.d}).String(); got != c.want {
			t.Errorf("%d/%d is %s, want %s", c.n, c.d, got, c.want)
		}
	}
}

func TestAGoalBindsFromItsDay(t *testing.T) {
	f := figure(t, "intime", index.Data{Cases: few}, quarter)
	if got := f.Met(day("2018-05-24"), nil); got != index.Untold {
		t.Error("the day before it bound:", got)
	}
	if got := f.Met(day("2018-05-25"), nil); got != index.No {
		t.Error("a third is not nine tenths:", got)
	}
	f = figure(t, "termination", index.Data{Cases: few}, quarter)
	for limit, want := range map[int64]index.Answer{2500: index.No, 2501: index.Yes} {
		if got := f.Met(day("2018-06-10"), map[string]int64{"national termination rate": limit}); got != want {
			t.Errorf("25%% below %d: %v", limit, got)
		}
	}
	if got := f.Met(day("2018-06-10"), nil); got != index.Untold {
		t.Error("without a national figure:", got)
	}
}

func TestCasesThatCantBeAreRefused(t *testing.T) {
	n := number("（2018）鲁9901执1号")
	for want, c := range map[string]index.Case{
		"index.nonumber": {},
		"index.day":      {Number: n, Filed: review.Date{Year: 2018, Month: 2, Day: 29}},
		"index.order":    {Number: n, Filed: day("2018-02-02"), Closed: day("2018-02-01")},
		"index.open":     {Number: n, Closed: day("2018-02-01"), Manner: index.Open},
		"index.realised": {Number: n, Owed: money(1), Realised: money(2)},
		"index.deducted": {Number: n, Filed: day("2018-02-01"), Closed: day("2018-02-05"), Deducted: 5},
	} {
		err := c.Check()
		if e, ok := err.(*review.Error); !ok || e.Code != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := index.ParseManner("中止"); err == nil {
		t.Error("a stay is no closing")
	}
	for _, c := range few {
		if err := c.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestListsComeBackAsTheyWere(t *testing.T) {
	got, err := index.DecodeCases(index.EncodeCases(few))
	if err != nil || len(got) != len(few) {
		t.Fatal(len(got), err)
	}
	for i := range few {
		if got[i] != few[i] {
			t.Errorf("%+v is %+v", few[i], got[i])
		}
	}
	back, err := index.DecodePetitions(index.EncodePetitions(complaints))
	if err != nil || len(back) != 3 || back[1] != complaints[1] {
		t.Error(back, err)
	}
}

func FuzzListsAreReadOrRefused(f *testing.F) {
	f.Add(index.EncodeCases(few))
	f.Add(index.EncodePetitions(complaints))
	f.Fuzz(func(t *testing.T, b []byte) {
		if cases, err := index.DecodeCases(b); err == nil {
			if again, err := index.DecodeCases(index.EncodeCases(cases)); err != nil || len(again) != len(cases) {
				t.Error(err)
			}
		}
		_, _ = index.DecodePetitions(b) // must not panic
	})
}

// many are cases of all sorts.
func many(n int) []index.Case {
	dice := rand.New(rand.NewPCG(1, 2))
	out := make([]index.Case, n)
	for i := range out {
		c := index.Case{Number: review.CaseNumber{Year: 2018, Court: "鲁9901", Type: []string{"执", "执", "执", "执恢"}[dice.IntN(4)], Number: i + 1}, Manner: index.Open, Assets: index.Answer(dice.IntN(3))}
		c.Filed = day("2017-06-01").AddDays(dice.IntN(390))
		c.Due = c.Filed.AddMonths(6)
		if dice.IntN(4) > 0 {
			c.Closed = c.Filed.AddDays(dice.IntN(300))
			c.Manner = []index.Manner{index.Finished, index.Terminated, index.Ended}[dice.IntN(3)]
			c.Owed = money(dice.Int64N(1e8) + 1)
			c.Realised = money(dice.Int64N(int64(c.Owed.Amount)))
		}
		out[i] = c
	}
	return out
}

// All indices over a hundred thousand cases, read from their lines.
func BenchmarkIndices(b *testing.B) {
	lines := index.EncodeCases(many(100_000))
	defs, err := index.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		cases, err := index.DecodeCases(lines)
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range defs {
			if _, err := index.Reckon(d, index.Data{Cases: cases}, quarter, false); err != nil {
				b.Fatal(err)
			}
		}
	}
}
