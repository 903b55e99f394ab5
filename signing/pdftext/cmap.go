package pdftext

import (
	"unicode/utf16"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// mostMapped bounds what one CMap, or one table of widths, may state.
const mostMapped = 1 << 18

// cmap is what a CMap (9.7.5, 9.10.3) says of codes of one to four bytes.
type cmap struct {
	spaces []codespace
	text   map[int]string // of a ToUnicode CMap
	cid    map[int]int    // of an embedded encoding
	stated int
}

type codespace struct{ size, low, high int }

func readCMap(b []byte) (*cmap, error) {
	m := &cmap{text: map[int]string{}, cid: map[int]int{}}
	err := pdffile.Content(b, func(op string, args []pdffile.Object) error {
		switch op {
		case "usecmap":
			return fault.New("pdf.text-cmap")
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				low, high := stringOf(args[i]), stringOf(args[i+1])
				if len(low) == 0 || len(low) > 4 || len(low) != len(high) {
					return fault.New("pdf.text-cmap")
				}
				m.spaces = append(m.spaces, codespace{len(low), codeOf(low), codeOf(high)})
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.text[codeOf(stringOf(args[i]))] = unicodeOf(stringOf(args[i+1]))
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.bfRange(codeOf(stringOf(args[i])), codeOf(stringOf(args[i+1])), args[i+2])
			}
		case "endcidchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.cid[codeOf(stringOf(args[i]))] = intOf(args[i+1])
			}
		case "endcidrange":
			for i := 0; i+2 < len(args); i += 3 {
				from, to, cid := codeOf(stringOf(args[i])), codeOf(stringOf(args[i+1])), intOf(args[i+2])
				for c := from; c <= to && m.stated <= mostMapped; c++ {
					m.cid[c] = cid + c - from
					m.stated++
				}
			}
		}
		if m.stated += len(args); m.stated > mostMapped || len(m.spaces) > 256 {
			return fault.New("pdf.too-large", "what", "cmap")
		}
		return nil
	})
	return m, err
}

// bfRange: the last byte of the text counts up, or a list names each.
func (m *cmap) bfRange(from, to int, o pdffile.Object) {
	for c := from; c <= to && m.stated <= mostMapped; c++ {
		m.stated++
		if s, ok := o.(pdffile.String); ok {
			m.stated += len(s) / 8
		}
		switch dst := o.(type) {
		case pdffile.String:
			if len(dst) == 0 {
				return
			}
			d := append(pdffile.String(nil), dst...)
			// Some writers let the range run over the end of the last byte.
			for n, i := c-from, len(d)-1; n > 0 && i >= 0; i-- {
				n += int(d[i])
				d[i] = byte(n)
				n >>= 8
			}
			m.text[c] = unicodeOf(d)
		case pdffile.Array:
			if c-from >= len(dst) {
				return
			}
			m.text[c] = unicodeOf(stringOf(dst[c-from]))
		default:
			return
		}
	}
}

// next cuts the next code off s by the codespace ranges.
func (m *cmap) next(s pdffile.String) (code, size int, ok bool) {
	for _, r := range m.spaces {
		if len(s) < r.size {
			continue
		}
		if c := codeOf(s[:r.size]); r.holds(c) {
			return c, r.size, true
		}
	}
	return 0, 0, false
}

// holds compares byte by byte (9.7.6.2).
func (r codespace) holds(c int) bool {
	for i := range r.size {
		s := 8 * i
		if b := c >> s & 0xFF; b < r.low>>s&0xFF || b > r.high>>s&0xFF {
			return false
		}
	}
	return true
}

func codeOf(s pdffile.String) int {
	n := 0
	for _, c := range s[:min(len(s), 4)] {
		n = n<<8 | int(c)
	}
	return n & (1<<31 - 1) // int is 32 bits wide in some builds
}

func unicodeOf(s pdffile.String) string {
	u := make([]uint16, len(s)/2)
	for i := range u {
		u[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(u))
}

func stringOf(o pdffile.Object) pdffile.String {
	s, _ := o.(pdffile.String)
	return s
}

func intOf(o pdffile.Object) int {
	n, _ := o.(int64)
	return int(n)
}
