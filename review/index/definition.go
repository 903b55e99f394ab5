package index

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"shenqian/review"
)

// Definition is what an index is.
type Definition struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Unit    string   `json:"unit"`    // share or days
	Of      string   `json:"of"`      // what is counted or added up
	Among   []string `json:"among"`   // conditions of the cases that are looked at
	Counted []string `json:"counted"` // further ones of those that are counted
	// Against are the conditions of other cases that are counted, for an index
	// that holds one lot of cases against another.
	Against []string `json:"against"`
	Years   int      `json:"years"` // the period it is meant for, 0 for any
	Formula string   `json:"formula"`
	Source  string   `json:"source"`
	Read    bool     `json:"read"` // false is shown as 待核
	Goal    *Goal    `json:"goal"`
}

// Goal is what a norm wants of an index.
type Goal struct {
	Least  int         `json:"least"` // hundredths of a per cent, 0 if it names none
	Below  string      `json:"below"` // the id of an entered number that it is to stay below
	Text   string      `json:"text"`
	Source string      `json:"source"`
	From   review.Date `json:"from"` // when it became binding
	Read   bool        `json:"read"`
}

//go:embed definitions.json
var definitionsJSON []byte

// of are the things that a definition may count.
var of = map[string]bool{"cases": true, "money": true, "days": true, "net days": true, "petitions": true, "complaints": true}

// Load reads the definitions, which name only what there is.
func Load() ([]Definition, error) {
	var out []Definition
	if err := json.Unmarshal(definitionsJSON, &out); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	for _, d := range out {
		if !of[d.Of] {
			return nil, fmt.Errorf("index: %s is of %q", d.ID, d.Of)
		}
		for _, names := range [][]string{d.Among, d.Counted, d.Against} {
			if _, err := named(names); err != nil {
				return nil, fmt.Errorf("index: %s: %w", d.ID, err)
			}
		}
	}
	return out, nil
}

func named(names []string) (out []func(*Case, Period) Answer, err error) {
	for _, n := range names {
		f, ok := conditions[n]
		if !ok {
			return nil, fmt.Errorf("no condition %q", n)
		}
		out = append(out, f)
	}
	return out, nil
}
