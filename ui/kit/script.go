package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Stretch is a marked run of a script. A sign stands before it on both sides,
// so that no mark is told by colour alone.
type Stretch struct {
	Start, End   int // runes of the text on the left
	Item         int // what the caller knows it by; several stretches may be one
	Changed      bool
	With         string // what stands on the right if it is changed
	Sign         string
	Fore, Ground fyne.ThemeColorName
}

// Script shows a text on the left and what becomes of it on the right, line
// for line, scrolled together. Only the lines in view exist, and of them only
// those are drawn again that change: a long text walks without a stutter.
type Script struct {
	widget.BaseWidget
	OnItem   func(item int)                       // a stretch was tapped
	OnKey    func(fyne.KeyName, fyne.KeyModifier) // a key that the script has no use for
	OnSelect func()                               // other words are selected
	scroll   *container.Scroll
	body     *scriptBody
	text     []rune
	marks    []Stretch // in order, never overlapping
	now      int       // the current item, -1 for none
	from, to int       // selected
	shift    bool
}

// NewScript makes an empty script.
func NewScript() *Script {
	s := &Script{now: -1}
	s.body = newScriptBody(s)
	s.scroll = container.NewVScroll(s.body)
	s.scroll.OnScrolled = func(fyne.Position) { s.body.look() }
	s.ExtendBaseWidget(s)
	return s
}

// Open shows a text from its beginning.
func (s *Script) Open(text []rune, marks []Stretch) {
	s.text, s.marks, s.now, s.from, s.to = text, marks, -1, 0, 0
	s.body.lay()
	s.scroll.Offset = fyne.NewPos(0, 0)
	s.Relook()
}

// Set changes the marks and stays where it is.
func (s *Script) Set(marks []Stretch) {
	s.marks = marks
	s.body.lay()
	s.Relook()
}

// Look changes how the stretches of an item look, and draws no other lines.
func (s *Script) Look(item int, sign string, fore, ground fyne.ThemeColorName) {
	for i := range s.marks {
		if m := &s.marks[i]; m.Item == item {
			m.Sign, m.Fore, m.Ground = sign, fore, ground
			s.body.forget(m.Start, m.End)
		}
	}
	s.body.look()
}

// Point makes an item the current one and brings it into view.
func (s *Script) Point(item int) {
	was := s.now
	s.now = item
	first := -1
	for _, m := range s.marks {
		if m.Item == was || m.Item == item {
			s.body.forget(m.Start, m.End)
		}
		if m.Item == item && first < 0 {
			first = m.Start
			s.show(m.Start, m.End)
			if s.from == s.to { // selecting by the keyboard begins here
				s.body.forget(s.from, s.to)
				s.from, s.to = first, first
			}
		}
	}
	s.body.look()
}

// Select selects words; from == to selects none.
func (s *Script) Select(from, to int) {
	a, b := min(s.from, s.to), max(s.from, s.to)
	s.from, s.to = max(0, min(from, len(s.text))), max(0, min(to, len(s.text)))
	s.body.forget(a, b)
	s.body.forget(min(s.from, s.to), max(s.from, s.to))
	s.body.look()
	if s.OnSelect != nil {
		s.OnSelect()
	}
}

// Selected is what is selected, in runes of the text.
func (s *Script) Selected() (from, to int) { return min(s.from, s.to), max(s.from, s.to) }

// show scrolls so that a stretch stands well inside the view.
func (s *Script) show(from, to int) {
	top, bottom := s.body.placeOf(from, to)
	view, at := s.scroll.Size().Height, s.scroll.Offset.Y
	margin := min(s.body.pitch()*2, view/4)
	if top-margin >= at && bottom+margin <= at+view {
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(top-view/3, s.body.height-view))))
}

// Turn goes on or back by most of a screen.
func (s *Script) Turn(by int) {
	view := s.scroll.Size().Height
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(s.scroll.Offset.Y+float32(by)*view*0.85, s.body.height-view))))
	s.body.look()
}

// Relook draws everything anew, after a change of look or of the marks.
func (s *Script) Relook() {
	s.body.drop()
	s.scroll.Refresh()
	s.body.look()
}

// Resize implements fyne.CanvasObject.
func (s *Script) Resize(size fyne.Size) {
	if wide := size.Width != s.Size().Width; wide {
		s.body.width = size.Width
		s.body.lay()
		s.body.drop()
	}
	s.BaseWidget.Resize(size)
	s.scroll.Refresh()
	s.body.look()
}

// Refresh implements fyne.CanvasObject: the theme may be another.
func (s *Script) Refresh() {
	s.body.lay()
	s.body.drop()
	s.BaseWidget.Refresh()
	s.body.look()
}

// MinSize implements fyne.CanvasObject.
func (s *Script) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	return fyne.NewSize(320, 120)
}

// CreateRenderer implements fyne.Widget.
func (s *Script) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.scroll) }

// Focus gives the script the keys.
func (s *Script) Focus() {
	if c := CanvasOf(s); c != nil {
		c.Focus(s.body)
	}
}

// Focused is what has the keys when the script has.
func (s *Script) Focused() fyne.Focusable { return s.body }
