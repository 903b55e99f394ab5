package typeset

import (
	"fmt"
	"image"
	"image/color"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// maxPicture is enough for a seal of 42 mm at 600 dots per inch, several times.
const maxPicture = 4096

// writePicture writes an image as sRGB with a soft mask if it has transparent
// parts (ISO 32000-1, 8.9.5 and 11.6.5.3).
func writePicture(w pdffile.ObjectWriter, m image.Image) (int, error) {
	r := m.Bounds()
	if r.Empty() || r.Dx() > maxPicture || r.Dy() > maxPicture {
		return 0, fault.New("typeset.picture", "width", fmt.Sprint(r.Dx()), "height", fmt.Sprint(r.Dy()))
	}
	rgb, alpha := make([]byte, 0, 3*r.Dx()*r.Dy()), make([]byte, 0, r.Dx()*r.Dy())
	opaque := true
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			rgb, alpha = append(rgb, c.R, c.G, c.B), append(alpha, c.A)
			opaque = opaque && c.A == 255
		}
	}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", r.Dx(), r.Dy())
	n := w.Reserve()
	mask := ""
	if !opaque {
		k := w.Reserve()
		putDeflated(w, k, size+"/ColorSpace/DeviceGray", alpha)
		mask = "/SMask " + pdffile.Ref(k)
	}
	putDeflated(w, n, size+"/ColorSpace/DeviceRGB"+mask, rgb)
	return n, nil
}
