package pdffile

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// ObjectWriter takes indirect objects (ISO 32000-1, 7.3.10). Both a new file
// and an incremental update are ObjectWriters, so that whoever draws a page or
// an appearance need not know which one it goes into.
type ObjectWriter interface {
	// Reserve returns the number of an object that is written later.
	Reserve() int
	// Put writes object n with the given body, for example "<</Type/Page>>".
	Put(n int, body string)
	// Stream writes object n as a stream with data as it stands. dict holds
	// the entries other than /Length, without the surrounding << >>.
	Stream(n int, dict string, data []byte)
	// Deflate is Stream with /FlateDecode.
	Deflate(n int, dict string, data []byte)
}

// File writes a PDF 1.7 file of one revision with a cross-reference table.
// The same calls give the same bytes.
type File struct {
	b       []byte
	offsets []int // object n at offsets[n-1]
	level   int
}

// NewFile begins a file; level is the deflate level (1 to 9).
func NewFile(level int) *File {
	f := &File{level: level, b: make([]byte, 0, 160<<10)}
	// 7.5.2: four bytes of 128 or more mark the file as binary.
	f.b = append(f.b, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	return f
}

func (f *File) Reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

func (f *File) Put(n int, body string) {
	f.offsets[n-1] = len(f.b)
	f.b = appendObject(f.b, n, body)
}

func (f *File) Stream(n int, dict string, data []byte) {
	f.offsets[n-1] = len(f.b)
	f.b = appendStream(f.b, n, dict, data)
}

func (f *File) Deflate(n int, dict string, data []byte) {
	f.offsets[n-1] = len(f.b)
	f.b = appendDeflated(f.b, n, dict, data, f.level)
}

// Close writes the cross-reference table and the trailer and returns the
// file. The file identifier (14.4) is the hash of everything before it.
func (f *File) Close(root, info int) []byte {
	sum := sha256.Sum256(f.b)
	at := len(f.b)
	f.b = append(f.b, "xref\n0 "+strconv.Itoa(len(f.offsets)+1)+"\n0000000000 65535 f \n"...)
	for _, o := range f.offsets {
		f.b = fmt.Appendf(f.b, "%010d 00000 n \n", o)
	}
	f.b = fmt.Appendf(f.b, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, Ref(root), Ref(info), sum[:16], sum[:16], at)
	return f.b
}

// Ref is an indirect reference to object n.
func Ref(n int) string { return strconv.Itoa(n) + " 0 R" }

// Refs is a list of references, without brackets.
func Refs(ns []int) string {
	s := make([]string, len(ns))
	for i, n := range ns {
		s[i] = Ref(n)
	}
	return strings.Join(s, " ")
}

// Text is a text string object in UTF-16BE (7.9.2.2), written in hexadecimal.
func Text(s string) string {
	const digits = "0123456789ABCDEF"
	units := utf16.Encode([]rune(s))
	b := append(make([]byte, 0, 4*len(units)+6), "<FEFF"...)
	for _, u := range units {
		b = append(b, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	return string(append(b, '>'))
}

func appendObject(b []byte, n int, body string) []byte {
	b = append(strconv.AppendInt(b, int64(n), 10), " 0 obj\n"...)
	b = append(b, body...)
	return append(b, "\nendobj\n"...)
}

func appendStream(b []byte, n int, dict string, data []byte) []byte {
	b = append(strconv.AppendInt(b, int64(n), 10), " 0 obj\n<<"...)
	b = append(b, dict...)
	b = append(strconv.AppendInt(append(b, "/Length "...), int64(len(data)), 10), ">>\nstream\n"...)
	b = append(b, data...)
	return append(b, "\nendstream\nendobj\n"...)
}

func appendDeflated(b []byte, n int, dict string, data []byte, level int) []byte {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	return appendStream(b, n, dict+"/Filter/FlateDecode", d.run(data, level))
}

// A deflate writer is 800 kB to allocate, so writers are kept.
var deflaters = sync.Pool{New: func() any { return new(deflater) }}

type deflater struct {
	buf   bytes.Buffer
	z     *zlib.Writer
	level int
}

// run's result is valid until the deflater goes back to the pool.
func (d *deflater) run(data []byte, level int) []byte {
	d.buf.Reset()
	if d.z == nil || d.level != level {
		z, err := zlib.NewWriterLevel(&d.buf, level)
		if err != nil { // only a level outside -2…9
			panic(err)
		}
		d.z, d.level = z, level
	} else {
		d.z.Reset(&d.buf)
	}
	// A bytes.Buffer takes every write.
	_, _ = d.z.Write(data)
	_ = d.z.Close()
	return d.buf.Bytes()
}
