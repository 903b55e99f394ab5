package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Modal is a dialog: a title, a body that scrolls when it is long, buttons at
// the end of the foot. No button is pressed by Return.
type Modal struct {
	popup  *widget.PopUp
	canvas fyne.Canvas
	body   *Column
	scroll *Scroll
	title  *Text
	foot   *Flow
	width  float32
	OnHide func()
}

// NewModal makes a dialog width wide at a text size of 100 %.
func NewModal(c fyne.Canvas, title string, width float32, body []fyne.CanvasObject, buttons ...fyne.CanvasObject) *Modal {
	m := &Modal{
		canvas: c, width: width * Size(theme.SizeNameText) / 14.5, title: NewText(title).Bold().Sized(theme.SizeNameSubHeadingText),
		body: NewColumn(10, body...), foot: NewFlow(8, buttons...).AtEnd(),
	}
	m.scroll = NewScroll(NewBox(m.body, "", "", 2, 2))
	head := NewBox(m.title, "", "", 2, 8)
	m.popup = widget.NewModalPopUp(NewBox(container.NewBorder(head, NewBox(m.foot, "", "", 2, 10), nil, nil, m.scroll), "", "", 16, 4), c)
	return m
}

// Show shows it, as high as its body needs.
func (m *Modal) Show() {
	m.popup.Show()
	m.Fit()
}

// Fit makes it as high as its body needs now.
func (m *Modal) Fit() {
	room := m.canvas.Size()
	w := min(m.width, room.Width-24)
	inner := w - 32 - 2*Size(theme.SizeNamePadding) - 4
	h := m.body.Fit(inner) + m.title.Fit(inner) + m.foot.Fit(inner) + 16 + 20 + 8 + 4 + 2*Size(theme.SizeNamePadding) + 6
	m.popup.Resize(fyne.NewSize(w, min(h, room.Height-24)))
	m.scroll.Renew()
	for _, o := range m.canvas.Overlays().List() { // it is they who centre it anew
		o.Refresh()
	}
}

// Reveal scrolls to something in the body.
func (m *Modal) Reveal(o fyne.CanvasObject) { m.scroll.To(o) }

// Body changes the body.
func (m *Modal) Body(objects ...fyne.CanvasObject) {
	m.body.Set(objects...)
	m.Fit()
}

// Buttons changes the buttons.
func (m *Modal) Buttons(objects ...fyne.CanvasObject) { m.foot.Set(objects...) }

// Hide takes it away.
func (m *Modal) Hide() {
	m.popup.Hide()
	if m.OnHide != nil {
		m.OnHide()
	}
}

// Shown says whether it can be seen.
func (m *Modal) Shown() bool { return m.popup.Visible() }
