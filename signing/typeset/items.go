package typeset

import (
	"fmt"
	"strings"

	"shenqian/signing/fault"
)

// item is one character as the line breaker sees it; lengths in points.
type item struct {
	r     rune
	class class
	at    int // rune of the paragraph
	glyphRef
	blank   bool    // nothing to draw
	size    float64 // font size
	shift   float64 // of the ink, to the right of the item's left edge
	rise    float64 // of the baseline
	advance float64
	squeeze float64 // what can be taken away inside a line
	end     float64 // what can be taken away when the item ends a line
	stretch float64 // share in a line's spare room, after the item
	cost    float64 // of ending a line after the item; never or more: impossible
}

// A rare character taken from another font looks too large at full size.
const rareSize = 0.94

// trim of punctuation, in em.
const (
	halfWidth  = 0.5  // side by side marks share one half
	commaRoom  = 0.3  // what ，。、 can lose inside a line
	otherRoom  = 0.25 // and the other marks
	letterRoom = 0.25 // of an em: the width of a plain space
	blankRoom  = 8    // characters: a blank to write a name in
)

// itemize turns one line of source (no newline) into items. first is the index
// of its first rune in the paragraph.
func (k *Kit) itemize(text []rune, first int, v *look) ([]item, error) {
	items := make([]item, len(text))
	for i, r := range text {
		it := &items[i]
		*it = item{r: r, class: classOf(r), at: first + i, size: v.size, advance: v.width}
		if it.class == space {
			it.blank = true
			it.stretch = 2
			if r != 0x3000 {
				it.advance = letterRoom * v.size
			}
			continue
		}
		ref, ok := k.find(v.role, r)
		if !ok {
			return nil, k.noGlyph(text, v.role)
		}
		it.glyphRef = ref
		k.measure(it, v)
	}
	closeGaps(items, v)
	trimNeighbours(items)
	setCosts(items)
	return items, nil
}

// measure sets the advance and what punctuation can give away.
func (k *Kit) measure(it *item, v *look) {
	width := k.faces[it.face].Advance(it.glyph) / 1000
	it.stretch = 1
	switch {
	case it.class == latin:
		it.advance = width * v.size
	case it.class == middle: // GB/T 15834, 5.1.9: half a character wide
		it.advance = halfWidth * v.width
		it.shift = (it.advance - width*v.size) / 2
	case width > 0.9: // full width: keeps to the grid
		it.shift = (v.width - width*v.size) / 2
		if it.class == han && it.face != k.chains[v.role].han[0] && v.role != hei && v.role != song {
			// The font is made smaller, not its size: pdftotext and others take
			// a change of size for the end of a word.
			it.face = k.faces[it.face].smaller
			it.shift += width * (1 - rareSize) * v.size / 2
			it.rise = 0.38 * (1 - rareSize) * v.size // centres the smaller em box
		}
	default:
		it.advance = width * v.size
	}
	switch it.class {
	case closes:
		it.squeeze, it.end = otherRoom*v.size, halfWidth*v.size
		if it.r == '，' || it.r == '。' || it.r == '、' {
			it.squeeze = commaRoom * v.size
		}
		if strings.ContainsRune("％‰℃°々ー～", it.r) || width < 0.9 {
			it.squeeze, it.end = 0, 0
		}
	case opens:
		if width > 0.9 && it.r != '￥' && it.r != '＄' {
			it.squeeze = otherRoom * v.size
		}
	}
}

// closeGaps makes a run of spaces no wider than blankRoom and lets it take no
// more of a line's spare room than two spaces do.
func closeGaps(items []item, v *look) {
	room, n := 0.0, 0
	for i := range items {
		it := &items[i]
		if it.class != space {
			room, n = 0, 0
			continue
		}
		it.advance = max(0, min(it.advance, blankRoom*v.width-room))
		if room += it.advance; n >= 2 {
			it.stretch = 0
		}
		n++
	}
}

// trimNeighbours takes the empty half out between two marks: 》， is one and a
// half characters wide, not two.
func trimNeighbours(items []item) {
	for i := 0; i+1 < len(items); i++ {
		a, b := &items[i], &items[i+1]
		switch {
		case a.class == closes && a.end > 0 && (b.class == closes && b.end > 0 || b.class == opens && b.squeeze > 0):
			a.advance -= halfWidth * a.size
			a.squeeze, a.end = 0, 0
		case a.class == opens && a.squeeze > 0 && b.class == opens && b.squeeze > 0:
			b.advance -= halfWidth * b.size
			b.shift -= halfWidth * b.size
			b.squeeze = 0
		}
	}
}

// noGlyph names every character of text that can't be printed, and the words
// around the first.
func (k *Kit) noGlyph(text []rune, ro role) error {
	var names []string
	seen := map[rune]bool{}
	place := ""
	for i, r := range text {
		if isSpace(r) || seen[r] {
			continue
		}
		if _, ok := k.find(ro, r); ok {
			continue
		}
		seen[r] = true
		if names == nil {
			place = string(text[max(0, i-8):i]) + "□" + string(text[i+1:min(len(text), i+9)])
		}
		names = append(names, fmt.Sprintf("U+%04X", r))
	}
	return fault.New("typeset.noglyph", "characters", strings.Join(names, "、"), "place", printable(place))
}

// printable keeps an error's quotation free of what it complains about.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if isRefused(r) {
			return '□'
		}
		return r
	}, s)
}
