package app

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"filippo.io/age"

	"shenqian/app/backup"
	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/signing"
	"shenqian/storage"
)

// What was done on a device comes back as it was signed there. Each act is
// applied only to the matter that it was done to: if that has gone on at the
// court meanwhile, the act is kept and named as a conflict, and a person
// decides. Nothing is merged.

// PacketArrival is what became of a packet that came back.
type PacketArrival struct {
	Packet    string                `json:"packet"`
	Hash      review.Hash           `json:"sha256"`
	Results   []review.PacketResult `json:"results"`
	Conflicts []*PacketNote         `json:"conflicts,omitempty"`
}

// Count is how many acts became this.
func (p *PacketArrival) Count(result string) (n int) {
	for _, r := range p.Results {
		if r.Result == result {
			n++
		}
	}
	return n
}

// ReceivePacket takes in at the court what was done on a device. All of the
// file is applied, with what conflicts kept aside, or nothing of it.
func (a *App) ReceivePacket(ctx context.Context, path string) (*PacketArrival, error) {
	if a.carried() != nil {
		return nil, review.Fault("packet.device.only")
	}
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	file, err := readPacket(path)
	if err != nil {
		return nil, err
	}
	with, err := a.returnKeys(ctx)
	if err != nil {
		return nil, err
	}
	c, err := packet.Open(file, with...)
	if err != nil {
		return nil, courtFault(err)
	}
	if c.Manifest.Way != packet.Back {
		return nil, review.Fault("packet.wrongway")
	}
	p, err := a.Packet(ctx, c.Manifest.Packet)
	if err != nil {
		return nil, err
	}
	if err := a.fitsPacket(ctx, p, c, file); err != nil {
		return nil, err
	}
	in := &arrival{a: a, ctx: ctx, s: s, packet: p, content: c, out: &PacketArrival{Packet: p.ID(), Hash: review.HashOf(file)}}
	if err := a.store.Update(ctx, in.receive); err != nil {
		return nil, err
	}
	for id := range in.acts {
		a.changed(id)
	}
	return in.out, nil
}

// courtFault says of a file that no key of the court opens that it is not one
// of its packets.
func courtFault(err error) error {
	if Code(err) == "packet.otherkey" {
		return review.FaultFrom(err, "packet.othercourtkey")
	}
	return err
}

// returnKeys are the keys that open what comes back of the packets that are
// out: one for each file that went.
func (a *App) returnKeys(ctx context.Context) (out []age.Identity, err error) {
	ps, err := a.Packets(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range ps {
		for _, o := range p.Outs {
			b, err := a.store.Blob(ctx, o.Key)
			if err != nil {
				return nil, err
			}
			ids, err := backup.With(string(b))
			if err != nil {
				return nil, err
			}
			out = append(out, ids...)
		}
	}
	if len(out) == 0 {
		return nil, review.Fault("packet.noneout")
	}
	return out, nil
}

// fitsPacket says whether a file is what comes back of the packet: in time, and
// opened by the key that went out with it and by no other packet's.
func (a *App) fitsPacket(ctx context.Context, p *review.Packet, c *packet.Content, file []byte) error {
	m := c.Manifest
	foreign := review.Fault("packet.foreign", "packet", m.Packet)
	switch {
	case m.Court != a.Court().Name || len(p.Outs) == 0:
		return foreign
	case p.Ended != nil:
		return review.Fault("packet.ended", "packet", p.ID(), "reason", p.Ended.Reason)
	case p.Expired(review.DateOf(a.Now())):
		return review.Fault("packet.late", "packet", p.ID(), "until", p.Asked.Until.Arabic())
	}
	var own []age.Identity
	for _, o := range p.Outs {
		b, err := a.store.Blob(ctx, o.Key)
		if err != nil {
			return err
		}
		ids, err := backup.With(string(b))
		if err != nil {
			return err
		}
		own = append(own, ids...)
	}
	if _, err := age.Decrypt(bytes.NewReader(file), own...); err != nil {
		return foreign
	}
	return nil
}

// arrival is a packet's coming back, within one step.
type arrival struct {
	a       *App
	ctx     context.Context
	s       *Session
	packet  *review.Packet
	content *packet.Content
	out     *PacketArrival

	acts   map[string][]arrived // by matter, in the order they were done
	desks  []packet.Entry
	levels []packet.Entry
}

// arrived is an act that came.
type arrived struct {
	entry packet.Entry
	event review.Event
}

func (r *arrival) receive(tx *storage.Tx) error {
	r.acts, r.desks, r.levels, r.out.Results, r.out.Conflicts = map[string][]arrived{}, nil, nil, nil, nil
	if err := r.inspect(tx); err != nil {
		return err
	}
	if err := r.appendDesks(tx); err != nil {
		return err
	}
	news := false
	for _, m := range r.packet.Asked.Matters {
		if len(r.acts[m.ID]) == 0 {
			continue
		}
		changed, err := r.matter(tx, m.ID)
		if err != nil {
			return err
		}
		news = news || changed
	}
	if !news { // it came a second time
		return nil
	}
	return r.a.packetStep(tx, review.PacketAct{Act: review.PacketBack, Packet: r.packet.ID(), File: r.out.Hash, Results: r.out.Results}, nil, "")
}

// inspect checks every entry of the file before any is used.
func (r *arrival) inspect(tx *storage.Tx) error {
	check, err := r.a.checkerOfNow(tx)
	if err != nil {
		return err
	}
	foreign := review.Fault("packet.foreign", "packet", r.packet.ID())
	named := map[review.Hash]bool{}
	for i, e := range r.content.Entries {
		entry := storage.Entry{Seq: int64(i + 1), NewEntry: journalEntry(e)}
		switch entry.Type {
		case storage.DeskEntry:
			r.desks = append(r.desks, e)
		case storage.LevelEntry:
			r.levels = append(r.levels, e)
		case storage.MatterEntry:
			var ev review.Event
			if err := entry.Decode(&ev); err != nil {
				return review.FaultFrom(err, "packet.damaged", "where", itoa(i+1))
			}
			if err := r.packet.May(ev); err != nil {
				return err
			}
			r.acts[entry.Subject] = append(r.acts[entry.Subject], arrived{e, ev})
			for _, h := range ev.Files() {
				if named[h] = true; r.content.Files[h] == nil {
					return review.Fault("packet.damaged", "where", h.Short())
				}
			}
			if err := r.signedPaper(ev); err != nil {
				return err
			}
		default:
			return foreign
		}
		if err := checkArrived(check, entry); err != nil {
			return err
		}
	}
	for h := range r.content.Files {
		if !named[h] {
			return foreign
		}
	}
	for _, e := range r.levels {
		var l levelRecord
		if err := (storage.Entry{NewEntry: journalEntry(e)}).Decode(&l); err != nil {
			return review.FaultFrom(err, "packet.damaged", "where", "level")
		}
		if _, is := r.packet.Matter(l.Matter); !is || l.File != "" || !named[review.Hash(e.Subject)] {
			return foreign
		}
	}
	return nil
}

// signedPaper says whether the file that an act signed is good, and begins with
// what was shown.
func (r *arrival) signedPaper(ev review.Event) error {
	if ev.Signed == "" {
		return nil
	}
	pdf := r.content.Files[ev.Signed]
	if ev.Kind == review.EventApprove && !bytes.HasPrefix(pdf, r.content.Files[ev.Frozen]) {
		return review.Fault("approve.changed")
	}
	v, err := r.a.Verify(pdf, nil)
	if err != nil {
		return review.FaultFrom(err, "packet.badpaper", "number", numberOf(ev.Matter), "why", Code(err))
	}
	if v.Verdict != signing.Valid {
		return review.Fault("packet.badpaper", "number", numberOf(ev.Matter), "why", r.a.Words.Say("verdict."+string(v.Verdict)))
	}
	return nil
}

// checkerOfNow knows what the journal says today: who the people are, which
// keys stand for them, which were reported, which packets are out.
func (a *App) checkerOfNow(tx *storage.Tx) (*journalChecker, error) {
	c := newJournalChecker(a.law())
	c.logged = true
	for _, t := range []storage.EntryType{storage.CourtEntry, storage.PersonEntry, storage.DeskEntry, storage.KeyEntry, storage.PacketEntry} {
		es, err := tx.Entries(t, "")
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			if err := c.know(e); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// know takes up an entry of one's own journal, whose signature was checked when
// it came.
func (c *journalChecker) know(e storage.Entry) error {
	switch e.Type {
	case storage.CourtEntry:
		var court Court
		if err := e.Decode(&court); err != nil {
			return err
		}
		c.courts[court.Name] = true
	case storage.PersonEntry:
		var p review.Person
		if err := e.Decode(&p); err != nil {
			return err
		}
		c.people[p.ID] = p
	case storage.DeskEntry:
		var d DeskKey
		if err := e.Decode(&d); err != nil {
			return err
		}
		c.desks[d.ID()] = d
	case storage.KeyEntry:
		c.reported[e.Subject] = true
	case storage.PacketEntry:
		var act review.PacketAct
		if err := e.Decode(&act); err != nil {
			return err
		}
		p := c.packets[act.Packet]
		if p == nil {
			p = &review.Packet{}
			c.packets[act.Packet] = p
		}
		return p.Apply(act)
	}
	return nil
}

// appendDesks records the desk keys that signed on the device, each once.
func (r *arrival) appendDesks(tx *storage.Tx) error {
	for _, e := range r.desks {
		is, err := tx.Entries(storage.DeskEntry, e.Subject)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(is, func(k storage.Entry) bool { return bytes.Equal(k.Body, e.Body) }) {
			continue
		}
		if _, err := tx.Append(journalEntry(e)); err != nil {
			return err
		}
	}
	return nil
}

// matter applies the acts on one matter, or keeps them as a conflict; changed
// says whether anything is new.
func (r *arrival) matter(tx *storage.Tx, id string) (changed bool, err error) {
	events, m, err := eventsIn(tx, id)
	if err != nil {
		return false, err
	}
	left, _ := r.packet.Matter(id)
	if len(events) < left.Acts {
		return false, review.Fault("packet.foreign", "packet", r.packet.ID())
	}
	// As the device saw it: as it left, with what came of this packet before.
	seen := slices.Clone(events[:left.Acts])
	rest := r.acts[id]
	for len(rest) > 0 && m.Has(rest[0].event) {
		seen = append(seen, rest[0].event)
		r.result(rest[0].event, review.ActAlready, "")
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return false, nil
	}
	why, err := r.differs(m, events, seen, rest)
	if err != nil {
		return false, err
	}
	if why == "" {
		return true, r.apply(tx, id, m, events, rest)
	}
	return r.conflict(tx, id, events[left.Acts:], rest, why)
}

// differs is the code of why acts can't be applied, "" if they can.
func (r *arrival) differs(m *review.Matter, events, seen []review.Event, rest []arrived) (string, error) {
	there, err := review.Replay(seen)
	if err != nil { // the court put other acts between those that came
		return "packet.why.moved", nil
	}
	a, err := there.Standing()
	if err != nil {
		return "", err
	}
	b, err := m.Standing()
	if err != nil {
		return "", err
	}
	if a != b {
		return "packet.why.moved", nil
	}
	trial, err := review.Replay(events)
	if err != nil {
		return "", err
	}
	for _, x := range rest {
		if err := trial.Apply(x.event); err != nil {
			return "packet.why.unlawful", nil
		}
		// The device knows nothing of the court's other cases.
		if x.event.Kind == review.EventApprove {
			open, err := r.open(m, events, x.event.On)
			if err != nil || open {
				return "packet.why.findings", err
			}
		}
	}
	return "", nil
}

// open says whether the court's check-up of a day finds something on a matter
// that nobody has answered.
func (r *arrival) open(m *review.Matter, events []review.Event, on review.Date) (bool, error) {
	k, err := r.a.Kind(kindOf(m.ID))
	if err != nil {
		return false, err
	}
	d := &Dossier{ID: m.ID, Kind: k, Matter: m, Events: events}
	if err := r.a.read(r.ctx, d); err != nil {
		return false, err
	}
	c, err := r.a.checkupOn(d, on)
	if err != nil {
		return false, err
	}
	return len(m.Unanswered(c.Findings)) > 0, nil
}

func (r *arrival) result(ev review.Event, result, why string) {
	r.out.Results = append(r.out.Results, review.PacketResult{Matter: ev.Matter, Kind: ev.Kind, Nonce: ev.Nonce, Result: result, Why: why})
}

func (r *arrival) apply(tx *storage.Tx, id string, m *review.Matter, events []review.Event, rest []arrived) error {
	for _, x := range rest {
		if err := m.Apply(x.event); err != nil {
			return err
		}
		for _, h := range x.event.Files() {
			if _, err := tx.PutBlob(r.content.Files[h]); err != nil {
				return err
			}
		}
		if _, err := tx.Append(journalEntry(x.entry)); err != nil {
			return err
		}
		events = append(events, x.event)
		r.result(x.event, review.ActApplied, "")
		for _, l := range r.levels {
			if l.Subject != string(x.event.Signed) {
				continue
			}
			if _, err := tx.Append(journalEntry(l)); err != nil {
				return err
			}
		}
	}
	return r.a.saveRow(r.ctx, tx, id, m, events)
}

// conflict keeps acts that can't be applied, whole as they were signed, beside
// those of the court that they contradict.
func (r *arrival) conflict(tx *storage.Tx, id string, since []review.Event, rest []arrived, why string) (changed bool, err error) {
	var kept []packet.Entry
	act := review.PacketAct{Act: review.PacketConflict, Packet: r.packet.ID(), Matter: id, Why: why, File: r.out.Hash}
	var files [][]byte
	for _, x := range rest {
		kept = append(kept, x.entry)
		for _, h := range x.event.Files() {
			if !slices.Contains(act.Files, h) {
				act.Files = append(act.Files, h)
				files = append(files, r.content.Files[h])
			}
		}
		if act.Arrived == nil || review.DecidesMatter(x.event.Kind) || !review.DecidesMatter(act.Arrived.Kind) {
			act.Arrived = review.NameAct(x.event)
		}
	}
	for _, e := range since {
		if e.Packet != r.packet.ID() && (act.Here == nil || review.DecidesMatter(e.Kind) || !review.DecidesMatter(act.Here.Kind)) {
			act.Here = review.NameAct(e)
		}
	}
	b, err := json.Marshal(kept)
	if err != nil {
		return false, err
	}
	act.Kept = review.HashOf(b)
	known := slices.ContainsFunc(r.packet.Conflicts, func(c review.PacketAct) bool { return c.Matter == id && c.Kept == act.Kept })
	for _, x := range rest {
		if known {
			r.result(x.event, review.ActAlready, why)
		} else {
			r.result(x.event, review.ActConflict, why)
		}
	}
	r.out.Conflicts = append(r.out.Conflicts, &PacketNote{
		Packet: r.packet.ID(), Name: r.packet.Asked.Name, Until: r.packet.Asked.Until, Conflict: true, Arrived: act.Arrived, Here: act.Here,
	})
	if known {
		return false, nil
	}
	return true, r.a.packetStep(tx, act, nil, "", append(files, b)...)
}
