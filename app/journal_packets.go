package app

import (
	"slices"

	"shenqian/review"
	"shenqian/storage"
)

// packetsByCertificate are the acts on a packet that a desk key may not sign.
var packetsByCertificate = []review.PacketActKind{
	review.PacketAsk, review.PacketApprove, review.PacketRefuse, review.PacketIn, review.PacketSettle, review.PacketEnd,
}

// packet checks an act on an offline packet: that its signer is who it says,
// holds an office that may, and that it follows from the acts before.
func (c *journalChecker) packet(e storage.Entry, signer string, window DeskKey) error {
	var act review.PacketAct
	if err := e.Decode(&act); err != nil {
		return err
	}
	c.names(e.Seq, act.Key, act.Kept)
	c.names(e.Seq, act.Files...)
	c.signed[e.Signer.Key] = append(c.signed[e.Signer.Key], when{e.Seq, act.At})
	p, ok := c.people[act.Actor]
	on := review.DateOf(act.At)
	_, holds := p.Holds(act.Role, on)
	certified := slices.Contains(packetsByCertificate, act.Act)
	rule, _ := c.law.Packet(on)
	switch {
	case !ok || p.Name != act.Name || act.Packet != e.Subject || !c.courts[act.Court]:
		return review.Fault("journal.role", "name", act.Name)
	case certified && (e.Signer.Kind != "certificate" || !holds):
		return review.Fault("journal.role", "name", act.Name)
	case e.Signer.Kind == "certificate" && !p.Bound(signer, on), e.Signer.Kind == "desk" && (signer != p.ID || act.At.After(window.Until)):
		return review.Fault("journal.role", "name", act.Name)
	case act.Act == review.PacketApprove && !rule.Approver(act.Role):
		return review.Fault("journal.role", "name", act.Name)
	case act.Act == review.PacketIn && c.logged && !c.device: // a court's journal knows its log before any packet
		return review.Fault("journal.role", "name", act.Name)
	}
	k := c.packets[act.Packet]
	if k == nil {
		k = &review.Packet{}
	}
	if err := k.Apply(act); err != nil {
		return err
	}
	c.packets[act.Packet] = k
	if act.Act == review.PacketIn {
		c.device = true
		for _, h := range act.Absent {
			c.absent[h] = true
		}
	}
	return nil
}
