package kit

import (
	"sort"

	"fyne.io/fyne/v2"
)

// Where runes of a script stand, and what stands at a point.

// lineAt is the index of the line at a height.
func (b *scriptBody) lineAt(y float32) int {
	i := sort.Search(len(b.lines), func(i int) bool { return b.lines[i].y > y })
	return max(0, i-1)
}

// lineOf is the index of the line that holds a rune.
func (b *scriptBody) lineOf(at int) int {
	i := sort.Search(len(b.lines), func(i int) bool { return b.lines[i].start > at })
	return max(0, i-1)
}

// placeOf is where a stretch begins and ends, from the top.
func (b *scriptBody) placeOf(from, to int) (top, bottom float32) {
	if len(b.lines) == 0 {
		return 0, 0
	}
	a, z := b.lines[b.lineOf(from)], b.lines[b.lineOf(max(from, to-1))]
	return a.y, z.y + z.height
}

// at is the border between runes nearest to a point, and whether the point is
// on the left side.
func (b *scriptBody) at(p fyne.Position) (at int, left bool) { return b.find(p, 0.5) }

// over is the rune under a point, on either side.
func (b *scriptBody) over(p fyne.Position) (int, bool) { return b.find(p, 1) }

// find is the rune at a point; what part of a rune's width counts as its own.
func (b *scriptBody) find(p fyne.Position, part float32) (int, bool) {
	if len(b.lines) == 0 {
		return 0, false
	}
	l := b.lines[b.lineAt(p.Y)]
	if x := b.rightSide(); p.X >= x-scriptSide {
		return b.rightRune(l, p.X-x, p.Y), false
	}
	x := float32(scriptSide)
	for _, r := range b.runs(l.start, l.end, b.markFor(l.start), false) {
		if r.sign {
			if x += b.signWidth(); p.X < x {
				return r.start, true
			}
		}
		for k := r.start; k < r.end; k++ {
			w := width(b.s.text[k], b.size(), false)
			if p.X < x+w*part {
				return k, true
			}
			x += w
		}
	}
	return l.end, true
}

// rightRune is what stands on the left for a point on the right.
func (b *scriptBody) rightRune(l scriptLine, dx, y float32) int {
	n := min(int((y-l.y)/b.pitch()), len(l.right)-1)
	if n < 0 {
		return l.start
	}
	var x float32
	for _, r := range l.right[n] {
		if r.sign {
			x += b.signWidth()
		}
		if x += WidthOf(r.text, b.size(), false); dx < x {
			return r.start
		}
	}
	return l.end
}

func (b *scriptBody) rightSide() float32 { return b.column() + 3*scriptSide }

// markFor is the first stretch that ends after a rune.
func (b *scriptBody) markFor(at int) int {
	return sort.Search(len(b.s.marks), func(i int) bool { return b.s.marks[i].End > at })
}

// beside is the place under or over a rune.
func (b *scriptBody) beside(at, by int) int {
	if len(b.lines) == 0 {
		return at
	}
	n := b.lineOf(at)
	to := max(0, min(n+by, len(b.lines)-1))
	return min(b.lines[to].start+at-b.lines[n].start, b.lines[to].end)
}
