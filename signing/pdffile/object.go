package pdffile

import (
	"encoding/hex"
	"unicode/utf16"
	"unicode/utf8"
)

// Object is a PDF object (ISO 32000-1, 7.3): nil for null, bool, int64,
// float64, String, Name, Array, Dict, Reference or *Stream.
type Object any

type (
	// Name is without its slash, with #xx already resolved.
	Name string
	// String is the bytes that a literal or hexadecimal string stands for.
	String []byte
	Array  []Object
	Dict   map[Name]Object
	// Reference points to an indirect object.
	Reference struct{ Number, Generation int }
	// Stream keeps the data as they stand in the file, and where.
	Stream struct {
		Dict Dict
		Raw  []byte
		At   int
	}
)

// Indirect is an indirect object as one revision defines it.
type Indirect struct {
	Number, Generation int
	// Start and End are the object's place in the file, End behind "endobj".
	// Both are 0 for an object inside an object stream.
	Start, End int
	// Container is the number of the object stream that holds it, or 0.
	Container int
	Value     Object
	// Refs are the numbers of the objects it refers to.
	Refs []int

	late lateValue
}

// Dict returns the object's dictionary, also that of a stream.
func (o *Indirect) Dict() Dict {
	if o == nil {
		return nil
	}
	return dictOf(o.Value)
}

func dictOf(o Object) Dict {
	switch o := o.(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Text decodes a text string (7.9.2.2): UTF-16BE and UTF-8 by their marks,
// otherwise PDFDocEncoding, whose upper half is taken as Latin-1.
func (s String) Text() string {
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		u := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(u))
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF && utf8.Valid(s[3:]):
		return string(s[3:])
	}
	r := make([]rune, len(s))
	for i, c := range s {
		r[i] = rune(c)
	}
	return string(r)
}

// Hex is a hexadecimal string object holding b.
func Hex(b []byte) string { return "<" + hex.EncodeToString(b) + ">" }

// Equal reports whether two objects are the same by value; references are
// compared as references.
func Equal(a, b Object) bool {
	switch a := a.(type) {
	case String:
		b, ok := b.(String)
		return ok && string(a) == string(b)
	case Array:
		b, ok := b.(Array)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !Equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case Dict:
		b, ok := b.(Dict)
		return ok && equalDicts(a, b)
	case *Stream:
		b, ok := b.(*Stream)
		return ok && string(a.Raw) == string(b.Raw) && equalDicts(a.Dict, b.Dict)
	}
	switch b.(type) {
	case String, Array, Dict, *Stream:
		return false
	}
	return a == b
}

func equalDicts(a, b Dict) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		w, ok := b[k]
		if !ok || !Equal(v, w) {
			return false
		}
	}
	return true
}
