package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// wider is a theme whose own faces lack rare characters.
type wider interface {
	Source(s string, bold bool) fyne.Resource
	Typed(s string)
}

// Write sets what a text says, and its face if the theme's own lacks some of
// the characters. Every text of the window is written by it.
func Write(t *canvas.Text, s string) {
	t.Text, t.FontSource = s, nil
	if w, ok := fyne.CurrentApp().Settings().Theme().(wider); ok {
		t.FontSource = w.Source(s, t.TextStyle.Bold)
	}
}

// typed tells the theme what a widget of Fyne's is to show.
func typed(s string) {
	if w, ok := fyne.CurrentApp().Settings().Theme().(wider); ok {
		w.Typed(s)
	}
}

// NewSelect makes a choice of one of several.
func NewSelect(options []string) *widget.Select {
	for _, o := range options {
		typed(o)
	}
	return widget.NewSelect(options, nil)
}
