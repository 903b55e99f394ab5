package typeset

import (
	"fmt"

	"shenqian/signing/pdffile"
)

// Signature fields (ISO 32000-1, 12.7.4.5), made so that a signer need only
// append (12.8.1, 7.5.6):
//   - every field is an object of its own, merged with its widget; a signer
//     writes it again with /V and a new /AP;
//   - F 132: printed and locked; no /MK, which viewers draw by their own taste;
//   - /AP is there even if empty (ISO 19005-2, 6.3.3); a hidden field has no area;
//   - /SigFlags 3 is there from the start. Bit 1 says that there are signature
//     fields (table 219), which is so before they are signed; bit 2 asks
//     programs to append rather than rewrite, which is what the frozen file
//     needs. So form and catalogue stay as they are when the file is signed.

// writeFields writes the fields' objects and the form, and returns the
// annotations by page, the form's number (0 without fields) and the first
// unused key of the parent tree.
func (p *paper) writeFields(w pdffile.ObjectWriter, page []int) (annots [][]int, form, next int) {
	annots = make([][]int, len(page))
	next = len(page)
	var ids []int
	for _, f := range p.fields {
		n, look := w.Reserve(), w.Reserve()
		ids = append(ids, n)
		annots[f.page-1] = append(annots[f.page-1], n)
		width, height := f.rect[2]-f.rect[0], f.rect[3]-f.rect[1]
		w.Stream(look, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<<>>",
			number(width), number(height)), nil)
		w.Put(n, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T%s/TU%s/F 132/Rect[%s %s %s %s]/P %s/AP<</N %s>>/StructParent %d>>",
			pdffile.Text(f.name), pdffile.Text(f.label),
			number(f.rect[0]), number(f.rect[1]), number(f.rect[2]), number(f.rect[3]),
			pdffile.Ref(page[f.page-1]), pdffile.Ref(look), next))
		p.tree.annotation(f.elem, n, f.page-1, next, f.label)
		next++
	}
	if len(ids) > 0 {
		form = w.Reserve()
		w.Put(form, "<</Fields["+pdffile.Refs(ids)+"]/SigFlags 3>>")
	}
	return annots, form, next
}
