package tamper

import (
	"bytes"
	"fmt"

	"shenqian/signing/pdffile"
)

const tail = "tail"

// behind is the file with something after it.
func behind(name, s string) attack {
	return attack{tail, name, NotValid, func(t *target) []byte { return append(bytes.Clone(t.pdf), s...) }}
}

// blank changes the white space at the end. Where the file ends with an update
// that nobody signed (validation data), it is nobody's, and as good as before.
func blank(name string, f func(b []byte) []byte) attack {
	return attack{tail, name, NotValid, func(t *target) []byte {
		if t.last().revision < len(t.file.Revisions)-1 {
			return nil
		}
		return f(bytes.Clone(t.pdf))
	}}
}

var tails = []attack{
	behind("a word", "evil"),
	blank("a line end", func(b []byte) []byte { return append(b, '\n') }),
	behind("a comment", "% evil\n"),
	blank("zero bytes", func(b []byte) []byte { return append(b, 0, 0, 0, 0) }),
	behind("objects without an index", "4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"),
	behind("an end mark", "%%EOF\n"),
	behind("an index of nothing", "startxref\n0\n%%EOF\n"),
	{tail, "the file once more", NotValid, func(t *target) []byte { return append(bytes.Clone(t.pdf), t.pdf...) }},
	{tail, "a small file of its own", NotValid, func(t *target) []byte {
		f := pdffile.NewFile(1)
		root, info := f.Reserve(), f.Reserve()
		f.Put(root, "<</Type/Catalog>>")
		f.Put(info, "<<>>")
		return append(bytes.Clone(t.pdf), f.Close(root, info)...)
	}},
	{tail, "the last bytes cut", NotValid, func(t *target) []byte { return t.pdf[:len(t.pdf)-7] }},
	{tail, "the last index cut", NotValid, func(t *target) []byte {
		return t.pdf[:t.file.Revisions[len(t.file.Revisions)-1].XrefAt]
	}},
	{tail, "cut within the signature", NotValid, func(t *target) []byte { return t.pdf[:t.last().contents.Start+100] }},
	blank("the last line end cut", func(b []byte) []byte { return b[:len(b)-1] }),
}

const rewrite = "rewrite"

var rewrites = []attack{
	{rewrite, "as a file of one revision", NotValid, func(t *target) []byte { return t.flat() }},
	{rewrite, "with other line ends", NotValid, func(t *target) []byte { return bytes.ReplaceAll(t.pdf, []byte("\nendobj"), []byte("\r\nendobj")) }},
	{rewrite, "with a comment behind the header", NotValid, func(t *target) []byte {
		i := bytes.IndexByte(t.pdf, '\n') + 1
		return append(append(bytes.Clone(t.pdf[:i]), "%evil\n"...), t.pdf[i:]...)
	}},
	{rewrite, "with another version", NotValid, func(t *target) []byte {
		b := bytes.Clone(t.pdf)
		b[7] = '3'
		return b
	}},
	{rewrite, "with bytes before the header", NotValid, func(t *target) []byte { return append([]byte("\n"), t.pdf...) }},
	{rewrite, "with the name of a key written otherwise", NotValid, func(t *target) []byte { return t.swap("/MediaBox", "/MediaBo#") }},
	{rewrite, "another title of the same length", NotValid, func(t *target) []byte { return t.swap("/Title", "/Titel") }},
	{rewrite, "the places of two objects exchanged", NotValid, func(t *target) []byte {
		rev := t.file.Revisions[len(t.file.Revisions)-1]
		table := t.pdf[rev.XrefAt:]
		i := bytes.Index(table, []byte(" n \n"))
		if i < 16 {
			return nil
		}
		return t.flip(rev.XrefAt+i-8, 1)
	}},
}

// flat writes the objects of the latest revision into a new file.
func (t *target) flat() []byte {
	f := pdffile.NewFile(1)
	most := 0
	for _, n := range t.view.Numbers() {
		most = max(most, n)
	}
	for range most {
		f.Reserve()
	}
	for n := 1; n <= most; n++ {
		o := t.view.Lookup(n)
		switch {
		case o == nil:
			f.Put(n, "null")
		default:
			if s, ok := o.Value.(*pdffile.Stream); ok {
				d := pdffile.Dict{}
				for k, v := range s.Dict {
					if k != "Length" {
						d[k] = v
					}
				}
				text := pdffile.Format(d)
				f.Stream(n, text[2:len(text)-2], s.Raw)
				continue
			}
			f.Put(n, pdffile.Format(o.Value))
		}
	}
	return f.Close(t.root, t.info)
}

const revision = "revisions"

var revisions = []attack{
	{revision, "the last one removed", Less, func(t *target) []byte {
		if n := len(t.file.Revisions); n > 1 {
			return t.upTo(n - 2)
		}
		return nil
	}},
	{revision, "all but the first signature's removed", Less, func(t *target) []byte { return t.upTo(t.first().revision) }},
	{revision, "all but the first removed", Less, func(t *target) []byte { return t.upTo(0) }},
	{revision, "the first signature's cut out", NotValid, func(t *target) []byte {
		j := t.first().revision
		if j == 0 {
			return nil
		}
		from := t.file.Revisions[j-1].Length
		return append(bytes.Clone(t.pdf[:from]), t.pdf[t.file.Revisions[j].Length:]...)
	}},
	{revision, "the last one twice", NotValid, func(t *target) []byte {
		n := len(t.file.Revisions)
		if n < 2 {
			return nil
		}
		return append(bytes.Clone(t.pdf), t.pdf[t.file.Revisions[n-2].Length:]...)
	}},
	{revision, "one that brings the unsigned paper back", NotValid, func(t *target) []byte {
		return t.update(func(u *pdffile.Update) {
			v := t.file.At(0)
			for _, n := range []int{t.root, t.page, t.form, t.first().number} {
				if o := v.Lookup(n); o != nil {
					u.Put(n, pdffile.Format(o.Value))
				}
			}
		})
	}},
	{revision, "an index that leaves the signature's out", NotValid, func(t *target) []byte {
		j := t.first().revision
		if j == 0 {
			return nil
		}
		first := t.file.Revisions[j-1]
		return t.raw(t.pdf, "", noObjects, fmt.Sprintf("/Size %d%s/Prev %d", first.Size(), t.roots(first.Trailer), first.XrefAt))
	}},
	{revision, "an index that goes round", NotValid, func(t *target) []byte {
		last := t.file.Revisions[len(t.file.Revisions)-1]
		return t.raw(t.pdf, "", noObjects, fmt.Sprintf("/Size %d%s/Prev %d", last.Size(), t.roots(last.Trailer), len(t.pdf)))
	}},
	{revision, "an index without a predecessor", NotValid, func(t *target) []byte {
		last := t.file.Revisions[len(t.file.Revisions)-1]
		return t.raw(t.pdf, "", noObjects, fmt.Sprintf("/Size %d%s", last.Size(), t.roots(last.Trailer)))
	}},
	{revision, "an object in an earlier one's bytes", NotValid, func(t *target) []byte {
		o := t.file.At(0).Lookup(t.content)
		if o == nil || o.End == 0 {
			return nil
		}
		return t.raw(t.pdf, "", fmt.Sprintf("%d 1\n%010d 00001 n \n", t.content, o.Start), "")
	}},
	{revision, "another first one", NotValid, func(t *target) []byte {
		i := bytes.Index(t.pdf, []byte("endobj"))
		b := bytes.Clone(t.pdf)
		copy(b[i-3:], "   ")
		return b
	}},
}
