package ruling

import (
	"strings"
	"unicode/utf8"

	"shenqian/review"
)

// A pattern that may begin with any digit is slow over a whole text. Every date
// has a 年, so it is enough to look around these.

const dateBefore, dateAfter = 60, 60 // bytes

// near calls look with the bytes around every mark in text, their place in
// runes, and the place of the mark's end.
func near(text, mark string, before, after int, look func(around string, start, end int)) {
	done, runes := 0, 0 // text[:done] has so many runes
	for i := 0; ; {
		k := strings.Index(text[i:], mark)
		if k < 0 {
			return
		}
		i += k + len(mark)
		from, to := max(0, i-len(mark)-before), min(len(text), i+after)
		for from < i && !utf8.RuneStart(text[from]) {
			from++
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		if from < done {
			runes -= utf8.RuneCountInString(text[from:done])
		} else {
			runes += utf8.RuneCountInString(text[done:from])
		}
		done = from
		look(text[from:to], runes, runes+utf8.RuneCountInString(text[from:i]))
	}
}

// findDates finds what review.FindDates finds.
func findDates(text string) []review.PrintedDate {
	out := []review.PrintedDate{}
	near(text, "年", dateBefore, dateAfter, func(around string, start, end int) {
		for _, d := range review.FindDates(around) {
			d.Start, d.End = d.Start+start, d.End+start
			if d.Start < end && end <= d.End && (len(out) == 0 || out[len(out)-1].End <= d.Start) {
				out = append(out, d)
			}
		}
	})
	return out
}
