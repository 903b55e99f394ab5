package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Mode is what the user chose: the system's variant or one of the two.
type Mode string

const (
	System    Mode = "system"
	LightMode Mode = "light"
	DarkMode  Mode = "dark"
)

// Scales are the text sizes offered, in percent.
var Scales = []int{100, 115, 130, 150}

// Theme implements fyne.Theme. A change of look is a new Theme.
type Theme struct {
	mode  Mode
	scale float32
	faces Faces
	rare  func()
}

// New makes a theme; percent is the size of text. rare is called when a text
// needs the whole faces and can't be given them by itself.
func New(f Faces, mode Mode, percent int, rare func()) *Theme {
	if percent < 80 || percent > 200 {
		percent = 100
	}
	return &Theme{mode: mode, scale: float32(percent) / 100, faces: f, rare: rare}
}

// Palette is the palette in use when the system is in variant v.
func (t *Theme) Palette(v fyne.ThemeVariant) Palette {
	if t.mode == DarkMode || t.mode != LightMode && v == base.VariantDark {
		return Dark
	}
	return Light
}

// Color implements fyne.Theme.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.Palette(v)
	if c, ok := p[n]; ok {
		return c
	}
	if p[Desk] == Dark[Desk] {
		return base.DefaultTheme().Color(n, base.VariantDark)
	}
	return base.DefaultTheme().Color(n, base.VariantLight)
}

// Font implements fyne.Theme: there is one family in two weights.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol || t.faces.Regular == nil:
		return base.DefaultTheme().Font(s)
	case s.Bold:
		return t.faces.Bold
	}
	return t.faces.Regular
}

// Source is the face to draw s with: nil for the theme's own, which has all
// characters but rare ideographs.
func (t *Theme) Source(s string, bold bool) fyne.Resource {
	if !t.faces.lack(s) {
		return nil
	}
	f, err := t.faces.whole(bold)
	if err != nil {
		return nil // a box in the text says that something is missing
	}
	return f
}

// Typed tells of a text in a widget of Fyne's: that draws with the theme's own
// faces only.
func (t *Theme) Typed(s string) {
	if t.faces.lack(s) {
		t.rare()
	}
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return base.DefaultTheme().Icon(n) }

// sizes are those that differ from Fyne's; all of them grow with the text
// except the hairlines.
var sizes = map[fyne.ThemeSizeName]float32{
	base.SizeNameText: 14.5, base.SizeNameCaptionText: 12.5, base.SizeNameSubHeadingText: 17, base.SizeNameHeadingText: 22,
	base.SizeNameInnerPadding: 9, base.SizeNamePadding: 5, base.SizeNameScrollBar: 12, base.SizeNameScrollBarSmall: 5,
	base.SizeNameInputRadius: 5, base.SizeNameSelectionRadius: 4,
}

// Size implements fyne.Theme.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	s, ok := sizes[n]
	if !ok {
		s = base.DefaultTheme().Size(n)
	}
	switch n {
	case base.SizeNameSeparatorThickness, base.SizeNameInputBorder, base.SizeNameInputRadius, base.SizeNameSelectionRadius, base.SizeNameModalBlurRadius:
		return s
	}
	return s * t.scale
}
