package tamper

import (
	"bytes"
	"fmt"
	"maps"

	"shenqian/signing"
	"shenqian/signing/pdffile"
)

// A shadow attack prepares the paper before it is signed and shows its other
// face afterwards. prepared makes such a paper: before changes the unsigned
// file, the signature is the stranger's, and after works on what he signed.
func (t *target) prepared(before func(u *pdffile.Update, v pdffile.View, page pdffile.Dict) int, after func(t *target, n int) []byte) []byte {
	var n int
	base := t.upTo(max(0, t.sigs[0].revision-1))
	if t.sigs[0].revision == 0 || t.page == 0 {
		return nil
	}
	paper := t.updateOf(base, func(u *pdffile.Update, v pdffile.View) {
		page := maps.Clone(v.Lookup(t.page).Dict())
		n = before(u, v, page)
		u.Put(t.page, pdffile.Format(page))
	})
	if t.err != nil {
		return nil
	}
	return t.after(paper, n, after)
}

func (t *target) after(paper []byte, n int, then func(t *target, n int) []byte) []byte {
	pdf, err := signing.Sign(paper, signing.Request{Key: t.stranger, Time: t.at, Field: t.unsignedField(paper)})
	if err != nil {
		t.err = err
		return nil
	}
	s, err := open(pdf, t.stranger, t.at)
	if err != nil {
		t.err = err
		return nil
	}
	b := then(s, n)
	t.err = s.err
	return b
}

// unsignedField is the first signer's field, if the paper already has it.
func (t *target) unsignedField(paper []byte) string {
	file, err := pdffile.Open(paper)
	if err == nil && file.Latest().Lookup(t.sigs[0].number) != nil {
		return t.sigs[0].name
	}
	return ""
}

// covered adds a stream that paints over the page.
func covered(u *pdffile.Update, _ pdffile.View, page pdffile.Dict) int {
	n := u.Reserve()
	u.Stream(n, "", []byte(overpaint))
	page["Contents"] = pdffile.Array{page["Contents"], ref(n)}
	return n
}

// noted adds an annotation that covers the page.
func noted(u *pdffile.Update, v pdffile.View, page pdffile.Dict) int {
	n := u.Reserve()
	u.Put(n, "<</Type/Annot/Subtype/Square/Rect[0 0 595 842]/F 4>>")
	page["Annots"] = append(clipped(v.Array(page["Annots"])), ref(n))
	return n
}

// dressed adds a text in a font of its own.
func dressed(u *pdffile.Update, v pdffile.View, page pdffile.Dict) int {
	n, text := u.Reserve(), u.Reserve()
	u.Put(n, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	u.Stream(text, "", []byte("BT /Fx 16 Tf 72 700 Td (100000) Tj ET"))
	res := maps.Clone(v.Dict(page["Resources"]))
	if res == nil {
		res = pdffile.Dict{}
	}
	named := maps.Clone(v.Dict(res["Font"]))
	if named == nil {
		named = pdffile.Dict{}
	}
	named["Fx"], res["Font"] = ref(n), named
	page["Resources"], page["Contents"] = res, pdffile.Array{page["Contents"], ref(text)}
	return n
}

// dangling refers to an object that does not exist yet.
func dangling(u *pdffile.Update, _ pdffile.View, page pdffile.Dict) int {
	const far = 7
	n := u.Reserve() + far
	page["Contents"] = pdffile.Array{page["Contents"], ref(n)}
	return n
}

// twice adds a second copy of an object that no index names: it lies in a
// stream, where it does no harm until an index points at it.
func twice(u *pdffile.Update, _ pdffile.View, page pdffile.Dict) int {
	n := u.Reserve()
	u.Stream(n, "", fmt.Appendf(nil, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", n, len(overpaint), overpaint))
	page["Contents"] = pdffile.Array{page["Contents"], ref(n)}
	return n
}

// shadow is one attack of two steps.
func shadow(name string, before func(u *pdffile.Update, v pdffile.View, page pdffile.Dict) int, after func(t *target, n int) []byte) attack {
	return attack{"shadow " + name[:bytes.IndexByte([]byte(name), ':')], name[bytes.IndexByte([]byte(name), ':')+2:], NotValid, func(t *target) []byte {
		return t.prepared(before, after)
	}}
}

var shadows = []attack{
	shadow("hide: a covering stream set free", covered, func(t *target, n int) []byte {
		return t.raw(t.pdf, "", fmt.Sprintf("%d 1\n0000000000 00001 f \n", n), "")
	}),
	shadow("hide: a covering stream emptied", covered, func(t *target, n int) []byte {
		return t.update(func(u *pdffile.Update) { u.Stream(n, "", nil) })
	}),
	shadow("hide: a covering annotation moved away", noted, func(t *target, n int) []byte { return t.set(n, "Rect", ints(0, 0, 0, 0)) }),
	shadow("hide: a covering annotation hidden", noted, func(t *target, n int) []byte { return t.set(n, "F", int64(2)) }),
	shadow("hide: a covering annotation off the page", noted, func(t *target, n int) []byte {
		return t.edit(t.page, func(_ *pdffile.Update, d pdffile.Dict) {
			list := clipped(t.view.Array(d["Annots"]))
			d["Annots"] = list[:len(list)-1]
		})
	}),
	shadow("replace: a prepared stream rewritten", covered, func(t *target, n int) []byte {
		return t.update(func(u *pdffile.Update) { u.Stream(n, "", []byte("0 0 m 9 9 l S")) })
	}),
	shadow("replace: a prepared font renamed", dressed, func(t *target, n int) []byte { return t.set(n, "BaseFont", pdffile.Name("Symbol")) }),
	shadow("replace: a prepared font encoded anew", dressed, func(t *target, n int) []byte {
		return t.set(n, "Encoding", pdffile.Dict{"Differences": pdffile.Array{int64(48), pdffile.Name("nine")}})
	}),
	shadow("replace: a reference to nothing comes to life", dangling, func(t *target, n int) []byte {
		return t.update(func(u *pdffile.Update) {
			for m := u.Reserve(); m < n; m = u.Reserve() {
				continue
			}
			u.Stream(n, "", []byte(overpaint))
		})
	}),
	shadow("hide and replace: an index points at the hidden copy", twice, func(t *target, n int) []byte {
		at := t.hiddenCopy(n)
		return t.raw(t.pdf, "", fmt.Sprintf("%d 1\n%010d 00000 n \n", n, at), "")
	}),
	shadow("hide and replace: the catalog of another document", covered, func(t *target, _ int) []byte {
		return t.edit(t.root, func(u *pdffile.Update, d pdffile.Dict) {
			pages, page := u.Reserve(), u.Reserve()
			u.Put(pages, "<</Type/Pages/Count 1/Kids["+pdffile.Ref(page)+"]>>")
			u.Put(page, "<</Type/Page/Parent "+pdffile.Ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>>>")
			d["Pages"] = ref(pages)
		})
	}),
}

// hiddenCopy is where the copy within the stream of object n begins.
func (t *target) hiddenCopy(n int) int {
	o := t.view.Lookup(n)
	if s, ok := o.Value.(*pdffile.Stream); ok {
		return s.At
	}
	return 0
}

// evil is an appearance whose writer does more than draw.
type evil func(w pdffile.ObjectWriter)

func (f evil) WriteForm(w pdffile.ObjectWriter, width, height float64) (int, error) {
	f(w)
	n := w.Reserve()
	w.Stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Resources<<>>", width, height), []byte("0 0 9 9 re f"))
	return n, nil
}

// slipped is a further signature, in a field that is free, whose update brings
// something more than a signature.
func slipped(name string, f func(t *target, w pdffile.ObjectWriter)) attack {
	return attack{"sneaky signature", name, NotValid, func(t *target) []byte {
		free, ok := t.empty()
		if !ok {
			return nil
		}
		b, err := signing.Sign(t.pdf, signing.Request{
			Field: free.name, Key: t.stranger, Time: t.at,
			Appearance: evil(func(w pdffile.ObjectWriter) { f(t, w) }),
		})
		if err != nil {
			t.err = err
			return nil
		}
		return b
	}}
}

// again writes a dictionary once more, with one key changed.
func (t *target) again(w pdffile.ObjectWriter, n int, key pdffile.Name, value pdffile.Object) {
	d := maps.Clone(t.view.Lookup(n).Dict())
	d[key] = value
	w.Put(n, pdffile.Format(d))
}

var sneaky = []attack{
	slipped("with other content", func(t *target, w pdffile.ObjectWriter) { w.Stream(t.content, "", []byte(overpaint)) }),
	slipped("with another page", func(t *target, w pdffile.ObjectWriter) { t.again(w, t.page, "Rotate", int64(90)) }),
	slipped("with other information", func(t *target, w pdffile.ObjectWriter) { t.again(w, t.info, "Title", pdffile.String("evil")) }),
	slipped("with the first signer's widget moved", func(t *target, w pdffile.ObjectWriter) {
		t.again(w, t.first().number, "Rect", ints(0, 0, 595, 842))
	}),
	slipped("with another font", func(t *target, w pdffile.ObjectWriter) { t.again(w, t.font, "BaseFont", pdffile.Name("Symbol")) }),
	slipped("with a script", func(t *target, w pdffile.ObjectWriter) { t.again(w, t.root, "OpenAction", script) }),
	slipped("with a loose object", func(_ *target, w pdffile.ObjectWriter) { w.Put(w.Reserve(), "<</Evil true>>") }),
	slipped("with the first signature written again", func(t *target, w pdffile.ObjectWriter) {
		t.again(w, t.first().value.Number, "Reason", pdffile.String("evil"))
	}),
}
