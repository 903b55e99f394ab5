package ordeal_test

import (
	"testing"

	"shenqian/app/ordeal"
)

func TestEveryAttackOnTheDatabaseIsFoundWithAPaperInHand(t *testing.T) {
	n := 0
	err := ordeal.Attacks(t.Context(), t.TempDir(), func(r ordeal.Result) {
		n++
		t.Logf("%s: alone %q, with papers %q, row %d", r.Name, r.Alone, r.Held, r.Row)
		if !r.Found() {
			t.Errorf("%s: alone %q, with papers %q", r.Name, r.Alone, r.Held)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 80 {
		t.Errorf("only %d attacks", n)
	}
}
