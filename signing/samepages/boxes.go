package samepages

import "shenqian/signing/pdffile"

// sameBoxes compares what of the page is shown, and how it is turned. A box
// that is not stated is the one around it (14.11.2).
func sameBoxes(a, b *side, p, q *pdffile.Page) bool {
	around := map[pdffile.Name]pdffile.Name{"CropBox": "MediaBox", "BleedBox": "CropBox", "TrimBox": "CropBox", "ArtBox": "CropBox"}
	box := func(s *side, p *pdffile.Page, k pdffile.Name) [4]float64 {
		for ; ; k = around[k] {
			o := p.Dict[k]
			if k == "MediaBox" || k == "CropBox" {
				o = p.Inherited(k)
			}
			if o != nil || k == "MediaBox" {
				r, _ := rectOf(s.View, o)
				return r
			}
		}
	}
	for _, k := range []pdffile.Name{"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"} {
		if box(a, p, k) != box(b, q, k) {
			return false
		}
	}
	turned := func(s *side, p *pdffile.Page) int64 { return (s.Int(p.Inherited("Rotate"), 0)%360 + 360) % 360 }
	return turned(a, p) == turned(b, q)
}

// rectOf reads a rectangle with its corners in order (7.9.5).
func rectOf(v pdffile.View, o pdffile.Object) (r [4]float64, ok bool) {
	list := v.Array(o)
	if len(list) != 4 {
		return r, false
	}
	for i := range r {
		r[i], _ = v.Number(list[i])
	}
	return [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}, true
}
