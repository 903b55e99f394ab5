package app

import (
	"strconv"
	"strings"

	"shenqian/signing/typeset"
)

// barShares puts a bar under every figure of a column of shares (合格率, 占比): a
// column whose cells are all percentages, or say that there is none. A row that
// names a goal (≥90%) in another cell has it marked. The bars show what the
// table says and nothing else, so they hang on nothing but its text.
func barShares(rows []typeset.Row) {
	if len(rows) < 3 { // one figure alone is compared with nothing
		return
	}
	for j := range rows[0].Cells {
		shares := make([]float64, len(rows))
		found := 0
		for i, r := range rows[1:] {
			if j >= len(r.Cells) {
				return
			}
			share, ok := shareOf(r.Cells[j].Text)
			if !ok {
				found = 0
				break
			}
			if shares[i+1] = share; share >= 0 {
				found++
			}
		}
		if found < 2 {
			continue
		}
		for i := range rows[1:] {
			if share := shares[i+1]; share >= 0 {
				rows[i+1].Cells[j].Bar = &typeset.Bar{Share: share, Goal: goalOf(rows[i+1].Cells)}
			}
		}
	}
}

// shareOf reads 93.25%; a dash or an empty cell is -1.
func shareOf(text string) (share float64, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || text == "—" {
		return -1, true
	}
	digits, percent := strings.CutSuffix(strings.Replace(text, "％", "%", 1), "%")
	n, err := strconv.ParseFloat(digits, 64)
	if !percent || err != nil || n < 0 {
		return 0, false
	}
	return n / 100, true
}

// goalOf is the goal that a row names, ≥90%; 0 for none.
func goalOf(cells []typeset.Cell) float64 {
	for _, c := range cells {
		if digits, ok := strings.CutPrefix(strings.TrimSpace(c.Text), "≥"); ok {
			if goal, ok := shareOf(digits); ok && goal > 0 {
				return goal
			}
		}
	}
	return 0
}
