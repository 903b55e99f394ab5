package quality

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"shenqian/review/mask"
)

// MASK_SHOW=set prints what went wrong there: for whoever mends the rules.
func TestShowMisses(t *testing.T) {
	set := os.Getenv("MASK_SHOW")
	if set == "" {
		t.Skip("asked for by MASK_SHOW")
	}
	n, _ := strconv.Atoi(os.Getenv("MASK_N"))
	if n == 0 {
		n = 480
	}
	var docs []*Document
	var err error
	switch set {
	case "real":
		docs, err = Real()
	case "adversarial":
		docs, err = Adversarial()
	case "negatives":
		docs, err = Negatives(1)
	default:
		docs, err = Generated(set, n, 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	p := mask.Practice2024
	if os.Getenv("MASK_PROFILE") != "" {
		p = mask.Profile(os.Getenv("MASK_PROFILE"))
	}
	for _, s := range Systems[3:] {
		sc, err := Run(context.Background(), set, docs, s, p)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s %s leaks %+v silent %d entities %.4f mentions %.4f right %.4f lost %d alias %.4f doubts %.2f", set, s.Name, sc.Leaks, sc.Silent.Hits, sc.Entities.Rate, sc.Mentions.Rate, sc.Right.Rate, sc.Lost, sc.Alias.Rate, sc.Doubts)
		seen := map[string]int{}
		for _, m := range sc.Misses {
			what, _, _ := strings.Cut(m.What, " ")
			k := what + m.Class + m.Document[:min(len(m.Document), 8)]
			if seen[k]++; seen[k] <= 4 {
				t.Logf("%s %s %s %q", m.Document, m.What, m.Class, m.Quote)
			}
		}
	}
}
