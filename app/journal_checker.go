package app

import (
	"crypto/ed25519"
	"encoding/base64"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/review/law"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// journalChecker walks the journal with what is known at each point: who the
// people are, which desk keys stand for them, which keys were reported.
type journalChecker struct {
	desks    map[string]DeskKey
	people   map[string]review.Person
	reported map[string]bool
	courts   map[string]bool       // the names it has had
	logged   bool                  // the journal has its key for checkpoints
	founder  string                // fingerprint of the certificate that made the court
	matters  map[string]int64      // the last act of each
	signed   map[string][]when     // the acts of each key
	doubtful []int64               // acts of a key out of hand
	kept     int                   // files in the data
	files    map[review.Hash]int64 // the act that first names a file
	closings []storage.Closing     // who is excluded from what
	unseen   int64                 // entries that are closed to whoever checks

	law     *law.Book
	packets map[string]*review.Packet
	council *committee.Committee
	device  bool                 // the journal is that of a packet's device
	absent  map[review.Hash]bool // files that stayed at the court
}

// when is an act's row and time.
type when struct {
	row int64
	at  time.Time
}

func newJournalChecker(book *law.Book) *journalChecker {
	return &journalChecker{
		desks: map[string]DeskKey{}, people: map[string]review.Person{}, reported: map[string]bool{},
		courts: map[string]bool{}, matters: map[string]int64{}, signed: map[string][]when{}, files: map[review.Hash]int64{},
		law: book, packets: map[string]*review.Packet{}, council: committee.New(book.Committee), absent: map[review.Hash]bool{},
	}
}

func (c *journalChecker) check(e storage.Entry, statement []byte) error {
	signer, window, err := c.signature(e, statement)
	if err != nil {
		return err
	}
	if c.reported[e.Signer.Key] || c.reported[window.Certificate] {
		return review.Fault("journal.revoked")
	}
	switch e.Type {
	case storage.DeskEntry:
		return c.desk(e, signer)
	case storage.PersonEntry:
		var p review.Person
		if err := e.Decode(&p); err != nil {
			return err
		}
		if err := c.mayRecord(e, signer); err != nil {
			return err
		}
		c.people[p.ID] = p
		return nil
	case storage.CourtEntry:
		var court Court
		if err := e.Decode(&court); err != nil {
			return err
		}
		c.courts[court.Name] = true
		return c.mayRecord(e, signer)
	case storage.KeyEntry:
		return c.report(e, signer)
	case storage.LogEntry:
		// Whoever signs in first to a program that knows of checkpoints starts
		// the log. There is one.
		if e.Signer.Kind != "certificate" || c.founder == "" || c.logged {
			return review.Fault("journal.role", "name", e.Subject)
		}
		c.logged = true
		return nil
	case storage.MatterEntry:
		c.matters[e.Subject] = e.Seq
		return c.matter(e, signer, window)
	case storage.LevelEntry:
		var l levelRecord
		if err := e.Decode(&l); err != nil {
			return err
		}
		c.names(e.Seq, l.File)
		return nil
	case storage.RestoreEntry:
		if e.Signer.Kind != "certificate" {
			return review.Fault("journal.role", "name", e.Subject)
		}
		return nil
	case storage.ExtractEntry:
		var x Extract
		if err := e.Decode(&x); err != nil {
			return err
		}
		c.names(e.Seq, x.File, x.Lines)
		return nil
	case storage.InspectionEntry, storage.RulesEntry:
		return nil
	case storage.SpotCheckEntry:
		return spotHolds(e)
	case storage.PacketEntry:
		return c.packet(e, signer, window)
	case storage.CommitteeEntry:
		return c.sitting(e, signer, window)
	}
	return review.Fault("journal.type", "type", string(e.Type))
}

// names takes up the files that an act names.
func (c *journalChecker) names(row int64, files ...review.Hash) {
	for _, h := range files {
		if _, known := c.files[h]; h != "" && !known {
			c.files[h] = row
		}
	}
}

func (c *journalChecker) desk(e storage.Entry, signer string) error {
	var d DeskKey
	if err := e.Decode(&d); err != nil {
		return err
	}
	p := c.people[d.Person]
	if d.ID() != e.Subject || d.Certificate != signer || !p.Bound(signer, review.DateOf(d.From)) || d.Until.Sub(d.From) > deskHours*time.Hour {
		return review.Fault("journal.desk")
	}
	c.desks[d.ID()] = d
	return nil
}

// report takes up a report on a key.
func (c *journalChecker) report(e storage.Entry, signer string) error {
	var r KeyReport
	if err := e.Decode(&r); err != nil {
		return err
	}
	if r.Key != e.Subject {
		return review.Fault("journal.role", "name", r.Key)
	}
	if err := c.mayRecord(e, signer); err != nil {
		return err
	}
	c.reported[r.Key] = true
	for key, acts := range c.signed {
		if key != r.Key && c.desks[key].Certificate != r.Key {
			continue
		}
		for _, w := range acts {
			if !w.at.Before(r.Since) {
				c.doubtful = append(c.doubtful, w.row)
			}
		}
	}
	return nil
}

// mayRecord: the court, its people and its keys are recorded by the
// certificate that founded the court, or by a president's or an
// administrator's.
func (c *journalChecker) mayRecord(e storage.Entry, signer string) error {
	if e.Signer.Kind == "certificate" {
		if c.founder == "" {
			c.founder = signer
		}
		for _, p := range c.people {
			for _, t := range p.Terms {
				if (t.Role == review.RolePresident || t.Role == review.RoleAdmin) && p.Bound(signer, t.From) {
					return nil
				}
			}
		}
		if signer == c.founder {
			return nil
		}
	}
	return review.Fault("journal.role", "name", e.Subject)
}

// signature checks the entry's signature and says who signed: a certificate's
// fingerprint, or a person's id for a desk key, with the key's window.
func (c *journalChecker) signature(e storage.Entry, statement []byte) (signer string, window DeskKey, err error) {
	if e.Signer.Kind == "certificate" {
		info, err := cms.VerifyStatement(e.Signature, statement)
		if err != nil {
			return "", DeskKey{}, err
		}
		if fp := keys.Fingerprint(info.Certificate); fp == e.Signer.Key {
			return fp, DeskKey{}, nil
		}
		return "", DeskKey{}, review.Fault("journal.desk")
	}
	d, ok := c.desks[e.Signer.Key]
	public, derr := base64.StdEncoding.DecodeString(d.Public)
	if !ok || derr != nil || len(public) != ed25519.PublicKeySize || !ed25519.Verify(public, statement, e.Signature) {
		return "", DeskKey{}, review.Fault("journal.desk")
	}
	return d.Person, d, nil
}

// byCertificate are the acts that a desk key may not sign.
var byCertificate = map[review.EventKind]bool{
	review.EventSign: true, review.EventApprove: true, review.EventReturn: true, review.EventReconsider: true,
	review.EventRefer: true, review.EventRefuse: true, review.EventRetract: true, review.EventSeal: true,
	review.EventConsent: true, review.EventRecall: true,
}

func (c *journalChecker) matter(e storage.Entry, signer string, window DeskKey) error {
	var ev review.Event
	if err := e.Decode(&ev); err != nil {
		return err
	}
	c.names(e.Seq, ev.Files()...)
	c.signed[e.Signer.Key] = append(c.signed[e.Signer.Key], when{e.Seq, ev.At})
	closed, err := closedBy(e, c.people)
	if err != nil {
		return err
	}
	c.closings = append(c.closings, closed...)
	p, ok := c.people[ev.Actor]
	on := review.DateOf(ev.At)
	_, holds := p.Holds(ev.Role, on)
	if ev.Packet != "" {
		under := c.packets[ev.Packet]
		if under == nil || under.Approved == nil {
			return review.Fault("packet.none", "packet", ev.Packet)
		}
		if err := under.May(ev); err != nil {
			return err
		}
	}
	switch {
	case !ok || !holds || p.Name != ev.Name || ev.Matter != e.Subject:
		return review.Fault("journal.role", "name", ev.Name)
	case !c.courts[ev.Court]:
		return review.Fault("journal.court", "court", ev.Court)
	case e.Signer.Kind == "certificate" && !p.Bound(signer, on):
		return review.Fault("journal.role", "name", ev.Name)
	case e.Signer.Kind == "desk" && (byCertificate[ev.Kind] || signer != p.ID || ev.At.After(window.Until)):
		return review.Fault("journal.role", "name", ev.Name)
	}
	return nil
}
