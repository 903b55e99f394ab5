package pdftext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// A letter is on a line if its baseline is nearer than this share of the
	// smaller size: enough for raised and lowered letters, not for two lines.
	sameLine = 0.35
	// A gap between two letters of an alphabet of this share of the size is a
	// space. Letters of one word are closer, words hardly ever.
	wordGap = 0.15
)

// placed is a glyph in the directions of its writing.
type placed struct {
	glyph
	along, across float64
}

// lines sorts glyphs into lines: by direction, the usual one first; then from
// top to bottom; on each line along it.
func lines(glyphs []glyph) (out []Line) {
	groups := map[int][]placed{}
	var angles []int
	for _, g := range glyphs {
		if groups[g.angle] == nil {
			angles = append(angles, g.angle)
		}
		groups[g.angle] = append(groups[g.angle], placed{g, g.x*g.dx + g.y*g.dy, g.y*g.dx - g.x*g.dy})
	}
	slices.SortFunc(angles, func(a, b int) int { return cmp.Or(cmp.Compare(abs(a), abs(b)), cmp.Compare(b, a)) })
	for _, a := range angles {
		list := groups[a]
		slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(b.across, a.across) })
		for from, i := 0, 1; i <= len(list); i++ {
			if i < len(list) && list[from].across-list[i].across <= sameLine*min(list[from].size, list[i].size) {
				continue
			}
			if l := line(list[from:i]); strings.TrimSpace(l.Text) != "" {
				out = append(out, l)
			}
			from = i
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

func line(list []placed) Line {
	middle := list[len(list)/2].across // they are in the order of their baselines
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.along, b.along) })
	var b strings.Builder
	l := Line{Artifact: true}
	for i, g := range list {
		if i > 0 && apart(list[i-1], g) {
			b.WriteByte(' ')
		}
		b.WriteString(g.text)
		l.Size = max(l.Size, g.size)
		l.Artifact = l.Artifact && g.artifact
	}
	first := list[0]
	l.Text = b.String()
	l.X, l.Y = first.along*first.dx-middle*first.dy, first.along*first.dy+middle*first.dx
	return l
}

// apart reports whether there is a word space between two glyphs.
func apart(a, b placed) bool {
	last, _ := utf8.DecodeLastRuneInString(a.text)
	first, _ := utf8.DecodeRuneInString(b.text)
	return alphabetic(last) && alphabetic(first) && b.along-a.along-a.width > wordGap*min(a.size, b.size)
}

// alphabetic: what is written in words with spaces between them.
func alphabetic(r rune) bool {
	return r < 0x2E80 && unicode.IsPrint(r) && !unicode.IsSpace(r)
}
