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
		manner, known, lawful := a.law().Manner(s.How, r.On)
		switch {
		case r.On.IsZero():
			return nil, review.Fault("serve.nodate")
		case !known:
			return nil, review.Fault("serve.manner", "how", s.How, "ways", strings.Join(a.law().Manners(), "、"))
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
func (w *Workshop) Manners() []string { return w.law().Manners() }
