package tamper

import (
	"bytes"
	"fmt"

	"shenqian/signing/pdffile"
)

const saving = "incremental saving"

// add is an update that sets one key of an object.
func add(kind, name string, object func(t *target) int, key pdffile.Name, value pdffile.Object) attack {
	return attack{kind, name, NotValid, func(t *target) []byte { return t.set(object(t), key, value) }}
}

func rootOf(t *target) int { return t.root }
func pageOf(t *target) int { return t.page }
func infoOf(t *target) int { return t.info }
func formOf(t *target) int { return t.form }
func fontOf(t *target) int { return t.font }

var script = pdffile.Dict{"S": pdffile.Name("JavaScript"), "JS": pdffile.String("app.alert(1)")}

var savings = []attack{
	{saving, "other content in place", NotValid, func(t *target) []byte {
		if t.content == 0 {
			return nil
		}
		return t.update(func(u *pdffile.Update) { u.Stream(t.content, "", []byte(overpaint)) })
	}},
	{saving, "the page shows a new stream", NotValid, func(t *target) []byte {
		return t.edit(t.page, func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Stream(n, "", []byte(overpaint))
			d["Contents"] = ref(n)
		})
	}},
	{saving, "a stream more on the page", NotValid, func(t *target) []byte {
		return t.edit(t.page, func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Stream(n, "", []byte(overpaint))
			d["Contents"] = pdffile.Array{ref(t.content), ref(n)}
		})
	}},
	{saving, "content in an object stream", NotValid, func(t *target) []byte { return t.compressed("<</Type/Page/Evil 1>>") }},
	{saving, "a page more", NotValid, func(t *target) []byte {
		return t.editPages(func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Put(n, "<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent "+pdffile.Ref(t.pages())+">>")
			d["Kids"] = append(clipped(t.view.Array(d["Kids"])), ref(n))
			d["Count"] = int64(2)
		})
	}},
	{saving, "the page taken away", NotValid, func(t *target) []byte {
		return t.editPages(func(_ *pdffile.Update, d pdffile.Dict) { d["Kids"], d["Count"] = pdffile.Array{}, int64(0) })
	}},
	add(saving, "the page turned", pageOf, "Rotate", int64(180)),
	add(saving, "the page cut", pageOf, "CropBox", ints(0, 0, 595, 90)),
	add(saving, "the page's size changed", pageOf, "MediaBox", ints(0, 0, 59, 84)),
	add(saving, "the page without its drawings", pageOf, "Resources", pdffile.Dict{}),
	add(saving, "a script when the page opens", pageOf, "AA", pdffile.Dict{"O": script}),
	add(saving, "a script when the file opens", rootOf, "OpenAction", script),
	add(saving, "an attachment", rootOf, "Names", pdffile.Dict{"EmbeddedFiles": pdffile.Dict{"Names": pdffile.Array{}}}),
	add(saving, "a layer", rootOf, "OCProperties", pdffile.Dict{"OCGs": pdffile.Array{}, "D": pdffile.Dict{}}),
	add(saving, "other page labels", rootOf, "PageLabels", pdffile.Dict{"Nums": pdffile.Array{}}),
	add(saving, "other metadata", rootOf, "Metadata", nil),
	add(saving, "another title", infoOf, "Title", pdffile.String("another ruling")),
	add(saving, "appearances left to the viewer", formOf, "NeedAppearances", true),
	add(saving, "a form of another kind", formOf, "XFA", pdffile.String("<xdp/>")),
	add(saving, "default resources of the form", formOf, "DR", pdffile.Dict{"Font": pdffile.Dict{}}),
	{saving, "an object that nothing shows", NotValid, func(t *target) []byte {
		return t.update(func(u *pdffile.Update) { u.Put(u.Reserve(), "<</Evil true>>") })
	}},
	{saving, "another catalog", NotValid, func(t *target) []byte {
		size := t.file.Revisions[len(t.file.Revisions)-1].Size()
		d := t.view.Lookup(t.root).Dict()
		b := t.raw(t.pdf, fmt.Sprintf("%d 0 obj\n%s\nendobj\n", size, pdffile.Format(d)), fmt.Sprintf("%d 1\n%%010d 00000 n \n", size), "")
		old, with := fmt.Appendf(nil, "/Root %d 0 R", t.root), fmt.Appendf(nil, "/Root %d 0 R", size)
		i := bytes.LastIndex(b, old)
		return append(append(bytes.Clone(b[:i]), with...), b[i+len(old):]...)
	}},
	{saving, "an object set free", NotValid, func(t *target) []byte {
		return t.raw(t.pdf, "", fmt.Sprintf("%d 1\n0000000000 00001 f \n", t.content), "")
	}},
	{saving, "objects between the revisions", NotValid, func(t *target) []byte {
		return t.raw(t.pdf, "4 0 obj\n<<>>\nendobj\n", noObjects, "")
	}},
	{saving, "a smaller size that hides objects", NotValid, func(t *target) []byte {
		last := t.file.Revisions[len(t.file.Revisions)-1]
		return t.raw(t.pdf, "", noObjects, fmt.Sprintf("/Size 3%s/Prev %d", t.roots(last.Trailer), last.XrefAt))
	}},
	{saving, "an object stated twice", NotValid, func(t *target) []byte {
		return t.raw(t.pdf, fmt.Sprintf("%d 0 obj\n<<>>\nendobj\n", t.content), fmt.Sprintf("%[1]d 1\n%%[1]010d 00000 n \n%[1]d 1\n%%[1]010d 00000 n \n", t.content), "")
	}},
}

const fontSwap = "shadow through fonts"

var fonts = []attack{
	add(fontSwap, "another font by name", fontOf, "BaseFont", pdffile.Name("Symbol")),
	add(fontSwap, "another encoding", fontOf, "Encoding", pdffile.Dict{"Differences": pdffile.Array{int64(49), pdffile.Name("nine")}}),
	add(fontSwap, "other widths", fontOf, "Widths", ints(0, 0, 0)),
	{fontSwap, "the text that is copied", NotValid, func(t *target) []byte {
		return t.edit(t.font, func(u *pdffile.Update, d pdffile.Dict) {
			n := u.Reserve()
			u.Stream(n, "", []byte("1 beginbfchar <31> <0039> endbfchar"))
			d["ToUnicode"] = ref(n)
		})
	}},
	{fontSwap, "a stream of the font in place", NotValid, func(t *target) []byte {
		r, ok := t.view.Lookup(t.font).Dict()["ToUnicode"].(pdffile.Reference)
		if !ok {
			return nil
		}
		return t.update(func(u *pdffile.Update) { u.Stream(r.Number, "", []byte("other glyphs")) })
	}},
	{fontSwap, "drawn glyphs in place of the font", NotValid, func(t *target) []byte {
		if t.font == 0 {
			return nil
		}
		return t.update(func(u *pdffile.Update) {
			n := u.Reserve()
			u.Stream(n, "", []byte("0 0 9 9 re f"))
			u.Put(t.font, "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</one "+pdffile.Ref(n)+
				">>/Encoding<</Differences[49/one]>>/FirstChar 49/LastChar 49/Widths[9]>>")
		})
	}},
	{fontSwap, "the page uses another font", NotValid, func(t *target) []byte {
		return t.edit(t.page, func(_ *pdffile.Update, d pdffile.Dict) {
			d["Resources"] = pdffile.Dict{"Font": pdffile.Dict{"F1": pdffile.Dict{
				"Type": pdffile.Name("Font"), "Subtype": pdffile.Name("Type1"), "BaseFont": pdffile.Name("ZapfDingbats"),
			}}}
		})
	}},
}

// pages is the root of the page tree.
func (t *target) pages() int {
	r, _ := t.view.Catalog()["Pages"].(pdffile.Reference)
	return r.Number
}

func (t *target) editPages(f func(u *pdffile.Update, d pdffile.Dict)) []byte {
	return t.edit(t.pages(), f)
}

// clipped is a copy that an append can't spoil.
func clipped(a pdffile.Array) pdffile.Array { return a[:len(a):len(a)] }

// compressed replaces the page by an object in an object stream.
func (t *target) compressed(object string) []byte {
	last := t.file.Revisions[len(t.file.Revisions)-1]
	n := last.Size()
	head := fmt.Sprintf("%d 0 ", t.page)
	b := bytes.Clone(t.pdf)
	container := len(b)
	b = fmt.Appendf(b, "%d 0 obj\n<</Type/ObjStm/N 1/First %d/Length %d>>\nstream\n%s%s\nendstream\nendobj\n", n, len(head), len(head)+len(object), head, object)
	at := len(b)
	row := func(kind byte, v, third int) []byte {
		return []byte{kind, byte(v >> 16), byte(v >> 8), byte(v), byte(third)}
	}
	rows := append(append(row(2, n, 0), row(1, container, 0)...), row(1, at, 0)...)
	return fmt.Appendf(b, "%d 0 obj\n<</Type/XRef/W[1 3 1]/Index[%d 1 %d 2]/Size %d%s/Prev %d/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		n+1, t.page, n, n+2, t.roots(last.Trailer), last.XrefAt, len(rows), rows, at)
}
