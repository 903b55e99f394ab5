package app

import (
	"context"
	"crypto/rand"
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/trust"
)

// BenchRow is one line of the benchmark table. Ratio is against the row named
// by Against, measured in the same run.
type BenchRow struct {
	Name      string  `json:"name"`
	PerSecond float64 `json:"per_second"`
	Against   string  `json:"against,omitempty"`
	Ratio     float64 `json:"ratio,omitempty"`
	// Missing is the program that the row needs and that is not there.
	Missing string `json:"missing,omitempty"`
}

// benchmark is what one row measures.
type benchmark struct {
	name, against string
	run           func() error
}

// Bench measures what the program does most, each beside its raw limit: a
// ruling's way from text to signature on one core; an act with and without the
// journal; the queue of a court with BenchMatters matters; and Originals signed
// and recorded on all cores, beside an office program that converts a document.
func (w *Workshop) Bench(ctx context.Context, each time.Duration) ([]BenchRow, error) {
	var out []BenchRow
	for _, part := range []func(context.Context, time.Duration) ([]BenchRow, error){w.benchPaper, w.benchJournal, w.benchQueue, w.benchReports, w.benchOriginals} {
		rows, err := part(ctx, each)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// race measures rows in turns, so that a machine whose speed drifts drifts for
// all of them.
func race(ctx context.Context, rows []benchmark, each time.Duration) ([]BenchRow, error) {
	const rounds = 5
	count, spent := make([]int, len(rows)), make([]time.Duration, len(rows))
	for range rounds {
		for i, row := range rows {
			for start := time.Now(); ; {
				if err := row.run(); err != nil {
					return nil, err
				}
				count[i]++
				if d := time.Since(start); d >= each/rounds {
					spent[i] += d
					break
				}
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	out := make([]BenchRow, len(rows))
	for i, row := range rows {
		out[i] = BenchRow{Name: row.name, PerSecond: float64(count[i]) / spent[i].Seconds(), Against: row.against}
	}
	compare(out)
	return out, nil
}

// compare fills in the ratios.
func compare(rows []BenchRow) {
	rate := map[string]float64{}
	for _, r := range rows {
		rate[r.Name] = r.PerSecond
	}
	for i, r := range rows {
		if limit := rate[r.Against]; limit > 0 && r.PerSecond > 0 {
			rows[i].Ratio = r.PerSecond / limit
		}
	}
}

// benchCredential is a certificate that signs in a benchmark and nowhere else.
func benchCredential(name string, now time.Time) (*keys.Credential, error) {
	authority, err := trust.NewTrainingAuthority(rand.Reader, "bench", now)
	if err != nil {
		return nil, err
	}
	return authority.Issue(name, "", now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0))
}
