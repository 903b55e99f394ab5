package committee

import (
	"slices"

	"shenqian/review"
)

// Recusal 回避 of a member from one item: declared by himself or proposed by
// another, and decided.
type Recusal struct {
	Member string
	Name   string
	By     string // who declared or proposed it
	Reason string
	State  RecusalState
	Why    string          // what the president said to it
	Votes  map[string]bool // on the president's own: member → yes
}

// RecusalState is how far a recusal is.
type RecusalState string

const (
	Proposed RecusalState = "proposed"
	Granted  RecusalState = "granted"
	Denied   RecusalState = "denied"
)

// Recused says whether a person has no part in the item: his recusal was
// granted, or is not decided yet.
func (x *Item) Recused(person string) bool {
	return slices.ContainsFunc(x.Recusals, func(r Recusal) bool { return r.Member == person && r.State != Denied })
}

// RecusalGranted says whether a person's recusal was.
func (x *Item) RecusalGranted(person string) bool {
	return slices.ContainsFunc(x.Recusals, func(r Recusal) bool { return r.Member == person && r.State == Granted })
}

func (x *Item) pending() *Recusal {
	for i := range x.Recusals {
		if x.Recusals[i].State == Proposed {
			return &x.Recusals[i]
		}
	}
	return nil
}

func (w *work) recusal() error {
	x := w.item
	if x.Running() || x.ended() {
		return w.stage(x)
	}
	roster := w.roster(x)
	m, ok := roster.Find(w.Member)
	if !ok {
		return fault("committee.notmember", w.law.Vote, "name", w.whom())
	}
	if w.Act.Act == ActRecuse {
		if err := w.reason(); err != nil {
			return err
		}
		if x.Recused(w.Member) {
			return fault("committee.recused", w.law.Recusal, "name", m.Name)
		}
		x.Recusals = append(slices.Clip(x.Recusals), Recusal{Member: m.Person, Name: m.Name, By: w.Name, Reason: w.Reason, State: Proposed})
		return nil
	}
	i := slices.IndexFunc(x.Recusals, func(r Recusal) bool { return r.Member == w.Member && r.State == Proposed })
	if i < 0 {
		return review.Fault("committee.norecusal", "name", m.Name)
	}
	r := &x.Recusals[i]
	if w.Act.Act == ActRule {
		switch {
		case m.Office == review.RolePresident:
			return fault("committee.presidentrecusal", w.law.Recusal)
		case !w.Yes && blank(w.Reason):
			return review.Fault("reason.missing")
		}
		r.State, r.Why = Denied, w.Reason
		if w.Yes {
			r.State = Granted
		}
		return nil
	}
	return w.poll(r, m, roster)
}

// poll is one member's vote on the president's own recusal, in a meeting that
// another presides over. It is granted by more than half of all members.
func (w *work) poll(r *Recusal, president Member, roster Roster) error {
	m := w.meeting
	voter := w.Text // the person; Member is whom it is about
	v, ok := roster.Find(voter)
	switch {
	case president.Office != review.RolePresident:
		return fault("committee.memberrecusal", w.law.Recusal, "name", president.Name)
	case m == nil || m.State != Opened || w.item.Stage != Scheduled:
		return w.stage(w.item)
	case voter != w.Actor && !slices.Contains(office, w.Role):
		return fault("committee.proxy", w.law.Vote, "name", w.Name)
	case !ok:
		return fault("committee.notmember", w.law.Vote, "name", voter)
	case voter == president.Person:
		return fault("committee.ownrecusal", w.law.Recusal, "name", v.Name)
	case !m.Here(voter) || w.item.Recused(voter):
		return fault("committee.notpresent", w.law.Vote, "name", v.Name)
	}
	if _, twice := r.Votes[voter]; twice {
		return fault("committee.twice", w.law.Vote, "name", v.Name)
	}
	votes := map[string]bool{voter: w.Yes}
	for k, y := range r.Votes {
		votes[k] = y
	}
	r.Votes = votes
	yes, left := 0, 0
	for _, y := range votes {
		if y {
			yes++
		}
	}
	for _, o := range roster {
		if _, has := votes[o.Person]; !has && o.Person != president.Person && m.Here(o.Person) && !w.item.Recused(o.Person) {
			left++
		}
	}
	switch {
	case yes >= roster.Needed():
		r.State = Granted
	case yes+left < roster.Needed():
		r.State = Denied
	}
	return nil
}

// roster are the members who count for an item: those of the day it is
// scheduled for, else of the day of the act.
func (w *work) roster(x *Item) Roster {
	if w.meeting != nil {
		return w.meeting.Roster
	}
	body, _ := w.Committee.Body(x.Body)
	return body.On(review.DateOf(w.At))
}
