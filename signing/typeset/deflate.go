package typeset

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/zlib"

	"shenqian/signing/pdffile"
)

// Four fifths of the time a ruling takes is deflate, so the large streams are
// deflated here by a faster implementation than the standard library's. Its
// version is pinned in go.mod, which also keeps the bytes of a frozen file the
// same under another Go release.
const deflateLevel = 3

func putDeflated(w pdffile.ObjectWriter, n int, dict string, data []byte) {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	w.Stream(n, dict+"/Filter/FlateDecode", d.run(data))
}

// deflated is for what is kept.
func deflated(data []byte) []byte {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	return bytes.Clone(d.run(data))
}

// run's result is valid until the deflater goes back to the pool.
func (d *deflater) run(data []byte) []byte {
	d.buf.Reset()
	d.z.Reset(&d.buf)
	// A bytes.Buffer takes every write.
	_, _ = d.z.Write(data)
	_ = d.z.Close()
	return d.buf.Bytes()
}

type deflater struct {
	buf bytes.Buffer
	z   *zlib.Writer
}

var deflaters = sync.Pool{New: func() any {
	d := new(deflater)
	z, err := zlib.NewWriterLevel(&d.buf, deflateLevel)
	if err != nil { // only a level outside -2…9
		panic(err)
	}
	d.z = z
	return d
}}
