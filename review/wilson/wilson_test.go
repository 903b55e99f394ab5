package wilson_test

import (
	"math"
	"testing"

	"shenqian/review/wilson"
)

func TestTheIntervalIsThatOfTheTables(t *testing.T) {
	for _, c := range []struct {
		hits, n   int
		low, high float64
	}{
		{0, 0, 0, 0}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {5, 10, 0.2366, 0.7634}, {199, 200, 0.9722, 0.9991},
	} {
		r := wilson.Of(c.hits, c.n)
		if math.Abs(r.Low-c.low) > 5e-5 || math.Abs(r.High-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.5f to %.5f", c.hits, c.n, r.Low, r.High)
		}
	}
}
