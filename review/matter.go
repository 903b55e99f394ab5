package review

import "time"

// State is where a matter stands (domain.md §5.4, mended by design.md §4).
type State string

const (
	StateDraft      State = "draft"      // not submitted, or taken back
	StateRoute      State = "route"      // earlier steps are signing
	StatePresident  State = "president"  // waits for the president
	StateReturned   State = "returned"   // 退回
	StateReconsider State = "reconsider" // 建议复议: back with the panel
	StateCommittee  State = "committee"  // with the 审委会
	StateRefused    State = "refused"    // 不予签发
	StateApproved   State = "approved"   // 同意签发
	StateSealed     State = "sealed"     // 已用印
	StateServed     State = "served"     // 已送达: in effect, or on the day a 公告 is complete
	StateRevoked    State = "revoked"    // 终本已撤销
)

// SignOff is one step's signature over a text hash, or its registered scan.
type SignOff struct {
	Step  Step
	By    string
	Title string
	Text  Hash
	At    time.Time
	Paper Date // the day on the paper; zero for an e-signature
	Scan  Hash
	Void  bool // the text changed since, and not only its wording
}

// Version 版本 is a submitted text.
type Version struct {
	Number      int
	Text        Hash
	Findings    []Finding
	RulePack    string
	Draft       Draft
	Attachments []Attachment
	Minor       bool
	Changes     string
	Override    string
	OverrideBy  string
	Reply       string
	By          string
	At          time.Time
}

// Frozen 定稿件 is the showing that holds at present.
type Frozen struct {
	Hash Hash
	On   Date
	By   string
	Seed Hash // of the secret that its root hangs on; empty if it bears none
	Open int  // findings that changed with the date and have no answer
}

// Decision 审批意见 is what a president said, in order.
type Decision struct {
	Kind   EventKind
	By     string
	Title  string
	At     time.Time
	Reason string
	Frozen Hash
	Signed Hash
	Paper  Date
	Scan   Hash
}

// Resolution 会议决定 is what the committee decided.
type Resolution struct {
	On   Date
	Text string
	Scan Hash
	By   string
}

// Substitute stands in for a president who was recused by the committee
// (practice.md 5).
type Substitute struct {
	Recused string `json:"recused"` // names
	Name    string `json:"name"`
	On      Date   `json:"on"`
	Scan    Hash   `json:"scan"`
}

// Matter 事项 is one ruling on its way. Its zero value is a matter nothing has
// happened to; only Apply changes it.
type Matter struct {
	ID          string
	Court       string
	State       State
	Draft       *Draft
	Drafts      int
	Version     *Version
	Earlier     []Version // texts that were submitted before
	Round       int
	Route       []Step
	SignOffs    []SignOff
	Answers     map[string]Answer
	Attachments []Attachment
	Frozen      *Frozen
	Parked      string // the question; empty when not parked
	Decisions   []Decision
	Resolutions []Resolution
	// Conflict: the last two decisions contradict each other, one on paper and
	// one here. Neither holds until the president decides again.
	Conflict   bool
	Substitute *Substitute

	ServiceCopy  *ServiceCopy
	Sealings     []Sealing
	SealRefusals []SealRefusal
	Services     []Service
	Masking      *Masking // the last; void once the copy made of it was recalled
	Publications []Publication
	Withholding  *Withholding
	Entered      Date // in the 终本案件信息库
	Removed      Date // from it
	Requeries    []Requery
	Revival      *Revival
	Links        []Link
	Assignment   *Assignment
	// Yielded is the matter that took over what this one held: a list names a
	// case before there is a ruling, and without the ruling's 之一.
	Yielded string
	Prints  []Print

	Tasks []Task // 批示落实, in the order they were asked

	Changed time.Time
	nonces  map[string]bool

	packet   string    // the last packet from which acts came
	packetAt time.Time // and the time of the last of them

	shown *Frozen       // the last showing, even if it holds no longer
	equal map[Hash]bool // text hashes that differ from the version's in wording only
}

// Replay folds events into the matter they make.
func Replay(events []Event) (*Matter, error) {
	m := &Matter{}
	for _, e := range events {
		if err := m.Apply(e); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// OpenSteps are the earlier steps that may sign now: the route goes in order,
// but members of one rank need not wait for one another.
func (m *Matter) OpenSteps() []Step {
	if m.State != StateRoute {
		return nil
	}
	var out []Step
	for _, s := range m.Route {
		if s == m.Decider() || m.signed(s) {
			continue
		}
		if len(out) > 0 && rank(out[0]) != rank(s) {
			break
		}
		out = append(out, s)
	}
	return out
}

// rank puts panel members side by side, the presiding judge after them.
func rank(s Step) string {
	if s.Role == RoleJudge && s.Label != "审判长" {
		return "panel"
	}
	return s.ID
}

func (m *Matter) signed(s Step) bool {
	for _, o := range m.SignOffs {
		if o.Step.ID == s.ID && !o.Void && m.equal[o.Text] {
			return true
		}
	}
	return false
}

// Decider is the last step of the route: the president's, or of whoever issues
// papers of the kind.
func (m *Matter) Decider() Step {
	if n := len(m.Route); n > 0 {
		return m.Route[n-1]
	}
	return Step{ID: "president", Role: RolePresident}
}

// earlierDone says whether every step before the last has signed.
func (m *Matter) earlierDone() bool {
	for _, s := range m.Route {
		if s != m.Decider() && !m.signed(s) {
			return false
		}
	}
	return len(m.Route) > 0
}

// Unanswered are the findings of fs that still need the 承办人's answer.
func (m *Matter) Unanswered(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if _, ok := m.Answers[f.Key()]; f.NeedsAnswer() && !ok {
			out = append(out, f)
		}
	}
	return out
}

// Reconsidered says whether the president has already suggested it once.
func (m *Matter) Reconsidered() bool {
	for _, d := range m.Decisions {
		if d.Kind == EventReconsider {
			return true
		}
	}
	return false
}

// PaperOnly says whether the ruling was approved by hand and waits for the
// president's electronic confirmation.
func (m *Matter) PaperOnly() bool {
	d, ok := m.Approval()
	return ok && d.Kind == EventPaperOK
}
