package typeset

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
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
		// Also on a tight page the date lies three fifths of the radius below.
		if at := (middle - (date.Rect[1]+date.Rect[3])/2) / (21 * mm); at < 0.55 || at > 0.65 {
			t.Errorf("%d: the date is %.2f of the radius below the middle", n, at)
		}
		if seal.Rect[3] > judge.Rect[1]+6 || seal.Rect[1] < clerk.Rect[3]-6 {
			t.Errorf("%d: seal %v presses on the judge %v or the clerk %v", n, seal.Rect, judge.Rect, clerk.Rect)
		}
	}
}

func TestTheStampTouchesNeitherDateNorClerkNorFoot(t *testing.T) {
	members := strings.Split(strings.Repeat("审判员 高原,", 13)+"审判员 喆玥", ",")
	for n := range 14 {
		r := mustTypeset(t, sealed(panel(n, members[:n+1]...)))
		out := judge(t, r.PDF, "pdftotext", "-bbox-layout", "FILE", "-")
		m := regexp.MustCompile(`<line xMin="[0-9.]+" yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">\s*<word[^>]*>本件与原本核对无异<`).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("%d: no stamp", n)
		}
		top, _ := strconv.ParseFloat(m[1], 64)
		bottom, _ := strconv.ParseFloat(m[2], 64)
		date, clerk := r.Places[len(r.Places)-3], r.Places[len(r.Places)-2]
		if bottom > textTop+textHeight {
			t.Errorf("%d: the stamp ends at %.1f, the type area at %.1f", n, bottom, textTop+textHeight)
		}
		if date.Page == clerk.Page && (top < pageHeight-(date.Rect[1]+date.Rect[3])/2 || bottom > pageHeight-(clerk.Rect[1]+clerk.Rect[3])/2) {
			t.Errorf("%d: the stamp from %.1f to %.1f is on a line: date %v, clerk %v", n, top, bottom, date.Rect, clerk.Rect)
		}
	}
}
