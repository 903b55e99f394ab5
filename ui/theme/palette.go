// Package theme is how the desk looks: its colours in light and dark, its
// fonts, and text that grows for older eyes while the window is open.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Colours of ours beside Fyne's own names.
const (
	Surface     fyne.ThemeColorName = "surface"     // panes and cards on the background
	Muted       fyne.ThemeColorName = "muted"       // less important text
	Line        fyne.ThemeColorName = "line"        // hairlines
	Desk        fyne.ThemeColorName = "desk"        // what the paper lies on
	Chosen      fyne.ThemeColorName = "chosen"      // the selected row
	Header      fyne.ThemeColorName = "header"      // the bar on top
	OnHeader    fyne.ThemeColorName = "onHeader"    // text on it
	Block       fyne.ThemeColorName = "block"       // 阻断
	BlockSoft   fyne.ThemeColorName = "blockSoft"   // its ground
	Warn        fyne.ThemeColorName = "warn"        // 提示
	WarnSoft    fyne.ThemeColorName = "warnSoft"    //
	Unknown     fyne.ThemeColorName = "unknown"     // 待核
	UnknownSoft fyne.ThemeColorName = "unknownSoft" //
	Good        fyne.ThemeColorName = "good"        // 符合, 已签发
	GoodSoft    fyne.ThemeColorName = "goodSoft"    //
	Mark        fyne.ThemeColorName = "mark"        // over the words a finding points to
)

// Palette is every colour of one variant.
type Palette map[fyne.ThemeColorName]color.NRGBA

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func clear(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

// Light and Dark are the two palettes. palette_test computes that every text
// stands out from every ground it is put on by 4.5:1 or more.
var (
	Light = Palette{
		base.ColorNameBackground: rgb(0xF3F2EE), Surface: rgb(0xFFFFFF), Desk: rgb(0xDFDDD6), Chosen: rgb(0xE3ECF7),
		Header: rgb(0x22344C), OnHeader: rgb(0xFFFFFF), Line: rgb(0xD8D5CC), Muted: rgb(0x575C64),
		base.ColorNameForeground: rgb(0x1C2126), base.ColorNamePrimary: rgb(0x1B4F8F), base.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
		base.ColorNameButton: rgb(0xE9E7E1), base.ColorNameDisabledButton: rgb(0xEFEDE8), base.ColorNameDisabled: rgb(0x6A6F76),
		base.ColorNameInputBackground: rgb(0xFFFFFF), base.ColorNameInputBorder: rgb(0x7C8087), base.ColorNamePlaceHolder: rgb(0x62676E),
		base.ColorNameMenuBackground: rgb(0xFFFFFF), base.ColorNameOverlayBackground: rgb(0xFFFFFF), base.ColorNameHeaderBackground: rgb(0xF3F2EE),
		base.ColorNameError: rgb(0xA8221B), base.ColorNameForegroundOnError: rgb(0xFFFFFF), base.ColorNameSuccess: rgb(0x1B6638), base.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
		base.ColorNameWarning: rgb(0x7E4B00), base.ColorNameForegroundOnWarning: rgb(0xFFFFFF), base.ColorNameHyperlink: rgb(0x1B4F8F),
		base.ColorNameHover: clear(0x1C2126, 0x12), base.ColorNamePressed: clear(0x1C2126, 0x26), base.ColorNameFocus: clear(0x1B4F8F, 0x66),
		base.ColorNameSelection: clear(0x1B4F8F, 0x40), base.ColorNameSeparator: rgb(0xD8D5CC), base.ColorNameShadow: clear(0x000000, 0x40),
		base.ColorNameScrollBar: clear(0x1C2126, 0x80), base.ColorNameScrollBarBackground: clear(0x1C2126, 0x0C),
		Block: rgb(0xA8221B), BlockSoft: rgb(0xFBE9E7), Warn: rgb(0x7E4B00), WarnSoft: rgb(0xFDF1DC), Unknown: rgb(0x4F4387), UnknownSoft: rgb(0xEEEBF8),
		Good: rgb(0x1B6638), GoodSoft: rgb(0xE4F2E8), Mark: clear(0xFFC400, 0x3C),
	}
	Dark = Palette{
		base.ColorNameBackground: rgb(0x16181B), Surface: rgb(0x1F2226), Desk: rgb(0x101113), Chosen: rgb(0x26374D),
		Header: rgb(0x0F1B2B), OnHeader: rgb(0xF1EFEA), Line: rgb(0x383C42), Muted: rgb(0xABAFB6),
		base.ColorNameForeground: rgb(0xECEAE5), base.ColorNamePrimary: rgb(0x8DB8F5), base.ColorNameForegroundOnPrimary: rgb(0x0A1C33),
		base.ColorNameButton: rgb(0x30343A), base.ColorNameDisabledButton: rgb(0x26292E), base.ColorNameDisabled: rgb(0x989CA3),
		base.ColorNameInputBackground: rgb(0x17191C), base.ColorNameInputBorder: rgb(0x80858D), base.ColorNamePlaceHolder: rgb(0x9DA1A8),
		base.ColorNameMenuBackground: rgb(0x262A2F), base.ColorNameOverlayBackground: rgb(0x1F2226), base.ColorNameHeaderBackground: rgb(0x16181B),
		base.ColorNameError: rgb(0xFF9A90), base.ColorNameForegroundOnError: rgb(0x3A0905), base.ColorNameSuccess: rgb(0x83D9A0), base.ColorNameForegroundOnSuccess: rgb(0x06260F),
		base.ColorNameWarning: rgb(0xF5C06A), base.ColorNameForegroundOnWarning: rgb(0x2E1B00), base.ColorNameHyperlink: rgb(0x8DB8F5),
		base.ColorNameHover: clear(0xFFFFFF, 0x14), base.ColorNamePressed: clear(0xFFFFFF, 0x28), base.ColorNameFocus: clear(0x8DB8F5, 0x73),
		base.ColorNameSelection: clear(0x8DB8F5, 0x4D), base.ColorNameSeparator: rgb(0x383C42), base.ColorNameShadow: clear(0x000000, 0x80),
		base.ColorNameScrollBar: clear(0xFFFFFF, 0x80), base.ColorNameScrollBarBackground: clear(0xFFFFFF, 0x0C),
		Block: rgb(0xFF9A90), BlockSoft: rgb(0x42201D), Warn: rgb(0xF5C06A), WarnSoft: rgb(0x3B2C12), Unknown: rgb(0xC6BAF9), UnknownSoft: rgb(0x2E2A45),
		Good: rgb(0x83D9A0), GoodSoft: rgb(0x1B3525), Mark: clear(0xFFC400, 0x3C),
	}
)
