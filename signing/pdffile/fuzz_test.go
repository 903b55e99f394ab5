package pdffile

import "testing"

// FuzzOpen: whatever the bytes, Open returns; and what it opened can be walked.
func FuzzOpen(f *testing.F) {
	f.Add(small())
	f.Add([]byte("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1>>\nstartxref\n9\n%%EOF"))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/XRef/W[1 1 1]/Size 2/Length 3>>stream\n\x01\x09\x00\nendstream endobj startxref\n9\n%%EOF"))
	l := DefaultLimits()
	l.Inflated, l.Values = 1<<20, 1<<16
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := OpenLimited(b, l)
		if err != nil {
			return
		}
		for _, n := range r.Latest().Numbers() {
			o := r.Latest().Lookup(n)
			if _, err := r.ValueSpan(o, "Contents"); err != nil {
				continue
			}
		}
		if u, err := NewUpdate(r, 100); err == nil {
			n := u.Reserve()
			u.Put(n, "null")
			if _, err := OpenLimited(u.Close(), l); err != nil {
				t.Logf("an update of an odd file: %v", err)
			}
		}
	})
}

// small is a file of one page.
func small() []byte {
	f := NewFile(6)
	root, pages, page, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	f.Put(root, "<</Type/Catalog/Pages "+Ref(pages)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+Ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+Ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>>>")
	f.Put(info, "<</Title"+Text("裁定")+">>")
	return f.Close(root, info)
}
