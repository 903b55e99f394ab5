package pdffile

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
)

// Format writes an object in its file form, the keys of dictionaries in
// order, so that the same object always gives the same bytes. Streams are
// written by ObjectWriter and have no form of their own.
func Format(o Object) string { return string(appendValue(nil, o)) }

func appendValue(b []byte, o Object) []byte {
	switch o := o.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, o)
	case int64:
		return strconv.AppendInt(b, o, 10)
	case int:
		return strconv.AppendInt(b, int64(o), 10)
	case float64:
		return strconv.AppendFloat(b, o, 'f', -1, 64)
	case String:
		return append(hex.AppendEncode(append(b, '<'), o), '>')
	case Name:
		return appendName(b, o)
	case Reference:
		return fmt.Appendf(b, "%d %d R", o.Number, o.Generation)
	case Array:
		b = append(b, '[')
		for i, e := range o {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendValue(b, e)
		}
		return append(b, ']')
	case Dict:
		keys := make([]Name, 0, len(o))
		for k := range o {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		b = append(b, "<<"...)
		for _, k := range keys {
			b = append(appendName(b, k), ' ')
			b = appendValue(b, o[k])
		}
		return append(b, ">>"...)
	}
	panic(fmt.Sprintf("pdffile: no form for %T", o))
}

func appendName(b []byte, n Name) []byte {
	b = append(b, '/')
	for i := range len(n) {
		c := n[i]
		if class[c] != regular || c == '#' || c < '!' || c > '~' {
			b = fmt.Appendf(b, "#%02X", c)
			continue
		}
		b = append(b, c)
	}
	return b
}
