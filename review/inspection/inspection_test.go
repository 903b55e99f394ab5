package inspection_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"shenqian/review"
	"shenqian/review/inspection"
)

func cases(n int) []review.CaseNumber {
	out := make([]review.CaseNumber, n)
	for i := range out {
		out[i] = review.CaseNumber{Year: 2017 + i%2, Court: "鲁9901", Type: "执", Number: i + 1}
	}
	return out
}

func code(err error) string {
	var e *review.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func population(t *testing.T, of []review.CaseNumber) []review.CaseNumber {
	t.Helper()
	p, err := inspection.Population(of)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhoeverHasListCheckpointAndNumberDrawsTheSameSample(t *testing.T) {
	seed, err := inspection.NewSeed("shenqian/0123\n18\nroot", "20180401-7")
	if err != nil {
		t.Fatal(err)
	}
	// By sha256sum over the two, a line's end between them.
	if got := seed.String(); got != "52ebe6a1bb7b83b7ef1c3b707f2f2d34788348b41ea1c090a5d8e0545f08884b" {
		t.Error(got)
	}
	all := cases(500)
	want, err := seed.Draw(population(t, all), 30)
	if err != nil || len(want) != 30 {
		t.Fatal(len(want), err)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	got, err := seed.Draw(population(t, all), 30)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("another order of the list draws another sample: %v", err)
	}
	// A larger sample has the smaller in it.
	more, err := seed.Draw(population(t, all), 60)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range want {
		if !slices.Contains(more, n) {
			t.Error(n, "is drawn among 30 and not among 60")
		}
	}
	other, err := inspection.NewSeed("shenqian/0123\n18\nroot", "20180401-8")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := other.Draw(population(t, all), 30); slices.Equal(got, want) {
		t.Error("another number draws the same sample")
	}
}

// Every case has the same chance: over many numbers each is drawn about as often.
func TestEveryCaseHasTheSameChance(t *testing.T) {
	all := population(t, cases(100))
	times := map[review.CaseNumber]int{}
	for i := range 2000 {
		seed, err := inspection.NewSeed("checkpoint", review.CaseNumber{Year: 2018, Court: "鲁", Type: "执", Number: i + 1}.String())
		if err != nil {
			t.Fatal(err)
		}
		sample, err := seed.Draw(all, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range sample {
			times[n]++
		}
	}
	// 200 expected, standard deviation 13.4; six of them on either side.
	for _, n := range all {
		if times[n] < 120 || times[n] > 280 {
			t.Errorf("%s was drawn %d times of 2000", n, times[n])
		}
	}
}

func TestASampleIsNoLargerThanTheListNorIsACaseInItTwice(t *testing.T) {
	seed, err := inspection.NewSeed("a", "b")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, -1, 11} {
		if _, err := seed.Draw(cases(10), n); code(err) != "inspection.size" {
			t.Errorf("%d of 10: %v", n, err)
		}
	}
	if _, err := inspection.Population(append(cases(3), cases(1)...)); code(err) != "inspection.twice" {
		t.Error(err)
	}
	if _, err := inspection.NewSeed("a", ""); code(err) != "inspection.seed" {
		t.Error(err)
	}
}

var rules = []string{"E01", "H01", "G01"}

func TestAResultThatContradictsItselfIsRefused(t *testing.T) {
	n := cases(1)[0]
	due := review.Date{Year: 2018, Month: 4, Day: 10}
	for want, r := range map[string]inspection.Result{
		"inspection.nonumber":  {Outcome: inspection.Qualified},
		"inspection.outcome":   {Number: n, Outcome: "fine"},
		"inspection.qualified": {Number: n, Outcome: inspection.Qualified, Defects: []inspection.Defect{{Rule: "E01"}}},
		"inspection.nodefect":  {Number: n, Outcome: inspection.WithAssets, Due: due},
		"inspection.nodue":     {Number: n, Outcome: inspection.Irregular, Defects: []inspection.Defect{{Rule: "H01"}}},
		"inspection.rule":      {Number: n, Outcome: inspection.Irregular, Due: due, Defects: []inspection.Defect{{Rule: "Q99"}}},
		"inspection.other":     {Number: n, Outcome: inspection.Irregular, Due: due, Defects: []inspection.Defect{{Rule: "other"}}},
		"inspection.defect":    {Number: n, Outcome: inspection.Irregular, Due: due, Defects: []inspection.Defect{{Rule: "H01"}, {Rule: "H01"}}},
		"inspection.nohow":     {Number: n, Outcome: inspection.Irregular, Due: due, Done: due, Defects: []inspection.Defect{{Rule: "H01"}}},
		"inspection.revived":   {Number: n, Outcome: inspection.WithAssets, Due: due, Defects: []inspection.Defect{{Rule: "E01"}}, Revived: n},
		"":                     {Number: n, Outcome: inspection.WithAssets, Due: due, Defects: []inspection.Defect{{Rule: "E01"}, {Rule: "other", Note: "查控反馈未附卷"}}, Revived: review.CaseNumber{Year: 2018, Court: "鲁9901", Type: "执恢", Number: 3}, Done: due, How: "已恢复执行"},
	} {
		if got := code(r.Check(rules)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func sheet(court string, good, irregular, assets int) inspection.Sheet {
	var rs []inspection.Result
	for range good {
		rs = append(rs, inspection.Result{Outcome: inspection.Qualified})
	}
	for range irregular {
		rs = append(rs, inspection.Result{Outcome: inspection.Irregular, Defects: []inspection.Defect{{Rule: "H01"}, {Rule: "H01", Note: "又一处"}}, Done: review.Date{Year: 2018, Month: 4, Day: 1}})
	}
	for range assets {
		rs = append(rs, inspection.Result{Outcome: inspection.WithAssets, Defects: []inspection.Defect{{Rule: "E01"}}, Revived: review.CaseNumber{Number: 1}})
	}
	return inspection.Sum(court, 100, 60, rs)
}

func TestTheCourtsAddUpOrTheReportIsNone(t *testing.T) {
	parts := []inspection.Sheet{sheet("甲", 9, 1, 0), sheet("乙", 17, 2, 1), sheet("丙", 0, 0, 0)}
	total, err := inspection.Total("合计", parts)
	if err != nil {
		t.Fatal(err)
	}
	if total.Closed != 300 || total.Inspected != 30 || total.Rate() != "86.67%" || total.TerminationRate() != "60.00%" || total.Mended != 3 || total.ToMend != 4 || total.Revived != 1 || total.ByRule["H01"] != 3 {
		t.Errorf("%+v %s", total, total.Rate())
	}
	if none := parts[2]; none.Rate() != "—" {
		t.Error("of none inspected:", none.Rate())
	}
	if err := inspection.Reconcile(total, parts); err != nil {
		t.Error(err)
	}
	stated := total
	stated.Found = map[inspection.Outcome]int{inspection.Qualified: 27, inspection.Irregular: 3, inspection.WithAssets: 0}
	if err := inspection.Reconcile(stated, parts); code(err) != "inspection.total.qualified" {
		t.Error(err)
	}
	if _, err := inspection.Total("合计", append(parts, sheet("甲", 1, 0, 0))); code(err) != "inspection.courttwice" {
		t.Error(err)
	}
	for want, change := range map[string]func(*inspection.Sheet){
		"inspection.nocourt":        func(s *inspection.Sheet) { s.Court = "" },
		"inspection.sum.terminated": func(s *inspection.Sheet) { s.Terminated = 101 },
		"inspection.sum.inspected":  func(s *inspection.Sheet) { s.Terminated = 3 },
		"inspection.sum.found":      func(s *inspection.Sheet) { s.Found[inspection.Qualified]++ },
		"inspection.sum.tomend":     func(s *inspection.Sheet) { s.ToMend = 0 },
		"inspection.sum.mended":     func(s *inspection.Sheet) { s.Mended = 5 },
		"inspection.sum.byrule":     func(s *inspection.Sheet) { s.ByRule["H01"] = 9 },
		"inspection.sum.negative":   func(s *inspection.Sheet) { s.Revived = -1 },
	} {
		s := sheet("甲", 9, 1, 0)
		change(&s)
		if got := code(s.Check()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
