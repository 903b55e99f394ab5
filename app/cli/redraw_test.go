package cli_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// redraw FILE draws a spot check's papers again from what its answer says, with
// nothing of ours.
func redraw(ts *testscript.TestScript, _ bool, args []string) {
	var day struct {
		Draws []struct {
			Statement string   `json:"statement"`
			Seed      string   `json:"seed"`
			List      []string `json:"list"`
			Drawn     []string `json:"drawn"`
		} `json:"draws"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &day))
	if len(day.Draws) != 1 || len(day.Draws[0].Drawn) == 0 {
		ts.Fatalf("draws: %+v", day.Draws)
	}
	d := day.Draws[0]
	seed := sha256.Sum256([]byte(d.Statement))
	if hex.EncodeToString(seed[:]) != d.Seed {
		ts.Fatalf("the seed is %x", seed)
	}
	lot := func(name string) string {
		h := sha256.Sum256(append(seed[:], name...))
		return string(h[:])
	}
	slices.SortFunc(d.List, func(a, b string) int { return strings.Compare(lot(a), lot(b)) })
	again := d.List[:len(d.Drawn)]
	slices.Sort(again)
	if !slices.Equal(again, d.Drawn) {
		ts.Fatalf("drawn again: %v, recorded %v", again, d.Drawn)
	}
}
