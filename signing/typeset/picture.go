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

// picture is an image made ready once for any number of files: sRGB with a soft
// mask if it has transparent parts (ISO 32000-1, 8.9.5 and 11.6.5.3).
type picture struct {
	width, height int
	rgb, alpha    []byte // deflated; alpha is nil if all is opaque
}

func newPicture(m image.Image) (*picture, error) {
	r := m.Bounds()
	if r.Empty() || r.Dx() > maxPicture || r.Dy() > maxPicture {
		return nil, fault.New("typeset.picture", "width", fmt.Sprint(r.Dx()), "height", fmt.Sprint(r.Dy()))
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
	p := &picture{width: r.Dx(), height: r.Dy(), rgb: deflated(rgb)}
	if !opaque {
		p.alpha = deflated(alpha)
	}
	return p, nil
}

// write writes the picture and returns its object number.
func (p *picture) write(w pdffile.ObjectWriter) int {
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/FlateDecode", p.width, p.height)
	n := w.Reserve()
	mask := ""
	if p.alpha != nil {
		k := w.Reserve()
		w.Stream(k, size+"/ColorSpace/DeviceGray", p.alpha)
		mask = "/SMask " + pdffile.Ref(k)
	}
	w.Stream(n, size+"/ColorSpace/DeviceRGB"+mask, p.rgb)
	return n
}
