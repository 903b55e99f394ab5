package typeset

import (
	"strings"
	"testing"
)

// TestNamesWithRareCharactersAreFoundAsOneWord: a reader takes a gap, or a
// change of font size, for the end of a word.
func TestNamesWithRareCharactersAreFoundAsOneWord(t *testing.T) {
	names := []string{"赵𬶋", "王㛃", "陶㛃", "翀喆", "𬶋㛃翀"}
	for _, layout := range []Layout{Ruling, Online} {
		b := &builder{}
		for i, name := range names {
			lead := strings.Repeat("某", 3*i)
			b.add(Body, lead+"申请执行人："+name+"，女。"+name+"与被执行人纠纷一案，"+name+"于2021年4月30日申请。")
			b.add(Remark, lead+"已约谈"+name+"，笔录附卷。")
		}
		d := plain(b)
		d.Layout = layout
		got := judge(t, mustTypeset(t, d).PDF, "pdftotext", "FILE", "-")
		// A name may be divided between two lines, not on a line.
		whole := strings.ReplaceAll(got, "\n", "")
		for _, name := range names {
			if n := strings.Count(whole, name); n != 4 {
				t.Errorf("layout %d: %s is found %d times of 4 in\n%s", layout, name, n, got)
			}
		}
	}
}
