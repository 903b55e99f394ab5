package committee

import (
	"slices"
	"strconv"
	"time"

	"shenqian/review"
)

// MeetingState is how far a meeting is.
type MeetingState string

const (
	Called    MeetingState = "called"
	Opened    MeetingState = "opened"
	Postponed MeetingState = "postponed"
)

// Meeting 会议 is one sitting of a body.
type Meeting struct {
	ID        string
	Call      Call
	State     MeetingState
	Roster    Roster // the body's members that day, from the call on
	Present   []Presence
	Attendees []Attendee
	Reason    string // why it was postponed
}

// Presence is a member's, from his sign-in to his leaving.
type Presence struct {
	Member string    `json:"member"`
	Name   string    `json:"name"`
	In     time.Time `json:"in"`
	Out    time.Time `json:"out,omitzero"`
}

// Attendee 列席人员 is there without a vote.
type Attendee struct {
	Person   string `json:"person,omitempty"`
	Name     string `json:"name"`
	Capacity string `json:"capacity"` // 检察长, 合议庭成员, 部门负责人 …
}

// Here says whether a member is in the room.
func (m *Meeting) Here(person string) bool {
	return slices.ContainsFunc(m.Present, func(p Presence) bool { return p.Member == person && p.Out.IsZero() })
}

// Count is how many members are in the room.
func (m *Meeting) Count() (n int) {
	for _, p := range m.Present {
		if p.Out.IsZero() {
			n++
		}
	}
	return n
}

func number(n int) string { return strconv.Itoa(n) }

// atMeeting is what is done to a meeting as a whole.
func (w *work) atMeeting() error {
	m := w.Meeting(w.Subject)
	if w.Act.Act == ActCall {
		return w.call(m)
	}
	if m == nil {
		return review.Fault("committee.nomeeting", "meeting", w.Subject)
	}
	if m.State == Postponed {
		return review.Fault("committee.postponed", "meeting", m.ID, "reason", m.Reason)
	}
	switch w.Act.Act {
	case ActSignIn:
		return w.signIn(m)
	case ActLeave:
		return w.leave(m)
	case ActAttend:
		if blank(w.Text) || blank(w.Reason) {
			return review.Fault("committee.attendee")
		}
		if _, ok := m.Roster.Find(w.Member); ok {
			return review.Fault("committee.attendee.member", "name", w.Text)
		}
		m.Attendees = append(m.Attendees, Attendee{Person: w.Member, Name: w.Text, Capacity: w.Reason})
		return nil
	case ActPostpone:
		if err := w.reason(); err != nil {
			return err
		}
		if m.State != Called {
			return review.Fault("committee.meeting.state", "meeting", m.ID)
		}
		m.State, m.Reason = Postponed, w.Reason
		for _, x := range w.Items {
			if x.Meeting == m.ID && x.Stage == Scheduled {
				x.Meeting, x.Stage, x.Reason = "", Screened, w.Reason
			}
		}
		return nil
	}
	return w.open(m)
}

// call notifies a meeting, or changes one that has not begun.
func (w *work) call(m *Meeting) error {
	call := w.Act.Call
	if call == nil || !call.On.Exists() || blank(call.Place) || len(call.Items) == 0 {
		return review.Fault("committee.call")
	}
	body, ok := w.Committee.Body(call.Body)
	if !ok {
		return review.Fault("committee.nobody", "body", call.Body)
	}
	if m != nil && m.State != Called || m == nil && (w.Item(w.Subject) != nil || hasBody(w.Committee, w.Subject)) {
		return review.Fault("committee.meeting.state", "meeting", w.Subject)
	}
	roster := body.On(call.On)
	if err := w.mayChair(roster, call.Chair, call.Delegation); err != nil {
		return err
	}
	for i, id := range call.Items {
		x := w.Item(id)
		switch {
		case x == nil || slices.Contains(call.Items[:i], id):
			return review.Fault("committee.noitem", "item", id)
		case x.Body != call.Body:
			return review.Fault("committee.otherbody", "item", id)
		case x.Stage != Screened && !(x.Stage == Scheduled && x.Meeting == w.Subject):
			return w.stage(x)
		}
	}
	for _, x := range w.Items { // what is no longer on the agenda waits again
		if x.Meeting == w.Subject && x.Stage == Scheduled {
			x.Meeting, x.Stage = "", Screened
		}
	}
	for _, id := range call.Items {
		x := w.Item(id)
		x.Meeting, x.Stage, x.Chair = w.Subject, Scheduled, ""
	}
	if m == nil {
		m = &Meeting{ID: w.Subject}
		w.Meetings = append(w.Meetings, m)
	}
	m.Call, m.State, m.Roster, m.Present = *call, Called, roster, nil
	return nil
}

// mayChair says who may preside: the president of the court, or a
// vice-president whom he delegated in writing.
func (w *work) mayChair(r Roster, person, delegation string) error {
	m, ok := r.Find(person)
	switch {
	case !ok || !m.chair():
		return fault("committee.chair", w.law.Chair, "name", nameOr(m.Name, person))
	case m.Office == review.RoleVice && blank(delegation):
		return fault("committee.delegation", w.law.Chair, "name", m.Name)
	}
	return nil
}

func nameOr(name, id string) string {
	if name == "" {
		return id
	}
	return name
}

// self says whether a member acts for himself, or the office records it of him.
func (w *work) self() error {
	if w.Member == w.Actor || slices.Contains(office, w.Role) {
		return nil
	}
	return fault("committee.proxy", w.law.Vote, "name", w.Name)
}

func (w *work) signIn(m *Meeting) error {
	p, ok := m.Roster.Find(w.Member)
	switch {
	case !ok:
		return fault("committee.notmember", w.law.Vote, "name", w.whom())
	case m.Here(w.Member):
		return review.Fault("committee.here", "name", p.Name)
	case review.DateOf(w.At).Before(m.Call.On):
		return review.Fault("committee.early", "on", m.Call.On.Arabic())
	}
	if err := w.self(); err != nil {
		return err
	}
	m.Present = append(m.Present, Presence{Member: p.Person, Name: p.Name, In: w.At})
	return nil
}

func (w *work) leave(m *Meeting) error {
	if !m.Here(w.Member) {
		return review.Fault("committee.absent", "name", w.whom())
	}
	if err := w.self(); err != nil {
		return err
	}
	for i := range m.Present {
		if m.Present[i].Member == w.Member && m.Present[i].Out.IsZero() {
			m.Present[i].Out = w.At
		}
	}
	for _, x := range w.Items { // he hears no more of what is on
		if x.Meeting == m.ID && x.Running() {
			x.Present = without(x.Present, w.Member)
			x.allHeard(m)
		}
	}
	return nil
}

func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == s })
}

// open opens a meeting: the chair is there, and more than half of all members.
func (w *work) open(m *Meeting) error {
	switch {
	case m.State != Called:
		return review.Fault("committee.meeting.state", "meeting", m.ID)
	case !m.Here(m.Call.Chair):
		p, _ := m.Roster.Find(m.Call.Chair)
		return fault("committee.nochair", w.law.Chair, "name", p.Name)
	case m.Count() < m.Roster.Needed():
		return w.noQuorum(m.Count(), m.Roster)
	}
	m.State = Opened
	return nil
}

func (w *work) noQuorum(present int, r Roster) error {
	return fault("committee.noquorum", w.law.Quorum, "all", number(len(r)), "needed", number(r.Needed()), "present", number(present))
}
