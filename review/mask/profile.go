package mask

import (
	_ "embed"
	"encoding/json"

	"shenqian/review"
)

// Profile 技术处理版本 is a way of masking.
type Profile string

const (
	Rule2016     Profile = "2016" // 法释〔2016〕19号: real names but for its article 8
	Practice2024 Profile = "2024" // what courts do since 2024: no party is named
)

func (p Profile) known() bool { return p == Rule2016 || p == Practice2024 }

// term is a profile in force from one day to another; a zero To is open.
type term struct {
	ID     Profile     `json:"id"`
	From   review.Date `json:"from"`
	To     review.Date `json:"to"`
	Read   bool        `json:"read"`
	Source string      `json:"source"`
}

//go:embed profiles.json
var profilesJSON []byte

//go:embed rules.json
var rulesJSON []byte

// rule is what a class of hits rests on.
type rule struct {
	ID      string   `json:"id"`
	Classes []string `json:"classes"`
	Basis   string   `json:"basis"`
	Read    bool     `json:"read"` // false is shown as 待核
	Source  string   `json:"source"`
}

var (
	terms = load[[]term](profilesJSON)
	rules = byClass(load[[]rule](rulesJSON))
)

// load reads a table that comes with the program.
func load[T any](b []byte) T {
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		panic("mask: " + err.Error())
	}
	return v
}

func byClass(all []rule) map[string]rule {
	m := map[string]rule{}
	for _, r := range all {
		for _, c := range r.Classes {
			m[c] = r
		}
	}
	return m
}

// ProfileOn is the profile in force on a day of publication; ok is false for a
// day before the tables begin or one that does not exist.
func ProfileOn(on review.Date) (p Profile, ok bool) {
	if !on.Exists() {
		return "", false
	}
	for _, t := range terms {
		if !on.Before(t.From) && (t.To.IsZero() || !t.To.Before(on)) {
			return t.ID, true
		}
	}
	return "", false
}

func (r rule) basis() string { return review.Basis{Text: r.Basis, Read: r.Read}.String() }
