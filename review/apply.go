package review

import (
	"slices"
	"strings"
	"time"
)

// Apply changes the matter by one event, or refuses it and changes nothing.
func (m *Matter) Apply(e Event) error {
	check, ok := lawful[e.Kind]
	switch {
	case !ok:
		return Fault("event.unknown", "kind", string(e.Kind))
	case e.Nonce == "" || m.nonces[e.Nonce]:
		return Fault("event.replayed")
	case m.ID != "" && (e.Matter != m.ID || e.Court != m.Court):
		return Fault("event.other", "matter", e.Matter)
	case m.backwards(e):
		return Fault("event.backwards", "at", e.At.Format(time.DateTime))
	case !slices.Contains(check.roles, e.Role):
		return Fault("role.maynot", "name", e.Name)
	case len(check.states) > 0 && !slices.Contains(check.states, m.stateOrDraft()):
		return Fault("state."+string(e.Kind), "state", string(m.stateOrDraft()))
	case check.chief && !m.presidedBy(e) && (e.Role == RoleDirector || m.Decider().Role != RolePresident):
		return Fault("role.maynot", "name", e.Name)
	case check.chief && !m.presidedBy(e):
		return Fault("role.recused", "name", e.Name)
	case check.reason && strings.TrimSpace(e.Reason) == "":
		return Fault("reason.missing")
	case e.Kind != EventDraft && m.Draft == nil:
		return Fault("state.nothing")
	case check.version && (m.Version == nil || e.Version != m.Version.Number || e.Round != m.Round):
		return Fault("version.stale")
	}
	if err := check.apply(m, e); err != nil {
		return err
	}
	if m.ID == "" {
		m.ID, m.Court, m.State = e.Matter, e.Court, StateDraft
	}
	if m.nonces == nil {
		m.nonces = map[string]bool{}
	}
	m.nonces[e.Nonce] = true
	if e.Packet != "" {
		m.packet, m.packetAt = e.Packet, e.At
	}
	if m.Changed.Before(e.At) {
		m.Changed = e.At
	}
	return nil
}

// backwards says whether an event is older than what it follows. What was done
// on a device came later than it was done, and is in order among itself.
func (m *Matter) backwards(e Event) bool {
	if e.Packet == "" {
		return e.At.Before(m.Changed)
	}
	return e.Packet == m.packet && e.At.Before(m.packetAt)
}

// Has says whether an event was applied already.
func (m *Matter) Has(e Event) bool { return m.nonces[e.Nonce] }

func (m *Matter) stateOrDraft() State {
	if m.State == "" {
		return StateDraft
	}
	return m.State
}

// law of one event: who may, in which states, with a reason, and bound to the
// version and round that stand. apply must refuse before it changes anything.
type act struct {
	roles   []Role
	states  []State
	reason  bool
	version bool
	chief   bool // the president's alone, or of who stands in for him in this matter
	apply   func(*Matter, Event) error
}

var (
	desk     = []Role{RoleClerk, RoleJudge}
	chief    = []Role{RolePresident, RoleVice, RoleDirector} // each only where the route ends with him
	writable = []State{StateDraft, StateReturned, StateReconsider}
	waiting  = []State{StatePresident}
	issued   = []State{StateApproved, StateSealed, StateServed}
	decided  = []State{StateReturned, StateReconsider, StateCommittee, StateRefused}
	seals    = []Role{RoleCustodian}
)

var lawful = map[EventKind]act{
	EventDraft:      {roles: desk, states: writable, apply: (*Matter).draft},
	EventFacts:      {roles: desk, states: writable, apply: (*Matter).facts},
	EventAttach:     {roles: desk, apply: (*Matter).attach},
	EventAnswer:     {roles: desk, states: append([]State{StateRoute, StatePresident}, writable...), apply: (*Matter).answer},
	EventSubmit:     {roles: desk, states: writable, apply: (*Matter).submit},
	EventSign:       {roles: []Role{RoleJudge, RoleDirector, RoleVice}, states: []State{StateRoute}, version: true, apply: (*Matter).sign},
	EventPaperSign:  {roles: desk, states: []State{StateRoute}, version: true, apply: (*Matter).paperSign},
	EventShow:       {roles: chief, states: waiting, version: true, chief: true, apply: (*Matter).show},
	EventApprove:    {roles: chief, states: append(issued, StatePresident), version: true, chief: true, apply: (*Matter).approve},
	EventPaperOK:    {roles: desk, states: append(decided, StatePresident), version: true, apply: (*Matter).paperApprove},
	EventReturn:     {roles: chief, states: waiting, reason: true, version: true, chief: true, apply: decide(StateReturned)},
	EventReconsider: {roles: chief, states: waiting, reason: true, version: true, chief: true, apply: (*Matter).reconsider},
	EventRefer:      {roles: chief, states: waiting, reason: true, version: true, chief: true, apply: decide(StateCommittee)},
	EventRefuse:     {roles: chief, states: waiting, reason: true, version: true, chief: true, apply: decide(StateRefused)},
	EventResolve:    {roles: []Role{RoleCommittee, RoleClerk, RolePresident, RoleVice}, states: []State{StateCommittee}, version: true, apply: (*Matter).resolve}, // the vice-president: of an item from which the president is recused
	EventPark:       {roles: chief, states: waiting, reason: true, version: true, chief: true, apply: (*Matter).park},
	EventUnpark:     {roles: chief, states: waiting, version: true, chief: true, apply: (*Matter).unpark},
	EventWithdraw:   {roles: desk, states: []State{StateRoute, StatePresident}, version: true, apply: (*Matter).withdraw},
	EventRetract:    {roles: chief, states: []State{StateApproved}, reason: true, version: true, chief: true, apply: (*Matter).retract},

	EventSubstitute: {roles: []Role{RoleCommittee, RoleClerk}, states: []State{StateRoute, StatePresident}, reason: true, apply: (*Matter).substitute},

	EventCollate:    {roles: []Role{RoleClerk}, states: []State{StateApproved}, version: true, apply: (*Matter).collate},
	EventHandOver:   {roles: seals, states: issued, version: true, apply: (*Matter).handOver},
	EventSeal:       {roles: seals, states: issued, version: true, apply: (*Matter).seal},
	EventSealBack:   {roles: seals, states: []State{StateApproved}, reason: true, version: true, apply: (*Matter).refuseSeal},
	EventServe:      {roles: desk, states: []State{StateSealed, StateServed}, version: true, apply: (*Matter).serve},
	EventMask:       {roles: desk, states: []State{StateServed}, version: true, apply: (*Matter).mask},
	EventPublish:    {roles: desk, states: []State{StateServed}, version: true, apply: (*Matter).publish},
	EventWithhold:   {roles: []Role{RoleJudge}, states: []State{StateServed}, reason: true, version: true, apply: (*Matter).withhold},
	EventConsent:    {roles: []Role{RoleDirector, RoleVice}, states: []State{StateServed}, version: true, apply: (*Matter).consentToWithhold},
	EventRecall:     {roles: []Role{RoleVice, RolePresident}, states: []State{StateServed, StateRevoked}, reason: true, version: true, apply: (*Matter).recallCopy},
	EventRegister:   {roles: desk, states: []State{StateServed}, version: true, apply: (*Matter).enter},
	EventUnregister: {roles: desk, states: []State{StateServed, StateRevoked}, reason: true, version: true, apply: (*Matter).enter},
	EventRequery:    {roles: desk, states: []State{StateServed}, reason: true, version: true, apply: (*Matter).requery},
	EventRevive:     {roles: desk, states: []State{StateServed, StateRevoked}, version: true, apply: (*Matter).revive},
	EventLink:       {roles: desk, states: []State{StateServed}, version: true, apply: (*Matter).link},
	EventYield:      {roles: desk, states: []State{StateDraft}, apply: (*Matter).yield},
	EventAssign:     {roles: []Role{RoleAdmin, RoleDirector, RolePresident}, apply: (*Matter).assign},
	EventAsk:        {roles: []Role{RolePresident, RoleVice, RoleDirector}, apply: (*Matter).ask},
	EventFulfil:     {roles: []Role{RoleClerk, RoleJudge, RoleDirector, RoleVice, RolePresident, RoleCustodian}, apply: (*Matter).fulfil},
	EventPrint:      {roles: []Role{RoleClerk, RoleJudge, RoleCustodian, RolePresident}, apply: (*Matter).print},
}

func (m *Matter) draft(e Event) error {
	if e.Draft == nil || e.Draft.Text == "" && e.Draft.Facts == "" {
		return Fault("state.nothing")
	}
	d := *e.Draft
	m.Draft, m.Drafts, m.Yielded = &d, m.Drafts+1, ""
	return nil
}

func (m *Matter) facts(e Event) error {
	if e.Draft == nil {
		return Fault("state.nothing")
	}
	d := *m.Draft
	d.Facts = e.Draft.Facts
	m.Draft = &d
	return nil
}

func (m *Matter) attach(e Event) error {
	if e.Attachment == nil || e.Attachment.File == "" {
		return Fault("state.nothing")
	}
	for _, a := range m.Attachments {
		if a.File == e.Attachment.File && a.Type == e.Attachment.Type {
			return Fault("attachment.twice", "name", e.Attachment.Name)
		}
	}
	if m.PaperOnly() {
		return Fault("attachment.unconfirmed") // the slip lists what is on file, and he has yet to sign it
	}
	m.Attachments = append(slices.Clip(m.Attachments), *e.Attachment)
	if _, approved := m.Approval(); !approved {
		m.Frozen = nil // the slip must be shown afresh
	}
	return nil
}

func (m *Matter) answer(e Event) error {
	if e.Answer == nil || strings.TrimSpace(e.Answer.Text) == "" && e.Answer.File == "" {
		return Fault("answer.empty")
	}
	if m.Answers == nil {
		m.Answers = map[string]Answer{}
	}
	a := *e.Answer
	a.By = e.Name
	m.Answers[a.Key] = a
	m.Frozen = nil // the slip prints the answers: it must be shown afresh
	return nil
}

// submit fixes the text. Every finding that needs an answer has one; one that
// blocks needs 强制提交说明 by the presiding judge; some can't be overridden.
func (m *Matter) submit(e Event) error {
	s := e.Submission
	if s == nil || e.Text == "" || len(s.Route) == 0 || !slices.Contains(chief, s.Route[len(s.Route)-1].Role) {
		return Fault("state.nothing")
	}
	if e.Findings != FindingsHash(s.Findings) {
		return Fault("version.stale")
	}
	for _, f := range s.Findings {
		if f.Stop && f.Outcome == Unmet {
			return Fault("submit.stop", "rule", f.Rule)
		}
		if f.Blocks() && strings.TrimSpace(s.Override) == "" {
			return Fault("submit.blocked", "rule", f.Rule)
		}
	}
	if strings.TrimSpace(s.Override) != "" && !presides(s.Route, e) {
		return Fault("submit.overrideby")
	}
	if u := m.Unanswered(s.Findings); len(u) > 0 {
		return Fault("submit.unanswered", "rule", u[0].Rule, "count", itoa(len(u)))
	}
	same := m.Version != nil && m.Version.Text == e.Text
	if same && m.State == StateReturned && strings.TrimSpace(s.Reply) == "" {
		return Fault("submit.noreply") // else he reads the same paper again and knows no more
	}
	if s.Minor && (m.Version == nil || m.State == StateReconsider) {
		return Fault("submit.notminor")
	}
	if m.equal == nil {
		m.equal = map[Hash]bool{}
	}
	if !same && !s.Minor || m.State == StateReconsider {
		m.equal = map[Hash]bool{}
		m.SignOffs = slices.Clone(m.SignOffs)
		for i := range m.SignOffs {
			m.SignOffs[i].Void = true
		}
	}
	m.equal[e.Text] = true
	n := 1
	if m.Version != nil {
		n = m.Version.Number
		if !same {
			n++
			m.Earlier = append(slices.Clip(m.Earlier), *m.Version)
		}
	}
	m.Version = &Version{
		Number: n, Text: e.Text, Findings: s.Findings, RulePack: s.RulePack, Draft: *m.Draft, Attachments: m.Attachments,
		Minor: s.Minor, Changes: s.Changes, Override: s.Override, Reply: s.Reply, By: e.Name, At: e.At,
	}
	if s.Override != "" {
		m.Version.OverrideBy = e.Name
	}
	m.Route, m.Round, m.Frozen, m.Parked = s.Route, m.Round+1, nil, ""
	m.advance()
	return nil
}

func presides(route []Step, e Event) bool {
	for _, s := range route {
		if s.Role == RoleJudge && s.Label == "审判长" {
			return e.Role == RoleJudge && s.Person == e.Name
		}
	}
	return e.Role == RoleJudge
}

// advance moves on to the president once every earlier step has signed.
func (m *Matter) advance() {
	m.State = StateRoute
	if m.earlierDone() {
		m.State = StatePresident
	}
}

func (m *Matter) step(id string) (Step, bool) {
	for _, s := range m.OpenSteps() {
		if s.ID == id {
			return s, true
		}
	}
	return Step{}, false
}

func (m *Matter) sign(e Event) error {
	s, ok := m.step(e.Step)
	switch {
	case !ok:
		return Fault("step.notopen", "step", e.Step)
	case s.Role != e.Role || s.Person != "" && s.Person != e.Name:
		return Fault("step.other", "step", s.Label, "person", s.Person)
	case e.Text != m.Version.Text:
		return Fault("version.stale")
	}
	m.SignOffs = append(slices.Clip(m.SignOffs), SignOff{Step: s, By: e.Name, Title: e.Title, Text: e.Text, At: e.At})
	m.advance()
	return nil
}

func (m *Matter) paperSign(e Event) error {
	s, ok := m.step(e.Step)
	switch {
	case !ok:
		return Fault("step.notopen", "step", e.Step)
	case e.Scan == "":
		return Fault("paper.noscan")
	case e.On.IsZero() || DateOf(e.At).Before(e.On):
		return Fault("paper.date")
	case e.Text != m.Version.Text:
		return Fault("version.stale")
	}
	by := s.Person
	if by == "" {
		by = s.Label
	}
	m.SignOffs = append(slices.Clip(m.SignOffs), SignOff{Step: s, By: by, Text: e.Text, At: e.At, Paper: e.On, Scan: e.Scan})
	m.advance()
	return nil
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}
