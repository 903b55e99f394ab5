package app

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
	"shenqian/signing/revocation"
	"shenqian/signing/trust"
	"shenqian/storage"
)

// What the screens show of a verification.
type (
	Report          = signing.Report
	SignatureReport = signing.SignatureReport
	Verdict         = signing.Verdict
)

// The verdicts that are good in themselves.
const (
	Valid    = signing.Valid
	Unsigned = signing.Unsigned
)

// Verify checks the signatures of a PDF. trusted are the PEM files of trust
// anchors, none for not asking whom to trust. Whether certificates still stood
// is told from the file and from what was asked before: nobody is asked now.
func (w *Workshop) Verify(pdf []byte, trusted [][]byte) (*signing.Report, error) {
	return w.verifyWith(pdf, trusted, signing.Evidence(context.Background(), w.net.Memory()))
}

// VerifyOnline is Verify, and asks those who know. Only certificates that
// chain to an anchor are followed to the addresses they name.
func (w *Workshop) VerifyOnline(ctx context.Context, pdf []byte, trusted [][]byte) (*signing.Report, error) {
	return w.verifyWith(pdf, trusted, signing.Evidence(ctx, w.net))
}

func (w *Workshop) verifyWith(pdf []byte, trusted [][]byte, ask func(cert, issuer *smx509.Certificate) []revocation.Evidence) (*signing.Report, error) {
	o := signing.Options{At: w.Now(), Evidence: ask}
	if len(trusted) > 0 {
		pool, err := trust.NewPool(trusted...)
		if err != nil {
			return nil, err
		}
		o.Trust = pool
	}
	return signing.Verify(pdf, o)
}

// JournalReport is what the check of the journal found.
type JournalReport struct {
	Entries int64  `json:"entries"`
	Head    string `json:"head"`
	Good    bool   `json:"good"`
	Reason  string `json:"reason,omitempty"`
}

// VerifyJournal checks the whole journal: chain, signatures, who might sign
// what, and that every matter's events are lawful.
func (a *App) VerifyJournal(ctx context.Context) (*JournalReport, error) {
	c := &journalChecker{desks: map[string]DeskKey{}, people: map[string]review.Person{}, matters: map[string]bool{}}
	n, head, err := a.store.VerifyJournal(ctx, c.check)
	r := &JournalReport{Entries: n, Head: hex.EncodeToString(head[:]), Good: err == nil}
	if err != nil {
		if Code(err) == "" {
			return nil, err
		}
		r.Reason = a.Words.Explain(err)
		return r, nil
	}
	if r.Reason, err = a.derived(ctx, c.matters); err != nil {
		return nil, err
	}
	r.Good = r.Reason == ""
	return r, nil
}

// derived checks what follows from the journal: that the rows are those of
// its matters, no fewer and no more, each at its place in the list and on the
// desks of those who must act, and that every file is there and whole.
func (a *App) derived(ctx context.Context, matters map[string]bool) (wrong string, err error) {
	all, err := a.store.Matters(ctx, storage.Query{})
	if err != nil {
		return "", err
	}
	say := func(id string) string { return a.Words.Say("journal.matter", "matter", id[len(kindOf(id))+1:]) }
	listed := map[string]bool{}
	for _, row := range all.Rows {
		listed[row.ID] = true
		if _, m, err := a.events(ctx, row.ID); err != nil || m.State != row.State || !matters[row.ID] {
			return say(row.ID), nil
		}
		if good, err := a.placed(ctx, row); err != nil || !good {
			return say(row.ID), err
		}
	}
	for id := range matters {
		if listed[id] {
			continue
		}
		_, m, err := a.events(ctx, id)
		if err != nil || m.Yielded == "" || len(m.Attachments) > 0 {
			return say(id), nil
		}
	}
	files, err := a.store.Blobs(ctx)
	if err != nil {
		return "", err
	}
	for _, h := range files {
		if _, err := a.store.Blob(ctx, h); err != nil {
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			return a.Words.Say("journal.file", "hash", h.Short()), nil
		}
	}
	return "", nil
}

// placed says whether a row lies where its sealed summary puts it.
func (a *App) placed(ctx context.Context, row storage.MatterRow) (bool, error) {
	var s summary
	if json.Unmarshal(row.Summary, &s) != nil {
		return false, nil
	}
	want, err := rowOf(row.ID, row.State, row.Changed, s)
	if err != nil {
		return false, err
	}
	return a.store.Placed(ctx, want)
}

// journalChecker walks the journal with what is known at each point: who the
// people are and which desk keys stand for them.
type journalChecker struct {
	desks   map[string]DeskKey
	people  map[string]review.Person
	matters map[string]bool
	founder string // fingerprint of the certificate that made the court
}

func (c *journalChecker) check(e storage.Entry, statement []byte) error {
	signer, window, err := c.signature(e, statement)
	if err != nil {
		return err
	}
	switch e.Type {
	case storage.DeskEntry:
		var d DeskKey
		if err := e.Decode(&d); err != nil {
			return err
		}
		p := c.people[d.Person]
		if d.ID() != e.Subject || d.Certificate != signer || !p.Bound(signer, review.DateOf(d.From)) || d.Until.Sub(d.From) > deskHours*time.Hour {
			return review.Fault("journal.desk")
		}
		c.desks[d.ID()] = d
	case storage.PersonEntry:
		var p review.Person
		if err := e.Decode(&p); err != nil {
			return err
		}
		if err := c.mayRecord(e, signer); err != nil {
			return err
		}
		c.people[p.ID] = p
	case storage.CourtEntry:
		return c.mayRecord(e, signer)
	case storage.MatterEntry:
		c.matters[e.Subject] = true
		return c.matter(e, signer, window)
	}
	return nil
}

// mayRecord: the court and its people are recorded by the certificate that
// founded the court, or by a president's or an administrator's.
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
}

func (c *journalChecker) matter(e storage.Entry, signer string, window DeskKey) error {
	var ev review.Event
	if err := e.Decode(&ev); err != nil {
		return err
	}
	p, ok := c.people[ev.Actor]
	on := review.DateOf(ev.At)
	_, holds := p.Holds(ev.Role, on)
	switch {
	case !ok || !holds || p.Name != ev.Name || ev.Matter != e.Subject:
		return review.Fault("journal.role", "name", ev.Name)
	case e.Signer.Kind == "certificate" && !p.Bound(signer, on):
		return review.Fault("journal.role", "name", ev.Name)
	case e.Signer.Kind == "desk" && (byCertificate[ev.Kind] || signer != p.ID || ev.At.After(window.Until)):
		return review.Fault("journal.role", "name", ev.Name)
	}
	return nil
}
