package ruling

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
)

// Looking around the marks finds what looking everywhere does.
func TestNothingIsMissedByLookingNearTheMarks(t *testing.T) {
	texts := []string{
		"", "年元", "2018年2月12日、2019年3月1日共3元、400，000元、1 234.50元",
		strings.Repeat("字", 200) + "二〇一八年六月八日" + strings.Repeat("年", 30) + "2018年2月30日至2018年12月31日",
		"标的２６８５００元，其中 3.5万元、12亿元年元",
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	for _, text := range texts {
		if got, want := findDates(text), review.FindDates(text); !slices.Equal(got, want) {
			t.Errorf("dates of %.40q: %v, want %v", text, got, want)
		}
	}
}
