package app

import (
	"context"

	"shenqian/review"
)

// Presides says whether the president's acts on the matter are those of the
// one at the desk.
func (a *App) Presides(m *review.Matter) bool {
	s := a.Session()
	if s == nil {
		return false
	}
	today := review.DateOf(a.Now())
	if last := m.Decider().Role; last != review.RolePresident {
		_, ok := s.Person.Holds(last, today)
		return ok
	}
	if sub := m.Substitute; sub != nil && sub.Name == s.Person.Name {
		_, ok := s.Person.Holds(review.RoleVice, today)
		return ok
	}
	_, ok := s.Person.Holds(review.RolePresident, today)
	return ok && (m.Substitute == nil || m.Substitute.Recused != s.Person.Name)
}

// Substitute records the committee's decision that the president is recused
// in one matter and which vice-president decides in his place.
func (a *App) Substitute(ctx context.Context, id, recused, by string, on review.Date, reason string, scan []byte) (*review.Matter, error) {
	p, err := a.Person(ctx, by)
	if err != nil {
		return nil, err
	}
	if _, ok := p.Holds(review.RoleVice, review.DateOf(a.Now())); !ok {
		return nil, review.Fault("substitute.novice", "name", p.Name)
	}
	if len(scan) == 0 {
		return nil, review.Fault("paper.noscan")
	}
	excluded, err := a.Person(ctx, recused)
	if err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		closes: []string{excluded.ID},
		event:  review.Event{Kind: review.EventSubstitute, Reason: reason, Substitute: &review.Substitute{Recused: excluded.Name, Name: p.Name, On: on, Scan: review.HashOf(scan)}},
		roles:  []review.Role{review.RoleCommittee, review.RoleClerk}, files: [][]byte{scan},
	})
}
