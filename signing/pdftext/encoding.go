package pdftext

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"shenqian/signing/pdffile"
)

// The encodings of annex D, as far as they are asked for: the upper half of
// StandardEncoding, and the names of the Latin character set.

const standardA1 = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\x00–†‡·\x00¶•‚„”»…‰\x00¿\x00`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—"

var standardRest = map[byte]string{
	0x27: "’", 0x60: "‘", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º",
	0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}

var standardHigh = []rune(standardA1)

// encoded is the character of a code in a named encoding; empty if unknown.
func encoded(name pdffile.Name, c byte) string {
	switch name {
	case "WinAnsiEncoding":
		return known(charmap.Windows1252.DecodeByte(c))
	case "MacRomanEncoding":
		return known(charmap.Macintosh.DecodeByte(c))
	case "StandardEncoding":
		if s, ok := standardRest[c]; ok {
			return s
		}
		if c < 0x7F {
			return known(rune(c))
		}
		if i := int(c) - 0xA1; i >= 0 && i < len(standardHigh) {
			return known(standardHigh[i])
		}
	}
	return ""
}

func known(r rune) string {
	if r < ' ' || r == utf8.RuneError {
		return ""
	}
	return string(r)
}

// latinNames are the names of the characters of Windows 1252 from 0x20 on; a
// dot stands for a code without a name of its own.
var latinNames = func() map[string]string {
	const names = `space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma
hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at
A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave
a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde .
Euro . quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron guilsinglleft OE . Zcaron .
. quoteleft quoteright quotedblleft quotedblright bullet endash emdash tilde trademark scaron guilsinglright oe . zcaron Ydieresis
nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot .
registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior
ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde Adieresis Aring
AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve Oacute Ocircumflex
Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde
adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute
ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis`
	m := map[string]string{"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "minus": "−", "fraction": "⁄", "dotlessi": "ı"}
	for i, n := range strings.Fields(names) {
		if n != "." {
			m[n] = string(charmap.Windows1252.DecodeByte(byte(0x20 + i)))
		}
	}
	return m
}()

// named is the character of a glyph name: one of the Latin names, uniXXXX or
// uXXXXX, without a suffix; empty if the name says nothing.
func named(n pdffile.Name) string {
	name, _, _ := strings.Cut(string(n), ".")
	if s, ok := latinNames[name]; ok {
		return s
	}
	digits, ok := strings.CutPrefix(name, "uni")
	if !ok {
		digits, ok = strings.CutPrefix(name, "u")
	}
	if !ok || len(digits) < 4 || len(digits) > 6 {
		return ""
	}
	r, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !utf8.ValidRune(rune(r)) {
		return ""
	}
	return known(rune(r))
}
