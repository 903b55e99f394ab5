package typeset

import (
	"strings"
	"unicode"
)

// What a character is to the line breaker. Where a line may end follows
// GB/T 15834-2011 5.1 (position of punctuation): no closing mark begins a line,
// no opening mark ends one, —— and …… are not divided.
type class uint8

const (
	han    class = iota // and everything else that stands alone
	opens               // begins something: never at a line's end
	closes              // ends something: never at a line's beginning
	middle              // ·
	dash                // — and …
	latin               // letters, digits and ASCII signs
	space
)

const (
	openingMarks = "（《〈「『【〔〖“‘［｛￥＄"
	closingMarks = "，。、；：！？）》〉」』】〕〗”’］｝％‰℃°々ー～"
	asciiOpening = "([{<"
	asciiClosing = ",.;:!?)]}>%"
)

func classOf(r rune) class {
	switch {
	case isSpace(r):
		return space
	case r < 0x80:
		return latin
	case r == '—' || r == '…' || r == '―':
		return dash
	case r == '·' || r == '•' || r == '・' || r == '‧':
		return middle
	case strings.ContainsRune(openingMarks, r):
		return opens
	case strings.ContainsRune(closingMarks, r):
		return closes
	case isLatin(r):
		return latin
	}
	return han
}

// mayNotBegin and mayNotEnd are the prohibitions for ASCII signs, which are
// latin to the rest of the breaker.
func mayNotBegin(r rune, c class) bool {
	return c == closes || c == middle || r == '…' || c == space || r < 0x80 && strings.ContainsRune(asciiClosing, r)
}

func mayNotEnd(r rune, c class) bool {
	return c == opens || r < 0x80 && strings.ContainsRune(asciiOpening, r)
}

// isSpace includes the ideographic space. Line and paragraph separators and
// spaces of no width are not spaces here but refused.
func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == 0x3000 || r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F
}

// isLatin is what the Latin font sets: letters of Europe, not the signs that
// Chinese text shares with them (“”‘’—…·×÷±°§).
func isLatin(r rune) bool {
	return r > 0x20 && r < 0x7F || r >= 0xC0 && r <= 0x24F && r != '×' && r != '÷'
}

// isMark is Chinese punctuation.
func isMark(r rune) bool {
	switch classOf(r) {
	case opens, closes, middle, dash:
		return true
	}
	return false
}

// isRefused is what must not be printed even if a font has a glyph for it:
// controls, characters of no width (joiners, direction marks, soft hyphens,
// variation selectors), private use, non-characters, line separators.
func isRefused(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Variation_Selector) ||
		r == unicode.ReplacementChar || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}

// glyphRef is a glyph of one of the kit's fonts.
type glyphRef struct {
	face  int
	glyph uint16
}

// find looks a character up in a role's fonts.
func (k *Kit) find(ro role, r rune) (glyphRef, bool) {
	c := &k.chains[ro]
	if r >= 0x80 && isRefused(r) || r < 0x20 || r == 0x7F {
		return glyphRef{}, false
	}
	first := -1
	switch {
	case isLatin(r) || r == ' ':
		first = c.latin
	case r == '—':
		first = c.dashes
	case isMark(r):
		first = c.marks
	}
	if first >= 0 {
		if g := k.faces[first].Glyph(r); g != 0 {
			return glyphRef{first, g}, true
		}
	}
	for _, i := range c.han {
		if g := k.faces[i].Glyph(r); g != 0 {
			return glyphRef{i, g}, true
		}
	}
	return glyphRef{}, false
}
