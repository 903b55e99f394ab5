package app

import (
	"context"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// A report goes up with the data that it was written from, as a file within its
// PDF (ISO 19005-3, 6.8): under the same signatures as its words, so that the
// upper court adds up and types nothing.

// reportData is the name of that file.
const reportData = "data.json"

// withData puts a report's case file into its PDF.
func (a *App) withData(ctx context.Context, d *Dossier, doc *typeset.Document) error {
	if !d.Kind.About().Data {
		return nil
	}
	h := d.Matter.Version.Draft.Facts
	if h == "" {
		return review.Fault("report.nodata")
	}
	b, err := a.store.Blob(ctx, h)
	if err != nil {
		return err
	}
	doc.Profile = typeset.PDFA3U
	doc.Attachments = []typeset.Attachment{{Name: reportData, MIME: "application/json", Description: doc.Title, Data: b}}
	return nil
}
