package termination

import (
	"fmt"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// listed are the lines of the list that the rules keep (A01 to K06).
var listed = map[string]int{"A": 7, "B": 4, "C": 3, "D": 10, "E": 7, "F": 4, "G": 4, "H": 3, "I": 7, "J": 6, "K": 6}

func TestEveryLineOfTheListIsKeptOnceByARuleOrByTheDesk(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := &reading{Reading: ruling.NewReading(review.CheckupInput{}, book)}
	kept := map[string]int{}
	for _, rule := range r.rules() {
		if kept[rule.ID]++; rule.Most == "" {
			t.Errorf("%s may be as strong as it likes", rule.ID)
		}
	}
	for id := range deskRules {
		kept[id]++
	}
	for letter, n := range listed {
		for i := 1; i <= n; i++ {
			if id := fmt.Sprintf("%s%02d", letter, i); kept[id] != 1 {
				t.Errorf("%s is kept %d times", id, kept[id])
			}
		}
	}
}

func TestTheRulePackChangesWithARule(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	k := New(book)
	if !strings.HasPrefix(k.RulePack(), packDate+"+") || k.RulePack() != New(book).RulePack() {
		t.Error(k.RulePack())
	}
	a := []ruling.Rule{{ID: "A01", Most: review.Block}}
	b := []ruling.Rule{{ID: "A01", Most: review.Warn}}
	if ruling.Pack("d", a, book) == ruling.Pack("d", b, book) {
		t.Error("a weaker rule is another pack")
	}
}
