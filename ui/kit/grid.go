package kit

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/ui/theme"
)

// Grid is a table of a name and figures a row: the first column takes the room
// that the figures leave and wraps, the others are as wide as their figures and
// wrap their heads. Lines between rows, no boxes.
type Grid struct {
	widget.BaseWidget
	cells [][]*Text
}

const gridGap = 10

// NewGrid makes a table; the first row is its head, the last, with sum, the total.
func NewGrid(rows [][]string, sum bool) *Grid {
	g := &Grid{}
	for i, row := range rows {
		var cells []*Text
		for j, s := range row {
			t := NewText(s)
			switch {
			case i == 0:
				t = t.In(theme.Muted).Sized(base.SizeNameCaptionText)
			case sum && i == len(rows)-1:
				t = t.Bold()
			}
			if j > 0 {
				t = t.Centered()
			}
			cells = append(cells, t)
		}
		g.cells = append(g.cells, cells)
	}
	g.ExtendBaseWidget(g)
	return g
}

// widths of the columns where the grid has a width.
func (g *Grid) widths(width float32) []float32 {
	if len(g.cells) == 0 {
		return nil
	}
	out := make([]float32, len(g.cells[0]))
	rest := width
	for j := 1; j < len(out); j++ {
		for i, row := range g.cells {
			w := row[j].natural()
			if i == 0 {
				w = row[j].narrow()
			}
			out[j] = max(out[j], w+2)
		}
		out[j] = max(out[j], 3*Size(base.SizeNameCaptionText))
		rest -= out[j] + gridGap
	}
	out[0] = max(rest, 5*Size(base.SizeNameText))
	return out
}

func (t *Text) natural() float32 { return WidthOf(t.text, Size(t.size), t.bold) }

// narrow is how narrow a head may be: over two lines if it is long, but no word
// is broken.
func (t *Text) narrow() float32 {
	w := t.natural()
	if w > 4.2*Size(t.size) {
		w = w/2 + 0.6*Size(t.size) // no line for a last letter alone
	}
	for word := range strings.FieldsSeq(t.text) {
		if word[0] < utf8.RuneSelf {
			w = max(w, WidthOf(word, Size(t.size), t.bold))
		}
	}
	return w
}

func (g *Grid) heights(widths []float32) []float32 {
	out := make([]float32, len(g.cells))
	for i, row := range g.cells {
		for j, t := range row {
			out[i] = max(out[i], t.Fit(widths[j])+6)
		}
	}
	return out
}

// Fit implements Fitter.
func (g *Grid) Fit(width float32) float32 {
	var h float32
	for _, x := range g.heights(g.widths(width)) {
		h += x
	}
	return h
}

// MinSize implements fyne.CanvasObject.
func (g *Grid) MinSize() fyne.Size {
	g.ExtendBaseWidget(g)
	return fyne.NewSize(200, 20)
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{g: g}
	for range g.cells {
		r.lines = append(r.lines, canvas.NewRectangle(color.Transparent))
	}
	return r
}

type gridRenderer struct {
	g     *Grid
	lines []*canvas.Rectangle
}

func (r *gridRenderer) Layout(s fyne.Size) {
	widths := r.g.widths(s.Width)
	y := float32(0)
	for i, h := range r.g.heights(widths) {
		x := float32(0)
		for j, t := range r.g.cells[i] {
			t.Move(fyne.NewPos(x, y+3))
			t.Resize(fyne.NewSize(widths[j], h-6))
			x += widths[j] + gridGap
		}
		y += h
		r.lines[i].FillColor = Color(theme.Line)
		r.lines[i].Move(fyne.NewPos(0, y-1))
		r.lines[i].Resize(fyne.NewSize(s.Width, 1))
	}
}

func (r *gridRenderer) MinSize() fyne.Size { return r.g.MinSize() }

func (r *gridRenderer) Refresh() {
	r.Layout(r.g.Size())
	for _, l := range r.lines {
		l.Refresh()
	}
	for _, row := range r.g.cells {
		for _, t := range row {
			t.Refresh()
		}
	}
}

func (r *gridRenderer) Objects() (out []fyne.CanvasObject) {
	for _, l := range r.lines {
		out = append(out, l)
	}
	for _, row := range r.g.cells {
		for _, t := range row {
			out = append(out, t)
		}
	}
	return out
}

func (r *gridRenderer) Destroy() {}
