package typeset

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"unicode/utf16"

	"shenqian/signing/pdffile"
)

// Embedding of a subset as a Type 0 font over a CIDFontType2 (ISO 32000-1, 9.7;
// ISO 19005-2, 6.2.11):
//   - BaseFont is the subset tag of six letters, from the program's hash, and
//     the font's name (9.6.4);
//   - Identity-H and CIDToGIDMap /Identity; widths agree with the program;
//   - ToUnicode maps every code singly: ranges may not cross the high byte
//     (9.10.3); characters beyond the BMP are surrogate pairs.

// embed writes face's subset and returns the number of its font dictionary.
func (u *usedFonts) embed(w pdffile.ObjectWriter, face int) int {
	f, use := u.kit.faces[face], &u.faces[face]
	program := f.Subset(use.glyphs)
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := "/" + string(tag) + "+" + f.name
	top, cid, descriptor, file, unicode := w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve()
	w.Put(top, "<</Type/Font/Subtype/Type0/BaseFont"+name+"/Encoding/Identity-H/DescendantFonts["+pdffile.Ref(cid)+
		"]/ToUnicode "+pdffile.Ref(unicode)+">>")
	w.Put(cid, "<</Type/Font/Subtype/CIDFontType2/BaseFont"+name+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "+pdffile.Ref(descriptor)+
		"/DW 1000/W["+use.widths(f)+"]/CIDToGIDMap/Identity>>")
	w.Put(descriptor, fmt.Sprintf("<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0"+
		"/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %s>>", name,
		f.BBox[0], f.BBox[1], f.BBox[2], f.BBox[3], f.Ascent, f.Descent, f.CapHeight, pdffile.Ref(file)))
	putDeflated(w, file, "/Length1 "+strconv.Itoa(len(program)), program)
	putDeflated(w, unicode, "", use.toUnicode())
	return top
}

// widths leaves out what /DW 1000 says already: nearly every Han character.
func (u *usedFace) widths(f *face) string {
	var b []byte
	open := false
	for i, g := range u.glyphs {
		v := int(f.Advance(g) + 0.5)
		switch {
		case v == 1000:
			if open {
				b, open = append(b, ']'), false
			}
			continue
		case open:
			b = append(b, ' ')
		default:
			b, open = append(strconv.AppendInt(b, int64(i), 10), '['), true
		}
		b = strconv.AppendInt(b, int64(v), 10)
	}
	if open {
		b = append(b, ']')
	}
	return string(b)
}

const (
	cmapHead = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
	cmapTail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
)

func (u *usedFace) toUnicode() []byte {
	b := append(make([]byte, 0, 400+16*len(u.text)), cmapHead...)
	for i := 1; i < len(u.text); {
		n := min(100, len(u.text)-i) // 9.10.3 by way of the CMap specification
		b = append(strconv.AppendInt(b, int64(n), 10), " beginbfchar\n"...)
		for ; n > 0; i, n = i+1, n-1 {
			b = append(hex4(append(b, '<'), uint16(i)), "><"...)
			if r := u.text[i]; r > 0xFFFF {
				hi, lo := utf16.EncodeRune(r)
				b = hex4(hex4(b, uint16(hi)), uint16(lo))
			} else {
				b = hex4(b, uint16(r))
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, cmapTail...)
}

func hex4(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
