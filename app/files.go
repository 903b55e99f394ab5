package app

import (
	"context"

	"shenqian/app/intake"
	"shenqian/review"
)

// TypesetFile makes an unsigned PDF of a ruling's file.
func (w *Workshop) TypesetFile(ctx context.Context, path string) (*Sheet, error) {
	doc, err := w.readRuling(ctx, path)
	if err != nil {
		return nil, err
	}
	k, p := w.Recognise(doc.Text)
	printed, _ := p.PrintedDate()
	return w.Typeset(ctx, p, k.Prefill(p).CaseNumber().String(), existing(printed.Date))
}

func (w *Workshop) readRuling(ctx context.Context, path string) (*intake.Document, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if intake.Sniff(path, b) == intake.JSON {
		return nil, review.Fault("typeset.casefile", "file", path)
	}
	return intake.ReadRuling(ctx, path, b)
}

// ReadFileFully reads an input within the limit of all inputs.
func ReadFileFully(path string) ([]byte, error) { return readFile(path) }
