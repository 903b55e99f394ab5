package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"shenqian/review"
)

// QueueItem is one line of the queue.
type QueueItem struct {
	ID         string       `json:"id"`
	CaseNumber string       `json:"case_number"`
	State      review.State `json:"state"`
	Changed    time.Time    `json:"changed"`
	Rank       int          `json:"rank"`   // smaller is worse and comes first
	Reason     string       `json:"reason"` // why it stands where it stands, in words
	Mine       bool         `json:"mine"`   // the one at the desk must act
	summary
}

// QueueFilter says what to list.
type QueueFilter struct {
	Query string       // words that number, parties, cause or 承办人 hold
	State review.State // "" for all
	Mine  bool         // only what the one at the desk must act on
}

// Queue lists matters, worst first: what was overridden, what blocks, what
// warns, what is not known, what is clean; parked papers last.
func (a *App) Queue(ctx context.Context, f QueueFilter) ([]QueueItem, error) {
	rows, err := a.store.Matters(ctx, f.Query)
	if err == nil {
		rows, err = standing(rows)
	}
	if err != nil {
		return nil, err
	}
	session := a.Session()
	out := make([]QueueItem, 0, len(rows))
	for _, r := range rows {
		it := QueueItem{ID: r.ID, CaseNumber: r.CaseNumber, State: r.State}
		if err := json.Unmarshal(r.Summary, &it.summary); err != nil {
			return nil, review.FaultFrom(err, "storage.damaged", "what", "matter "+r.ID)
		}
		it.Changed = it.Since
		it.Rank, it.Reason = a.rank(&it)
		it.Mine = session != nil && a.mine(session, &it)
		if f.State != "" && it.State != f.State || f.Mine && !it.Mine {
			continue
		}
		out = append(out, it)
	}
	slices.SortStableFunc(out, func(x, y QueueItem) int {
		if x.Mine != y.Mine {
			if x.Mine {
				return -1
			}
			return 1
		}
		return x.Rank - y.Rank
	})
	return out, nil
}

// rank orders the queue and says why in words.
func (a *App) rank(it *QueueItem) (int, string) {
	count := func(code string, n int) string { return a.Words.Say(code, "count", itoa(n)) }
	switch {
	case it.Conflict:
		return 0, a.Words.Say("queue.conflict")
	case it.State == review.StateApproved && it.SealBack != "":
		return 6, a.Words.Say("queue.sealback", "reason", it.SealBack)
	case it.State == review.StateApproved && it.Collated:
		return 52, a.Words.Say("queue.toseal", "copies", itoa(it.Copies))
	case it.State == review.StateApproved:
		return 50, a.Words.Say("queue.tocollate") + a.paperMark(it)
	case it.State == review.StateSealed:
		return 54, a.Words.Say("queue.toserve", "who", strings.Join(it.Unserved, "、")) + a.paperMark(it)
	case it.State == review.StateServed && it.Revived != "":
		return 92, a.Words.Say("queue.revived", "number", it.Revived)
	case it.State == review.StateServed && !it.Published:
		return 56, a.Words.Say("queue.topublish") + a.paperMark(it)
	case it.State == review.StateServed:
		return 90, a.Words.Say("queue.published") + a.paperMark(it)
	case it.State == review.StateRevoked:
		return 93, a.Words.Say("queue.revoked")
	case it.State == review.StateRefused:
		return 91, a.Words.Say("queue.refused")
	case it.Parked != "":
		return 80, a.Words.Say("queue.parked", "question", it.Parked)
	case it.State == review.StateCommittee:
		return 70, a.Words.Say("queue.committee")
	case it.State == review.StateReturned:
		return 3, a.Words.Say("queue.returned", "reason", it.summary.Reason)
	case it.State == review.StateReconsider:
		return 4, a.Words.Say("queue.reconsider", "reason", it.summary.Reason)
	case it.Override:
		return 1, a.Words.Say("queue.override")
	case !it.HasRuling:
		return 20, a.Words.Say("queue.noruling")
	case it.Blocks > 0:
		return 10, count("queue.blocks", it.Blocks)
	case it.State == review.StateRoute:
		return 40, a.Words.Say("queue.waiting", "who", waitingFor(it.Waiting))
	case it.Warns > 0:
		return 30, count("queue.warns", it.Warns)
	case it.Unknown > 0:
		return 35, count("queue.unknown", it.Unknown)
	}
	return 60, a.Words.Say("queue.clean")
}

// mine says whether the person at the desk is the one to act.
func (a *App) mine(s *Session, it *QueueItem) bool {
	today := review.DateOf(a.Now())
	holds := func(r review.Role) bool { _, ok := s.Person.Holds(r, today); return ok }
	switch it.State {
	case review.StatePresident:
		if it.Substitute != "" {
			return s.Person.Name == it.Substitute
		}
		return holds(review.RolePresident)
	case review.StateApproved:
		return it.PaperOnly && holds(review.RolePresident) || it.Collated && holds(review.RoleCustodian) || !it.Collated && a.clerks(s, it)
	case review.StateSealed, review.StateServed:
		open := it.State == review.StateSealed || !it.Published
		return it.PaperOnly && holds(review.RolePresident) || open && a.clerks(s, it)
	case review.StateRoute:
		for _, w := range it.Waiting {
			if holds(w.Role) && (w.Person == "" || w.Person == s.Person.Name) {
				return true
			}
		}
		return false
	case review.StateCommittee:
		return holds(review.RoleCommittee)
	case review.StateDraft, review.StateReturned, review.StateReconsider:
		return a.clerks(s, it) || s.Person.Name == it.InCharge
	}
	return false
}

// paperMark tells a ruling that is 签发 on paper only from the others.
func (a *App) paperMark(it *QueueItem) string {
	if !it.PaperOnly {
		return ""
	}
	return "　" + a.Words.Say("queue.paper")
}

// clerks says whether the one at the desk is one of the matter's clerks: those
// it was assigned to, or while it was assigned to nobody, any clerk.
func (a *App) clerks(s *Session, it *QueueItem) bool {
	if len(it.Clerks) > 0 {
		return slices.Contains(it.Clerks, s.Person.Name)
	}
	_, ok := s.Person.Holds(review.RoleClerk, review.DateOf(a.Now()))
	return ok
}

func contains(s, part string) bool { return strings.Contains(s, part) }

// waitingFor names the steps that may sign now.
func waitingFor(steps []review.Step) string {
	var who []string
	for _, st := range steps {
		who = append(who, strings.TrimSpace(st.Label+" "+st.Person))
	}
	return strings.Join(who, "、")
}
