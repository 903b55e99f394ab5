package app

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	_ "embed"
	"time"

	"shenqian/app/preview"
	"shenqian/review"
	"shenqian/signing"
)

//go:embed bench.txt
var benchRuling string

// benchPaper measures reading, checking, typesetting, signing and verifying a
// ruling on one core.
func (w *Workshop) benchPaper(ctx context.Context, each time.Duration) ([]BenchRow, error) {
	k := w.Kinds()[0]
	p := k.Read(benchRuling)
	printed, _ := p.PrintedDate()
	sheet, err := w.Typeset(ctx, p, "bench", printed.Date)
	if err != nil {
		return nil, err
	}
	now := w.Now()
	cred, err := benchCredential("bench", now)
	if err != nil {
		return nil, err
	}
	key := cred.Signer.(*rsa.PrivateKey)
	digest := sha256.Sum256(sheet.PDF)
	signed, err := signing.Sign(sheet.PDF, signing.Request{Key: cred, Time: now})
	if err != nil {
		return nil, err
	}
	reader, err := preview.Open(ctx, preview.Options{CacheDir: preview.CacheDir()})
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	drawn := 0
	return race(ctx, []benchmark{
		{"read", "", func() error { k.Read(benchRuling); return nil }},
		{"checkup", "", func() error { k.Checkup(review.CheckupInput{Paper: p, On: printed.Date}); return nil }},
		{"typeset", "", func() error { _, err := w.Typeset(ctx, p, "bench", printed.Date); return err }},
		{"rsa", "", func() error { _, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:]); return err }},
		{"sign", "rsa", func() error { _, err := signing.Sign(sheet.PDF, signing.Request{Key: cred, Time: now}); return err }},
		{"hash", "", func() error { digest = sha256.Sum256(signed); return nil }},
		{"draw", "", func() error { // a new hash each time, or a kept picture comes back
			drawn++
			_, err := reader.Page(ctx, itoa(drawn), sheet.PDF, 1, benchWidth)
			return err
		}},
		{"verify", "hash", func() error { _, err := signing.Verify(bytes.Clone(signed), signing.Options{At: now}); return err }},
	}, each)
}

// benchWidth is an A4 page at 150 points to the inch, in pixels.
const benchWidth = 1240
