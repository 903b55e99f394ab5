package review

import "time"

// Service 送达 is one party's, as the clerk recorded it.
type Service struct {
	Party string `json:"party"`
	How   string `json:"how"` // 直接, 留置, 邮寄, 电子, 公告 …
	On    Date   `json:"on"`
	// Days pass after On before the service has its effect (公告).
	Days  int  `json:"days,omitempty"`
	Proof Hash `json:"proof,omitempty"` // scan of the 送达回证
	// Void is why the entry was struck out.
	Void string `json:"void,omitempty"`

	By string    `json:"by,omitempty"` // from the event; not part of it
	At time.Time `json:"at,omitzero"`
}

// Effective is the first day on which the party counts as served.
func (s Service) Effective() Date { return s.On.AddDays(s.Days) }

// Served returns the service on a party that took effect first.
func (m *Matter) Served(party string) (Service, bool) {
	var first Service
	for _, s := range m.Services {
		if s.Party == party && s.Void == "" && (first.Party == "" || s.Effective().Before(first.Effective())) {
			first = s
		}
	}
	return first, first.Party != ""
}

// Effective is the day the ruling took effect: that of the service on the last
// of those who unlock it. ok is false while one of them has not been served.
func (m *Matter) Effective() (d Date, ok bool) {
	if m.ServiceCopy == nil {
		return Date{}, false
	}
	for _, r := range m.ServiceCopy.Recipients {
		if !r.Unlocks {
			continue
		}
		s, served := m.Served(r.Name)
		if !served {
			return Date{}, false
		}
		if e := s.Effective(); d.Before(e) {
			d = e
		}
		ok = true
	}
	return d, ok
}

// Unserved are the recipients nothing was served on.
func (m *Matter) Unserved() []Recipient {
	if m.ServiceCopy == nil {
		return nil
	}
	var out []Recipient
	for _, r := range m.ServiceCopy.Recipients {
		if _, ok := m.Served(r.Name); !ok {
			out = append(out, r)
		}
	}
	return out
}

// Revival 恢复执行 is the case under which the enforcement went on.
type Revival struct {
	CaseNumber string `json:"case_number"`
	On         Date   `json:"on"`
	Ground     string `json:"ground"`

	By string    `json:"by,omitempty"`
	At time.Time `json:"at,omitzero"`
}

// Link ties a paper to the ruling that it corrects or revokes, and the ruling
// to it once it took effect.
type Link struct {
	Kind   string `json:"kind"` // correction, revocation
	Matter string `json:"matter"`
	On     Date   `json:"on"`
}
