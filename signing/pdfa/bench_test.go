package pdfa

import "testing"

func BenchmarkCheck(b *testing.B) {
	pdf := newGood().build()
	for b.Loop() {
		if found, err := Check(pdf); err != nil || len(found) > 0 {
			b.Fatal(err, found)
		}
	}
}
