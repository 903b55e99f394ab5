package committee

import (
	"slices"

	"shenqian/review"
)

// Running says whether the item is before the members now.
func (x *Item) Running() bool {
	return slices.Contains([]Stage{Reporting, Asking, Speaking, Voting}, x.Stage)
}

// ended says whether nothing more can happen to it in this round's meeting.
func (x *Item) ended() bool {
	return slices.Contains([]Stage{Voted, NoMajority, Recorded, Signed, Drafted, Approved, Executed, Filed}, x.Stage)
}

// chairOf is who presides over an item.
func (x *Item) chairOf(m *Meeting) string {
	if x.Chair != "" {
		return x.Chair
	}
	return m.Call.Chair
}

// ChairOf is who presides over the item in a meeting.
func (x *Item) ChairOf(m *Meeting) string { return x.chairOf(m) }

// session is what happens between the item's beginning and the vote.
func (w *work) session() error {
	x, m := w.item, w.meeting
	if m == nil || m.State != Opened {
		return w.stage(x)
	}
	switch w.Act.Act {
	case ActChair:
		return w.otherChair()
	case ActBegin:
		return w.begin()
	case ActSuspend:
		if !x.Running() {
			return w.stage(x)
		}
		if err := w.reason(); err != nil {
			return err
		}
		x.next(string(ActSuspend), w.Reason)
		return nil
	}
	if !x.Running() {
		return w.stage(x)
	}
	if err := w.quorate(nil); err != nil {
		return err
	}
	switch w.Act.Act {
	case ActReport:
		if x.Stage != Reporting {
			return w.stage(x)
		}
		if blank(w.Text) {
			return review.Fault("committee.report")
		}
		x.Stage = Asking
		x.Asks = append(slices.Clip(x.Asks), Remark{Round: x.Round, Member: w.Member, Name: w.Reason, Text: w.Text, At: w.At})
	case ActAsk:
		if x.Stage != Asking {
			return w.stage(x)
		}
		if blank(w.Text) {
			return review.Fault("committee.remark")
		}
		x.Asks = append(slices.Clip(x.Asks), Remark{Round: x.Round, Member: w.Member, Name: w.Reason, Text: w.Text, At: w.At})
	default:
		return w.speak()
	}
	return nil
}

// otherChair names who presides over one item, as when the chair is recused.
func (w *work) otherChair() error {
	x := w.item
	if x.Stage != Scheduled {
		return w.stage(x)
	}
	if err := w.mayChair(w.meeting.Roster, w.Member, w.Reason); err != nil {
		return err
	}
	x.Chair = w.Member
	return nil
}

// begin takes an item up: no recusal is open, its chair is there, and without
// the recused more than half of all members are.
func (w *work) begin() error {
	x, m := w.item, w.meeting
	if x.Stage != Scheduled {
		return w.stage(x)
	}
	if slices.ContainsFunc(w.Items, func(o *Item) bool { return o != x && o.Meeting == m.ID && o.Running() }) {
		return review.Fault("committee.another", "item", x.ID)
	}
	if r := x.pending(); r != nil {
		return fault("committee.undecided", w.law.Recusal, "name", r.Name)
	}
	chair := x.chairOf(m)
	c, _ := m.Roster.Find(chair)
	if x.RecusalGranted(chair) {
		return fault("committee.chairrecused", w.law.Chair, "name", c.Name)
	}
	if !m.Here(chair) {
		return fault("committee.nochair", w.law.Chair, "name", c.Name)
	}
	var present []string
	for _, p := range m.Roster {
		if m.Here(p.Person) && !x.RecusalGranted(p.Person) {
			present = append(present, p.Person)
		}
	}
	if len(present) < m.Roster.Needed() {
		return w.noQuorum(len(present), m.Roster)
	}
	x.Present, x.Heard, x.Stage = present, slices.Clone(present), Reporting
	return nil
}

// quorate refuses to go on without the chair or with too few in the room;
// whoever has cast his vote on the question counts though he left since.
func (w *work) quorate(p *Poll) error {
	x, m := w.item, w.meeting
	if c := x.chairOf(m); !slices.Contains(x.Present, c) {
		chair, _ := m.Roster.Find(c)
		return fault("committee.nochair", w.law.Chair, "name", chair.Name)
	}
	n := len(x.Present)
	if p != nil {
		for _, b := range p.Ballots {
			if !slices.Contains(x.Present, b.Member) {
				n++
			}
		}
	}
	if n < m.Roster.Needed() {
		return w.noQuorum(n, m.Roster)
	}
	return nil
}

// NextSpeaker is whose turn it is: the lowest in rank who has not spoken this
// round, the chair last; false when all have.
func (x *Item) NextSpeaker(m *Meeting) (Member, bool) {
	chair := x.chairOf(m)
	spoken := func(person string) bool {
		return slices.ContainsFunc(x.Remarks, func(r Remark) bool { return r.Round == x.Round && r.Member == person })
	}
	for _, p := range m.Roster {
		if p.Person != chair && slices.Contains(x.Present, p.Person) && !spoken(p.Person) {
			return p, true
		}
	}
	if c, ok := m.Roster.Find(chair); ok && slices.Contains(x.Present, chair) && !spoken(chair) {
		return c, true
	}
	return Member{}, false
}

func (w *work) speak() error {
	x, m := w.item, w.meeting
	p, ok := m.Roster.Find(w.Member)
	if err := w.takesPart(p, ok); err != nil {
		return err
	}
	if blank(w.Text) {
		return review.Fault("committee.remark")
	}
	spoken := slices.ContainsFunc(x.Remarks, func(r Remark) bool { return r.Round == x.Round && r.Member == p.Person })
	next, more := x.NextSpeaker(m)
	switch {
	case x.Stage == Reporting:
		return w.stage(x)
	case spoken && !w.Change:
		return review.Fault("committee.spoken", "name", p.Name)
	case !spoken && (!more || next.Person != p.Person):
		return fault("committee.turn", w.law.Order, "name", p.Name, "next", next.Name)
	}
	if x.Stage == Asking {
		x.Stage = Speaking
	}
	x.Remarks = append(slices.Clip(x.Remarks), Remark{Round: x.Round, Member: p.Person, Name: p.Name, Text: w.Text, Change: spoken, At: w.At})
	x.allHeard(m)
	return nil
}

// allHeard comes to the vote once everybody who is still there has spoken.
func (x *Item) allHeard(m *Meeting) {
	if _, more := x.NextSpeaker(m); !more && x.Stage == Speaking {
		x.Stage = Voting
	}
}

// takesPart says whether a member may speak and vote on the item: he belongs to
// the body, heard the report, is in the room, is not recused, and acts himself.
func (w *work) takesPart(p Member, ok bool) error {
	x := w.item
	switch {
	case !ok:
		return fault("committee.notmember", w.law.Vote, "name", w.whom())
	case x.RecusalGranted(p.Person):
		return fault("committee.recused", w.law.Recusal, "name", p.Name)
	case !slices.Contains(x.Heard, p.Person):
		return fault("committee.notheard", w.law.Vote, "name", p.Name)
	case !slices.Contains(x.Present, p.Person):
		return fault("committee.notpresent", w.law.Vote, "name", p.Name)
	}
	return w.self()
}
