package committee

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"shenqian/review"
)

// BodyKind tells the two sorts of body apart.
type BodyKind string

const (
	Full         BodyKind = "full"         // 全体会议
	Professional BodyKind = "professional" // 专业委员会会议; at courts above the basic ones
)

// Member is someone who belongs to a body for some days.
type Member struct {
	Person string      `json:"person"` // his id among the court's people
	Name   string      `json:"name"`
	Office review.Role `json:"office,omitempty"` // president, vice; empty for a member without either
	Rank   string      `json:"rank"`             // 法官等级, as it is called
	Since  review.Date `json:"since,omitzero"`   // when he reached the rank: seniority within it
	From   review.Date `json:"from"`
	To     review.Date `json:"to,omitzero"`
}

// Body is the full committee or a professional one, as recorded last.
type Body struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    BodyKind `json:"kind"`
	Members []Member `json:"members"`
}

//go:embed ranks.json
var ranksJSON []byte

var ranks = sync.OnceValue(func() (out []string) {
	if err := json.Unmarshal(ranksJSON, &out); err != nil {
		panic(err) // the file is part of the program
	}
	return out
})

// Rank is the place of a 法官等级, from 0 for the lowest; -1 for none.
func Rank(name string) int { return slices.Index(ranks(), name) }

// Check refuses a body that can't be.
func (b Body) Check() error {
	switch {
	case strings.TrimSpace(b.ID) == "" || strings.TrimSpace(b.Name) == "":
		return review.Fault("committee.body.name")
	case b.Kind != Full && b.Kind != Professional:
		return review.Fault("committee.body.kind", "kind", string(b.Kind))
	case len(b.Members) == 0:
		return review.Fault("committee.body.empty", "body", b.Name)
	}
	for i, m := range b.Members {
		switch {
		case m.Person == "" || strings.TrimSpace(m.Name) == "":
			return review.Fault("committee.body.member", "body", b.Name)
		case Rank(m.Rank) < 0:
			return review.Fault("committee.body.rank", "name", m.Name, "rank", m.Rank)
		case m.Office != "" && m.Office != review.RolePresident && m.Office != review.RoleVice:
			return review.Fault("committee.body.office", "name", m.Name)
		case !m.From.Exists() || !m.To.IsZero() && (!m.To.Exists() || m.To.Before(m.From)):
			return review.Fault("committee.body.term", "name", m.Name)
		}
		for _, o := range b.Members[:i] {
			if o.Person == m.Person && !(before(o.To, m.From) || before(m.To, o.From)) {
				return review.Fault("committee.body.twice", "name", m.Name)
			}
		}
	}
	return nil
}

// before says whether a last day, which may be open, lies before another day.
func before(last, d review.Date) bool { return !last.IsZero() && last.Before(d) }

// Roster are the members of a body on one day, in the order in which they
// speak: lower ranks first, then who reached the rank later.
type Roster []Member

// On is the roster of a day.
func (b Body) On(d review.Date) (out Roster) {
	for _, m := range b.Members {
		if !d.Before(m.From) && !before(m.To, d) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(x, y Member) int {
		return cmp.Or(
			cmp.Compare(Rank(x.Rank), Rank(y.Rank)),
			cmp.Compare(y.Since.String(), x.Since.String()),
			cmp.Compare(x.Person, y.Person),
		)
	})
	return out
}

// Needed is more than half of all members: so many must be present, and so
// many must agree.
func (r Roster) Needed() int { return len(r)/2 + 1 }

// Even says whether the number of members is against the law: an even body,
// though a vacancy made it so. It is a warning (practice.md 10).
func (r Roster) Even() bool { return len(r)%2 == 0 }

// Find is the member with a person's id.
func (r Roster) Find(person string) (Member, bool) {
	if i := slices.IndexFunc(r, func(m Member) bool { return m.Person == person }); i >= 0 {
		return r[i], true
	}
	return Member{}, false
}

// chair says whether a member may preside at all.
func (m Member) chair() bool {
	return m.Office == review.RolePresident || m.Office == review.RoleVice
}
