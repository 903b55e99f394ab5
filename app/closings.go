package app

import (
	"context"
	"slices"
	"strconv"

	"shenqian/review"
	"shenqian/storage"
)

// Who is recused from a matter loses sight of it. On a server the database sees
// to that (storage.Closing), for each login that is somebody's; what is closed
// to whom follows from the journal, and is checked against it. Whoever sits at
// a desk is refused by the program besides, wherever the data lies.

// closedBy are the persons that an act excludes from its matter, by the people
// as they were then.
func closedBy(e storage.Entry, people map[string]review.Person) (out []storage.Closing, err error) {
	var ev review.Event
	if err := e.Decode(&ev); err != nil {
		return nil, err
	}
	if ev.Kind != review.EventSubstitute || ev.Substitute == nil {
		return nil, nil
	}
	for id, p := range people {
		if p.Name == ev.Substitute.Recused {
			out = append(out, storage.Closing{Subject: e.Subject, Person: id, Seq: e.Seq})
		}
	}
	return out, nil
}

// closings are all that the journal says, each by the first act that says it.
func (a *App) closings(ctx context.Context) (out []storage.Closing, err error) {
	people := map[string]review.Person{}
	err = a.store.EachEntry(ctx, "", func(e storage.Entry) error {
		switch e.Type {
		case storage.PersonEntry:
			var p review.Person
			if err := e.Decode(&p); err != nil {
				return err
			}
			people[p.ID] = p
		case storage.MatterEntry:
			more, err := closedBy(e, people)
			if err != nil {
				return err
			}
			out = append(out, more...)
		}
		return ctx.Err()
	})
	return out, err
}

// closeAgain has a server's database close what the journal closes, after a
// court was carried over to it or its logins were made; by its owner.
func (a *App) closeAgain(ctx context.Context) (int, error) {
	if _, kept, err := a.store.Closings(ctx); err != nil || !kept {
		return 0, err
	}
	all, err := a.closings(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	return len(all), a.store.Update(ctx, func(tx *storage.Tx) error {
		for _, c := range all {
			if err := tx.CloseBy(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// closingsFollow: what is closed on a server is what the journal closes, no
// less and no more, as far as this login sees.
func (a *App) closingsFollow(ctx context.Context, c *journalChecker) (wrong string, err error) {
	have, kept, err := a.store.Closings(ctx)
	if err != nil || !kept {
		return "", err
	}
	want := map[[2]string]bool{}
	for _, x := range c.closings {
		want[[2]string{x.Subject, x.Person}] = true
		if !slices.ContainsFunc(have, func(h storage.Closing) bool { return h.Subject == x.Subject && h.Person == x.Person }) {
			return a.Words.Say("journal.unclosed", "matter", numberOf(x.Subject), "row", strconv.FormatInt(x.Seq, 10)), nil
		}
	}
	for _, h := range have {
		if !want[[2]string{h.Subject, h.Person}] {
			return a.Words.Say("journal.overclosed", "matter", numberOf(h.Subject), "row", strconv.FormatInt(h.Seq, 10)), nil
		}
	}
	return "", nil
}

// sees refuses a matter to whoever sits at the desk and is recused from it.
func (a *App) sees(m *review.Matter) error {
	if s := a.Session(); s != nil && m.Substitute != nil && m.Substitute.Recused == s.Person.Name {
		return review.Fault("matter.closed", "name", s.Person.Name)
	}
	return nil
}
