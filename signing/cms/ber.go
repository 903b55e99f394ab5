package cms

import "encoding/asn1"

// What ISO 32000-1, 12.8.3.3 wants is DER, and what NSS writes for others
// (LibreOffice, poppler) is BER: the outer parts have no stated length but an
// end (X.690, 8.1.3.6), and strings of octets come in pieces (8.7.3.2). Those
// two are read, by writing them anew as DER. Whatever has a stated length stays
// byte for byte, as certificates must.

// mostNested bounds how deep what has no stated length may be nested.
const mostNested = 24

// Length is the length of the value that b begins with, in BER; 0 if there is
// none. Nothing within a stated length is looked at.
func Length(b []byte) int {
	n, _ := element(b, 0, nil)
	return n
}

// derOf is one BER value as DER, and whether it was that already; nil if b is
// not just one value.
func derOf(b []byte) (der []byte, same bool) {
	var out []byte
	n, same := element(b, 0, &out)
	if n == 0 || n != len(b) {
		return nil, false
	}
	if same {
		return b, true
	}
	return out, false
}

// element reads the value that b begins with, appends it to out as DER, and
// returns its length, 0 if it is broken.
func element(b []byte, depth int, out *[]byte) (n int, same bool) {
	head, length, ok := header(b)
	if !ok || depth > mostNested {
		return 0, false
	}
	if length >= 0 {
		if length > len(b)-head {
			return 0, false
		}
		n = head + length
		if b[0]&0x20 != 0 && out != nil {
			if inner, changed := rewritten(b[head:n], depth+1); changed {
				wrap(out, b[0], inner)
				return n, false
			}
		}
		put(out, b[:n])
		return n, true
	}
	var inner []byte
	for n = head; ; {
		if len(b)-n < 2 {
			return 0, false
		}
		if b[n] == 0 && b[n+1] == 0 {
			n += 2
			break
		}
		m, _ := element(b[n:], depth+1, &inner)
		if m == 0 {
			return 0, false
		}
		n += m
	}
	wrap(out, b[0], inner)
	return n, false
}

// rewritten is a series of values as DER, if that differs. What can't be read
// as one is left alone.
func rewritten(b []byte, depth int) (der []byte, changed bool) {
	for len(b) > 0 {
		n, same := element(b, depth, &der)
		if n == 0 {
			return nil, false
		}
		changed = changed || !same
		b = b[n:]
	}
	return der, changed
}

// header reads tag and length (8.1.2, 8.1.3); length is -1 where none is
// stated.
func header(b []byte) (head, length int, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f || b[0] == 0 {
		return 0, 0, false
	}
	switch c := b[1]; {
	case c < 0x80:
		return 2, int(c), true
	case c == 0x80:
		return 2, -1, b[0]&0x20 != 0
	case c > 0x83 || len(b) < 2+int(c&0x7f):
		return 0, 0, false
	}
	head = 2 + int(b[1]&0x7f)
	for _, c := range b[2:head] {
		length = length<<8 | int(c)
	}
	return head, length, true
}

func put(out *[]byte, b []byte) {
	if out != nil {
		*out = append(*out, b...)
	}
}

// wrap writes a value anew; an octet string in pieces becomes one.
func wrap(out *[]byte, tag byte, inner []byte) {
	if out == nil {
		return
	}
	if tag == asn1.TagOctetString|0x20 {
		var whole []byte
		for len(inner) > 0 {
			head, length, ok := header(inner)
			if !ok || inner[0] != asn1.TagOctetString || length < 0 || length > len(inner)-head {
				whole = nil
				break
			}
			whole, inner = append(whole, inner[head:head+length]...), inner[head+length:]
		}
		tag, inner = asn1.TagOctetString, whole
	}
	*out = append(*out, tag)
	switch n := len(inner); {
	case n < 0x80:
		*out = append(*out, byte(n))
	case n < 1<<8:
		*out = append(*out, 0x81, byte(n))
	case n < 1<<16:
		*out = append(*out, 0x82, byte(n>>8), byte(n))
	default:
		*out = append(*out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	*out = append(*out, inner...)
}
