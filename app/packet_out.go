package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/review/law"
	"shenqian/storage"
)

// PacketFile says what went into a packet's file.
type PacketFile struct {
	Packet  string      `json:"packet"`
	File    string      `json:"file"`
	Hash    review.Hash `json:"sha256"`
	Bytes   int         `json:"bytes"`
	Until   review.Date `json:"until"`
	Matters []string    `json:"case_numbers"`
	Acts    int         `json:"acts,omitempty"` // that are taken back
}

// PacketOut writes what a packet holds into a new file. At the court these are
// the matters, for the device's key; on a device the acts done on it, for the
// court's.
func (a *App) PacketOut(ctx context.Context, id, path string) (*PacketFile, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, review.Fault("file.exists", "file", path)
	}
	if a.carried() != nil {
		return a.packBack(ctx, id, path)
	}
	rule, err := a.packetRule()
	if err != nil {
		return nil, err
	}
	p, err := a.Packet(ctx, id)
	if err != nil {
		return nil, err
	}
	s := a.Session()
	switch {
	case s == nil:
		return nil, review.Fault("session.needed")
	case p.Approved == nil:
		return nil, review.Fault("packet.unapproved", "packet", id)
	case s.Person.ID != p.Asked.Actor && s.Person.ID != p.Approved.Actor:
		return nil, review.Fault("packet.notyours", "name", s.Person.Name)
	case len(p.Backs) > 0:
		return nil, review.Fault("packet.cameback", "packet", id)
	}
	c, matters, err := a.packIn(ctx, p, rule)
	if err != nil {
		return nil, err
	}
	to, err := age.ParseX25519Recipient(p.Asked.Device)
	if err != nil {
		return nil, review.FaultFrom(err, "packet.device")
	}
	home, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	c.Manifest.Return = home.Recipient().String()
	file, err := packet.Seal(*c, to)
	if err != nil {
		return nil, err
	}
	key := []byte(home.String() + "\n")
	out := &PacketFile{Packet: id, File: path, Hash: review.HashOf(file), Bytes: len(file), Until: p.Asked.Until, Matters: numbersOf(matters)}
	err = withFile(path, file, func() error {
		return a.store.Update(ctx, func(tx *storage.Tx) error {
			for _, m := range matters { // nobody has acted meanwhile
				es, err := tx.Entries(storage.MatterEntry, m.ID)
				if err != nil {
					return err
				}
				if len(es) != m.Acts {
					return review.Fault("packet.moved", "number", numberOf(m.ID))
				}
			}
			return a.packetStep(tx, review.PacketAct{
				Act: review.PacketOut, Packet: id, Matters: matters, Device: p.Asked.Device, Until: p.Asked.Until,
				File: out.Hash, Key: review.HashOf(key), Return: c.Manifest.Return,
			}, nil, "", key)
		})
	})
	if err != nil {
		return nil, err
	}
	for _, m := range matters {
		a.changed(m.ID)
	}
	return out, nil
}

// withFile writes a file beside its place, has it recorded, and only then puts
// it there: nothing goes out without its entry.
func withFile(path string, b []byte, record func() error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".packet-*")
	if err != nil {
		return review.FaultFrom(err, "packet.write", "file", path)
	}
	defer os.Remove(f.Name()) // it was renamed if all went well
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return review.FaultFrom(err, "packet.write", "file", path)
	}
	if err := record(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return review.FaultFrom(err, "packet.write", "file", path)
	}
	return nil
}

func numbersOf(ms []review.PacketMatter) []string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = numberOf(m.ID)
	}
	return out
}

// packIn gathers what a packet takes to its device: the acts on its matters,
// who is who, and of the files only what the step needs.
func (a *App) packIn(ctx context.Context, p *review.Packet, rule law.PacketRule) (*packet.Content, []review.PacketMatter, error) {
	court := a.Court()
	c := &packet.Content{Files: map[review.Hash][]byte{}, Manifest: packet.Manifest{
		Program: Version, Way: packet.Out, Court: court.Name, Packet: p.ID(), Until: p.Asked.Until, At: a.Now(), Demonstration: court.Demonstration,
	}}
	var entries []storage.Entry
	take := func(t storage.EntryType, subject string) error {
		es, err := a.store.Entries(ctx, t, subject)
		entries = append(entries, es...)
		return err
	}
	asker, err := a.Person(ctx, p.Asked.Actor)
	if err != nil {
		return nil, nil, err
	}
	if _, holds := asker.Holds(p.Asked.Role, review.DateOf(a.Now())); !holds {
		return nil, nil, review.Fault("packet.gone", "name", asker.Name)
	}
	for _, t := range []storage.EntryType{storage.CourtEntry, storage.PersonEntry, storage.KeyEntry, storage.DeskEntry} {
		if err := take(t, ""); err != nil {
			return nil, nil, err
		}
	}
	var matters []review.PacketMatter
	for _, was := range p.Asked.Matters {
		d, is, err := a.mayLeave(ctx, was.ID)
		if err != nil {
			return nil, nil, err
		}
		if is.Standing != was.Standing {
			return nil, nil, review.Fault("packet.moved", "number", numberOf(was.ID))
		}
		matters = append(matters, is)
		if err := take(storage.MatterEntry, was.ID); err != nil {
			return nil, nil, err
		}
		m, err := a.packMatter(ctx, d, is, p.Asked.Until)
		if err != nil {
			return nil, nil, err
		}
		c.Manifest.Matters = append(c.Manifest.Matters, m)
		if err := a.packFiles(ctx, c, d, rule); err != nil {
			return nil, nil, err
		}
	}
	if err := take(storage.PacketEntry, p.ID()); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(entries, func(x, y storage.Entry) int { return cmp.Compare(x.Seq, y.Seq) })
	return c, matters, packEntries(c, entries)
}

// packEntries puts entries in the packet: of desk keys only those that signed
// one of them, of the packet's own acts only that it was asked for and
// approved.
func packEntries(c *packet.Content, entries []storage.Entry) error {
	signed := map[string]bool{}
	for _, e := range entries {
		if e.Type == storage.MatterEntry && e.Signer.Kind == "desk" {
			signed[e.Signer.Key] = true
		}
	}
	for _, e := range entries {
		if e.Type == storage.DeskEntry && !signed[e.Subject] {
			continue
		}
		if e.Type == storage.PacketEntry {
			var act review.PacketAct
			if err := e.Decode(&act); err != nil {
				return err
			}
			if act.Act != review.PacketAsk && act.Act != review.PacketApprove {
				continue
			}
		}
		c.Entries = append(c.Entries, carriedEntry(e))
	}
	return nil
}

func carriedEntry(e storage.Entry) packet.Entry {
	return packet.Entry{Type: string(e.Type), Subject: e.Subject, Body: e.Body, Kind: e.Signer.Kind, Key: e.Signer.Key, Signature: e.Signature}
}

func journalEntry(e packet.Entry) storage.NewEntry {
	return storage.NewEntry{
		Type: storage.EntryType(e.Type), Subject: e.Subject, Body: e.Body, Signature: e.Signature, Signer: storage.Signer{Kind: e.Kind, Key: e.Key},
	}
}

// packMatter is what a matter's paper is made with: the journal's checkpoint
// that it states, and the commitment's seed for each day that it may be shown.
func (a *App) packMatter(ctx context.Context, d *Dossier, is review.PacketMatter, until review.Date) (packet.Matter, error) {
	m := packet.Matter{PacketMatter: is, Seeds: map[string][]byte{}}
	anchor, err := a.anchorOf(ctx, d)
	if err != nil {
		return m, err
	}
	if anchor != nil {
		m.Proof = anchor.proof
	}
	for on := review.DateOf(a.Now()); !until.Before(on); on = on.AddDays(1) {
		seed, err := a.seedOf(ctx, d, on)
		if err != nil || seed == nil {
			return m, err
		}
		m.Seeds[on.String()] = seed
	}
	return m, nil
}

// packFiles takes along the text, the case file, the paper as it was last
// shown and what is on file, but for what stays at the court. What stays is
// named, so that the device knows that nothing was lost.
func (a *App) packFiles(ctx context.Context, c *packet.Content, d *Dossier, rule law.PacketRule) error {
	want := map[review.Hash]bool{}
	for _, draft := range []*review.Draft{&d.Matter.Version.Draft, d.Matter.Draft} {
		want[draft.Text], want[draft.Facts] = true, true
	}
	if f := d.Matter.Frozen; f != nil {
		want[f.Hash], want[f.Seed] = true, true
	}
	stays := map[review.Hash]bool{}
	for _, f := range d.Matter.Attachments {
		want[f.File] = true
		stays[f.File] = stays[f.File] || rule.Stays(f.Type)
	}
	for _, e := range d.Events {
		for _, h := range e.Files() {
			switch _, have := c.Files[h]; {
			case have:
			case want[h] && !stays[h]:
				b, err := a.store.Blob(ctx, h)
				if err != nil {
					return err
				}
				c.Files[h] = b
			case !slices.Contains(c.Manifest.Absent, h):
				c.Manifest.Absent = append(c.Manifest.Absent, h)
			}
		}
	}
	return nil
}

// readPacket reads a packet's file, no larger than any may be.
func readPacket(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, review.FaultFrom(err, "packet.nofile", "file", path)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > packet.MostBytes:
		return nil, review.Fault("packet.large", "what", filepath.Base(path), "most", itoa(packet.MostBytes>>20))
	}
	return os.ReadFile(path)
}
