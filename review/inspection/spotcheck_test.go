package inspection_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/inspection"
)

func spot(n, oneIn, before, had int) inspection.SpotDraw {
	s := inspection.SpotDraw{Court: "某院", On: review.Date{Year: 2018, Month: 6, Day: 8}, OneIn: oneIn, Checkpoint: "9:cm9vdA==", Before: before, Had: had}
	for i := range n {
		s.List = append(s.List, fmt.Sprintf("（2018）鲁9901执%d号", 900-i))
	}
	return s
}

// One in ten, and at least one; papers that come later on the day are drawn from
// as if they had been there.
func TestOneCleanPaperInTenIsDrawn(t *testing.T) {
	for _, c := range []struct{ n, oneIn, before, had, want int }{
		{0, 10, 0, 0, 0}, {1, 10, 0, 0, 1}, {10, 10, 0, 0, 1}, {11, 10, 0, 0, 2}, {3, 10, 7, 1, 0}, {4, 10, 7, 1, 1}, {5, 1, 0, 0, 5}, {2, 1, 0, 9, 0},
	} {
		s := spot(c.n, c.oneIn, c.before, c.had)
		if err := s.Draw(); err != nil || len(s.Drawn) != c.want || !s.Holds() {
			t.Errorf("%+v draws %v %v", c, s.Drawn, err)
		}
	}
}

// Whoever has the record draws again with nothing but SHA-256.
func TestASpotCheckIsDrawnAgainByHand(t *testing.T) {
	s := spot(30, 10, 0, 0)
	if err := s.Draw(); err != nil {
		t.Fatal(err)
	}
	seed := sha256.Sum256([]byte("今日抽查\n某院\n2018-06-08\n9:cm9vdA==\n1/10\n0"))
	if s.Seed != hex.EncodeToString(seed[:]) {
		t.Fatal(s.Seed)
	}
	lot := func(name string) string {
		h := sha256.Sum256(append(seed[:], name...))
		return string(h[:])
	}
	byLot := slices.Clone(s.List)
	slices.SortFunc(byLot, func(a, b string) int { return strings.Compare(lot(a), lot(b)) })
	want := byLot[:3]
	slices.Sort(want)
	if !slices.Equal(want, s.Drawn) {
		t.Errorf("%v, by hand %v", s.Drawn, want)
	}
	other := s
	other.Drawn = s.List[:3]
	if other.Holds() && !slices.Equal(other.Drawn, s.Drawn) {
		t.Error("a choice passes for a draw")
	}
	for _, bad := range []inspection.SpotDraw{spot(1, 0, 0, 0), spot(1, 101, 0, 0), {}} {
		if bad.Draw() == nil {
			t.Errorf("%+v is drawn", bad)
		}
	}
	twice := spot(2, 1, 0, 0)
	twice.List[1] = twice.List[0]
	if twice.Draw() == nil {
		t.Error("a paper twice")
	}
}
