package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// press is what a window gets: keys, and the characters that came of them.
type step struct {
	key fyne.KeyName
	r   rune
}

func run(t *testing.T, e *Entry, steps ...step) {
	t.Helper()
	for _, s := range steps {
		if s.key != "" {
			e.TypedKey(&fyne.KeyEvent{Name: s.key})
		}
		if s.r != 0 {
			e.TypedRune(s.r)
		}
	}
}

func TestComposer(t *testing.T) {
	test.NewTempApp(t)
	handed := ""
	entry := func() *Entry {
		e := NewEntry()
		e.OnSubmitted = func(s string) { handed = s }
		w := test.NewTempWindow(t, e)
		w.Canvas().Focus(e)
		return e
	}
	cai, pan := step{r: '裁'}, step{r: '判'}
	pinyin := []step{{key: "P"}, {key: "A"}, {key: "N"}}
	for _, c := range []struct {
		name  string
		steps []step
		want  string
	}{
		{"Latin letters yield characters", []step{{"A", 'a'}, {"B", 'b'}, {key: fyne.KeyBackspace}}, "a"},
		{"Backspace in the pinyin", append(append([]step{cai, pan}, pinyin...), step{key: fyne.KeyBackspace}), "裁判"},
		{"the pinyin is given up", append(append([]step{cai, pan}, pinyin...), step{key: fyne.KeyBackspace}, step{key: fyne.KeyBackspace}, step{key: fyne.KeyBackspace}, step{key: fyne.KeyBackspace}), "裁"},
		{"Escape ends it", append(append([]step{cai, pan}, pinyin...), step{key: fyne.KeyEscape}, step{key: fyne.KeyBackspace}), "裁"},
		{"a candidate is taken", append(append([]step{cai}, pinyin...), pan, step{key: fyne.KeyBackspace}), "裁"},
		{"arrows move among candidates", append(append([]step{cai, pan}, pinyin...), step{key: fyne.KeyLeft}, step{r: '书'}), "裁判书"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := entry()
			run(t, e, c.steps...)
			if e.Text != c.want {
				t.Errorf("%q, want %q", e.Text, c.want)
			}
		})
	}
	e := entry()
	run(t, e, append(pinyin, step{key: fyne.KeyReturn})...)
	if handed != "" {
		t.Errorf("Return in the pinyin handed in %q", handed)
	}
	run(t, e, pan, step{key: fyne.KeyReturn})
	if handed != "判" {
		t.Errorf("handed in %q", handed)
	}
}

// Keys an entry has no use for reach the window; Return presses no button.
func TestKeysPassOn(t *testing.T) {
	test.NewTempApp(t)
	e, pressed := NewEntry(), 0
	b := NewButton("x", nil, func() { pressed++ })
	w := test.NewTempWindow(t, NewColumn(4, e, b))
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { got = append(got, k.Name) })
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(got) != 3 || pressed != 0 {
		t.Errorf("window got %v, button pressed %d times", got, pressed)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.TypedRune(' ')
	if pressed != 1 {
		t.Errorf("the space bar pressed %d times", pressed)
	}
}

// The window hears of a key first, then of its character, and gives each to
// whoever has the focus then.
func TestTheSpaceBarThatOpensAFieldWritesNothingInIt(t *testing.T) {
	test.NewTempApp(t)
	e := NewPassphrase()
	w := test.NewTempWindow(t, e)
	for name, o := range map[string]fyne.Focusable{
		"button": NewButton("x", nil, func() { w.Canvas().Focus(e) }),
		"link":   NewLink(NewText("x"), func() { w.Canvas().Focus(e) }),
	} {
		w.SetContent(NewColumn(4, e, o.(fyne.CanvasObject)))
		w.Canvas().Focus(o)
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		w.Canvas().Focused().TypedRune(' ')
		if w.Canvas().Focused() != e || e.Text != "" {
			t.Errorf("%s: the field has the focus: %v; %q is in it", name, w.Canvas().Focused() == e, e.Text)
		}
	}
}
