package app

import (
	"math/rand/v2"
	"slices"
	"testing"

	"shenqian/review"
	"shenqian/storage"
)

var (
	testStaff  = []string{"顾清和", "唐允恭", "林知夏", "郑文博", "许安宁"}
	testRoles  = []review.Role{review.RolePresident, review.RoleVice, review.RoleDirector, review.RoleJudge, review.RoleClerk, review.RoleCustodian, review.RoleCommittee, review.RoleAdmin}
	testStates = []review.State{
		review.StateDraft, review.StateRoute, review.StatePresident, review.StateReturned, review.StateReconsider, review.StateCommittee,
		review.StateRefused, review.StateApproved, review.StateSealed, review.StateServed, review.StateRevoked,
	}
)

func oneOf[T any](xs []T) T { return xs[rand.IntN(len(xs))] }

// sometimes is a value, or nothing.
func sometimes[T any](f func() T) (v T) {
	if rand.IntN(3) == 0 {
		return f()
	}
	return v
}

func randomSummary() summary {
	yes := func() bool { return true }
	someone := func() string { return oneOf(testStaff) }
	n := func() int { return 1 + rand.IntN(3) }
	s := summary{
		HasRuling: rand.IntN(4) > 0, InCharge: sometimes(someone), Clerk: sometimes(someone), Substitute: sometimes(someone),
		PaperOnly: sometimes(yes), Collated: sometimes(yes), Published: sometimes(yes), Conflict: rand.IntN(9) == 0, Override: sometimes(yes),
		Blocks: sometimes(n), Warns: sometimes(n), Unknown: sometimes(n), Parked: sometimes(someone), SealBack: sometimes(someone), Revived: sometimes(someone),
	}
	for range rand.IntN(3) {
		s.Clerks = append(s.Clerks, oneOf(testStaff))
		s.Waiting = append(s.Waiting, review.Step{Role: oneOf(testRoles), Person: sometimes(someone)})
	}
	return s
}

// mustAct is the rule of who is to act, as one would say it of a person and a
// matter; the desks must come to the same.
func mustAct(p review.Person, today review.Date, state review.State, s *summary) bool {
	holds := func(r review.Role) bool { _, ok := p.Holds(r, today); return ok }
	clerk := holds(review.RoleClerk)
	if len(s.Clerks) > 0 {
		clerk = slices.Contains(s.Clerks, p.Name)
	}
	switch state {
	case review.StatePresident:
		if s.Substitute != "" {
			return p.Name == s.Substitute
		}
		return holds(review.RolePresident)
	case review.StateApproved:
		return s.PaperOnly && holds(review.RolePresident) || s.Collated && holds(review.RoleCustodian) || !s.Collated && clerk
	case review.StateSealed, review.StateServed:
		open := state == review.StateSealed || !s.Published
		return s.PaperOnly && holds(review.RolePresident) || open && clerk
	case review.StateRoute:
		return slices.ContainsFunc(s.Waiting, func(w review.Step) bool { return holds(w.Role) && (w.Person == "" || w.Person == p.Name) })
	case review.StateCommittee:
		return holds(review.RoleCommittee)
	case review.StateDraft, review.StateReturned, review.StateReconsider:
		return clerk || p.Name == s.InCharge
	}
	return false
}

func TestAMatterLiesOnTheDesksOfThoseWhoMustAct(t *testing.T) {
	today := review.Date{Year: 2026, Month: 3, Day: 5}
	acts := 0
	for range 20000 {
		p := review.Person{Name: oneOf(testStaff)}
		for range rand.IntN(3) {
			term := review.Term{Role: oneOf(testRoles), From: review.Date{Year: 2024 + rand.IntN(4), Month: 1, Day: 1}}
			p.Terms = append(p.Terms, term)
		}
		s, state := randomSummary(), oneOf(testStates)
		mine := desksOf(p, today)
		lies := slices.ContainsFunc(s.desks(state), func(d storage.Desk) bool { return slices.Contains(mine, d) })
		if want := mustAct(p, today, state, &s); lies != want {
			t.Fatalf("%v in %s: on the desk %v, must act %v\n%+v", p, state, lies, want, s)
		}
		if lies {
			acts++
		}
	}
	if acts < 1000 {
		t.Error("hardly anybody had to act:", acts)
	}
}
