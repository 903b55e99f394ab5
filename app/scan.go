package app

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"iter"

	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// Limits of a picture that is made a page. A page of A4 at 600 dots per inch
// has 35 million.
const (
	maxPixels    = 80_000_000
	maxSide      = 4000 // dots of a picture that is drawn anew
	maxTIFFPages = 500
	maxAllPixels = 1_500_000_000 // of all pages of a TIFF
)

// pictureFormat is what a picture is by its first bytes.
func pictureFormat(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "jpg"
	case bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		return "tif"
	}
	return ""
}

// scanPages makes the pages of a picture, one after the other: one, or those
// of a TIFF. Only one is held at a time.
func scanPages(ctx context.Context, b []byte) iter.Seq2[typeset.Scan, error] {
	return func(yield func(typeset.Scan, error) bool) {
		switch pictureFormat(b) {
		case "jpg":
			yield(jpegPage(b))
		case "png":
			c, err := png.DecodeConfig(bytes.NewReader(b))
			if err := fits(c, err); err != nil {
				yield(typeset.Scan{}, err)
				return
			}
			m, err := png.Decode(bytes.NewReader(b))
			yield(onePage(m, err))
		case "tif":
			tiffPages(ctx, b, yield)
		default:
			yield(typeset.Scan{}, review.Fault("scan.format"))
		}
	}
}

func fits(c image.Config, err error) error {
	if err != nil {
		return review.FaultFrom(err, "scan.unreadable")
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels/c.Height {
		return review.Fault("scan.large")
	}
	return nil
}

// jpegPage takes a JPEG as it stands, if its colours are those of a screen.
func jpegPage(b []byte) (s typeset.Scan, err error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(b))
	if err := fits(c, err); err != nil {
		return s, err
	}
	m, err := jpeg.Decode(bytes.NewReader(b)) // a file that ends too early shows half a page
	if err != nil {
		return s, review.FaultFrom(err, "scan.unreadable")
	}
	switch c.ColorModel {
	case color.YCbCrModel, color.GrayModel:
		return typeset.Scan{JPEG: b, Width: c.Width, Height: c.Height, Grey: c.ColorModel == color.GrayModel}, nil
	}
	return onePage(m, nil)
}

// onePage flattens a picture on white paper, and makes a very large one smaller.
func onePage(m image.Image, err error) (typeset.Scan, error) {
	if err != nil {
		return typeset.Scan{}, review.FaultFrom(err, "scan.unreadable")
	}
	size := m.Bounds().Size()
	if most := max(size.X, size.Y); most > maxSide {
		size = image.Pt(max(1, size.X*maxSide/most), max(1, size.Y*maxSide/most))
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), m, m.Bounds(), draw.Over, nil)
	return typeset.Scan{Image: out, Width: size.X, Height: size.Y}, nil
}

// tiffPages reads every page of a TIFF. The decoder knows only the first, so
// each is read with the header pointing to it (TIFF 6.0, section 2: the
// directories are a list).
func tiffPages(ctx context.Context, b []byte, yield func(typeset.Scan, error) bool) {
	bad := func(err error) { yield(typeset.Scan{}, err) }
	if len(b) < 8 {
		bad(review.Fault("scan.unreadable"))
		return
	}
	order := binary.ByteOrder(binary.LittleEndian)
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	file, dots := bytes.Clone(b), 0
	seen := map[uint32]bool{}
	at := order.Uint32(file[4:])
	for pages := 0; at != 0 || pages == 0; pages++ {
		if seen[at] || pages >= maxTIFFPages || uint64(at)+2 > uint64(len(b)) {
			bad(review.Fault("scan.unreadable"))
			return
		}
		seen[at] = true
		order.PutUint32(file[4:], at)
		c, err := tiff.DecodeConfig(bytes.NewReader(file))
		err = fits(c, err)
		if dots += c.Width * c.Height; err == nil && dots > maxAllPixels {
			err = review.Fault("scan.large")
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			bad(err)
			return
		}
		m, err := tiff.Decode(bytes.NewReader(file))
		page, err := onePage(m, err)
		if !yield(page, err) || err != nil {
			return
		}
		next := uint64(at) + 2 + 12*uint64(order.Uint16(b[at:]))
		if next+4 > uint64(len(b)) {
			bad(review.Fault("scan.unreadable"))
			return
		}
		at = order.Uint32(b[next:])
	}
}
