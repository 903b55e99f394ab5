package bases

import (
	"bytes"
	"fmt"

	"shenqian/signing/pdffile"
)

// Paper is a page of text in a font of its own, with three empty signature
// fields: "president" and "clerk" are visible, "court" is not; and a form of a
// text, "sum", a check box, "paid", two radio buttons, "how", and a choice that
// shows in two places, "place.of".
func Paper() []byte {
	f := pdffile.NewFile(6)
	root, pages, page, content, form := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	president, court, clerk, blank, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	font, unicode, meta := f.Reserve(), f.Reserve(), f.Reserve()
	ref := pdffile.Ref
	sum, blankSum, paid, on, off := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	how, cash, transfer, placeOf, of, here, there := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	fields := pdffile.Refs([]int{president, court, clerk, sum, paid, how, placeOf})
	widgets := pdffile.Refs([]int{president, court, clerk, sum, paid, cash, transfer, here, there})
	f.Put(root, "<</Type/Catalog/Pages "+ref(pages)+"/AcroForm "+ref(form)+"/Metadata "+ref(meta)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+ref(pages)+"/MediaBox[0 0 595 842]/Resources<</Font<</F1 "+ref(font)+">>>>/Contents "+
		ref(content)+"/Annots["+widgets+"]>>")
	f.Stream(content, "", []byte("BT /F1 16 Tf 72 760 Td (The debtor shall pay 100000 yuan.) Tj ET\n"))
	f.Put(form, "<</SigFlags 3/Fields["+fields+"]>>")
	widget := "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/P " + ref(page) + "/AP<</N " + ref(blank) + ">>"
	f.Put(president, widget+"/T(president)/Rect[300 100 500 160]>>")
	f.Put(court, widget+"/T(court)/Rect[0 0 0 0]>>")
	f.Put(clerk, widget+"/T(clerk)/Rect[72 100 200 160]>>")
	f.Put(sum, "<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(sum)/DA(/F1 12 Tf)/P "+ref(page)+"/Rect[72 600 272 620]/AP<</N "+ref(blankSum)+">>>>")
	f.Stream(blankSum, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<>>", nil)
	f.Put(paid, "<</Type/Annot/Subtype/Widget/FT/Btn/F 4/T(paid)/V/Off/AS/Off/P "+ref(page)+"/Rect[72 560 92 580]/AP<</N<</Yes "+ref(on)+"/Off "+ref(off)+">>>>>>")
	// Radio buttons and a choice have their widgets as kids (12.7.4.2.4, 12.7.4.4).
	f.Put(how, "<</FT/Btn/Ff 49152/T(how)/V/Off/Kids["+pdffile.Refs([]int{cash, transfer})+"]>>")
	for i, n := range []int{cash, transfer} {
		f.Put(n, fmt.Sprintf("<</Type/Annot/Subtype/Widget/F 4/Parent %s/AS/Off/P %s/Rect[%d 520 %d 540]/AP<</N<</%s %s/Off %s>>>>>>",
			ref(how), ref(page), 72+40*i, 92+40*i, []string{"Cash", "Transfer"}[i], ref(on), ref(off)))
	}
	f.Put(placeOf, "<</T(place)/Kids["+ref(of)+"]>>")
	f.Put(of, "<</FT/Ch/Ff 131072/T(of)/Parent "+ref(placeOf)+"/Opt[(north)(south)]/DA(/F1 12 Tf)/Kids["+pdffile.Refs([]int{here, there})+"]>>")
	for i, n := range []int{here, there} {
		f.Put(n, fmt.Sprintf("<</Type/Annot/Subtype/Widget/F 4/Parent %s/P %s/Rect[72 %d 272 %d]/AP<</N %s>>>>", ref(of), ref(page), 460+30*i, 480+30*i, ref(blankSum)))
	}
	f.Stream(on, "/Type/XObject/Subtype/Form/BBox[0 0 20 20]/Resources<<>>", []byte("0 0 20 20 re f"))
	f.Stream(off, "/Type/XObject/Subtype/Form/BBox[0 0 20 20]/Resources<<>>", nil)
	f.Stream(blank, "/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", nil)
	f.Put(info, "<</Producer(test)/Title(ruling)>>")
	f.Put(font, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode "+ref(unicode)+">>")
	f.Stream(unicode, "", []byte("/CIDInit /ProcSet findresource begin begincmap endcmap end\n"))
	f.Stream(meta, "/Type/Metadata/Subtype/XML", []byte("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"))
	return f.Close(root, info)
}

// Hybrid is Paper with an object that only readers of cross-reference streams
// find (ISO 32000-1, 7.5.8.4).
func Hybrid() ([]byte, error) {
	pdf := Paper()
	file, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	rev := file.Revisions[0]
	size := rev.Size()
	table := pdf[rev.XrefAt:bytes.LastIndex(pdf, []byte("trailer"))]
	id := pdffile.Format(rev.Trailer["ID"])
	roots := fmt.Sprintf("/Size %d/Root %s/Info %s/ID%s", size+3, pdffile.Format(rev.Trailer["Root"]), pdffile.Format(rev.Trailer["Info"]), id)
	b := bytes.Clone(pdf[:rev.XrefAt])
	container := len(b)
	hidden := fmt.Sprintf("%d 0 <</Hidden 1>>", size+1)
	b = fmt.Appendf(b, "%d 0 obj\n<</Type/ObjStm/N 1/First %d/Length %d>>\nstream\n%s\nendstream\nendobj\n", size, bytes.IndexByte([]byte(hidden), '<'), len(hidden), hidden)
	at := len(b)
	rows := []byte{1, byte(container >> 8), byte(container), 0, 2, 0, byte(size), 0, 1, byte(at >> 8), byte(at), 0}
	b = fmt.Appendf(b, "%d 0 obj\n<</Type/XRef/W[1 2 1]/Index[%d 3]/Length %d%s>>\nstream\n%s\nendstream\nendobj\n", size+2, size, len(rows), roots, rows)
	x := len(b)
	return fmt.Appendf(b, "%strailer\n<<%s/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", table, roots, at, x), nil
}
