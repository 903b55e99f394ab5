package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestWrap(t *testing.T) {
	test.NewTempApp(t)
	const size = 14
	text := "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：（2018）鲁0102执1234号之一，shenqian-2026，完。"
	for room := float32(60); room < 400; room += 7 {
		lines := wrap(text, size, false, room)
		if got := strings.Join(lines, ""); got != text {
			t.Fatalf("room %v: %q", room, got)
		}
		for i, l := range lines {
			if i > 0 && strings.ContainsRune(noStart, []rune(l)[0]) {
				t.Errorf("room %v: a line begins with %q", room, l)
			}
			if rs := []rune(l); i < len(lines)-1 && strings.ContainsRune(noEnd, rs[len(rs)-1]) {
				t.Errorf("room %v: a line ends with %q", room, l)
			}
		}
	}
	if got := Elide("山东省云湖市人民法院", size, false, 60); !strings.HasSuffix(got, "…") || WidthOf(got, size, false) > 60 {
		t.Errorf("elided to %q", got)
	}
}
