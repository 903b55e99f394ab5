package pdftext

import (
	"maps"
	"slices"
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// font turns the codes of shown strings into characters and widths.
type font struct {
	name      string
	composite bool
	vertical  bool
	down      float64 // vertical advance, in thousandths of the em
	unicode   *cmap   // ToUnicode, nil without
	codes     *cmap   // of a composite font with an embedded CMap
	direct    bool    // the code is itself UTF-16
	simple    [256]string
	widths    map[int]float64
	missing   float64
	shown     map[int]bool // codes
	scale     float64      // of a width to the em: 1/1000, or of a Type 3 font
}

func newFont(v pdffile.View, d pdffile.Dict) (*font, error) {
	f := &font{name: string(v.Name(d["BaseFont"])), widths: map[int]float64{}, shown: map[int]bool{}, scale: 0.001, down: -1000}
	if s, ok := v.Resolve(d["ToUnicode"]).(*pdffile.Stream); ok {
		b, err := v.Decode(s)
		if err != nil {
			return nil, err
		}
		if f.unicode, err = readCMap(b); err != nil {
			return nil, err
		}
	}
	if v.Name(d["Subtype"]) == "Type0" {
		return f, f.readComposite(v, d)
	}
	return f, f.readSimple(v, d)
}

func (f *font) readComposite(v pdffile.View, d pdffile.Dict) error {
	f.composite = true
	list := v.Array(d["DescendantFonts"])
	if len(list) != 1 {
		return f.fault()
	}
	cid := v.Dict(list[0])
	f.readCIDWidths(v, cid)
	switch e := v.Resolve(d["Encoding"]).(type) {
	case pdffile.Name:
		f.vertical = strings.HasSuffix(string(e), "-V")
		switch e {
		case "Identity-H", "Identity-V":
		case "UniGB-UCS2-H", "UniGB-UCS2-V", "UniGB-UTF16-H", "UniGB-UTF16-V", "UniCNS-UTF16-H", "UniCNS-UTF16-V",
			"UniJIS-UTF16-H", "UniJIS-UTF16-V", "UniKS-UTF16-H", "UniKS-UTF16-V":
			f.direct = true
		default:
			return f.fault()
		}
	case *pdffile.Stream:
		b, err := v.Decode(e)
		if err != nil {
			return err
		}
		if f.codes, err = readCMap(b); err != nil {
			return err
		}
		f.vertical = v.Int(e.Dict["WMode"], 0) == 1
	default:
		return f.fault()
	}
	if dw := v.Array(cid["DW2"]); f.vertical && len(dw) == 2 {
		f.down, _ = v.Number(dw[1])
	}
	return nil
}

// readCIDWidths reads /DW and /W (9.7.4.3).
func (f *font) readCIDWidths(v pdffile.View, d pdffile.Dict) {
	f.missing = 1000
	if dw, ok := v.Number(d["DW"]); ok {
		f.missing = dw
	}
	w := v.Array(d["W"])
	for i, stated := 0, 0; i+1 < len(w) && stated <= mostMapped; {
		from := int(v.Int(w[i], 0))
		if list := v.Array(w[i+1]); list != nil {
			for j, o := range list {
				f.widths[from+j], _ = v.Number(o)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		to := int(v.Int(w[i+1], 0))
		width, _ := v.Number(w[i+2])
		for c := from; c <= to && c-from < 1<<16; c++ {
			f.widths[c] = width
			stated++
		}
		i += 3
	}
}

func (f *font) readSimple(v pdffile.View, d pdffile.Dict) error {
	descriptor := v.Dict(d["FontDescriptor"])
	f.missing = 500 // one of the standard fonts that states no widths
	if descriptor != nil {
		f.missing, _ = v.Number(descriptor["MissingWidth"])
	}
	first := int(v.Int(d["FirstChar"], 0))
	for i, o := range v.Array(d["Widths"]) {
		if i < 256 {
			f.widths[first+i], _ = v.Number(o)
		}
	}
	if v.Name(d["Subtype"]) == "Type3" {
		f.scale = 0.001
		if m := v.Array(d["FontMatrix"]); len(m) == 6 {
			f.scale, _ = v.Number(m[0])
		}
		// Its glyphs are drawings; drawings that show text would be text that
		// nobody reads here.
		if v.Dict(v.Dict(d["Resources"])["Font"]) != nil {
			return f.fault()
		}
	}
	f.readEncoding(v, d, descriptor)
	return nil
}

// readEncoding fills in what the font dictionary says of the 256 codes (9.6.6).
// A symbolic font's own encoding is not asked: its codes then stay unknown.
func (f *font) readEncoding(v pdffile.View, d, descriptor pdffile.Dict) {
	base := pdffile.Name("StandardEncoding")
	symbolic := v.Int(descriptor["Flags"], 0)&4 != 0 || f.name == "Symbol" || f.name == "ZapfDingbats"
	if symbolic || v.Name(d["Subtype"]) == "Type3" {
		base = ""
	}
	e := v.Resolve(d["Encoding"])
	switch e := e.(type) {
	case pdffile.Name:
		base = e
	case pdffile.Dict:
		if n := v.Name(e["BaseEncoding"]); n != "" {
			base = n
		}
	}
	for c := range f.simple {
		f.simple[c] = encoded(base, byte(c))
	}
	if e, ok := e.(pdffile.Dict); ok {
		at := 0
		for _, o := range v.Array(e["Differences"]) {
			switch o := v.Resolve(o).(type) {
			case int64:
				at = int(o)
			case pdffile.Name:
				if at >= 0 && at < 256 {
					f.simple[at] = named(o)
				}
				at++
			}
		}
	}
}

// cost is how much there was to read.
func (f *font) cost() int {
	n := 256 + len(f.widths)
	for _, m := range []*cmap{f.unicode, f.codes} {
		if m != nil {
			n += m.stated
		}
	}
	return n
}

func (f *font) fault() error { return fault.New("pdf.text-font", "font", f.name) }

// char is one code of a shown string.
// idle are the characters that the font is embedded with and that were not
// shown, in the order of their codes.
func (f *font) idle() string {
	if f.unicode == nil {
		return ""
	}
	var b strings.Builder
	for _, code := range slices.Sorted(maps.Keys(f.unicode.text)) {
		if !f.shown[code] {
			b.WriteString(f.unicode.text[code])
		}
	}
	return b.String()
}

type char struct {
	text  string // empty if nobody knows
	width float64
	space bool // the single byte 32, which word spacing applies to (9.3.3)
}

// chars hands the codes of s to each.
func (f *font) chars(s pdffile.String, each func(char) error) error {
	for len(s) > 0 {
		c, size, err := f.next(s)
		if err != nil {
			return err
		}
		s = s[size:]
		if err := each(c); err != nil {
			return err
		}
	}
	return nil
}

func (f *font) next(s pdffile.String) (char, int, error) {
	code, size, cid := int(s[0]), 1, int(s[0])
	text := ""
	switch {
	case !f.composite:
		text = f.simple[s[0]]
	case f.codes != nil:
		ok := false
		if code, size, ok = f.codes.next(s); !ok {
			return char{}, 0, f.fault()
		}
		cid = f.codes.cid[code]
	default:
		size = 2
		if f.direct && s[0]&0xFC == 0xD8 {
			size = 4
		}
		if len(s) < size {
			return char{}, 0, f.fault()
		}
		code = codeOf(s[:size])
		cid = code
		if f.direct {
			text = unicodeOf(s[:size])
		}
	}
	f.shown[code] = true
	if f.unicode != nil {
		if t, ok := f.unicode.text[code]; ok {
			text = t
		}
	}
	if strings.ContainsAny(text, "\x00\uFFFD") {
		text = ""
	}
	w, ok := f.widths[cid]
	if !ok {
		w = f.missing
	}
	return char{text, w * f.scale, size == 1 && s[0] == ' '}, size, nil
}
