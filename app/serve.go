package app

import (
	"context"
	"strings"

	"shenqian/review"
)

// ServeRequest is one service as the clerk enters it.
type ServeRequest struct {
	Party string
	How   string
	On    review.Date
	Proof []byte // scan of the 送达回证, may be missing
	// Void strikes out the party's entries, with this reason.
	Void string
}

// Serve records a service. The manner must have been lawful for a ruling on
// that day; a 公告 takes effect only after its days.
func (a *App) Serve(ctx context.Context, id string, r ServeRequest) (*review.Matter, error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	if m.ServiceCopy == nil {
		return nil, review.Fault("state.serve", "state", string(m.State))
	}
	s := review.Service{Party: recipient(m, r.Party), How: strings.TrimSpace(r.How), On: r.On, Void: strings.TrimSpace(r.Void)}
	var files [][]byte
	if s.Void == "" {
		manner, known, lawful := a.law.Manner(s.How, r.On)
		switch {
		case r.On.IsZero():
			return nil, review.Fault("serve.nodate")
		case !known:
			return nil, review.Fault("serve.manner", "how", s.How, "ways", strings.Join(a.law.Manners(), "、"))
		case !lawful:
			return nil, review.Fault("serve.unlawful", "how", s.How, "on", r.On.Arabic(), "basis", manner.Basis)
		}
		s.Days = manner.Days
		if len(r.Proof) > 0 {
			s.Proof, files = review.HashOf(r.Proof), [][]byte{r.Proof}
		}
	}
	then, err := a.takesEffect(ctx, id)
	if err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventServe, Text: m.Version.Text, Service: &s, On: r.On},
		roles: desk, files: files, then: then,
	})
}

var desk = []review.Role{review.RoleClerk, review.RoleJudge}

// recipient finds the one whom a short name means; what is not found stays as
// it is and is refused by name.
func recipient(m *review.Matter, name string) string {
	name = strings.TrimSpace(name)
	found := ""
	for _, r := range m.ServiceCopy.Recipients {
		if r.Name == name {
			return name
		}
		if name == string(r.Role) || name != "" && strings.Contains(r.Name, name) {
			if found != "" {
				return name
			}
			found = r.Name
		}
	}
	if found != "" {
		return found
	}
	return name
}

// Manners are the ways of service the law knows.
func (w *Workshop) Manners() []string { return w.law.Manners() }

// EnterInfobase records the entry in the 终本案件信息库.
func (a *App) EnterInfobase(ctx context.Context, id string, on review.Date) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventRegister, On: on}, roles: desk})
}

// LeaveInfobase records the removal from the 终本案件信息库, and why.
func (a *App) LeaveInfobase(ctx context.Context, id string, on review.Date, reason string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventUnregister, On: on, Reason: reason}, roles: desk})
}

// Requery records one of the queries that follow a termination.
func (a *App) Requery(ctx context.Context, id string, on review.Date, result string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventRequery, On: on, Reason: strings.TrimSpace(result)}, roles: desk})
}

// Revive records 恢复执行立案. The number is the new case's.
func (a *App) Revive(ctx context.Context, id, number string, on review.Date, ground string) (*review.Matter, error) {
	n, err := review.ParseCaseNumber(number)
	if err != nil {
		return nil, err
	}
	if n.Type != "执恢" {
		return nil, review.Fault("revive.number", "number", n.String())
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventRevive, On: on, Revival: &review.Revival{CaseNumber: n.String(), On: on, Ground: strings.TrimSpace(ground)}},
		roles: desk,
	})
}

// Assign gives matters to another 承办人 or other clerks.
func (a *App) Assign(ctx context.Context, id string, to review.Assignment) (*review.Matter, error) {
	for _, name := range append([]string{to.Judge}, to.Clerks...) {
		if name == "" {
			continue
		}
		if _, err := a.Person(ctx, name); err != nil {
			return nil, err
		}
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventAssign, Assignment: &to},
		roles: []review.Role{review.RoleAdmin, review.RoleDirector, review.RolePresident},
	})
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
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventSubstitute, Reason: reason, Substitute: &review.Substitute{Recused: recused, Name: p.Name, On: on, Scan: review.HashOf(scan)}},
		roles: []review.Role{review.RoleCommittee, review.RoleClerk}, files: [][]byte{scan},
	})
}
