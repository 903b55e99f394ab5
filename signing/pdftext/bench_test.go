package pdftext

import "testing"

// BenchmarkExtract reads a paper of three pages.
func BenchmarkExtract(b *testing.B) {
	pdf := typesetPaper(b, ruling())
	b.SetBytes(int64(len(pdf)))
	for b.Loop() {
		mustExtract(b, pdf)
	}
}
