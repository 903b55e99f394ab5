package desk

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // scans come as JPEG
	_ "image/png"  // or PNG

	_ "golang.org/x/image/tiff" // or TIFF

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// maxScan is the most pixels a scan may have to be shown.
const maxScan = 120 << 20

// openAttachment shows an attachment in the place of the paper.
func (d *Desk) openAttachment(a review.Attachment) {
	var b []byte
	var img image.Image
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		if b, err = d.court.File(ctx, a.File); err != nil || bytes.HasPrefix(b, []byte("%PDF")) {
			return err
		}
		c, _, err := image.DecodeConfig(bytes.NewReader(b))
		if err != nil || c.Width*c.Height > maxScan {
			return review.FaultFrom(err, "ui.scan.unreadable", "name", a.Name)
		}
		if img, _, err = image.Decode(bytes.NewReader(b)); err != nil {
			return review.FaultFrom(err, "ui.scan.unreadable", "name", a.Name)
		}
		return nil
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		p := d.paper
		p.beside = true
		p.leave.Show()
		if img == nil {
			p.put(b, a.File)
			return
		}
		p.forget()
		p.pdf, p.hash = nil, string(a.File)
		p.tell("")
		s := img.Bounds().Size()
		p.pages.Open([]kit.PageSize{{Width: float64(s.X), Height: float64(s.Y)}}, img)
		p.viewed()
	})
}

// showBeside shows another file of the matter in the place of the paper.
func (d *Desk) showBeside(read func(context.Context) ([]byte, review.Hash, error)) {
	var b []byte
	var h review.Hash
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		b, h, err = read(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.paper.beside = true
		d.paper.leave.Show()
		d.paper.put(b, h)
	})
}

// back goes back from an attachment to the paper.
func (p *paperPane) back() {
	p.beside = false
	p.leave.Hide()
	if o := p.d.open; o != nil {
		p.put(o.pdf, o.hash)
	}
}
