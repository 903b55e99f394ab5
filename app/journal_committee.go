package app

import (
	"slices"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/storage"
)

// sitting checks an act of or before the committee: that its signer is who it
// says, holds an office that may, or acts as a member, signed with what such an
// act must be signed with, and that the law allows it after the acts before.
func (c *journalChecker) sitting(e storage.Entry, signer string, window DeskKey) error {
	var act committee.Act
	if err := e.Decode(&act); err != nil {
		return err
	}
	c.names(e.Seq, act.File, act.Scan)
	if act.Request != nil {
		c.names(e.Seq, act.Request.Report)
	}
	c.signed[e.Signer.Key] = append(c.signed[e.Signer.Key], when{e.Seq, act.At})
	p, ok := c.people[act.Actor]
	on := review.DateOf(act.At)
	_, holds := p.Holds(act.Role, on)
	roles, member := committee.Roles(act.Act)
	may := act.Role == "" && member || holds && slices.Contains(roles, act.Role)
	byDesk := e.Signer.Kind == "desk"
	switch {
	case !ok || p.Name != act.Name || act.Subject != e.Subject || !c.courts[act.Court] || !may,
		committee.Certified(act) && byDesk,
		!byDesk && !p.Bound(signer, on),
		byDesk && (signer != p.ID || act.At.After(window.Until)):
		return review.Fault("journal.role", "name", act.Name)
	}
	return c.council.Apply(act)
}
