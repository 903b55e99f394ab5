package mask_test

import (
	"os"
	"path/filepath"
	"testing"

	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// BenchmarkMask masks a ruling of two pages.
func BenchmarkMask(b *testing.B) {
	text := demo(b)["08-金融借款"]
	p := ruling.Read(text)
	b.ReportMetric(float64(p.Len()), "runes")
	for b.Loop() {
		if _, err := mask.Mask(mask.Input{Paper: p, Cause: "金融借款合同纠纷"}, mask.Practice2024); err != nil {
			b.Fatal(err)
		}
	}
}

// demo is the texts of the demonstration's rulings by folder.
func demo(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../app/demo/cases/*/裁定书.txt")
	if err != nil || len(files) < 10 {
		t.Fatal("no demonstration rulings", err)
	}
	out := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(filepath.Dir(f))] = string(b)
	}
	return out
}
