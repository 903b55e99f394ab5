package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"shenqian/packaging/fonts"
	"shenqian/ui/theme"
)

// scriptOn shows a text in which 孟庆安 is 孟某 and 电话 is deleted.
func scriptOn(t *testing.T, text string) *Script {
	t.Helper()
	set, err := fonts.Find("")
	if err != nil {
		t.Fatal(err)
	}
	faces, err := theme.LoadFaces(set)
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(theme.New(faces, theme.LightMode, 100, func() {}))
	s := NewScript()
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(800, 300))
	var marks []Stretch
	rs := []rune(text)
	for at := range rs {
		rest := string(rs[at:min(at+3, len(rs))])
		switch {
		case strings.HasPrefix(rest, "孟庆安"):
			marks = append(marks, Stretch{Start: at, End: at + 3, Item: len(marks), Changed: true, With: "孟某", Sign: "▲", Fore: theme.Warn, Ground: theme.WarnSoft})
		case strings.HasPrefix(rest, "电话"):
			marks = append(marks, Stretch{Start: at, End: at + 2, Item: len(marks), Changed: true, Sign: "▲", Fore: theme.Warn, Ground: theme.WarnSoft})
		}
	}
	s.Open([]rune(text), marks)
	return s
}

// right is all that stands on the right, line by line.
func (s *Script) rightText() string {
	var b strings.Builder
	for i, l := range s.body.lines {
		if i > 0 && l.start > 0 && s.text[l.start-1] == '\n' {
			b.WriteByte('\n')
		}
		for _, runs := range l.right {
			for _, r := range runs {
				b.WriteString(r.text)
			}
		}
	}
	return b.String()
}

func TestBothSidesOfAScriptStandLineForLine(t *testing.T) {
	text := strings.Repeat("申请执行人孟庆安向本院申请强制执行，要求支付款项，电话已停机。", 30) + "\n被执行人孟庆安。\n\n完"
	s := scriptOn(t, text)
	if got, want := s.rightText(), strings.NewReplacer("孟庆安", "孟某", "电话", "").Replace(text); got != want {
		t.Fatalf("%q", got)
	}
	at := 0
	for _, l := range s.body.lines {
		if l.start != at && l.start != at+1 || len(l.right) != 1 {
			t.Fatalf("a line from %d, not %d, with %d on the right", l.start, at, len(l.right))
		}
		at = l.end
	}
	if at != len([]rune(text)) {
		t.Fatal("the end is missing")
	}
}

func TestWhatIsLongerThanALineOnTheRightIsFoldedAndNotLost(t *testing.T) {
	s := scriptOn(t, "孟庆安")
	s.marks[0].With = strings.Repeat("某", 120)
	s.Set(s.marks)
	if got := s.rightText(); got != s.marks[0].With {
		t.Fatalf("%d of 120", len([]rune(got)))
	}
	if l := s.body.lines[0]; len(l.right) < 2 || l.height != float32(len(l.right))*s.body.pitch() {
		t.Fatalf("%d lines, %f high", len(l.right), l.height)
	}
}

func TestOnlyTheLinesInViewOfALongScriptExist(t *testing.T) {
	s := scriptOn(t, strings.Repeat("申请执行人孟庆安向本院申请强制执行。\n", 2000))
	r := test.WidgetRenderer(s.body)
	if n := len(r.Objects()); n == 0 || n > 400 {
		t.Fatalf("%d objects", n)
	}
	s.Point(1999)
	if top, _ := s.body.placeOf(s.marks[1999].Start, s.marks[1999].End); top < s.scroll.Offset.Y || top > s.scroll.Offset.Y+s.scroll.Size().Height {
		t.Fatal("the current place is out of view")
	}
	s.Point(0)
	if len(s.body.drawn) > 300 {
		t.Fatalf("%d lines are kept", len(s.body.drawn))
	}
	// Going on to the next place draws no line anew but the two it concerns.
	s.Point(0)
	before := r.Objects()
	s.Point(1)
	after := map[fyne.CanvasObject]bool{}
	for _, o := range r.Objects() {
		after[o] = true
	}
	kept := 0
	for _, o := range before {
		if after[o] {
			kept++
		}
	}
	if kept < len(before)/2 {
		t.Errorf("%d of %d objects kept", kept, len(before))
	}
}

func TestWordsAreSelectedByTheMouseAndByShiftAndTheArrows(t *testing.T) {
	s := scriptOn(t, "申请执行人孟庆安到庭。\n被执行人未到。")
	y := s.body.lines[0].y + 4
	one := WidthOf("永", s.body.size(), false)
	point := func(runes float32) fyne.Position { return fyne.NewPos(scriptSide+runes*one, y) }
	s.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: point(2)}})
	s.body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: point(5)}})
	if from, to := s.Selected(); from != 2 || to != 5 {
		t.Fatal(from, to)
	}
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	s.body.KeyDown(shift)
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if from, to := s.Selected(); from != 2 || to != 6 {
		t.Fatal(from, to)
	}
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if _, to := s.Selected(); to <= 11 {
		t.Fatal("not into the next line:", to)
	}
	s.body.KeyUp(shift)
	// A click on a mark, on either side, is told.
	var told []int
	s.OnItem = func(n int) { told = append(told, n) }
	for _, x := range []float32{scriptSide + s.body.signWidth() + 6*one, s.body.rightSide() + s.body.signWidth() + 5.5*one} {
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
		s.Select(0, 0)
		s.body.MouseUp(e)
	}
	if len(told) != 2 || told[0] != 0 || told[1] != 0 {
		t.Fatal(told)
	}
}

func TestKeysOfAScriptAreHandedOnWithShift(t *testing.T) {
	s := scriptOn(t, "孟庆安")
	type key struct {
		name fyne.KeyName
		mod  fyne.KeyModifier
	}
	var got []key
	s.OnKey = func(n fyne.KeyName, m fyne.KeyModifier) { got = append(got, key{n, m}) }
	if !s.body.AcceptsTab() {
		t.Fatal("Tab goes elsewhere")
	}
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	s.body.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	s.body.FocusLost()
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyK})
	// The arrows by themselves move to where selecting begins.
	s.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if from, to := s.Selected(); from != 1 || to != 1 {
		t.Fatal(from, to)
	}
	s.Point(0)
	if from, _ := s.Selected(); from != 0 {
		t.Fatal("selecting does not begin at the current place:", from)
	}
	want := []key{{fyne.KeyTab, 0}, {fyne.KeyTab, fyne.KeyModifierShift}, {fyne.KeyK, 0}}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("%v", got)
		}
	}
}
