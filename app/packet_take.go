package app

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"

	"filippo.io/age"

	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/review/canon"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// A device can't ask its court whether a packet is the court's. What it can
// tell is that the one at the desk asked for it himself: his own certificate
// signed which matters, in which text and standing, for which device and until
// when. A packet that says anything else is refused.

// TakePacket takes up a packet on a device: its data is made, or the matters
// are added to what is there. By who asked for it, with his certificate.
func (w *Workshop) TakePacket(ctx context.Context, c Config, path string, with []age.Identity, cred *keys.Credential) (*App, *PacketFile, error) {
	if storage.OnServer(c.Data) {
		return nil, nil, review.Fault("packet.deviceserver")
	}
	file, err := readPacket(path)
	if err != nil {
		return nil, nil, err
	}
	content, err := packet.Open(file, with...)
	if err != nil {
		return nil, nil, deviceFault(err)
	}
	if err := cred.Usable(w.Now(), keys.Document); err != nil {
		return nil, nil, err
	}
	in, err := w.inspect(content, with, cred)
	if err != nil {
		return nil, nil, err
	}
	a, fresh, err := w.openDevice(ctx, c, in)
	if err != nil {
		return nil, nil, err
	}
	if err := a.layIn(ctx, in, review.HashOf(file), cred); err != nil {
		_ = a.Close() // the first error counts
		if fresh {
			_ = os.RemoveAll(c.Data) // it was empty
		}
		return nil, nil, err
	}
	return a, &PacketFile{
		Packet: in.packet.ID(), File: path, Hash: review.HashOf(file), Bytes: len(file), Until: in.packet.Asked.Until, Matters: numbersOf(in.packet.Asked.Matters),
	}, nil
}

// deviceFault says of a file that none of the keys opens that it is for another
// device.
func deviceFault(err error) error {
	if Code(err) == "packet.otherkey" {
		return review.FaultFrom(err, "packet.otherdevice")
	}
	return err
}

// taken is a packet that was found good.
type taken struct {
	*packet.Content
	packet *review.Packet
	person review.Person
	court  Court
}

// inspect checks all of a packet that went out: every signature, that it is
// lawful, that it is for this device and this person, and that he asked for
// just these matters as they stand in it.
func (w *Workshop) inspect(c *packet.Content, with []age.Identity, cred *keys.Credential) (*taken, error) {
	m := c.Manifest
	if m.Way != packet.Out {
		return nil, review.Fault("packet.wrongway")
	}
	check := newJournalChecker(w.law())
	in := &taken{Content: c}
	var acts []review.PacketAct
	events := map[string][]review.Event{}
	asker := ""
	for i, e := range c.Entries {
		entry := storage.Entry{Seq: int64(i + 1), NewEntry: journalEntry(e)}
		if err := checkArrived(check, entry); err != nil {
			return nil, err
		}
		switch entry.Type {
		case storage.CourtEntry:
			in.court = Court{}
			if err := entry.Decode(&in.court); err != nil {
				return nil, err
			}
		case storage.MatterEntry:
			var ev review.Event
			if err := entry.Decode(&ev); err != nil {
				return nil, err
			}
			events[entry.Subject] = append(events[entry.Subject], ev)
		case storage.PacketEntry:
			var act review.PacketAct
			if err := entry.Decode(&act); err != nil {
				return nil, err
			}
			if act.Act == review.PacketAsk {
				asker = entry.Signer.Key
			}
			acts = append(acts, act)
		case storage.PersonEntry, storage.KeyEntry, storage.DeskEntry:
		default:
			return nil, review.Fault("packet.badentry", "row", itoa(i+1), "why", w.Words.Explain(review.Fault("journal.type", "type", string(entry.Type))))
		}
	}
	ps, err := review.Packets(acts)
	switch {
	case err != nil:
		return nil, err
	case len(ps) != 1 || ps[0].ID() != m.Packet || ps[0].Approved == nil || ps[0].Asked.Court != m.Court || in.court.Name != m.Court || in.court.Demonstration != m.Demonstration:
		return nil, review.Fault("packet.foreign", "packet", m.Packet)
	}
	p := ps[0]
	in.packet, in.person = p, check.people[p.Asked.Actor]
	switch {
	case asker != keys.Fingerprint(cred.Certificate):
		return nil, review.Fault("packet.otherperson", "name", p.Asked.Name)
	case !forDevice(p.Asked.Device, with):
		return nil, review.Fault("packet.otherdevice")
	case p.Expired(review.DateOf(w.Now())):
		return nil, expiredFault(p)
	case m.Until != p.Asked.Until || len(m.Matters) != len(p.Asked.Matters) || len(events) != len(m.Matters):
		return nil, review.Fault("packet.foreign", "packet", m.Packet)
	}
	if _, err := age.ParseX25519Recipient(m.Return); err != nil {
		return nil, review.FaultFrom(err, "packet.damaged", "where", "return")
	}
	for i, asked := range p.Asked.Matters {
		if err := in.matter(asked, m.Matters[i], events[asked.ID]); err != nil {
			return nil, err
		}
	}
	return in, in.whole(events)
}

// checkArrived checks one entry of a packet: its form, its signature, and
// whether its signer might.
func checkArrived(check *journalChecker, e storage.Entry) error {
	if b, err := canon.Canonical(e.Body); err != nil || !bytes.Equal(b, e.Body) {
		return review.FaultFrom(err, "packet.damaged", "where", itoa(int(e.Seq)))
	}
	if err := check.check(e, storage.Statement(e.Body)); err != nil {
		return review.FaultFrom(err, "packet.badentry", "row", itoa(int(e.Seq)))
	}
	return nil
}

func forDevice(device string, with []age.Identity) bool {
	return slices.ContainsFunc(with, func(i age.Identity) bool {
		x, ok := i.(*age.X25519Identity)
		return ok && x.Recipient().String() == device
	})
}

// matter says whether a matter stands as it was asked for.
func (in *taken) matter(asked review.PacketMatter, sent packet.Matter, events []review.Event) error {
	foreign := review.Fault("packet.foreign", "packet", in.packet.ID())
	m, err := review.Replay(events)
	if err != nil {
		return review.FaultFrom(err, "packet.foreign", "packet", in.packet.ID())
	}
	standing, err := m.Standing()
	switch {
	case err != nil:
		return err
	case sent.ID != asked.ID || sent.Acts != len(events) || m.Version == nil || standing != asked.Standing || m.Version.Text != asked.Text:
		return foreign
	case m.State != review.StatePresident || m.Substitute != nil:
		return foreign
	}
	if _, err := anchorIn(sent); err != nil {
		return review.FaultFrom(err, "packet.damaged", "where", numberOf(asked.ID))
	}
	return nil
}

// whole says whether each file that the acts name is there or stayed at the
// court, and no others are.
func (in *taken) whole(events map[string][]review.Event) error {
	named := map[review.Hash]bool{}
	for _, es := range events {
		for _, e := range es {
			for _, h := range e.Files() {
				named[h] = true
				if _, there := in.Files[h]; !there && !slices.Contains(in.Manifest.Absent, h) {
					return review.Fault("packet.damaged", "where", h.Short())
				}
			}
		}
	}
	for h := range in.Files {
		if !named[h] {
			return review.Fault("packet.foreign", "packet", in.packet.ID())
		}
	}
	return nil
}

// openDevice opens the device's data, or makes it; fresh says which.
func (w *Workshop) openDevice(ctx context.Context, c Config, in *taken) (a *App, fresh bool, err error) {
	if err := c.noShare(); err != nil {
		return nil, false, err
	}
	c.Window = false
	if storage.Exists(c.Data) {
		key, err := sealingKey(c, false, false)
		if err != nil {
			return nil, false, err
		}
		a, err := openWith(ctx, c, w, key)
		if err != nil {
			return nil, false, err
		}
		switch {
		case a.carried() == nil:
			return nil, false, closeAfter(review.Fault("packet.athome", "court", a.Court().Name), a.store)
		case a.Court().Name != in.court.Name:
			return nil, false, closeAfter(review.Fault("packet.othercourt", "court", a.Court().Name, "packet", in.court.Name), a.store)
		}
		return a, false, nil
	}
	if left, err := os.ReadDir(c.Data); err == nil && len(left) > 0 {
		return nil, false, review.Fault("packet.notempty", "folder", c.Data)
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, false, review.FaultFrom(err, "storage.folder", "folder", c.Data)
	}
	if err := forget(c); err != nil {
		return nil, false, err
	}
	key, err := sealingKey(c, in.court.Demonstration, true)
	if err != nil {
		return nil, false, err
	}
	s, err := storage.Open(ctx, c.Data, c.options(key))
	if err != nil {
		return nil, false, err
	}
	a = &App{Workshop: w, config: c, store: s, court: in.court, made: newMade()}
	if a.here, err = c.here(); err != nil {
		return nil, false, closeAfter(err, s)
	}
	return a, true, nil
}

// layIn puts a packet into the device's journal, all of it or nothing, and
// seats the one who asked for it.
func (a *App) layIn(ctx context.Context, in *taken, file review.Hash, cred *keys.Credential) error {
	kept, err := json.Marshal(in.Manifest)
	if err != nil {
		return err
	}
	now := a.Now()
	s, err := newSession(in.person, cred, now, a.config.machine())
	if err != nil {
		return err
	}
	desk, err := signedEntry(cred, storage.DeskEntry, s.desk.ID(), s.desk)
	if err != nil {
		return err
	}
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		matters, err := in.append(tx)
		if err != nil {
			return err
		}
		act := review.PacketAct{Act: review.PacketIn, Packet: in.packet.ID(), File: file, Kept: review.HashOf(kept), Absent: in.Manifest.Absent}
		if err := a.packetStepOf(tx, s, act, cred, in.packet.Asked.Role, kept); err != nil {
			return err
		}
		if err := a.certify(tx, s, cred, desk, now); err != nil {
			return err
		}
		for _, id := range matters {
			if err := a.replayRow(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	court, err := a.loadCourt(ctx)
	if err != nil {
		return err
	}
	a.setCourt(court)
	a.keepHolidays()
	if err := a.loadCarried(ctx); err != nil {
		return err
	}
	return a.settle(ctx, s)
}

// append adds the packet's entries that the journal has not, each with its
// files, and gives the matters that it added to.
func (in *taken) append(tx *storage.Tx) (matters []string, err error) {
	have := map[review.Hash]bool{}
	is, err := tx.Entries("", "")
	if err != nil {
		return nil, err
	}
	old := map[string]int{} // acts of a matter that were there
	for _, e := range is {
		have[review.HashOf(append(bytes.Clone(e.Body), e.Signature...))] = true
		if e.Type == storage.MatterEntry {
			old[e.Subject]++
		}
	}
	for _, c := range in.Entries {
		e := journalEntry(c)
		if have[review.HashOf(append(bytes.Clone(e.Body), e.Signature...))] {
			old[e.Subject]--
			continue
		}
		if e.Type == storage.MatterEntry {
			if old[e.Subject] > 0 { // acts were done here that the court has not
				return nil, review.Fault("packet.diverged", "number", numberOf(e.Subject))
			}
			if !slices.Contains(matters, e.Subject) {
				matters = append(matters, e.Subject)
			}
			var ev review.Event
			if err := (storage.Entry{NewEntry: e}).Decode(&ev); err != nil {
				return nil, err
			}
			for _, h := range ev.Files() {
				if b, there := in.Files[h]; there {
					if _, err := tx.PutBlob(b); err != nil {
						return nil, err
					}
				}
			}
		}
		if _, err := tx.Append(e); err != nil {
			return nil, err
		}
	}
	return matters, nil
}

// replayRow makes a matter's row from its acts.
func (a *App) replayRow(ctx context.Context, tx *storage.Tx, id string) error {
	events, m, err := eventsIn(tx, id)
	if err != nil {
		return err
	}
	return a.saveRow(ctx, tx, id, m, events)
}

// eventsIn reads and replays a matter's events within a step.
func eventsIn(tx *storage.Tx, id string) ([]review.Event, *review.Matter, error) {
	es, err := tx.Entries(storage.MatterEntry, id)
	if err != nil {
		return nil, nil, err
	}
	events, err := decoded(es)
	if err != nil {
		return nil, nil, err
	}
	m, err := review.Replay(events)
	return events, m, err
}
