package ordeal_test

import (
	"context"
	"os"
	"testing"

	"shenqian/app/ordeal"
)

func TestMain(m *testing.M) {
	ordeal.Child(context.Background())
	os.Exit(m.Run())
}

// All calls are gone through by `make crash`; here some of each kind.
func TestNoEndAndNoFailingDiskLosesOrHalvesAnAct(t *testing.T) {
	how := ordeal.Amount{Kills: 61, Random: 1, Fails: 61}
	if testing.Short() {
		how = ordeal.Amount{Kills: 200, Fails: 200}
	}
	n := 0
	err := ordeal.Crash(t.Context(), t.TempDir(), how, func(r ordeal.Trial) {
		n++
		if r.Err != nil {
			t.Errorf("%s, %s at %d: %v", r.Task, r.Fault, r.N, r.Err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d trials", n)
}
