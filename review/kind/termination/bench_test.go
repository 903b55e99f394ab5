package termination_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/review"
)

// sample is a ruling with its case file, as a court would file them.
type sample struct {
	name, text, file string
}

func samples(t testing.TB) []sample {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var out []sample
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, sample{filepath.Base(f), string(text), string(file)})
	}
	return out
}

// Rulings that are in order, with an ordinary case file, are not found fault
// with; at most one line says what is not known.
func TestCleanRulingsAreNotFoundFaultWith(t *testing.T) {
	for _, s := range samples(t) {
		for _, file := range []string{s.file, ""} {
			for _, f := range check(t, s.text, file).Findings {
				if f.Rule != "U01" || f.Severity != review.Info {
					t.Errorf("%s: %s %s %s %v", s.name, f.Rule, f.Severity, f.Code, f.Args)
				}
			}
		}
	}
}

// A thousand rulings, read and checked against their case files.
func BenchmarkThousandRulings(b *testing.B) {
	k := newKind(b)
	in := samples(b)
	files := make([]review.Facts, len(in))
	for i, s := range in {
		f, _, err := k.ReadFacts([]byte(s.file))
		if err != nil {
			b.Fatal(err)
		}
		files[i] = f
	}
	for b.Loop() {
		for i := range 1000 {
			p := k.Read(in[i%len(in)].text)
			d, _ := p.PrintedDate()
			k.Checkup(review.CheckupInput{Paper: p, Facts: files[i%len(in)], On: d.Date})
		}
	}
}
