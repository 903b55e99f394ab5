package app

import (
	"math"
	"testing"

	"shenqian/signing/typeset"
)

func TestSharesInATableAreDrawnAndNothingElseIs(t *testing.T) {
	table := tableOf("法院\t终本数\t合格率\t目标\t备注\n甲法院\t36\t94.44%\t≥90%\t1%\n乙法院\t12\t—\t≥90%\t无\n合计\t48\t93.3％\t\t2%", 0)
	want := map[[2]int]typeset.Bar{{1, 2}: {Share: 0.9444, Goal: 0.9}, {3, 2}: {Share: 0.933}}
	for i, r := range table.Rows {
		for j, c := range r.Cells {
			w, drawn := want[[2]int{i, j}]
			if (c.Bar != nil) != drawn || drawn && (math.Abs(c.Bar.Share-w.Share) > 1e-9 || c.Bar.Goal != w.Goal) {
				t.Errorf("row %d, column %d (%q): %+v", i, j, c.Text, c.Bar)
			}
		}
	}
	if one := tableOf("法院\t合格率\n甲法院\t94.44%", 0); one.Rows[1].Cells[1].Bar != nil {
		t.Error("one figure alone is compared with nothing")
	}
}
