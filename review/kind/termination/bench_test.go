package termination_test

import (
	"testing"

	"shenqian/review"
)

// One iteration is one ruling, read and checked.
func BenchmarkCheckup(b *testing.B) {
	k := newKind(b)
	f, _, err := k.ReadFacts([]byte(facts))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p := k.Read(cleanRuling)
		k.Checkup(review.CheckupInput{Paper: p, Facts: f, On: review.Date{Year: 2018, Month: 6, Day: 8}})
	}
}
