package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"shenqian/review"
	"shenqian/review/law"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// A president who travels takes papers with him in an offline packet
// (practice.md 8): he asks for it, another approves it, and both have signed
// for which device and until when before anything goes out.

// Packets are the court's offline packets, in the order they were asked for.
func (a *App) Packets(ctx context.Context) ([]*review.Packet, error) {
	es, err := a.store.Entries(ctx, storage.PacketEntry, "")
	if err != nil {
		return nil, err
	}
	return packetsOf(es)
}

// Packet is one of them.
func (a *App) Packet(ctx context.Context, id string) (*review.Packet, error) {
	es, err := a.store.Entries(ctx, storage.PacketEntry, strings.TrimSpace(id))
	if err != nil {
		return nil, err
	}
	ps, err := packetsOf(es)
	if err == nil && len(ps) == 0 {
		err = review.Fault("packet.none", "packet", id)
	}
	if err != nil {
		return nil, err
	}
	return ps[0], nil
}

func packetsOf(es []storage.Entry) ([]*review.Packet, error) {
	acts := make([]review.PacketAct, len(es))
	for i, e := range es {
		if err := e.Decode(&acts[i]); err != nil {
			return nil, err
		}
	}
	return review.Packets(acts)
}

// packetStep records an act on a packet: completed, asked whether it is lawful,
// and signed by the certificate, or for a nil one by the desk key. files come
// in with it.
func (a *App) packetStep(tx *storage.Tx, act review.PacketAct, cred *keys.Credential, role review.Role, files ...[]byte) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	return a.packetStepOf(tx, s, act, cred, role, files...)
}

func (a *App) packetStepOf(tx *storage.Tx, s *Session, act review.PacketAct, cred *keys.Credential, role review.Role, files ...[]byte) error {
	now := a.Now()
	act.Court, act.Actor, act.Name, act.At, act.Nonce, act.Role = a.Court().Name, s.Person.ID, s.Person.Name, now, nonce(), role
	if t, ok := s.Person.Holds(role, review.DateOf(now)); ok {
		act.Title = t.Title
	}
	es, err := tx.Entries(storage.PacketEntry, act.Packet)
	if err != nil {
		return err
	}
	p := &review.Packet{}
	if ps, err := packetsOf(es); err != nil {
		return err
	} else if len(ps) > 0 {
		p = ps[0]
	} else if act.Act != review.PacketAsk {
		return review.Fault("packet.none", "packet", act.Packet)
	}
	if err := p.Apply(act); err != nil {
		return err
	}
	for _, f := range files {
		if _, err := tx.PutBlob(f); err != nil {
			return err
		}
	}
	if cred != nil {
		return appendSigned(tx, cred, storage.PacketEntry, act.Packet, act)
	}
	return s.appendDesk(tx, storage.PacketEntry, act.Packet, act, now)
}

// packetRule is the rule of today, if packets are switched on here.
func (a *App) packetRule() (law.PacketRule, error) {
	if a.carried() != nil {
		return law.PacketRule{}, review.Fault("packet.device.only")
	}
	if !a.Court().Packets {
		return law.PacketRule{}, review.Fault("packet.off")
	}
	rule, ok := a.law().Packet(review.DateOf(a.Now()))
	if !ok {
		return rule, review.Fault("packet.norule")
	}
	return rule, nil
}

// AskPacket asks for an offline packet; by who decides these matters, signed
// by his certificate.
func (a *App) AskPacket(ctx context.Context, ids []string, device string, until review.Date, why string, cred *keys.Credential) (*review.Packet, error) {
	rule, err := a.packetRule()
	if err != nil {
		return nil, err
	}
	s, err := a.decider(chief, cred)
	if err != nil {
		return nil, err
	}
	today := review.DateOf(a.Now())
	role, _, err := s.roleFor(today, chief...)
	if err != nil {
		return nil, err
	}
	device = strings.TrimSpace(device)
	if _, err := age.ParseX25519Recipient(device); err != nil {
		return nil, review.FaultFrom(err, "packet.device")
	}
	switch {
	case !until.Exists() || until.Before(today):
		return nil, review.Fault("packet.untilpast", "until", until.Arabic())
	case today.AddDays(rule.Longest - 1).Before(until):
		return nil, review.Fault("packet.toolong", "days", itoa(rule.Longest), "last", today.AddDays(rule.Longest-1).Arabic())
	case len(ids) > rule.Most:
		return nil, review.Fault("packet.toomany", "most", itoa(rule.Most))
	}
	act := review.PacketAct{Act: review.PacketAsk, Device: device, Until: until, Reason: strings.TrimSpace(why)}
	for _, id := range ids {
		if slices.ContainsFunc(act.Matters, func(m review.PacketMatter) bool { return m.ID == id }) {
			continue
		}
		d, m, err := a.mayLeave(ctx, id)
		if err != nil {
			return nil, err
		}
		if !a.Presides(d.Matter) {
			return nil, review.Fault("packet.nothis", "number", numberOf(id), "name", s.Person.Name)
		}
		act.Matters = append(act.Matters, m)
	}
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		es, err := tx.Entries(storage.PacketEntry, "")
		if err != nil {
			return err
		}
		ps, err := packetsOf(es)
		if err != nil {
			return err
		}
		for _, p := range ps {
			for _, m := range act.Matters {
				if _, is := p.Matter(m.ID); is && p.Refused == nil && (len(p.Outs) == 0 && p.Ended == nil && !p.Expired(today) || p.Away(m.ID, today)) {
					return review.Fault("packet.already", "number", numberOf(m.ID), "packet", p.ID())
				}
			}
		}
		act.Packet = "P" + strconv.Itoa(len(ps)+1)
		return a.packetStep(tx, act, cred, role)
	})
	if err != nil {
		return nil, err
	}
	return a.Packet(ctx, act.Packet)
}

// mayLeave says whether a matter may go out in a packet of the one at the desk,
// and how it stands.
func (a *App) mayLeave(ctx context.Context, id string) (*Dossier, review.PacketMatter, error) {
	var none review.PacketMatter
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, none, err
	}
	m, number := d.Matter, numberOf(id)
	referred := slices.ContainsFunc(m.Decisions, func(x review.Decision) bool { return x.Kind == review.EventRefer })
	_, later := d.Kind.(review.LaterKind)
	switch {
	case m.State == review.StateCommittee || referred || len(m.Resolutions) > 0 || m.Substitute != nil:
		return nil, none, review.Fault("packet.committee", "number", number)
	case m.State != review.StatePresident:
		return nil, none, review.Fault("packet.notwaiting", "number", number, "state", a.Words.Say("state.name."+string(m.State)))
	case m.Conflict:
		return nil, none, review.Fault("packet.inconflict", "number", number)
	case later: // its check-up needs another case's papers
		return nil, none, review.Fault("packet.later", "number", number)
	}
	pm, err := leaving(d)
	return d, pm, err
}

// leaving is a matter as it stands.
func leaving(d *Dossier) (review.PacketMatter, error) {
	h, err := d.Matter.Standing()
	v := d.Matter.Version
	return review.PacketMatter{ID: d.ID, Version: v.Number, Round: d.Matter.Round, Text: v.Text, Standing: h, Acts: len(d.Events)}, err
}

// AnswerPacket approves a packet, or refuses it with a reason: by one whom the
// rule names, and never by who asked.
func (a *App) AnswerPacket(ctx context.Context, id string, approve bool, reason string, cred *keys.Credential) (*review.Packet, error) {
	rule, err := a.packetRule()
	if err != nil {
		return nil, err
	}
	role, err := a.packetSigner(cred, rule.Approvers)
	if err != nil {
		return nil, err
	}
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		es, err := tx.Entries(storage.PacketEntry, id)
		if err != nil {
			return err
		}
		act := review.PacketAct{Act: review.PacketRefuse, Packet: id, Reason: strings.TrimSpace(reason)}
		if approve && len(es) > 0 { // he states what he approves himself
			var asked review.PacketAct
			if err := es[0].Decode(&asked); err != nil {
				return err
			}
			act = review.PacketAct{
				Act: review.PacketApprove, Packet: id, Matters: asked.Matters, Device: asked.Device, Until: asked.Until, Reason: asked.Reason,
				Asked: review.HashOf(es[0].Body),
			}
			if asked.Until.Before(review.DateOf(a.Now())) {
				return review.Fault("packet.expired", "packet", id, "until", asked.Until.Arabic())
			}
		}
		return a.packetStep(tx, act, cred, role)
	})
	if err != nil {
		return nil, err
	}
	return a.Packet(ctx, id)
}

// packetSigner is the role in which the one at the desk signs an act on a
// packet with his certificate.
func (a *App) packetSigner(cred *keys.Credential, roles []review.Role) (review.Role, error) {
	s := a.Session()
	switch {
	case s == nil:
		return "", review.Fault("session.needed")
	case cred == nil:
		return "", review.Fault("key.needed")
	}
	if err := a.mayDecide(s, cred); err != nil {
		return "", err
	}
	role, _, err := s.roleFor(review.DateOf(a.Now()), roles...)
	return role, err
}

// EndPacket calls a packet off: what comes of it afterwards is refused.
func (a *App) EndPacket(ctx context.Context, id, reason string, cred *keys.Credential) (*review.Packet, error) {
	return a.closePacket(ctx, review.PacketAct{Act: review.PacketEnd, Packet: id, Reason: strings.TrimSpace(reason)}, cred)
}

// SettlePacket records what a person has decided on a conflict: which of the
// two acts is to count and how, in his words. It changes nothing of the matter,
// whose acts go on by the ordinary way.
func (a *App) SettlePacket(ctx context.Context, id, matter, reason string, cred *keys.Credential) (*review.Packet, error) {
	return a.closePacket(ctx, review.PacketAct{Act: review.PacketSettle, Packet: id, Matter: matter, Reason: strings.TrimSpace(reason)}, cred)
}

func (a *App) closePacket(ctx context.Context, act review.PacketAct, cred *keys.Credential) (*review.Packet, error) {
	if a.carried() != nil {
		return nil, review.Fault("packet.device.only")
	}
	rule, _ := a.law().Packet(review.DateOf(a.Now()))
	role, err := a.packetSigner(cred, append(slices.Clone(chief), rule.Approvers...))
	if err != nil {
		return nil, err
	}
	if err := a.store.Update(ctx, func(tx *storage.Tx) error { return a.packetStep(tx, act, cred, role) }); err != nil {
		return nil, err
	}
	a.changed(act.Matter)
	return a.Packet(ctx, act.Packet)
}
