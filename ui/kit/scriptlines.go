package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// scriptBody is all of a script's lines; what scrolls.
type scriptBody struct {
	widget.BaseWidget
	s      *Script
	width  float32
	lines  []scriptLine
	height float32
	drawn  map[int]*scriptArt // the lines in view, and those that were lately
	first  int                // lines in view
	last   int
}

// scriptLine is a line of the text on the left and what of it is on the right,
// which may need more lines than one.
type scriptLine struct {
	start, end int
	y, height  float32
	right      [][]scriptRun
}

// scriptRun is a piece of a line in one look. mark is the index of its stretch,
// -1 for none.
type scriptRun struct {
	text       string
	start, end int // runes on the left, for selecting; on the right what it stands for
	mark       int
	sign       bool // the stretch begins here: its sign comes first
}

func newScriptBody(s *Script) *scriptBody {
	b := &scriptBody{s: s, drawn: map[int]*scriptArt{}}
	b.ExtendBaseWidget(b)
	return b
}

const scriptSide = 14

// column is how wide the text on one side is.
func (b *scriptBody) column() float32 { return max(floor((b.width-4*scriptSide)/2), 6*b.size()) }

// signWidth is the room of a sign before its stretch.
func (b *scriptBody) signWidth() float32 { return floor(b.size() * 0.95) }

// lay breaks the text into lines.
func (b *scriptBody) lay() {
	s := b.s
	b.lines = b.lines[:0]
	b.height = scriptSide / 2
	if b.width <= 0 {
		return
	}
	mark := 0
	for start := 0; start <= len(s.text); {
		end := start
		for end < len(s.text) && s.text[end] != '\n' {
			end++
		}
		for at := start; ; {
			next := b.lineEnd(at, end)
			for mark < len(s.marks) && s.marks[mark].End <= at {
				mark++
			}
			l := scriptLine{start: at, end: next, y: b.height}
			l.right = b.fold(b.runs(at, next, mark, true))
			l.height = float32(max(1, len(l.right))) * b.pitch()
			b.height += l.height
			b.lines = append(b.lines, l)
			if at = next; at >= end {
				break
			}
		}
		start = end + 1
	}
	b.height += scriptSide
}

// lineEnd is where the line ends that begins at start. It ends early if what
// stands on the right would not fit: so both sides stay line for line.
func (b *scriptBody) lineEnd(start, end int) int {
	s, size, room := b.s, b.size(), b.column()
	i := b.markFor(start)
	var left, right float32
	for k := start; k < end; k++ {
		for i < len(s.marks) && s.marks[i].End <= k {
			i++
		}
		within := i < len(s.marks) && s.marks[i].Start <= k
		w := width(s.text[k], size, false)
		if within && s.marks[i].Start == k {
			left, right = left+b.signWidth(), right+b.signWidth()
			if s.marks[i].Changed {
				right += WidthOf(s.marks[i].With, size, false)
			}
		}
		left += w
		if !within || !s.marks[i].Changed {
			right += w
		}
		if max(left, right) > room && k > start {
			return start + max(breakBefore(s.text[start:end], 0, k-start), 1)
		}
	}
	return end
}

// runs are the pieces of [from, to) on one side; mark is the first stretch that
// may reach into it.
func (b *scriptBody) runs(from, to, mark int, right bool) (out []scriptRun) {
	s := b.s
	plain := func(a, z int) {
		if a < z {
			out = append(out, scriptRun{text: string(s.text[a:z]), start: a, end: z, mark: -1})
		}
	}
	at := from
	for i := mark; i < len(s.marks) && s.marks[i].Start < to; i++ {
		m := s.marks[i]
		a, z := max(m.Start, from), min(m.End, to)
		if a >= z {
			continue
		}
		plain(at, a)
		r := scriptRun{start: a, end: z, mark: i, sign: m.Start >= from}
		switch {
		case !right || !m.Changed:
			r.text = string(s.text[a:z])
		case r.sign:
			r.text = m.With
		}
		if r.text != "" || r.sign {
			out = append(out, r)
		}
		at = z
	}
	plain(at, to)
	return out
}

// fold breaks runs that are wider than the column.
func (b *scriptBody) fold(runs []scriptRun) (out [][]scriptRun) {
	size, room := b.size(), b.column()
	var line []scriptRun
	var w float32
	for _, r := range runs {
		if r.sign {
			w += b.signWidth()
		}
		rest := []rune(r.text)
		for k := 0; k < len(rest); k++ {
			if w += width(rest[k], size, false); w > room && (k > 0 || len(line) > 0) {
				piece := r
				if piece.text = string(rest[:k]); k > 0 {
					line = append(line, piece)
				}
				out, line = append(out, line), nil
				r.sign = r.sign && k == 0
				rest, k, w = rest[k:], 0, width(rest[k], size, false)
			}
		}
		r.text = string(rest)
		line = append(line, r)
	}
	return append(out, line)
}

// MinSize implements fyne.CanvasObject.
func (b *scriptBody) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSize(1, b.height)
}

// CreateRenderer implements fyne.Widget.
func (b *scriptBody) CreateRenderer() fyne.WidgetRenderer { return &scriptRenderer{b: b} }

// look sees to it that the lines in view exist.
func (b *scriptBody) look() {
	if len(b.lines) == 0 {
		return
	}
	top := b.s.scroll.Offset.Y
	b.first, b.last = b.lineAt(top-b.pitch()), b.lineAt(top+b.s.scroll.Size().Height+b.pitch())
	for i := range b.drawn {
		if i < b.first-60 || i > b.last+60 { // what was in view lately may come back
			delete(b.drawn, i)
		}
	}
	canvas.Refresh(b)
}

// forget draws the lines of a stretch again.
func (b *scriptBody) forget(from, to int) {
	if len(b.lines) == 0 {
		return
	}
	for i := b.lineOf(from); i <= b.lineOf(max(from, to-1)) && i < len(b.lines); i++ {
		delete(b.drawn, i)
	}
}

// drop draws all lines again.
func (b *scriptBody) drop() { clear(b.drawn) }

func (b *scriptBody) size() float32  { return Size(theme.SizeNameText) }
func (b *scriptBody) pitch() float32 { return floor(b.size() * 1.75) }
