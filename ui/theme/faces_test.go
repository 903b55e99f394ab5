package theme

import (
	"testing"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"shenqian/packaging/fonts"
)

func faces(t *testing.T) Faces {
	t.Helper()
	set, err := fonts.Find("")
	if err != nil {
		t.Fatal(err)
	}
	f, err := LoadFaces(set)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestOnlyAnIdeographThatTheWindowLacksIsDrawnWithTheWholeFace(t *testing.T) {
	th := New(faces(t), LightMode, 100, func() {})
	for text, want := range map[string][2]string{
		"":                 {"", ""},
		"审签台，第 1 页 ✓ ▤ Aé": {"", ""},
		"陶㛃、𬶋、赟、鋆":         {"", ""}, // in the 通用规范汉字表
		"張三":               {"NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"},
		"李㐂":               {"NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"},
	} {
		for i, bold := range []bool{false, true} {
			got := ""
			if r := th.Source(text, bold); r != nil {
				got = r.Name()
			}
			if got != want[i] {
				t.Errorf("%q bold=%v: %q, want %q", text, bold, got, want[i])
			}
		}
	}
}

// What the whole face can draw, the window can: by its own face or by being
// told to take the whole one.
func TestNoCharacterOfTheWholeFaceIsLost(t *testing.T) {
	f := faces(t)
	all, err := f.Whole()
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]fyne.Resource{"regular": {f.Regular, all.Regular}, "bold": {f.Bold, all.Bold}} {
		var fonts [2]*sfnt.Font
		for i, r := range pair {
			if fonts[i], err = sfnt.Parse(r.Content()); err != nil {
				t.Fatal(err)
			}
		}
		var b sfnt.Buffer
		lost, whole := 0, 0
		for r := rune(' '); r <= 0x33FFF; r++ {
			small, _ := fonts[0].GlyphIndex(&b, r)
			big, err := fonts[1].GlyphIndex(&b, r)
			if err != nil || big == 0 {
				continue
			}
			whole++
			if small == 0 && !f.lack(string(r)) {
				lost++
			}
		}
		if lost > 0 || whole < 30_000 {
			t.Errorf("%s: %d of %d characters would be boxes", name, lost, whole)
		}
	}
	if all.lack("㐂") {
		t.Error("the whole faces ask for the whole faces")
	}
}

func TestARareCharacterInAFieldCallsForTheWholeFaces(t *testing.T) {
	asked := 0
	th := New(faces(t), LightMode, 100, func() { asked++ })
	th.Typed("顾清和")
	if asked != 0 {
		t.Error("common characters need no other face")
	}
	th.Typed("㐂")
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}
