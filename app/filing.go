package app

import (
	_ "embed"
	"encoding/json"
	"slices"
)

// filingOrder is which paper goes into which volume, in filing order: data
// with its source, since courts differ and the norm changes.
//
//go:embed archive.json
var filingOrder []byte

// volume is 正卷 (open) or 副卷 (inside).
type volume struct {
	Volume string       `json:"volume"`
	Order  []filingRank `json:"order"`
}

// filingRank is one place in the order: a paper that the program made, or
// attachments of a type; the type * takes every other one.
type filingRank struct {
	Paper string `json:"paper,omitempty"`
	Type  string `json:"type,omitempty"`
}

type filingTable struct {
	Source  string   `json:"source"`
	Read    bool     `json:"read"` // someone has read the order in the source
	Volumes []volume `json:"volumes"`
}

func readFilingTable() (filingTable, error) {
	var t filingTable
	err := json.Unmarshal(filingOrder, &t)
	return t, err
}

// rank is the place of an attachment's type. What the table doesn't name goes
// to * and not where parties may read it.
func (t filingTable) rank(kind string) filingRank {
	for _, v := range t.Volumes {
		if slices.Contains(v.Order, filingRank{Type: kind}) {
			return filingRank{Type: kind}
		}
	}
	return filingRank{Type: "*"}
}
