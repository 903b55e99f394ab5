package app

import (
	"context"
	"crypto/sha256"
	"time"

	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
	"shenqian/review/mask/quality"
)

// MaskingQuality is how good 技术处理 is on the sets of package quality, and how
// fast.
type MaskingQuality struct {
	*quality.Result
	// Speed is how many rulings are read and masked on one core, beside
	// hashing the same bytes.
	Speed []BenchRow `json:"speed"`
	// Thousand is the time of a thousand of them, in seconds.
	Thousand float64 `json:"seconds_per_thousand"`
}

// speedRulings are as many as there are templates in both sets, twice.
const speedRulings = 120

// BenchMasking masks n generated rulings of each set of templates and the other
// sets, then measures the speed for as long as each says.
func BenchMasking(ctx context.Context, n int, each time.Duration) (*MaskingQuality, error) {
	r, err := quality.Measure(ctx, n, qualitySeed)
	if err != nil {
		return nil, err
	}
	out := &MaskingQuality{Result: r}
	if out.Speed, err = maskingSpeed(ctx, each); err != nil {
		return nil, err
	}
	out.Thousand = 1000 / out.Speed[1].PerSecond
	return out, nil
}

func maskingSpeed(ctx context.Context, each time.Duration) ([]BenchRow, error) {
	var docs []*quality.Document
	for _, set := range quality.Sets {
		more, err := quality.Generated(set, speedRulings/len(quality.Sets), qualitySeed)
		if err != nil {
			return nil, err
		}
		docs = append(docs, more...)
	}
	hashed, masked := 0, 0
	return race(ctx, []benchmark{
		{"hashed", "", func() error {
			sha256.Sum256([]byte(docs[hashed%len(docs)].Text))
			hashed++
			return nil
		}},
		{"masked", "hashed", func() error {
			d := docs[masked%len(docs)]
			masked++
			_, err := mask.Mask(mask.Input{Paper: ruling.Read(d.Text), Parties: d.Parties, Cause: d.Cause}, mask.Practice2024)
			return err
		}},
	}, each)
}
