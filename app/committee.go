package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/review/law"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// Committee is the court's 审判委员会: its bodies, meetings and items, as all
// recorded acts make them.
func (a *App) Committee(ctx context.Context) (*committee.Committee, error) {
	es, err := a.store.Entries(ctx, storage.CommitteeEntry, "")
	if err != nil {
		return nil, err
	}
	return a.committeeOf(es)
}

func (a *App) committeeOf(es []storage.Entry) (*committee.Committee, error) {
	acts := make([]committee.Act, len(es))
	for i, e := range es {
		if err := e.Decode(&acts[i]); err != nil {
			return nil, err
		}
	}
	return committee.Fold(a.law().Committee, acts)
}

// CommitteeAct records an act of or before the committee by the one at the
// desk, with the files it brings. What counts as a member's own word, and what
// the president decides, his certificate signs; everything else the desk key.
func (a *App) CommitteeAct(ctx context.Context, act committee.Act, cred *keys.Credential, files ...[]byte) (*committee.Committee, error) {
	return a.committeeStep(ctx, act, cred, nil, files...)
}

// committeeStep is CommitteeAct, with what else is to happen in the same
// transaction, once the act is lawful.
func (a *App) committeeStep(ctx context.Context, act committee.Act, cred *keys.Credential, also func(*storage.Tx, *committee.Committee) error, files ...[]byte) (*committee.Committee, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	if a.carried() != nil {
		return nil, review.Fault("packet.device.only")
	}
	act, err := a.actOf(s, act)
	if err != nil {
		return nil, err
	}
	if committee.Certified(act) {
		if cred == nil {
			return nil, review.Fault("key.needed")
		}
		if err := a.mayDecide(s, cred); err != nil {
			return nil, err
		}
	}
	var c *committee.Committee
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		es, err := tx.Entries(storage.CommitteeEntry, "")
		if err != nil {
			return err
		}
		if c, err = a.committeeOf(es); err != nil {
			return err
		}
		if act.Subject == "" {
			act.Subject = nextSubject(c, act.Act)
		}
		if err := c.Apply(act); err != nil {
			return err
		}
		for _, f := range files {
			if _, err := tx.PutBlob(f); err != nil {
				return err
			}
		}
		if also != nil {
			if err := also(tx, c); err != nil {
				return err
			}
		}
		if committee.Certified(act) {
			return appendSigned(tx, cred, storage.CommitteeEntry, act.Subject, act)
		}
		return s.appendDesk(tx, storage.CommitteeEntry, act.Subject, act, act.At)
	})
	if err != nil {
		return nil, err
	}
	a.changed("")
	return c, nil
}

// lawfulAct asks whether an act would be taken up now, before a certificate is
// put to the paper that goes with it.
func (a *App) lawfulAct(ctx context.Context, act committee.Act) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	act, err := a.actOf(s, act)
	if err != nil {
		return err
	}
	c, err := a.Committee(ctx)
	if err != nil {
		return err
	}
	return c.Apply(act)
}

// actOf completes an act: by whom, in which office, when.
func (a *App) actOf(s *Session, act committee.Act) (committee.Act, error) {
	now := a.Now()
	roles, member := committee.Roles(act.Act)
	act.Court, act.Actor, act.Name, act.At, act.Nonce = a.Court().Name, s.Person.ID, s.Person.Name, now, nonce()
	role, term, err := s.roleFor(review.DateOf(now), roles...)
	if err != nil && !member {
		return act, err
	}
	act.Role, act.Title = role, term.Title
	return act, nil
}

// nextSubject is the id of what an act begins: items are S1, S2 …, meetings
// M1, M2 ….
func nextSubject(c *committee.Committee, k committee.ActKind) string {
	switch k {
	case committee.ActRequest:
		return "S" + strconv.Itoa(len(c.Items)+1)
	case committee.ActCall:
		return "M" + strconv.Itoa(len(c.Meetings)+1)
	}
	return ""
}

// CommitteeRule is the law of the committee today; false before the table
// begins.
func (a *App) CommitteeRule() (law.CommitteeRule, bool) {
	return a.law().Committee(review.DateOf(a.Now()))
}

// CommitteeView is what the one at the desk may see of an item.
type CommitteeView struct {
	Item    *committee.Item
	Meeting *committee.Meeting // where it lies or lay last; nil before it is called
	Body    committee.Body
	// Inside says whether votes, remarks and record are shown to him: to the
	// members who are not recused, and to who keeps the record.
	Inside bool
	Rule   law.CommitteeRule
}

// CommitteeItem is an item as the one at the desk may see it. Who is recused
// sees nothing of it; the panel and the others see how it ended, not how was
// voted (secrecy). That somebody other than a member looked is recorded.
func (a *App) CommitteeItem(ctx context.Context, id string) (*CommitteeView, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	c, err := a.Committee(ctx)
	if err != nil {
		return nil, err
	}
	x := c.Item(strings.TrimSpace(id))
	if x == nil {
		return nil, review.Fault("committee.noitem", "item", id)
	}
	today := review.DateOf(a.Now())
	rule, _ := a.CommitteeRule()
	if x.Recused(s.Person.ID) {
		return nil, review.Fault("committee.recused", "name", s.Person.Name, "basis", rule.Recusal.Cite())
	}
	v := &CommitteeView{Item: x, Meeting: c.Meeting(x.Meeting), Rule: rule}
	v.Body, _ = c.Body(x.Body)
	_, member := v.Body.On(today).Find(s.Person.ID)
	_, keeps := s.Person.Holds(review.RoleCommittee, today)
	v.Inside = member || keeps
	if !member && !keeps && !slices.Contains(x.Request.Panel, s.Person.ID) && !lookedJustNow(x, s.Person.ID, a.Now()) {
		if _, err := a.CommitteeAct(ctx, committee.Act{Act: committee.ActView, Subject: x.ID}, nil); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// lookedJustNow says whether a look was recorded that this one belongs to.
func lookedJustNow(x *committee.Item, person string, now time.Time) bool {
	return slices.ContainsFunc(x.Views, func(v committee.Act) bool { return v.Actor == person && now.Sub(v.At).Abs() < 10*time.Minute })
}
