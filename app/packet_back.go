package app

import (
	"cmp"
	"context"
	"slices"

	"filippo.io/age"

	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/storage"
)

// packBack writes what was done on the device under a packet, for the court's
// key: the signed acts as they stand in the device's journal, with their files
// and the desk keys that signed them. It may be written again after more acts;
// the court takes each act once.
func (a *App) packBack(ctx context.Context, id, path string) (*PacketFile, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	carried := a.carried()
	var p *review.Packet
	for _, k := range carried.packets {
		if k.ID() == id || id == "" && !k.Expired(carried.day(a.Now())) && (p == nil || p.Asked.At.Before(k.Asked.At)) {
			p = k
		}
	}
	switch {
	case p == nil:
		return nil, review.Fault("packet.none", "packet", id)
	case p.Expired(carried.day(a.Now())):
		return nil, expiredFault(p)
	case s.Person.ID != p.Asked.Actor:
		return nil, review.Fault("packet.device.person", "name", p.Asked.Name)
	}
	sent := carried.manifests[p.ID()]
	c := &packet.Content{Files: map[review.Hash][]byte{}, Manifest: packet.Manifest{
		Program: Version, Way: packet.Back, Court: sent.Court, Packet: p.ID(), Until: p.Asked.Until, At: a.Now(), Demonstration: sent.Demonstration,
	}}
	acts, matters, err := a.doneUnder(ctx, p, c)
	if err != nil {
		return nil, err
	}
	if len(matters) == 0 {
		return nil, review.Fault("packet.nothing", "packet", p.ID())
	}
	to, err := age.ParseX25519Recipient(sent.Return)
	if err != nil {
		return nil, review.FaultFrom(err, "packet.damaged", "where", "return")
	}
	file, err := packet.Seal(*c, to)
	if err != nil {
		return nil, err
	}
	out := &PacketFile{Packet: p.ID(), File: path, Hash: review.HashOf(file), Bytes: len(file), Until: p.Asked.Until, Matters: matters, Acts: acts}
	return out, withFile(path, file, func() error {
		return a.store.Update(ctx, func(tx *storage.Tx) error {
			return a.packetStep(tx, review.PacketAct{Act: review.PacketBack, Packet: p.ID(), File: out.Hash}, nil, "")
		})
	})
}

// doneUnder gathers the acts done under a packet, and says of which matters.
func (a *App) doneUnder(ctx context.Context, p *review.Packet, c *packet.Content) (acts int, matters []string, err error) {
	var entries []storage.Entry
	signed, files := map[string]bool{}, map[review.Hash]bool{}
	for _, m := range p.Asked.Matters {
		es, err := a.store.Entries(ctx, storage.MatterEntry, m.ID)
		if err != nil {
			return 0, nil, err
		}
		for _, e := range es {
			var ev review.Event
			if err := e.Decode(&ev); err != nil {
				return 0, nil, err
			}
			if ev.Packet != p.ID() {
				continue
			}
			entries, acts = append(entries, e), acts+1
			if !slices.Contains(matters, numberOf(m.ID)) {
				matters = append(matters, numberOf(m.ID))
			}
			signed[e.Signer.Key] = true
			for _, h := range ev.Files() {
				files[h] = true
			}
		}
	}
	levels, err := a.store.Entries(ctx, storage.LevelEntry, "")
	if err != nil {
		return 0, nil, err
	}
	for _, e := range levels {
		var r levelRecord
		if err := e.Decode(&r); err != nil {
			return 0, nil, err
		}
		if files[review.Hash(e.Subject)] && r.File == "" {
			entries = append(entries, e)
			signed[e.Signer.Key] = true
		}
	}
	desks, err := a.store.Entries(ctx, storage.DeskEntry, "")
	if err != nil {
		return 0, nil, err
	}
	for _, e := range desks {
		if signed[e.Subject] {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(x, y storage.Entry) int { return cmp.Compare(x.Seq, y.Seq) })
	for _, e := range entries {
		c.Entries = append(c.Entries, carriedEntry(e))
	}
	for h := range files {
		if c.Files[h], err = a.store.Blob(ctx, h); err != nil {
			return 0, nil, err
		}
	}
	return acts, matters, nil
}
