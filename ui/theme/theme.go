package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"golang.org/x/sync/errgroup"

	"shenqian/packaging/fonts"
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
	mode          Mode
	scale         float32
	regular, bold fyne.Resource
}

// Faces are the window's fonts. They are given to the theme, never left to
// the system's fallback: that picks another face for each character and cuts
// some off.
type Faces struct{ Regular, Bold fyne.Resource }

// LoadFaces finds the window's fonts.
func LoadFaces(set *fonts.Set) (Faces, error) {
	var f Faces
	var g errgroup.Group // two files, and most desks have two cores
	for name, to := range map[string]*fyne.Resource{fonts.Hei: &f.Regular, fonts.HeiBold: &f.Bold} {
		g.Go(func() error {
			b, err := set.Load(name)
			*to = fyne.NewStaticResource(name+".ttf", b)
			return err
		})
	}
	return f, g.Wait()
}

// New makes a theme; percent is the size of text.
func New(f Faces, mode Mode, percent int) *Theme {
	if percent < 80 || percent > 200 {
		percent = 100
	}
	return &Theme{mode: mode, scale: float32(percent) / 100, regular: f.Regular, bold: f.Bold}
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
	case s.Symbol || t.regular == nil:
		return base.DefaultTheme().Font(s)
	case s.Bold:
		return t.bold
	}
	return t.regular
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
