package signing

import (
	"errors"
	"sync"
	"testing"
	"time"

	"shenqian/signing/tsp"
)

// The time-stamp authority of these benchmarks is a round trip of 50 ms away.
const (
	benchDelay = 50 * time.Millisecond
	benchFiles = 300
)

// BenchmarkRawStamps300 is the limit: the time-stamps alone, as many at a time
// as a batch asks for.
func BenchmarkRawStamps300(b *testing.B) {
	far := quick(b, benchDelay)
	for b.Loop() {
		var wg sync.WaitGroup
		next := make(chan int)
		for range stampers {
			wg.Go(func() {
				for range next {
					if _, err := tsp.Ask(b.Context(), []tsp.Authority{far}, false, 1<<14, []byte("a signature")); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for i := range benchFiles {
			next <- i
		}
		close(next)
		wg.Wait()
	}
	b.ReportMetric(float64(benchFiles*b.N)/b.Elapsed().Seconds(), "stamps/s")
}

// BenchmarkBatch300 signs 300 papers of 60 KB at B-T.
func BenchmarkBatch300(b *testing.B) {
	req := pkiRequest(b, "rsa", "president")
	o := BatchOptions{Level: LevelT, From: Sources{Stamps: []tsp.Authority{quick(b, benchDelay)}}}
	items := make([]Item, benchFiles)
	for i := range items {
		items[i] = Item{
			Open: func() ([]byte, error) { return benchPaper, nil }, Request: Request{Field: "president", Time: req.Time},
			Save: func([]byte) error { return nil },
			Reached: func(r *Result) {
				if r.Reached != LevelT {
					b.Error(r.Short)
				}
			},
		}
	}
	for b.Loop() {
		if err := errors.Join(SignBatch(b.Context(), req.Key, items, o)...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchFiles*b.N)/b.Elapsed().Seconds(), "files/s")
}
