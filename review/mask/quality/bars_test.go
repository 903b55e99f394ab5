package quality

import (
	"context"
	"testing"

	"shenqian/review/mask"
)

// What was reached is held: a change of the rules that leaks more, or touches
// what must stand, fails here.
func TestBars(t *testing.T) {
	program := Systems[len(Systems)-1]
	for _, c := range []struct {
		set     string
		least   int // documents
		leaks   float64
		profile mask.Profile
		docs    func() ([]*Document, error)
	}{
		{"real", 20, 0, mask.Practice2024, Real},
		{"real", 20, 0, mask.Rule2016, Real},
		{"adversarial", 300, 0, mask.Practice2024, Adversarial},
		{"negatives", 500, 0, mask.Practice2024, func() ([]*Document, error) { return Negatives(1) }},
		{"negatives", 500, 0, mask.Rule2016, func() ([]*Document, error) { return Negatives(1) }},
		{"dev", 380, 0.02, mask.Practice2024, func() ([]*Document, error) { return Generated("dev", 380, 7) }},
		{"dev", 380, 0.02, mask.Rule2016, func() ([]*Document, error) { return Generated("dev", 380, 7) }},
		{"held", 120, 0.05, mask.Practice2024, func() ([]*Document, error) { return Generated("held", 120, 7) }},
	} {
		docs, err := c.docs()
		if err != nil {
			t.Fatal(err)
		}
		s, err := Run(context.Background(), c.set, docs, program, c.profile)
		if err != nil {
			t.Fatal(err)
		}
		if s.Docs < c.least || s.Leaks.Rate > c.leaks || s.Lost > 0 || s.Doubts > 2 || s.Alias.Rate < 0.99 && s.Alias.N > 0 {
			t.Errorf("%s, %s: %d documents, leaks %.4f, %d must-keep violations, %.2f doubts, aliases %.4f\n%+v", c.set, c.profile, s.Docs, s.Leaks.Rate, s.Lost, s.Doubts, s.Alias.Rate, s.Misses[:min(5, len(s.Misses))])
		}
	}
}

// The measure itself: a masker that hides nothing leaks everything, one that
// hides all loses all that must stand.
func TestTheMeasureTells(t *testing.T) {
	docs, err := Generated("dev", 76, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func(d *Document, p mask.Profile) (outcome, error)
		ok   func(s Score) bool
	}{
		{"nothing", func(*Document, mask.Profile) (outcome, error) { return outcome{}, nil }, func(s Score) bool {
			return s.Leaks.Rate == 1 && s.Mentions.Rate == 0 && s.Entities.Rate == 0 && s.Lost == 0 && s.Silent.Rate == 1
		}},
		{"all", func(d *Document, _ mask.Profile) (outcome, error) {
			return outcome{hits: []mask.Hit{{Class: "name", Original: d.Text, End: len([]rune(d.Text))}}}, nil
		}, func(s Score) bool { return s.Leaks.Rate == 0 && s.Mentions.Rate == 1 && s.Lost > 76*5 }},
		{"gold", func(d *Document, p mask.Profile) (outcome, error) {
			var o outcome
			text := []rune(d.Text)
			for _, s := range d.Spans {
				if hide, _ := d.must(s, p); hide {
					o.hits = append(o.hits, mask.Hit{Class: s.Class, Original: string(text[s.Start:s.End]), Replacement: s.Entity + s.Class, Start: s.Start, End: s.End})
				}
			}
			return o, nil
		}, func(s Score) bool {
			return s.Leaks.Hits == 0 && s.Lost == 0 && s.Right.Rate == 1 && s.Entities.Rate == 1 && s.Alias.Rate == 1
		}},
	} {
		s, err := Run(context.Background(), "dev", docs, System{c.name, c.do}, mask.Practice2024)
		if err != nil {
			t.Fatal(err)
		}
		if !c.ok(s) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

func TestTemplatesAreEnough(t *testing.T) {
	n := 0
	for _, set := range Sets {
		ts, err := Templates(set)
		if err != nil {
			t.Fatal(err)
		}
		n += len(ts)
	}
	if n < 40 {
		t.Errorf("%d templates", n)
	}
}
