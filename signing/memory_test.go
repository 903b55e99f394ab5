package signing

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"shenqian/signing/pdffile"
)

// large is a signed file of about size bytes: pages of scans, many small objects,
// and a revision for each of some further updates.
func large(tb testing.TB, size, objects, revisions int) []byte {
	tb.Helper()
	f := pdffile.NewFile(1)
	root, pages, page, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	field, form, blank := f.Reserve(), f.Reserve(), f.Reserve()
	ref := pdffile.Ref
	f.Put(root, "<</Type/Catalog/Pages "+ref(pages)+"/AcroForm "+ref(form)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>/Annots["+ref(field)+"]>>")
	f.Put(form, "<</SigFlags 3/Fields["+ref(field)+"]>>")
	f.Put(field, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T(president)/Rect[0 0 0 0]/P "+ref(page)+"/AP<</N "+ref(blank)+">>>>")
	f.Stream(blank, "/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", nil)
	f.Put(info, "<</Producer(test)>>")
	const pieces = 50
	for range pieces {
		data := make([]byte, size/pieces)
		x := uint32(1)
		for i := range data {
			x = x*1664525 + 1013904223
			data[i] = byte(x >> 24)
		}
		f.Stream(f.Reserve(), "/Type/XObject/Subtype/Image", data)
	}
	for i := range objects {
		f.Put(f.Reserve(), fmt.Sprintf("<</Type/StructElem/S/P/P %s/K[%d]/Pg %s>>", ref(root), i, ref(page)))
	}
	pdf := mustSign(tb, f.Close(root, info), request("president"))
	for range revisions {
		file, err := pdffile.Open(pdf)
		if err != nil {
			tb.Fatal(err)
		}
		u, err := pdffile.NewUpdate(file, 1<<10)
		if err != nil {
			tb.Fatal(err)
		}
		pdf = u.Close()
	}
	return pdf
}

// BenchmarkVerifyMemory reports how much memory above the file's own a
// verification takes at its highest, in MB.
func BenchmarkVerifyMemory(b *testing.B) {
	for _, c := range []struct {
		name                 string
		size, objects, after int
	}{{"50MB", 50 << 20, 1000, 20}, {"20000objects", 4 << 20, 20000, 5}, {"100000objects", 4 << 20, 100000, 2}} {
		b.Run(c.name, func(b *testing.B) {
			pdf := large(b, c.size, c.objects, c.after)
			o := Options{Trust: trainingPool()}
			most := uint64(0)
			for b.Loop() {
				b.StopTimer()
				runtime.GC()
				base := heap()
				stop, done := make(chan struct{}), make(chan uint64)
				go func() {
					high := uint64(0)
					for {
						high = max(high, heap())
						select {
						case <-stop:
							done <- high
							return
						case <-time.After(time.Millisecond):
						}
					}
				}()
				b.StartTimer()
				r, err := Verify(pdf, o)
				if err != nil || r.Verdict != Valid {
					b.Fatal(err, r.Verdict, r.Reason)
				}
				high := max(heap(), 0)
				close(stop)
				most = max(most, max(high, <-done)-base)
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-above-file")
			b.ReportMetric(float64(len(pdf))/(1<<20), "MB-file")
		})
	}
}

// heap is what objects take, live or not yet collected.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
