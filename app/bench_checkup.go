package app

import (
	"context"
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
	// PerSecond is how many rulings are read and checked against their case
	// files, on one core.
	PerSecond float64 `json:"rulings_per_second"`
}

// qualitySeed draws the same rulings each time.
const qualitySeed = 20261124

// BenchCheckup plants each fault n times in the rulings of each set.
func BenchCheckup(ctx context.Context, n int) (*CheckupQuality, error) {
	book, err := law.Load()
	if err != nil {
		return nil, err
	}
	k := termination.New(book)
	out := &CheckupQuality{}
	for _, set := range []string{"dev", "test"} {
		r, err := quality.Measure(k, set, n, qualitySeed)
		if err != nil {
			return nil, err
		}
		out.Sets = append(out.Sets, r)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	out.PerSecond, err = checkupSpeed(k)
	return out, err
}

// checkupSpeed reads and checks rulings of every template, one after another.
func checkupSpeed(k *termination.Kind) (float64, error) {
	const rulings = 1000
	templates, err := quality.Templates("test")
	if err != nil {
		return 0, err
	}
	texts, files := []string{}, []review.Facts{}
	for i, t := range templates {
		r, err := quality.New(t, uint64(i))
		if err != nil {
			return 0, err
		}
		texts, files = append(texts, r.Text()), append(files, r.File)
	}
	start := time.Now()
	for i := range rulings {
		p := k.Read(texts[i%len(texts)])
		d, _ := p.PrintedDate()
		k.Checkup(review.CheckupInput{Paper: p, Facts: files[i%len(files)], On: d.Date})
	}
	return rulings / time.Since(start).Seconds(), nil
}
