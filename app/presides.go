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
	if sub := m.Substitute; sub != nil && sub.Name == s.Person.Name {
		_, ok := s.Person.Holds(review.RoleVice, today)
		return ok
	}
	_, ok := s.Person.Holds(review.RolePresident, today)
	return ok && (m.Substitute == nil || m.Substitute.Recused != s.Person.Name)
}

// InHandsOf are the 案号 of the matters that a judge or clerk has in hand and
// that are not closed.
func (a *App) InHandsOf(ctx context.Context, name string) ([]string, error) {
	all, err := a.Queue(ctx, QueueFilter{mark: inHandsMark(name)})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, it := range all.Items {
		out = append(out, it.CaseNumber)
	}
	return out, nil
}
