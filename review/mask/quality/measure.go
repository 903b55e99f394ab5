package quality

import (
	"context"
	"fmt"

	"shenqian/review/mask"
)

// Result is the whole table.
type Result struct {
	Scores []Score `json:"scores"`
	// Templates is how many templates each set has.
	Templates map[string]int `json:"templates"`
}

// Measure masks n generated rulings of the templates looked at and n of those
// that were not, and the other sets.
func Measure(ctx context.Context, n int, seed uint64) (*Result, error) {
	out := &Result{Templates: map[string]int{}}
	sets := map[string][]*Document{}
	for _, s := range Sets {
		ts, err := Templates(s)
		if err != nil {
			return nil, err
		}
		out.Templates[s] = len(ts)
		if sets[s], err = Generated(s, n, seed); err != nil {
			return nil, err
		}
	}
	var err error
	if sets["real"], err = Real(); err != nil {
		return nil, err
	}
	if sets["adversarial"], err = Adversarial(); err != nil {
		return nil, err
	}
	if sets["negatives"], err = Negatives(seed); err != nil {
		return nil, err
	}
	baselines, program := Systems[:3], Systems[3:]
	for _, run := range []struct {
		set     string
		systems []System
		profile mask.Profile
	}{
		{"dev", program, mask.Practice2024},
		{"held", baselines, mask.Practice2024},
		{"held", program, mask.Practice2024},
		{"held", program[1:], mask.Rule2016},
		{"real", baselines[:1], mask.Practice2024},
		{"real", program[:1], mask.Practice2024},
		{"real", program[:1], mask.Rule2016},
		{"adversarial", baselines[:1], mask.Practice2024},
		{"adversarial", program[:1], mask.Practice2024},
		{"negatives", program, mask.Practice2024},
		{"negatives", program[1:], mask.Rule2016},
	} {
		for _, s := range run.systems {
			score, err := Run(ctx, run.set, sets[run.set], s, run.profile)
			if err != nil {
				return nil, err
			}
			out.Scores = append(out.Scores, score)
		}
	}
	return out, nil
}

// Run masks documents with one system.
func Run(ctx context.Context, set string, docs []*Document, s System, p mask.Profile) (Score, error) {
	t := newTally(set, s.Name, p)
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return Score{}, err
		}
		o, err := s.do(d, p)
		if err != nil {
			return Score{}, fmt.Errorf("quality: %s: %w", d.Name, err)
		}
		t.add(d, o)
	}
	return t.score(), nil
}
