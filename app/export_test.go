package app

import (
	"context"

	"shenqian/app/docx"
	"shenqian/app/packet"
	"shenqian/app/webpaper"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/pdftext"
)

// SameRuling is the comparison of a service copy with its original.
func (w *Workshop) SameRuling(original, copied []byte) error { return w.sameRuling(original, copied) }

// Clean is the check of a finished file of the upload set.
func (w *Workshop) Clean(res *mask.Result, name string, b []byte) error {
	r, err := readFinished(name, b)
	if err != nil {
		return err
	}
	return w.clean(res, name, r)
}

// OnlineFiles are a ruling's upload files, as they are made of its masked text.
func (w *Workshop) OnlineFiles(text string, res *mask.Result, title string) (map[string][]byte, error) {
	_, p := w.Recognise(text)
	d := &Dossier{Kind: w.Kinds()[0], Paper: p, Matter: &review.Matter{}}
	lines := onlineLines(d, res)
	word, err := docx.WriteOnline(title, midnight(review.Date{Year: 2026, Month: 11, Day: 24}), lines)
	if err != nil {
		return nil, err
	}
	page, err := webpaper.Write(title, "2026-11-24", lines)
	return map[string][]byte{title + ".docx": word, title + ".html": page}, err
}

// PublicCopyOf is a public copy before it is signed, and SearchCopy the search
// of its bytes, so that leaks can be planted between the two.
func (a *App) PublicCopyOf(ctx context.Context, d *Dossier, res *mask.Result) ([]byte, error) {
	return a.publicCopy(ctx, d, res)
}

func (a *App) SearchCopy(ctx context.Context, res *mask.Result, name string, pdf []byte) error {
	doc, err := pdftext.Extract(pdf)
	if err != nil {
		return err
	}
	return a.searchCopy(ctx, res, name, pdf, doc)
}

// DoneUnder is what a device would take back of its packet, before it is
// encrypted, so that whoever has the device can be tried; with the key it goes
// back under.
func (a *App) DoneUnder(ctx context.Context, id string) (c packet.Content, to string, err error) {
	for _, p := range a.carried().packets {
		if p.ID() == id {
			m := a.carried().manifests[id]
			c = packet.Content{Files: map[review.Hash][]byte{}, Manifest: packet.Manifest{Way: packet.Back, Court: m.Court, Packet: id, Until: m.Until}}
			_, _, err = a.doneUnder(ctx, p, &c)
			return c, m.Return, err
		}
	}
	return c, "", review.Fault("packet.none", "packet", id)
}
