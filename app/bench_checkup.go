package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"time"

	"shenqian/review"
	"shenqian/review/kind/termination"
	"shenqian/review/kind/termination/quality"
	"shenqian/review/law"
)

// CheckupQuality is how good the check-up of a termination ruling is on rulings
// that the program writes itself, and how fast.
type CheckupQuality struct {
	Sets []*quality.Result `json:"sets"` // those the rules were made on, and those they were not
	// Speed is how many rulings are read and checked against their case files
	// on one core, beside hashing the same bytes.
	Speed []BenchRow `json:"speed"`
	// Thousand is the time of a thousand of them, in seconds.
	Thousand float64 `json:"seconds_per_thousand"`
}

// qualitySeed draws the same rulings each time.
const qualitySeed = 20261124

// BenchCheckup plants each fault n times in the rulings of each set, then
// measures the speed for as long as each says.
func BenchCheckup(ctx context.Context, n int, each time.Duration) (*CheckupQuality, error) {
	book, err := law.Load()
	if err != nil {
		return nil, err
	}
	k := termination.New(book)
	out := &CheckupQuality{}
	for _, set := range quality.Sets {
		r, err := quality.Measure(ctx, k, set, n, qualitySeed)
		if err != nil {
			return nil, err
		}
		out.Sets = append(out.Sets, r)
	}
	if out.Speed, err = checkupSpeed(ctx, k, each); err != nil {
		return nil, err
	}
	out.Thousand = 1000 / out.Speed[1].PerSecond
	return out, nil
}

// checkupSpeed reads and checks rulings of every template, one after another.
func checkupSpeed(ctx context.Context, k *termination.Kind, each time.Duration) ([]BenchRow, error) {
	var texts []string
	var files []review.Facts
	var raw [][]byte
	for _, set := range quality.Sets {
		templates, err := quality.Templates(set)
		if err != nil {
			return nil, err
		}
		for i, t := range templates {
			r, err := quality.New(t, uint64(i))
			if err != nil {
				return nil, err
			}
			b, err := json.Marshal(r.File)
			if err != nil {
				return nil, err
			}
			texts, files, raw = append(texts, r.Text()), append(files, r.File), append(raw, append(b, r.Text()...))
		}
	}
	hashed, checked := 0, 0
	return race(ctx, []benchmark{
		{"hashed", "", func() error {
			sha256.Sum256(raw[hashed%len(raw)])
			hashed++
			return nil
		}},
		{"checked", "hashed", func() error {
			p := k.Read(texts[checked%len(texts)])
			d, _ := p.PrintedDate()
			k.Checkup(review.CheckupInput{Paper: p, Facts: files[checked%len(files)], On: d.Date})
			checked++
			return nil
		}},
	}, each)
}
