package app

import (
	"strings"

	"shenqian/review"
	"shenqian/storage"
)

// standing is where a matter stands in the queue, and why, as a sentence of
// the catalogue. Neither who looks nor the day changes it.
type standing struct {
	rank int // smaller is worse and comes first
	code string
	args []string
}

// standing: what was overridden, what blocks, what warns, what is not known,
// what is clean; then what is issued; parked papers and what is closed last.
func (s *summary) standing(state review.State) standing {
	count := func(rank int, code string, n int) standing { return standing{rank, code, []string{"count", itoa(n)}} }
	switch {
	case s.Conflict:
		return standing{rank: 0, code: "queue.conflict"}
	case state == review.StateApproved && s.SealBack != "":
		return standing{6, "queue.sealback", []string{"reason", s.SealBack}}
	case state == review.StateApproved && s.Collated:
		return standing{52, "queue.toseal", []string{"copies", itoa(s.Copies)}}
	case state == review.StateApproved:
		return standing{rank: 50, code: "queue.tocollate"}
	case state == review.StateSealed:
		return standing{54, "queue.toserve", []string{"who", strings.Join(s.Unserved, "、")}}
	case state == review.StateServed && s.Revived != "":
		return standing{92, "queue.revived", []string{"number", s.Revived}}
	case state == review.StateServed && s.Withheld:
		return standing{rank: 90, code: "queue.withheld"}
	case state == review.StateServed && s.Withholding != "":
		return standing{rank: 57, code: "queue.withholding." + string(s.Withholding)}
	case state == review.StateServed && s.Inside:
		return standing{rank: 90, code: "queue.sent"}
	case state == review.StateServed && !s.Published && s.Masked != "":
		return standing{55, "queue.masked", []string{"name", s.Masked}}
	case state == review.StateServed && !s.Published:
		return standing{rank: 56, code: "queue.topublish"}
	case state == review.StateServed:
		return standing{rank: 90, code: "queue.published"}
	case state == review.StateRevoked:
		return standing{rank: 93, code: "queue.revoked"}
	case state == review.StateRefused:
		return standing{rank: 91, code: "queue.refused"}
	case s.Parked != "":
		return standing{80, "queue.parked", []string{"question", s.Parked}}
	case state == review.StateCommittee:
		return standing{rank: 70, code: "queue.committee"}
	case state == review.StateReturned:
		return standing{3, "queue.returned", []string{"reason", s.Reason}}
	case state == review.StateReconsider:
		return standing{4, "queue.reconsider", []string{"reason", s.Reason}}
	case s.Override:
		return standing{rank: 1, code: "queue.override"}
	case !s.HasRuling:
		return standing{rank: 20, code: "queue.noruling"}
	case s.Blocks > 0:
		return count(10, "queue.blocks", s.Blocks)
	case state == review.StateRoute:
		return standing{40, "queue.waiting", []string{"who", waitingFor(s.Waiting)}}
	case s.Warns > 0:
		return count(30, "queue.warns", s.Warns)
	case s.Unknown > 0:
		return count(35, "queue.unknown", s.Unknown)
	}
	return standing{rank: 60, code: "queue.clean"}
}

// onPaper are the sentences that also tell a ruling that is 签发 on paper only
// from the others.
var onPaper = map[string]bool{"queue.tocollate": true, "queue.toserve": true, "queue.topublish": true, "queue.masked": true, "queue.published": true}

// reason says in words why a matter stands where it stands.
func (a *App) reasonFor(s *summary, st standing) string {
	text := a.Words.Say(st.code, st.args...)
	if s.PaperOnly && onPaper[st.code] {
		text += "　" + a.Words.Say("queue.paper")
	}
	return text
}

// decides is who issues the paper.
func (s *summary) decides() review.Role {
	if s.Decides == "" {
		return review.RolePresident
	}
	return s.Decides
}

// desks are those of the people who are to act on a matter.
func (s *summary) desks(state review.State) []storage.Desk {
	role := func(r review.Role) storage.Desk { return storage.Desk{Role: r} }
	var out []storage.Desk
	switch state {
	case review.StatePresident:
		if s.Substitute != "" {
			return named(s.Substitute)
		}
		return []storage.Desk{role(s.decides())}
	case review.StateApproved, review.StateSealed, review.StateServed:
		if s.PaperOnly {
			out = append(out, role(s.decides()))
		}
		switch {
		case state == review.StateApproved && s.Collated:
			out = append(out, role(review.RoleCustodian))
		case s.Withholding != "":
			out = append(out, role(s.Withholding))
		case state != review.StateServed || !s.Published && !s.Withheld && !s.Inside:
			out = append(out, s.clerkDesks()...)
		}
	case review.StateRoute:
		for _, w := range s.Waiting {
			out = append(out, storage.Desk{Role: w.Role, Name: w.Person})
		}
	case review.StateCommittee:
		return []storage.Desk{role(review.RoleCommittee)}
	case review.StateDraft, review.StateReturned, review.StateReconsider:
		return append(s.clerkDesks(), named(s.InCharge)...)
	}
	return out
}

// clerkDesks are those of the matter's clerks: whom it was assigned to, or
// while it was assigned to nobody, any clerk.
func (s *summary) clerkDesks() []storage.Desk {
	if len(s.Clerks) > 0 {
		return named(s.Clerks...)
	}
	return []storage.Desk{{Role: review.RoleClerk}}
}

// named are the desks of persons; nobody without a name has one.
func named(names ...string) (out []storage.Desk) {
	for _, n := range names {
		if n != "" {
			out = append(out, storage.Desk{Name: n})
		}
	}
	return out
}

// desksOf are the desks of a person on a day.
func desksOf(p review.Person, on review.Date) []storage.Desk {
	out := named(p.Name)
	for _, r := range p.Roles(on) {
		out = append(out, storage.Desk{Role: r}, storage.Desk{Role: r, Name: p.Name})
	}
	return out
}

// waitingFor names the steps that may sign now.
func waitingFor(steps []review.Step) string {
	var who []string
	for _, st := range steps {
		who = append(who, strings.TrimSpace(st.Label+" "+st.Person))
	}
	return strings.Join(who, "、")
}
