package app

import (
	"context"
	"path/filepath"
	"strings"

	"shenqian/app/intake"
	"shenqian/review"
	"shenqian/signing/typeset"
)

// TypesetFile makes an unsigned PDF of a ruling's file.
func (w *Workshop) TypesetFile(ctx context.Context, path string) (*Sheet, error) {
	return w.TypesetAs(ctx, path, "", "")
}

// TypesetAs is TypesetFile to a profile of PDF/A: 2a (also if it is empty), 2u,
// or 3u, which takes a file of data along if one is named.
func (w *Workshop) TypesetAs(ctx context.Context, path, profile, data string) (*Sheet, error) {
	form, err := typeset.ParseProfile(profile)
	if err != nil {
		return nil, err
	}
	var attached []typeset.Attachment
	if data != "" {
		b, err := readFile(data)
		if err != nil {
			return nil, err
		}
		attached = append(attached, typeset.Attachment{Name: filepath.Base(data), MIME: kindOfData(data), Data: b})
	}
	k, p, err := w.readPaper(ctx, path)
	if err != nil {
		return nil, err
	}
	printed, _ := p.PrintedDate()
	return w.typesetAs(ctx, p, k.Prefill(p).CaseNumber().String(), existing(printed.Date), form, attached)
}

// readPaper reads a text, or the case file of a kind that writes its own.
func (w *Workshop) readPaper(ctx context.Context, path string) (review.Kind, *review.Paper, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, nil, err
	}
	if intake.Sniff(path, b) != intake.JSON {
		doc, err := intake.ReadRuling(ctx, path, b)
		if err != nil {
			return nil, nil, err
		}
		k, p := w.Recognise(doc.Text)
		return k, p, nil
	}
	k, err := w.kindOfCaseFile(b)
	if err != nil {
		return nil, nil, err
	}
	if _, writes := k.(review.Composer); !writes {
		return nil, nil, review.Fault("typeset.casefile", "file", path)
	}
	f, _, err := k.ReadFacts(b)
	if err != nil {
		return nil, nil, err
	}
	p, err := composed(k, f)
	return k, p, err
}

// kindOfData is the media type of a file by its name.
func kindOfData(name string) string {
	for end, kind := range map[string]string{
		".json": "application/json", ".xml": "application/xml", ".csv": "text/csv", ".txt": "text/plain", ".pdf": "application/pdf",
	} {
		if strings.EqualFold(filepath.Ext(name), end) {
			return kind
		}
	}
	return "application/octet-stream"
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
