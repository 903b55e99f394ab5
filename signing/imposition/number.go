package imposition

import "shenqian/signing/pdffile"

// The number's box in points: 24 × 12 mm, 7 mm from the upper edge, 5 mm from
// the outer one, outside of any court paper's type area.
const (
	mm           = 72 / 25.4
	numberWidth  = 24 * mm
	numberHeight = 12 * mm
	fromTop      = 7 * mm
	fromSide     = 5 * mm
)

// number adds a page with its number, if it gets one.
func (o *volume) number(d pdffile.Dict) error {
	page := pdffile.Dict{}
	for k, v := range d {
		page[k] = v
	}
	if n := len(o.kids) + 1; o.binding.Number != nil {
		form, err := o.binding.Number(n).WriteForm(o.w, numberWidth, numberHeight)
		if err != nil {
			return err
		}
		// A turned page needs the form turned back: its own matrix can't be
		// changed, so it is drawn by another.
		rect, matrix := corner(box(page), turn(page), n%2 == 1)
		outer := o.w.Reserve()
		o.w.Deflate(outer, "/Type/XObject/Subtype/Form/BBox[0 0 "+pdffile.Format(numberWidth)+" "+pdffile.Format(numberHeight)+"]/Matrix"+
			pdffile.Format(matrix)+"/Resources<</XObject<</No "+pdffile.Ref(form)+">>>>", []byte("/No Do"))
		annots, _ := page["Annots"].(pdffile.Array)
		page["Annots"] = append(annots[:len(annots):len(annots)], pdffile.Dict{
			"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Stamp"), "F": int64(printed), "Rect": rect, "AP": pdffile.Dict{"N": ref(outer)},
		})
	}
	o.add(page)
	return nil
}

// box is what shows of a page: left, bottom, right, top.
func box(page pdffile.Dict) [4]float64 {
	for _, key := range []pdffile.Name{"CropBox", "MediaBox"} {
		a, _ := page[key].(pdffile.Array)
		if len(a) != 4 {
			continue
		}
		var b [4]float64
		ok := true
		for i, o := range a {
			switch n := o.(type) {
			case int64:
				b[i] = float64(n)
			case float64:
				b[i] = n
			default:
				ok = false
			}
		}
		if ok {
			return [4]float64{min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])}
		}
	}
	return [4]float64{0, 0, 595.276, 841.89}
}

// turn is how far a page is turned clockwise, in quarters.
func turn(page pdffile.Dict) int {
	n, _ := page["Rotate"].(int64)
	return int((n/90%4 + 4) % 4)
}

// corner is the rectangle of the upper right or left corner as a reader sees
// the page, and the matrix that keeps what is in it upright. An appearance is
// fitted to its rectangle after its matrix (12.5.5), so the matrix only turns.
func corner(b [4]float64, quarters int, right bool) (pdffile.Array, pdffile.Array) {
	across, up := numberWidth, numberHeight
	// From the seen edges, in turn for each quarter.
	along, down := fromSide, fromTop
	var x, y float64
	switch quarters {
	case 0:
		x, y = b[0]+along, b[3]-down-up
		if right {
			x = b[2] - along - across
		}
	case 1: // seen top is the left edge, seen right the top
		across, up = up, across
		x, y = b[0]+down, b[1]+along
		if right {
			y = b[3] - along - up
		}
	case 2:
		x, y = b[2]-along-across, b[1]+down
		if right {
			x = b[0] + along
		}
	case 3:
		across, up = up, across
		x, y = b[2]-down-across, b[3]-along-up
		if right {
			y = b[1] + along
		}
	}
	turns := []pdffile.Array{
		{int64(1), int64(0), int64(0), int64(1), int64(0), int64(0)},
		{int64(0), int64(1), int64(-1), int64(0), int64(0), int64(0)},
		{int64(-1), int64(0), int64(0), int64(-1), int64(0), int64(0)},
		{int64(0), int64(-1), int64(1), int64(0), int64(0), int64(0)},
	}
	return pdffile.Array{x, y, x + across, y + up}, turns[quarters]
}
