package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// Lines of Chinese break between any two characters, except that these may not
// begin a line, nor those end one; a run of Latin letters and digits holds
// together. Fyne knows none of this, and mis-measures wrapped labels besides.
const (
	noStart = "，。、；：！？）】〕」』》〉”’％…—·,.;:!?)]}%"
	noEnd   = "（【「『《〈“‘([{"
)

type glyph struct {
	r    rune
	size float32
	bold bool
}

// widths are measured once per character, size and font.
var (
	widths     = map[glyph]float32{}
	widthsFont fyne.Resource
)

func width(r rune, size float32, bold bool) float32 {
	if f := fyne.CurrentApp().Settings().Theme().Font(fyne.TextStyle{}); f != widthsFont {
		widthsFont = f
		clear(widths)
	}
	if r > unicode.MaxLatin1 && unicode.Is(unicode.Han, r) {
		r = '永' // all as wide as one another
	}
	g := glyph{r, size, bold}
	w, ok := widths[g]
	if !ok {
		w = fyne.MeasureText(string(r), size, fyne.TextStyle{Bold: bold}).Width
		widths[g] = w
	}
	return w
}

// WidthOf is how wide s is on one line.
func WidthOf(s string, size float32, bold bool) float32 {
	var w float32
	for _, r := range s {
		w += width(r, size, bold)
	}
	return w
}

// Elide cuts s to fit, with … for what is cut.
func Elide(s string, size float32, bold bool, room float32) string {
	if WidthOf(s, size, bold) <= room {
		return s
	}
	room -= width('…', size, bold)
	var w float32
	for i, r := range s {
		if w += width(r, size, bold); w > room {
			return s[:i] + "…"
		}
	}
	return s
}

// wrap breaks s into lines no wider than room.
func wrap(s string, size float32, bold bool, room float32) []string {
	var out []string
	for part := range strings.SplitSeq(s, "\n") {
		out = append(out, wrapLine([]rune(part), size, bold, room)...)
	}
	return out
}

func wrapLine(rs []rune, size float32, bold bool, room float32) []string {
	var out []string
	start, w := 0, float32(0)
	for i := 0; i < len(rs); i++ {
		rw := width(rs[i], size, bold)
		if w+rw <= room || i == start {
			w += rw
			continue
		}
		if rs[i] == ' ' { // hangs over the edge
			continue
		}
		cut := breakBefore(rs, start, i)
		out = append(out, strings.TrimRight(string(rs[start:cut]), " "))
		start, w = cut, 0
		for _, r := range rs[start : i+1] {
			w += width(r, size, bold)
		}
	}
	return append(out, string(rs[start:]))
}

// breakBefore is the last place at or before i where a line may end. A word
// longer than the line is broken; only when nothing else is possible does a
// line begin with what should not begin one.
func breakBefore(rs []rune, start, i int) int {
	for _, whole := range []bool{true, false} {
		for cut := i; cut > start; cut-- {
			before, after := rs[cut-1], rs[cut]
			if !strings.ContainsRune(noStart, after) && !strings.ContainsRune(noEnd, before) && !(whole && sticks(before) && sticks(after)) {
				return cut
			}
		}
	}
	return i
}

func sticks(r rune) bool {
	return r < 0x2E80 && r != ' ' && !unicode.IsSpace(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,-/:", r))
}
