package signing

import (
	"bytes"
	"fmt"
	"testing"

	"shenqian/signing/pdffile"
)

func TestNothingComesUnnoticedAfterASignature(t *testing.T) {
	runAttacks(t, []attack{
		{"appended bytes", Modified, func(t *testing.T, b []byte) []byte { return append(b, "evil"...) }},
		{"an appended line end", Modified, func(t *testing.T, b []byte) []byte { return append(b, '\n') }},
		{"appended objects without an index", Modified, func(t *testing.T, b []byte) []byte {
			return append(b, "4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"...)
		}},
		{"an appended end without an index", Malformed, func(t *testing.T, b []byte) []byte {
			return append(b, "4 0 obj\n<<>>\nendobj\n%%EOF\n"...)
		}},
		{"incremental saving: other content", Modified, func(t *testing.T, b []byte) []byte {
			return updated(t, b, func(u *pdffile.Update, _ pdffile.View) { u.Stream(oContent, "", []byte("0 0 m 9 9 l S")) })
		}},
		{"incremental saving: the page shows other content", Modified, func(t *testing.T, b []byte) []byte {
			return updated(t, b, func(u *pdffile.Update, v pdffile.View) {
				n := u.Reserve()
				u.Stream(n, "", []byte("0 0 m 9 9 l S"))
				d := edits{view: v, dicts: map[int]pdffile.Dict{}}.edit(v.Lookup(oPage))
				d["Contents"] = pdffile.Reference{Number: n}
				u.Put(oPage, pdffile.Format(d))
			})
		}},
		{"incremental saving: in an object stream", Modified, func(t *testing.T, b []byte) []byte {
			return compressedUpdate(b, "4 0 <</Type/Nothing>>")
		}},
		{"an added annotation", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oPage, func(d pdffile.Dict) {
				d["Annots"] = append(d["Annots"].(pdffile.Array), pdffile.Dict{
					"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("FreeText"), "Contents": pdffile.String("evil"),
				})
			})
		}},
		{"an added object that nothing shows", Modified, func(t *testing.T, b []byte) []byte {
			return updated(t, b, func(u *pdffile.Update, _ pdffile.View) { u.Put(u.Reserve(), "<</Evil true>>") })
		}},
		{"another catalog", Modified, func(t *testing.T, b []byte) []byte {
			out := raw(t, b, "20 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>\nendobj\n", "20 1\n%010d 00000 n \n", "")
			i := bytes.LastIndex(out, []byte("/Root 1 0 R"))
			return append(append(bytes.Clone(out[:i]), "/Root 20 0 R"...), out[i+11:]...)
		}},
		{"other document information", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oInfo, func(d pdffile.Dict) { d["Title"] = pdffile.String("evil") })
		}},
		{"the signature's widget moved", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oPresident, func(d pdffile.Dict) {
				d["Rect"] = pdffile.Array{int64(0), int64(0), int64(595), int64(842)}
			})
		}},
		{"the signature's widget redrawn", Modified, func(t *testing.T, b []byte) []byte {
			return updated(t, b, func(u *pdffile.Update, v pdffile.View) {
				n := u.Reserve()
				u.Stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", []byte("0 0 9 9 re f"))
				d := edits{view: v, dicts: map[int]pdffile.Dict{}}.edit(v.Lookup(oPresident))
				d["AP"] = pdffile.Dict{"N": pdffile.Reference{Number: n}}
				u.Put(oPresident, pdffile.Format(d))
			})
		}},
		{"the signature's appearance changed in place", Modified, func(t *testing.T, b []byte) []byte {
			return updated(t, b, func(u *pdffile.Update, _ pdffile.View) {
				u.Stream(10, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", []byte("0 0 9 9 re f"))
			})
		}},
		{"the signature taken away", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oPresident, func(d pdffile.Dict) { delete(d, "V") })
		}},
		{"the form taken away", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oRoot, func(d pdffile.Dict) { delete(d, "AcroForm") })
		}},
		{"the field taken off the form", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oForm, func(d pdffile.Dict) { d["Fields"] = pdffile.Array{} })
		}},
		{"an old signature in another field", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oCourt, func(d pdffile.Dict) { d["V"] = pdffile.Reference{Number: 11} })
		}},
		{"an empty field moved", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oCourt, func(d pdffile.Dict) {
				d["Rect"] = pdffile.Array{int64(0), int64(0), int64(595), int64(842)}
			})
		}},
		{"appearances left to the viewer", Modified, func(t *testing.T, b []byte) []byte {
			return edited(t, b, oForm, func(d pdffile.Dict) { d["NeedAppearances"] = true })
		}},
		{"shadow: an object set free", Modified, func(t *testing.T, b []byte) []byte {
			return raw(t, b, "", "4 1\n0000000000 00001 f \n", "")
		}},
		{"objects between the revisions", Modified, func(t *testing.T, b []byte) []byte {
			return raw(t, b, "4 0 obj\n<<>>\nendobj\n", "0 1\n0000000000 65535 f \n", "")
		}},
		{"a smaller size that hides objects", Modified, func(t *testing.T, b []byte) []byte {
			out := raw(t, b, "", "0 1\n0000000000 65535 f \n", "")
			return replaced(t, out, "/Size 40", "/Size  4")
		}},
		{"a revision that points behind the signature", Malformed, func(t *testing.T, b []byte) []byte {
			first := startxref.FindSubmatch(b)[1]
			out := raw(t, b, "4 0 obj\n<<>>\nendobj\n", "4 1\n%010d 00000 n \n", "")
			i := bytes.LastIndex(out, []byte("/Prev "))
			j := i + bytes.Index(out[i:], []byte(">>"))
			return append(append(bytes.Clone(out[:i+6]), first...), out[j:]...)
		}},
		{"an index that goes round", Malformed, func(t *testing.T, b []byte) []byte {
			out := raw(t, b, "", "0 1\n0000000000 65535 f \n", "")
			i := bytes.LastIndex(out, []byte("/Prev "))
			j := i + bytes.Index(out[i:], []byte(">>"))
			return append(fmt.Appendf(bytes.Clone(out[:i+6]), "%d", len(b)), out[j:]...)
		}},
		{"an object stated twice", Malformed, func(t *testing.T, b []byte) []byte {
			return raw(t, b, "4 0 obj\n<<>>\nendobj\n", "4 1\n%[1]010d 00000 n \n4 1\n%[1]010d 00000 n \n", "")
		}},
		{"objects within each other", Malformed, func(t *testing.T, b []byte) []byte {
			return raw(t, b, "4 0 obj\n<</Length 30>>\nstream\n3 0 obj\n<<>>\nendobj\n          \nendstream\nendobj\n",
				fmt.Sprintf("3 2\n%010d 00000 n \n%010d 00000 n \n", len(b)+30, len(b)), "")
		}},
		{"an object in an earlier revision's bytes", Malformed, func(t *testing.T, b []byte) []byte {
			at := bytes.Index(b, []byte("8 0 obj"))
			return raw(t, b, "", fmt.Sprintf("8 1\n%010d 00001 n \n", at), "")
		}},
	})
}

// compressedUpdate appends an object stream with one object, and a
// cross-reference stream.
func compressedUpdate(b []byte, object string) []byte {
	var n, at int
	_, _ = fmt.Sscanf(object, "%d %d", &n, &at)
	head := fmt.Sprintf("%d %d ", n, at)
	data := head + object[len(head):]
	all := startxref.FindAllSubmatch(b, -1)
	out := fmt.Appendf(bytes.Clone(b), "30 0 obj\n<</Type/ObjStm/N 1/First %d/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head), len(data), data)
	x := len(out)
	rows := []byte{2, 0, 0, 30, 0, 1, byte(len(b) >> 16), byte(len(b) >> 8), byte(len(b)), 0, 1, byte(x >> 16), byte(x >> 8), byte(x), 0}
	id := b[bytes.LastIndex(b, []byte("/ID")):]
	id = id[:bytes.IndexByte(id, ']')+1]
	out = fmt.Appendf(out, "31 0 obj\n<</Type/XRef/W[1 3 1]/Index[%d 1 30 2]/Size 40/Root 1 0 R/Info 9 0 R%s/Prev %s/Length 15>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		n, id, all[len(all)-1][1], rows, x)
	return out
}
