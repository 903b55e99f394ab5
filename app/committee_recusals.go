package app

import (
	"context"
	"slices"

	"shenqian/review"
	"shenqian/review/committee"
)

// Who is recused from an item loses sight of its case, too: not the vote alone.
// One of the panel keeps it; he is recused as a member, and the case is his.

// excluded says whether the committee recused the one at the desk from a matter.
func excluded(c *committee.Committee, matter, person string) bool {
	return slices.ContainsFunc(c.Items, func(x *committee.Item) bool {
		return x.Request.Matter == matter && x.RecusalGranted(person) && !slices.Contains(x.Request.Panel, person)
	})
}

// seesReferred refuses a matter that was before the committee to a member who
// was recused there. Matters that never were cost nothing.
func (a *App) seesReferred(ctx context.Context, id string, m *review.Matter) error {
	s := a.Session()
	referred := slices.ContainsFunc(m.Decisions, func(d review.Decision) bool { return d.Kind == review.EventRefer })
	if s == nil || !referred {
		return nil
	}
	c, err := a.Committee(ctx)
	if err != nil {
		return err
	}
	if excluded(c, id, s.Person.ID) {
		return review.Fault("matter.closed", "name", s.Person.Name)
	}
	return nil
}

// withoutExcluded takes what a list says of matters that are before the
// committee from whoever is recused there.
func (a *App) withoutExcluded(ctx context.Context, p *QueuePage) error {
	s := a.Session()
	before := slices.ContainsFunc(p.Items, func(it QueueItem) bool { return it.State == review.StateCommittee })
	if s == nil || !before {
		return nil
	}
	c, err := a.Committee(ctx)
	if err != nil {
		return err
	}
	for i := range p.Items {
		if it := &p.Items[i]; it.State == review.StateCommittee && excluded(c, it.ID, s.Person.ID) {
			it.summary = summary{Kind: it.Kind, Since: it.Since}
			it.Reason = a.Words.Say("queue.recused")
		}
	}
	return nil
}
