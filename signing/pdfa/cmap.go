package pdfa

import (
	"unicode/utf16"

	"shenqian/signing/pdffile"
)

// toUnicode reads what a ToUnicode CMap (ISO 32000-1, 9.10.3) says of each
// code; false if it cannot be read.
func toUnicode(b []byte) (map[int]string, bool) {
	out := map[int]string{}
	err := pdffile.Content(b, func(op string, args []pdffile.Object) error {
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				src, _ := args[i].(pdffile.String)
				dst, _ := args[i+1].(pdffile.String)
				out[codeOf(src)] = utf16Text(dst)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				from, _ := args[i].(pdffile.String)
				to, _ := args[i+1].(pdffile.String)
				bfRange(out, codeOf(from), codeOf(to), args[i+2])
			}
		}
		return nil
	})
	return out, err == nil
}

func bfRange(out map[int]string, from, to int, o pdffile.Object) {
	for code := from; code <= to && code-from < 1<<16; code++ {
		switch dst := o.(type) {
		case pdffile.String:
			if len(dst) == 0 {
				return
			}
			d := append(pdffile.String(nil), dst...)
			d[len(d)-1] += byte(code - from)
			out[code] = utf16Text(d)
		case pdffile.Array:
			if code-from < len(dst) {
				s, _ := dst[code-from].(pdffile.String)
				out[code] = utf16Text(s)
			}
		}
	}
}

func codeOf(s pdffile.String) int {
	n := 0
	for _, c := range s[:min(len(s), 3)] {
		n = n<<8 | int(c)
	}
	return n
}

func utf16Text(s pdffile.String) string {
	u := make([]uint16, len(s)/2)
	for i := range u {
		u[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(u))
}
