package review

import "time"

// SealWay is how the court's seal comes onto a service copy (practice.md 6).
type SealWay string

const (
	SealByHand     SealWay = "hand"     // printed, stamped, registered
	SealByPlatform SealWay = "platform" // by the court's own e-seal platform
	SealByKey      SealWay = "key"      // by the court's certificate, here
)

// ServiceCopy 正本 is the ruling as it goes to the custodian: compared with
// the original by the clerk (核对), who thereby sets the 核对戳.
type ServiceCopy struct {
	File       Hash // unsealed
	Copies     int
	Recipients []Recipient
	By         string
	At         time.Time
	HandedOver bool // taken to the e-seal platform
}

// Recipient is who must be served. The service on those who Unlock it gives
// the ruling its effect and starts the clocks (法〔2016〕373号 arts 6, 12): the
// applicants, or the division that referred a case without an applicant.
type Recipient struct {
	Name    string    `json:"name"`
	Role    PartyRole `json:"role"`
	Unlocks bool      `json:"unlocks,omitempty"`
}

// Referrer is the recipient in a case that no applicant brought (移送执行).
const Referrer = "移送执行部门"

// Recipients are the parties a ruling is served on, each once.
func Recipients(parties []Party) []Recipient {
	var out []Recipient
	applicant := false
	for _, p := range parties {
		if p.Name == "" || p.Role != Applicant && p.Role != Debtor {
			continue
		}
		r := Recipient{p.Name, p.Role, p.Role == Applicant}
		known := false
		for _, o := range out {
			known = known || o == r
		}
		if !known {
			out = append(out, r)
		}
		applicant = applicant || r.Unlocks
	}
	if !applicant {
		out = append([]Recipient{{Referrer, Applicant, true}}, out...)
	}
	return out
}

// Sealing 用印 is one entry of the 用印登记簿.
type Sealing struct {
	Way    SealWay   `json:"way"`
	Copy   Hash      `json:"copy"`             // the service copy as it was handed to the custodian
	Sealed Hash      `json:"sealed,omitempty"` // the sealed file; none when stamped by hand
	Scan   Hash      `json:"scan,omitempty"`   // of a page stamped by hand, if one was taken
	Copies int       `json:"copies"`
	By     string    `json:"by"`
	Title  string    `json:"title,omitempty"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"` // of sealing again
	// Recalled is the reason why this copy must not be used any more.
	Recalled string `json:"recalled,omitempty"`
}

// SealRefusal 退签 is the custodian's refusal.
type SealRefusal struct {
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Sealing returns the seal that stands, if any.
func (m *Matter) Sealing() (Sealing, bool) {
	if n := len(m.Sealings); n > 0 && m.Sealings[n-1].Recalled == "" {
		return m.Sealings[n-1], true
	}
	return Sealing{}, false
}

// Approval is the decision by which the ruling is 签发, if it was.
func (m *Matter) Approval() (Decision, bool) {
	switch m.State {
	case StateApproved, StateSealed, StateServed, StateRevoked:
	default:
		return Decision{}, false
	}
	for i := len(m.Decisions) - 1; i >= 0; i-- {
		if k := m.Decisions[i].Kind; k == EventApprove || k == EventPaperOK {
			return m.Decisions[i], true
		}
	}
	return Decision{}, false
}

// The offices that a letter is sent to, as recipients of its copies.
const (
	MainRecipient PartyRole = "主送"
	CopyRecipient PartyRole = "抄送"
)
