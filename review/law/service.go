package law

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"shenqian/review"
)

// Manner 送达方式 is a way of serving a ruling in the years it was lawful.
type Manner struct {
	How    string      `json:"how"`
	From   review.Date `json:"from"`
	To     review.Date `json:"to"`
	Days   int         `json:"days"` // until the service counts (公告)
	Basis  string      `json:"basis"`
	Read   bool        `json:"read"`
	Source string      `json:"source"`
}

//go:embed service.json
var serviceJSON []byte

func loadManners() (ms []Manner, err error) {
	if err := json.Unmarshal(serviceJSON, &ms); err != nil {
		return nil, fmt.Errorf("law: service: %w", err)
	}
	return ms, nil
}

// Manners are the ways of service there are, each once.
func (b *Book) Manners() []string {
	var out []string
	for _, m := range b.manners {
		if !slices.Contains(out, m.How) {
			out = append(out, m.How)
		}
	}
	return out
}

// Manner returns how as it was lawful on d. known is false for a way that the
// law has not; a known way may not have been lawful on d.
func (b *Book) Manner(how string, d review.Date) (m Manner, known, lawful bool) {
	for _, c := range b.manners {
		if c.How != how {
			continue
		}
		if known = true; covers(d, c.From, c.To) {
			return c, true, true
		}
		m = c
	}
	return m, known, false
}
