package review

import (
	"slices"
	"strings"
)

// What happens to a ruling once it is 签发: 核对, 用印, 送达, 公开, 恢复.

// collate is the clerk's 核对: the service copy is made from the text that was
// approved, and its recipients are fixed.
func (m *Matter) collate(e Event) error {
	switch {
	case e.Signed == "" || len(e.Recipients) == 0:
		return Fault("state.nothing")
	case e.Copies < 1 || e.Copies > MostCopies:
		return Fault("copies.number", "most", itoa(MostCopies))
	case m.ServiceCopy != nil:
		return Fault("collate.twice")
	case e.Frozen != m.approved():
		return Fault("version.stale")
	}
	m.ServiceCopy = &ServiceCopy{File: e.Signed, Copies: e.Copies, Recipients: e.Recipients, By: e.Name, At: e.At}
	return nil
}

// MostCopies of one ruling may be asked for at once.
const MostCopies = 500

// approved is the hash of the frozen file that was 签发.
func (m *Matter) approved() Hash {
	d, _ := m.Approval()
	return d.Frozen
}

// handOver is the custodian taking the unsealed copy to the e-seal platform.
func (m *Matter) handOver(e Event) error {
	if m.ServiceCopy == nil {
		return Fault("seal.notcollated")
	}
	if e.Frozen != m.ServiceCopy.File {
		return Fault("version.stale")
	}
	c := *m.ServiceCopy
	c.HandedOver = true
	m.ServiceCopy = &c
	return nil
}

// seal stamps the copy that the clerk compared. Once a seal stands, another
// needs a reason and recalls it.
func (m *Matter) seal(e Event) error {
	_, stands := m.Sealing()
	switch {
	case m.ServiceCopy == nil:
		return Fault("seal.notcollated")
	case e.Frozen != m.ServiceCopy.File:
		return Fault("version.stale")
	case e.Copies < 1 || e.Copies > MostCopies:
		return Fault("copies.number", "most", itoa(MostCopies))
	case stands && strings.TrimSpace(e.Reason) == "":
		return Fault("seal.again")
	case !slices.Contains([]SealWay{SealByHand, SealByPlatform, SealByKey}, e.Way) || (e.Way == SealByHand) != (e.Signed == ""):
		return Fault("state.nothing")
	}
	m.recall(e.Reason)
	m.Sealings = append(slices.Clip(m.Sealings), Sealing{
		Way: e.Way, Copy: e.Frozen, Sealed: e.Signed, Scan: e.Scan, Copies: e.Copies, By: e.Name, Title: e.Title, At: e.At, Reason: e.Reason,
	})
	if m.State == StateApproved {
		m.State = StateSealed
	}
	return nil
}

func (m *Matter) recall(reason string) {
	if n := len(m.Sealings); n > 0 && m.Sealings[n-1].Recalled == "" {
		m.Sealings = slices.Clone(m.Sealings)
		m.Sealings[n-1].Recalled = reason
	}
}

// refuseSeal is 退签: the copy goes back to the clerk, who must compare anew.
func (m *Matter) refuseSeal(e Event) error {
	if m.ServiceCopy == nil {
		return Fault("seal.notcollated")
	}
	m.SealRefusals = append(slices.Clip(m.SealRefusals), SealRefusal{e.Name, e.At, e.Reason})
	m.ServiceCopy = nil
	return nil
}

// serve records the service on one party, or strikes out an entry.
func (m *Matter) serve(e Event) error {
	s := e.Service
	if s == nil || !slices.ContainsFunc(m.ServiceCopy.Recipients, func(r Recipient) bool { return r.Name == s.Party }) {
		return Fault("serve.party")
	}
	if strings.TrimSpace(s.Void) != "" {
		return m.strikeOut(*s)
	}
	sealing, stands := m.Sealing()
	switch {
	case !stands:
		return Fault("serve.notsealed")
	case s.How == "" || s.On.IsZero() || s.Days < 0:
		return Fault("state.nothing")
	case DateOf(e.At).Before(s.On):
		return Fault("serve.future", "on", s.On.Arabic())
	case s.On.Before(m.firstSealed()):
		return Fault("serve.beforeseal", "on", s.On.Arabic(), "sealed", DateOf(sealing.At).Arabic())
	}
	if slices.ContainsFunc(m.Services, func(o Service) bool {
		return o.Void == "" && o.Party == s.Party && o.On == s.On && o.How == s.How
	}) {
		return Fault("serve.twice", "party", s.Party)
	}
	entry := *s
	entry.By, entry.At = e.Name, e.At
	m.Services = append(slices.Clip(m.Services), entry)
	if _, ok := m.Effective(); ok {
		m.State = StateServed
	}
	return nil
}

func (m *Matter) firstSealed() Date { return DateOf(m.Sealings[0].At) }

// strikeOut voids the standing entries of one party made in error. What was
// published can't be made unserved.
func (m *Matter) strikeOut(s Service) error {
	if _, there := m.Published(); there {
		return Fault("serve.published")
	}
	found := false
	services := slices.Clone(m.Services)
	for i, o := range services {
		if o.Party == s.Party && o.Void == "" {
			services[i].Void, found = s.Void, true
		}
	}
	if !found {
		return Fault("serve.nothing", "party", s.Party)
	}
	m.Services = services
	if _, ok := m.Effective(); !ok && m.State == StateServed {
		m.State = StateSealed
	}
	return nil
}

// requery records a query for property after the termination, and its result.
func (m *Matter) requery(e Event) error {
	on, _ := m.Effective()
	switch {
	case e.On.IsZero():
		return Fault("state.nothing")
	case DateOf(e.At).Before(e.On):
		return Fault("serve.future", "on", e.On.Arabic())
	case e.On.Before(on):
		return Fault("requery.early", "on", on.Arabic())
	case !m.ended().IsZero():
		return Fault("requery.ended")
	}
	m.Requeries = append(slices.Clip(m.Requeries), Requery{On: e.On, Result: e.Reason})
	return nil
}

// revive records the case under which the enforcement went on.
func (m *Matter) revive(e Event) error {
	r := e.Revival
	switch {
	case r == nil || r.CaseNumber == "" || r.On.IsZero():
		return Fault("state.nothing")
	case m.Revival != nil:
		return Fault("revive.twice", "number", m.Revival.CaseNumber)
	case DateOf(e.At).Before(r.On):
		return Fault("serve.future", "on", r.On.Arabic())
	}
	if on, ok := m.Effective(); ok && r.On.Before(on) {
		return Fault("revive.early", "on", on.Arabic())
	}
	entry := *r
	entry.By, entry.At = e.Name, e.At
	m.Revival = &entry
	return nil
}

// link records that a paper of another matter corrects or revokes this one.
func (m *Matter) link(e Event) error {
	l := e.Link
	if l == nil || l.Matter == "" || l.On.IsZero() || l.Matter == m.ID {
		return Fault("state.nothing")
	}
	if slices.Contains(m.Links, *l) {
		return Fault("link.twice")
	}
	m.Links = append(slices.Clip(m.Links), *l)
	if l.Kind == LinkRevocation {
		m.State = StateRevoked
	}
	return nil
}

// What a linked paper does to the ruling.
const (
	LinkCorrection = "correction" // 补正
	LinkRevocation = "revocation" // 撤销
)

// enter records that the case was entered in, or taken out of, the 终本案件信息库.
func (m *Matter) enter(e Event) error {
	switch {
	case e.On.IsZero():
		return Fault("state.nothing")
	case DateOf(e.At).Before(e.On):
		return Fault("serve.future", "on", e.On.Arabic())
	case e.Kind == EventRegister && !m.Entered.IsZero():
		return Fault("register.twice", "on", m.Entered.Arabic())
	case e.Kind == EventUnregister && m.Entered.IsZero():
		return Fault("register.not")
	case e.Kind == EventUnregister && e.On.Before(m.Entered):
		return Fault("register.before", "on", m.Entered.Arabic())
	case e.Kind == EventRegister:
		m.Entered = e.On
	default:
		m.Removed = e.On
	}
	return nil
}

// yield leaves the case file to the ruling that has come.
func (m *Matter) yield(e Event) error {
	if e.Link == nil || e.Link.Matter == "" || e.Link.Matter == m.ID || m.Draft.Text != "" {
		return Fault("state.nothing")
	}
	m.Yielded = e.Link.Matter
	return nil
}

// assign gives the matter to other hands.
func (m *Matter) assign(e Event) error {
	if e.Assignment == nil || e.Assignment.Judge == "" && len(e.Assignment.Clerks) == 0 {
		return Fault("state.nothing")
	}
	a := *e.Assignment
	if m.Assignment != nil {
		if a.Judge == "" {
			a.Judge = m.Assignment.Judge
		}
		if len(a.Clerks) == 0 {
			a.Clerks = m.Assignment.Clerks
		}
	}
	m.Assignment = &a
	return nil
}
