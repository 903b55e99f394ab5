package typeset

import (
	"slices"
	"testing"
)

func TestTheSealStandsOverTheDateAndMovesNoLine(t *testing.T) {
	for n := range 50 {
		d := rulingOf(n * 14)
		original := mustTypeset(t, d)
		d.Blocks = append(d.Blocks, SealField{Field: "seal", Label: "院印"}, Stamp{"本件与原本核对无异"})
		copy := mustTypeset(t, d)
		if !slices.Equal(copy.Places, original.Places) {
			t.Fatalf("%d: the seal moves lines", n)
		}
		date := copy.Places[len(copy.Places)-2]
		clerk := copy.Places[len(copy.Places)-1]
		judge := copy.Places[len(copy.Places)-3]
		seal := copy.Fields[0]
		if seal.Page != date.Page {
			t.Fatalf("%d: seal on page %d, date on page %d", n, seal.Page, date.Page)
		}
		if w := seal.Rect[2] - seal.Rect[0]; w < 42*mm-0.1 || w > 42*mm+0.1 {
			t.Errorf("%d: the seal is %.1f pt wide", n, w)
		}
		middle := (seal.Rect[1] + seal.Rect[3]) / 2
		if seal.Rect[1] > date.Rect[1] || middle < date.Rect[3] {
			t.Errorf("%d: seal %v isn't with its lower arc over the date %v", n, seal.Rect, date.Rect)
		}
		if seal.Rect[3] > judge.Rect[1]+6 || seal.Rect[1] < clerk.Rect[3]-6 {
			t.Errorf("%d: seal %v presses on the judge %v or the clerk %v", n, seal.Rect, judge.Rect, clerk.Rect)
		}
	}
}
