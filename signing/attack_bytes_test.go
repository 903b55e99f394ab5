package signing

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

var contents = regexp.MustCompile(`/Contents<([0-9a-f]+)>`)

func TestNoForgedSignaturePasses(t *testing.T) {
	// withContents puts another value of the same length for /Contents.
	withContents := func(b []byte, f func(hex string) string) []byte {
		m := contents.FindSubmatchIndex(b)
		old := string(b[m[2]-1 : m[3]+1])
		value := f(string(b[m[2]:m[3]]))
		return append(append(bytes.Clone(b[:m[2]-1]), value+strings.Repeat(" ", len(old)-len(value))...), b[m[3]+1:]...)
	}
	runAttacks(t, []attack{
		{"a flipped bit in the text", Invalid, func(t *testing.T, b []byte) []byte {
			b[bytes.Index(b, []byte("100 100 l"))] ^= 1
			return b
		}},
		{"a flipped bit in the signature", Invalid, func(t *testing.T, b []byte) []byte {
			m := contents.FindSubmatchIndex(b)
			hex := bytes.TrimRight(b[m[2]:m[3]], "0")
			if hex[len(hex)-8] == '1' {
				hex[len(hex)-8] = '2'
			} else {
				hex[len(hex)-8] = '1'
			}
			return b
		}},
		{"another time", Invalid, func(t *testing.T, b []byte) []byte {
			return replaced(t, b, "D:20261124", "D:20251124")
		}},
		{"universal forgery: empty contents", Invalid, func(t *testing.T, b []byte) []byte {
			return withContents(b, func(string) string { return "<>" })
		}},
		{"universal forgery: contents of one zero", Invalid, func(t *testing.T, b []byte) []byte {
			return withContents(b, func(string) string { return "<00>" })
		}},
		{"universal forgery: null contents", Invalid, func(t *testing.T, b []byte) []byte {
			return withContents(b, func(string) string { return " null" })
		}},
		{"universal forgery: no contents", Invalid, func(t *testing.T, b []byte) []byte {
			return replaced(t, b, "/Contents<", "/Cintents<")
		}},
		{"universal forgery: no range", Invalid, func(t *testing.T, b []byte) []byte {
			return replaced(t, b, "/ByteRange[", "/BiteRange[")
		}},
		{"universal forgery: negative range", Invalid, func(t *testing.T, b []byte) []byte {
			return replaced(t, b, "/ByteRange[0 ", "/ByteRange[-1")
		}},
		{"universal forgery: empty range", Invalid, func(t *testing.T, b []byte) []byte {
			i := bytes.Index(b, []byte("/ByteRange["))
			j := bytes.IndexByte(b[i:], ']')
			return replaced(t, b, string(b[i:i+j+1]), "/ByteRange[]"+strings.Repeat(" ", j-11))
		}},
		{"wrapping: content in the padding of the signature", Invalid, func(t *testing.T, b []byte) []byte {
			return withContents(b, func(hex string) string {
				der := strings.TrimRight(hex, "0")
				return "<" + der + strings.Repeat("0", (len(hex)-len(der))/2) + ">/Evil 1"
			})
		}},
		{"wrapping: bytes hidden in the padding", Invalid, func(t *testing.T, b []byte) []byte {
			m := contents.FindSubmatchIndex(b)
			b[m[3]-1] = '1'
			return b
		}},
		{"wrapping: the signature's room as a literal string", Invalid, func(t *testing.T, b []byte) []byte {
			return withContents(b, func(hex string) string { return "(" + hex + ")" })
		}},
		{"wrapping: a range that ends early", Invalid, func(t *testing.T, b []byte) []byte {
			return resigned(t, b, 40)
		}},
		{"an object before the header", "", func(t *testing.T, b []byte) []byte {
			return append([]byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), b...)
		}},
		{"the signature's revision cut off in the middle", "", func(t *testing.T, b []byte) []byte {
			return b[:len(b)-30]
		}},
		{"another kind of signature claimed", Invalid, func(t *testing.T, b []byte) []byte {
			return replaced(t, b, "ETSI.CAdES.detached", "adbe.x509.rsa_sha10")
		}},
	})
}
