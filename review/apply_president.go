package review

import "slices"

// What only the president does. He decides, he does not rewrite.

// show is the showing: the paper is dated with the day and frozen; e.Frozen
// is the hash of the bytes put before him. Submission's findings are those of
// that day; the ones that changed need answers before he can approve.
func (m *Matter) show(e Event) error {
	if e.Frozen == "" || e.On.IsZero() || e.Submission == nil || e.Text != m.Version.Text {
		return Fault("state.nothing")
	}
	if e.On != DateOf(e.At) {
		return Fault("show.date")
	}
	m.Frozen = &Frozen{Hash: e.Frozen, On: e.On, By: e.Actor, Seed: e.Seed, Open: len(m.Unanswered(e.Submission.Findings))}
	for _, f := range e.Submission.Findings {
		if f.Stop && f.Outcome == Unmet {
			m.Frozen.Open++
		}
		if f.Blocks() && !slices.ContainsFunc(m.Version.Findings, func(o Finding) bool { return o.Key() == f.Key() }) {
			m.Frozen.Open++ // a new block must be overridden at a new submission
		}
	}
	m.shown = m.Frozen
	return nil
}

// approve signs the frozen bytes. After a paper approval it is the later
// electronic confirmation of the same frozen file.
func (m *Matter) approve(e Event) error {
	switch {
	case m.State != StatePresident && !m.PaperOnly():
		return Fault("state.approve", "state", string(m.State))
	case m.Frozen == nil:
		return Fault("approve.notshown")
	case m.Parked != "":
		return Fault("approve.parked", "question", m.Parked)
	case e.Frozen != m.Frozen.Hash:
		return Fault("approve.otherhash", "seen", e.Frozen.Short(), "frozen", m.Frozen.Hash.Short())
	case !m.PaperOnly() && m.Frozen.By != e.Actor:
		return Fault("approve.shownother")
	case !m.PaperOnly() && m.Frozen.On != DateOf(e.At):
		return Fault("approve.stale", "on", m.Frozen.On.Arabic())
	case m.Frozen.Open > 0:
		return Fault("approve.open", "count", itoa(m.Frozen.Open))
	case !m.earlierDone():
		return Fault("approve.earlier")
	case e.Signed == "":
		return Fault("state.nothing")
	}
	m.decided(e, StateApproved)
	return nil
}

// paperApprove registers a slip signed by hand: its scan, and the frozen file
// whose code it bears. If the president has decided otherwise here in the
// meantime, the two are never merged: he is asked again (practice.md 4).
func (m *Matter) paperApprove(e Event) error {
	if m.State != StatePresident {
		return m.contradict(e)
	}
	if err := slipOf(m.Frozen, e); err != nil {
		return err
	}
	switch {
	case m.Frozen.Open > 0:
		return Fault("approve.open", "count", itoa(m.Frozen.Open))
	case !m.earlierDone():
		return Fault("approve.earlier")
	}
	m.decided(e, StateApproved)
	return nil
}

// slipOf says whether a scan is of the slip that was shown.
func slipOf(shown *Frozen, e Event) error {
	switch {
	case shown == nil:
		return Fault("approve.notshown")
	case e.Frozen != shown.Hash:
		return Fault("approve.otherhash", "seen", e.Frozen.Short(), "frozen", shown.Hash.Short())
	case e.Scan == "":
		return Fault("paper.noscan")
	case e.On != shown.On:
		return Fault("approve.paperdate", "on", shown.On.Arabic())
	}
	return nil
}

func (m *Matter) contradict(e Event) error {
	if err := slipOf(m.shown, e); err != nil {
		return err
	}
	if m.Draft.Text != m.Version.Draft.Text || m.Draft.Facts != m.Version.Draft.Facts {
		return Fault("conflict.newdraft")
	}
	m.decided(e, StatePresident)
	m.Conflict = true
	return nil
}

// Shown is the last showing, whether it still holds or not.
func (m *Matter) Shown() (Frozen, bool) {
	if m.shown == nil {
		return Frozen{}, false
	}
	return *m.shown, true
}

// presidedBy says whether the president's acts on this matter are the actor's:
// his own, unless the committee recused him and named a vice-president.
func (m *Matter) presidedBy(e Event) bool {
	if last := m.Decider().Role; last != RolePresident {
		return e.Role == last
	}
	if s := m.Substitute; s != nil && (e.Role == RoleVice || e.Name == s.Recused) {
		return e.Role == RoleVice && e.Name == s.Name
	}
	return e.Role == RolePresident
}

// substitute records the committee's decision that the president is recused
// and who decides in his place.
func (m *Matter) substitute(e Event) error {
	s := e.Substitute
	switch {
	case s == nil || s.Recused == "" || s.Name == "" || s.Recused == s.Name:
		return Fault("state.nothing")
	case s.Scan == "":
		return Fault("paper.noscan")
	case s.On.IsZero() || DateOf(e.At).Before(s.On):
		return Fault("resolve.date")
	}
	sub := *s
	m.Substitute, m.Frozen, m.Parked = &sub, nil, "" // shown afresh to whoever decides now
	return nil
}

func decide(to State) func(*Matter, Event) error {
	return func(m *Matter, e Event) error {
		m.decided(e, to)
		return nil
	}
}

func (m *Matter) decided(e Event, to State) {
	confirmed := m.PaperOnly()
	m.Decisions = append(slices.Clip(m.Decisions), Decision{
		Kind: e.Kind, By: e.Name, Title: e.Title, At: e.At, Reason: e.Reason, Frozen: e.Frozen, Signed: e.Signed, Paper: e.On, Scan: e.Scan,
	})
	m.Parked, m.Conflict = "", false
	if to == StateApproved && confirmed {
		return // a seal or a service may have followed the paper
	}
	m.State = to
	if to != StateApproved {
		m.Frozen, m.ServiceCopy = nil, nil
	}
}

// reconsider may be suggested once; after that only the committee is left
// (合议庭工作规定 2002, arts 16, 17).
func (m *Matter) reconsider(e Event) error {
	if m.Reconsidered() {
		return Fault("reconsider.twice")
	}
	m.decided(e, StateReconsider)
	return nil
}

// resolve brings the matter back from the committee by a recorded decision.
func (m *Matter) resolve(e Event) error {
	switch {
	case e.Reason == "":
		return Fault("resolve.text")
	case e.Scan == "":
		return Fault("paper.noscan")
	case e.On.IsZero() || DateOf(e.At).Before(e.On) || e.On.Before(DateOf(m.Decisions[len(m.Decisions)-1].At)):
		return Fault("resolve.date")
	}
	m.Resolutions = append(slices.Clip(m.Resolutions), Resolution{On: e.On, Text: e.Reason, Scan: e.Scan, By: e.Name})
	m.State = StatePresident
	return nil
}

func (m *Matter) park(e Event) error {
	m.Parked = e.Reason
	return nil
}

func (m *Matter) unpark(Event) error {
	if m.Parked == "" {
		return Fault("unpark.notparked")
	}
	m.Parked = ""
	return nil
}

// withdraw is 撤回送审; sign-offs stand as long as the text does.
func (m *Matter) withdraw(Event) error {
	m.State, m.Frozen, m.Parked = StateDraft, nil, ""
	return nil
}

// retract is 撤回签发: before sealing, signed, with a reason. The paper waits
// for the president again.
func (m *Matter) retract(e Event) error {
	m.decided(e, StatePresident)
	return nil
}
