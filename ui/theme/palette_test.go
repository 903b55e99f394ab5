package theme

import (
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Every text that the window puts on a ground, in both palettes.
func TestContrast(t *testing.T) {
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		base.ColorNameForeground:          {base.ColorNameBackground, Surface, Desk, Chosen, base.ColorNameButton, base.ColorNameInputBackground, base.ColorNameMenuBackground, BlockSoft, WarnSoft, UnknownSoft, GoodSoft},
		Muted:                             {base.ColorNameBackground, Surface, Desk, Chosen, BlockSoft, WarnSoft, UnknownSoft, GoodSoft},
		base.ColorNameDisabled:            {base.ColorNameBackground, Surface},
		base.ColorNamePlaceHolder:         {base.ColorNameInputBackground, Surface},
		base.ColorNamePrimary:             {base.ColorNameBackground, Surface, Chosen},
		base.ColorNameHyperlink:           {Surface, BlockSoft, WarnSoft, UnknownSoft},
		base.ColorNameForegroundOnPrimary: {base.ColorNamePrimary},
		base.ColorNameForegroundOnError:   {base.ColorNameError},
		base.ColorNameForegroundOnSuccess: {base.ColorNameSuccess},
		base.ColorNameForegroundOnWarning: {base.ColorNameWarning},
		base.ColorNameError:               {base.ColorNameBackground, Surface, base.ColorNameInputBackground},
		OnHeader:                          {Header},
		Block:                             {Surface, BlockSoft, Chosen},
		Warn:                              {Surface, WarnSoft, Chosen},
		Unknown:                           {Surface, UnknownSoft, Chosen},
		Good:                              {Surface, GoodSoft, Chosen},
	}
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for text, grounds := range pairs {
			for _, ground := range grounds {
				if r := Contrast(p[text], p[ground]); r < 4.5 {
					t.Errorf("%s: %s on %s is %.2f:1", name, text, ground, r)
				}
			}
		}
		// An input's edge needs 3:1 against both sides (WCAG 1.4.11).
		for _, ground := range []fyne.ThemeColorName{base.ColorNameInputBackground, Surface, base.ColorNameBackground} {
			if r := Contrast(p[base.ColorNameInputBorder], p[ground]); r < 3 {
				t.Errorf("%s: input edge on %s is %.2f:1", name, ground, r)
			}
		}
	}
	for n := range Light {
		if _, ok := Dark[n]; !ok {
			t.Errorf("%s is only in the light palette", n)
		}
	}
}
