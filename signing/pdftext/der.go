package pdftext

import (
	"bytes"
	"encoding/asn1"
	"unicode/utf16"
	"unicode/utf8"
)

// What DER (X.690) may hold: the string types of X.509 names and extensions,
// the plain octets of GeneralNames (RFC 5280, 4.2.1.6), and octet strings that
// are DER again, as every extension is.

const (
	deepestDER = 32
	mostDER    = 1 << 18
)

type derReader struct {
	found []string
	left  int
}

// derTexts reads all text in one DER value, which zeros may follow as in a
// signature's room; false if b is no such value.
func derTexts(b []byte) ([]string, bool) {
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(b, &v)
	if err != nil || len(bytes.TrimLeft(rest, "\x00")) > 0 {
		return nil, false
	}
	d := &derReader{left: mostDER}
	if !d.value(v, 0) {
		return nil, false
	}
	return d.found, true
}

// all reads values in sequence; false unless b is nothing else.
func (d *derReader) all(b []byte, depth int) bool {
	if depth > deepestDER {
		return false
	}
	for len(b) > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(b, &v)
		if d.left--; err != nil || d.left < 0 {
			return false
		}
		b = rest
		if !d.value(v, depth) {
			return false
		}
	}
	return true
}

func (d *derReader) value(v asn1.RawValue, depth int) bool {
	if v.IsCompound {
		return d.all(v.Bytes, depth+1)
	}
	if v.Class == asn1.ClassContextSpecific {
		d.plain(v.Bytes)
		return true
	}
	switch v.Tag {
	case asn1.TagUTF8String, asn1.TagPrintableString, asn1.TagIA5String, asn1.TagNumericString, asn1.TagT61String, 26:
		d.text(v.Bytes)
	case asn1.TagBMPString:
		u := make([]uint16, len(v.Bytes)/2)
		for i := range u {
			u[i] = uint16(v.Bytes[2*i])<<8 | uint16(v.Bytes[2*i+1])
		}
		d.found = append(d.found, string(utf16.Decode(u)))
	case 28: // UniversalString
		var r []rune
		for i := 0; i+3 < len(v.Bytes); i += 4 {
			r = append(r, rune(v.Bytes[i+1])<<16|rune(v.Bytes[i+2])<<8|rune(v.Bytes[i+3]))
		}
		d.found = append(d.found, string(r))
	case asn1.TagOctetString, asn1.TagBitString:
		b := v.Bytes
		if v.Tag == asn1.TagBitString && len(b) > 0 {
			b = b[1:]
		}
		inner := &derReader{left: d.left}
		if len(b) > 1 && inner.all(b, depth+1) {
			d.found, d.left = append(d.found, inner.found...), inner.left
		} else {
			d.plain(b)
		}
	}
	return true
}

func (d *derReader) text(b []byte) {
	if utf8.Valid(b) {
		d.found = append(d.found, string(b))
		return
	}
	r := make([]rune, len(b)) // T61String, taken as Latin-1
	for i, c := range b {
		r[i] = rune(c)
	}
	d.found = append(d.found, string(r))
}

// plain takes octets that read as text.
func (d *derReader) plain(b []byte) {
	if len(b) > 2 && utf8.Valid(b) && readable(string(b)) {
		d.found = append(d.found, string(b))
	}
}
