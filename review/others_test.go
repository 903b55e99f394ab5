package review

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCopiedTextsShareABandAndOthersSeldomDo(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	set := func(n int) []uint32 {
		out := make([]uint32, n)
		for i := range out {
			out[i] = rnd.Uint32()
		}
		slices.Sort(out)
		return out
	}
	share := func(a, b []uint32) bool {
		for _, x := range Bands(a) {
			if slices.Contains(Bands(b), x) {
				return true
			}
		}
		return false
	}
	found, stray := 0, 0
	for range 400 {
		a := set(20)
		b := slices.Clone(a)
		b[3], b[11] = rnd.Uint32(), rnd.Uint32() // 18 of 22: a copy with two figures changed
		slices.Sort(b)
		if s := Alike(a, b); s < 0.8 || s > 0.9 {
			t.Fatalf("alike %f", s)
		}
		if share(a, b) {
			found++
		}
		c := append(slices.Clone(a[:6]), set(14)...) // six dates in common
		slices.Sort(c)
		if Alike(a, c) > 0.3 {
			t.Fatal("too much alike")
		}
		if share(a, c) {
			stray++
		}
	}
	if found < 385 || stray > 40 {
		t.Errorf("of 400 copies %d are found, of 400 others %d", found, stray)
	}
	if Alike(set(7), set(7)) != 0 || Bands(set(7)) != nil {
		t.Error("seven figures tell nothing")
	}
}

func TestFiguresAreThoseOfTheCaseAlone(t *testing.T) {
	paper := func(name, number, due string) *Paper {
		course := fmt.Sprintf("%s一案，（2019）鲁9901民初77号民事判决书，2020年3月6日立案执行，标的%s元。2020年4月1日查询，%s号。", name, due, number)
		r := []rune(number + "\n" + course)
		n := len([]rune(number))
		return NewPaper(string(r), []Part{{Role: PartNumber, Start: 0, End: n}, {Role: PartCourse, Start: n + 1, End: len(r)}})
	}
	a := Figures(paper("甲", "（2020）鲁9901执5号", "400000"))
	if len(a) != 4 { // two dates, an amount, the judgment
		t.Errorf("%d figures", len(a))
	}
	if b := Figures(paper("乙", "（2020）鲁9901执8号", "40万")); !slices.Equal(a, b) {
		t.Error("names, the case's own number and the way an amount is written make no difference")
	}
	if Figures(nil) != nil {
		t.Error("no paper, no figures")
	}
}

func TestADebtorIsTheSameByNumberElseByName(t *testing.T) {
	for _, c := range []struct {
		a, b       DebtorRecord
		same, sure bool
	}{
		{DebtorRecord{Name: "张伟", ID: "1", Person: true}, DebtorRecord{Name: "张 伟", ID: "1", Person: true}, true, true},
		{DebtorRecord{Name: "张伟", ID: "1", Person: true}, DebtorRecord{Name: "张伟", ID: "2", Person: true}, false, true},
		{DebtorRecord{Name: "张伟", ID: "1", Person: true}, DebtorRecord{Name: "张伟", Person: true}, true, false},
		{DebtorRecord{Name: "云湖某厂"}, DebtorRecord{Name: "云湖某厂", ID: "9"}, true, true},
		{DebtorRecord{Name: "云湖某厂"}, DebtorRecord{Name: "云湖另厂"}, false, true},
		{DebtorRecord{}, DebtorRecord{}, false, true},
	} {
		if same, sure := c.a.Same(c.b); same != c.same || same && sure != c.sure {
			t.Errorf("%+v %+v: %v %v", c.a, c.b, same, sure)
		}
	}
}
