package quality_test

import (
	"os"
	"sort"
	"strconv"
	"testing"

	"shenqian/review/kind/termination"
	"shenqian/review/kind/termination/quality"
	"shenqian/review/law"
)

func kind(t testing.TB) *termination.Kind {
	t.Helper()
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return termination.New(b)
}

func TestTheCheckUpFindsWhatIsPlantedAndLeavesTheCleanAlone(t *testing.T) {
	n := 6
	if v, err := strconv.Atoi(os.Getenv("QUALITY_N")); err == nil {
		n = v
	}
	for _, set := range quality.Sets {
		r, err := quality.Measure(t.Context(), kind(t), set, n, 7)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: words %.4f of %d, data %.4f of %d, false blocks %.4f, warnings %.4f of %d", set, r.Words.Rate, r.Words.N, r.Data.Rate, r.Data.N, r.Blocks, r.Warnings, r.Clean)
		if testing.Verbose() {
			list(t, "missed", r.Missed)
			list(t, "vain", r.Vain)
		}
		if r.Words.Rate < 0.98 || r.Data.Rate < 0.999 || r.Blocks > 0.005 || r.Warnings > 0.3 {
			t.Error("below the aim")
		}
	}
}

func list(t *testing.T, name string, m map[string]int) {
	t.Helper()
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return m[keys[i]] > m[keys[j]] || m[keys[i]] == m[keys[j]] && keys[i] < keys[j] })
	for _, k := range keys {
		t.Logf("%s %4d %s", name, m[k], k)
	}
}
