package law

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"shenqian/review"
)

// Clause is where one requirement on the committee stands.
type Clause struct {
	Basis  string `json:"basis"`
	Read   bool   `json:"read"` // false is shown as 待核
	Source string `json:"source"`
}

// Cite is the clause as it is shown to people: what nobody has read is marked.
func (c Clause) Cite() string {
	if c.Read {
		return c.Basis
	}
	return c.Basis + "〔待核〕"
}

// CommitteeRule says where the law of the 审判委员会 stood in some years. That
// law itself, a double majority of all members, the order of speaking, who
// votes, has not changed since 2015, and is review/committee.
type CommitteeRule struct {
	From        review.Date `json:"from"`
	To          review.Date `json:"to"`
	Composition Clause      `json:"composition"` // president, vice-presidents, senior judges; an odd number
	Quorum      Clause      `json:"quorum"`      // more than half of all members present
	Majority    Clause      `json:"majority"`    // more than half of all members agree
	Order       Clause      `json:"order"`       // lower ranks first, the chair last
	Chair       Clause      `json:"chair"`       // the president, or a vice-president he delegates
	Request     Clause      `json:"request"`     // the panel asks, the president approves
	Vote        Clause      `json:"vote"`        // members present, each once and himself
	Recusal     Clause      `json:"recusal"`     // who decides on it
	Record      Clause      `json:"record"`      // signed by all who voted
	Reconsider  Clause      `json:"reconsider"`  // the president may ask once more; he can't overrule
	Secrecy     Clause      `json:"secrecy"`     // what was said and how was voted stays inside
	Inquiry     Clause      `json:"inquiry"`     // whoever asks after a case is recorded
}

//go:embed committee.json
var committeeJSON []byte

func loadCommittee() (out []CommitteeRule, err error) {
	if err := json.Unmarshal(committeeJSON, &out); err != nil {
		return nil, fmt.Errorf("law: committee: %w", err)
	}
	return out, nil
}

// Committee is the rule on the committee on a day; false for a day before the
// table begins.
func (b *Book) Committee(on review.Date) (CommitteeRule, bool) {
	for _, r := range b.committee {
		if covers(on, r.From, r.To) {
			return r, true
		}
	}
	return CommitteeRule{}, false
}
