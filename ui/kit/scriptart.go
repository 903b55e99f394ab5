package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	look "shenqian/ui/theme"
)

// scriptArt is a line as it is drawn.
type scriptArt struct{ objects []fyne.CanvasObject }

type scriptRenderer struct{ b *scriptBody }

// Objects implements fyne.WidgetRenderer: the lines in view and no others.
func (r *scriptRenderer) Objects() []fyne.CanvasObject {
	b := r.b
	var out []fyne.CanvasObject
	for i := b.first; i <= b.last && i < len(b.lines); i++ {
		art, have := b.drawn[i]
		if !have {
			art = b.draw(b.lines[i])
			b.drawn[i] = art
		}
		out = append(out, art.objects...)
	}
	return out
}

func (r *scriptRenderer) Layout(fyne.Size)   {}
func (r *scriptRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *scriptRenderer) Refresh()           { canvas.Refresh(r.b) }
func (r *scriptRenderer) Destroy()           {}

// draw draws a line on both sides.
func (b *scriptBody) draw(l scriptLine) *scriptArt {
	a := &scriptArt{}
	rule := canvas.NewRectangle(Color(look.Line))
	rule.Move(fyne.NewPos(b.column()+2*scriptSide, l.y))
	rule.Resize(fyne.NewSize(1, l.height))
	a.objects = append(a.objects, rule)
	b.write(a, b.runs(l.start, l.end, b.markFor(l.start), false), scriptSide, l.y, true)
	for n, runs := range l.right {
		b.write(a, runs, b.rightSide(), l.y+float32(n)*b.pitch(), false)
	}
	return a
}

// write draws runs from a point on.
func (b *scriptBody) write(a *scriptArt, runs []scriptRun, x, y float32, left bool) {
	s, pitch := b.s, b.pitch()
	from, to := s.Selected()
	end := 0 // of the line
	if n := len(runs); n > 0 {
		end = runs[n-1].end
	}
	var texts, frame []fyne.CanvasObject // over all grounds
	for _, r := range runs {
		fore := theme.ColorNameForeground
		w := WidthOf(r.text, b.size(), false)
		if r.mark >= 0 {
			m := s.marks[r.mark]
			fore = m.Fore
			whole := w
			if r.sign {
				whole += b.signWidth()
			}
			a.objects = append(a.objects, b.ground(m, x, y, whole, !left && m.Changed)...)
			if m.Item == s.now {
				frame = append(frame, b.frame(x, y, whole))
			}
			if r.sign {
				texts = append(texts, b.text(m.Sign, x+1, y, m.Fore, true))
				x += b.signWidth()
			}
		}
		if left && from < to && r.start < to && from < r.end {
			ax := x + WidthOf(string(s.text[r.start:max(from, r.start)]), b.size(), false)
			zx := x + WidthOf(string(s.text[r.start:min(to, r.end)]), b.size(), false)
			sel := canvas.NewRectangle(Color(theme.ColorNameSelection))
			sel.StrokeColor, sel.StrokeWidth = Color(theme.ColorNamePrimary), 1
			sel.Move(fyne.NewPos(ax, y+1))
			sel.Resize(fyne.NewSize(zx-ax, pitch-2))
			texts = append(texts, sel)
		}
		if left && from == to && r.start <= from && (from < r.end || from == r.end && from == end && b.ends(end)) {
			caret := canvas.NewRectangle(Color(theme.ColorNamePrimary))
			caret.Move(fyne.NewPos(x+WidthOf(string(s.text[r.start:from]), b.size(), false)-1, y+3))
			caret.Resize(fyne.NewSize(2, pitch-6))
			frame = append(frame, caret)
		}
		if r.text != "" {
			texts = append(texts, b.text(r.text, x, y, fore, false))
		}
		x += w
	}
	a.objects = append(append(a.objects, texts...), frame...)
}

// ends says whether a line of the text ends there, and not only one of the
// screen.
func (b *scriptBody) ends(at int) bool { return at == len(b.s.text) || b.s.text[at] == '\n' }

// frame is around the current stretch.
func (b *scriptBody) frame(x, y, w float32) fyne.CanvasObject {
	box := canvas.NewRectangle(color.Transparent)
	box.CornerRadius = 2
	box.StrokeColor, box.StrokeWidth = Color(theme.ColorNamePrimary), 2
	box.Move(fyne.NewPos(x-1, y+1))
	box.Resize(fyne.NewSize(w+2, b.pitch()-2))
	return box
}

// ground is what a stretch lies on: a ground, and a line under what is changed.
func (b *scriptBody) ground(m Stretch, x, y, w float32, changed bool) (out []fyne.CanvasObject) {
	pitch := b.pitch()
	box := canvas.NewRectangle(Color(m.Ground))
	box.CornerRadius = 2
	box.Move(fyne.NewPos(x-1, y+1))
	box.Resize(fyne.NewSize(w+2, pitch-2))
	out = append(out, box)
	if m.Changed {
		under := canvas.NewRectangle(Color(m.Fore))
		thick := float32(1)
		if changed {
			thick = 2
		}
		under.Move(fyne.NewPos(x, y+pitch-4-thick))
		under.Resize(fyne.NewSize(w, thick))
		out = append(out, under)
	}
	return out
}

func (b *scriptBody) text(s string, x, y float32, n fyne.ThemeColorName, small bool) fyne.CanvasObject {
	t := canvas.NewText("", color.Transparent)
	t.Color, t.TextSize = Color(n), b.size()
	if small {
		t.TextSize, t.TextStyle.Bold = b.size()*0.72, true
	}
	Write(t, s)
	m := t.MinSize()
	t.Move(fyne.NewPos(x, y+floor((b.pitch()-m.Height)/2)))
	t.Resize(m)
	return t
}
