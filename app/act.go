package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strconv"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

func itoa(n int) string { return strconv.Itoa(n) }

// step is one act on one matter: what happens, and the files it brings.
type step struct {
	event review.Event
	roles []review.Role // the roles that may do it, the first held is taken
	// cred signs the event itself; nil for ordinary acts, which the desk key
	// signs.
	cred *keys.Credential
	// files are stored with the event, in one transaction.
	files [][]byte
	// signed is the one of files that was signed for the step, nil for none: a
	// level it lacks is put down, to be fetched later.
	signed *Signed
	// closes are the ids of persons whom the step excludes from the matter.
	closes []string
	// then, if set, names what follows from the step in another matter: it is
	// recorded in the same transaction. An empty id means nothing.
	then func(m *review.Matter) (id string, next step)
}

// do applies a step: it completes the event, asks the domain whether it is
// lawful, signs it and records it with its files, all in one transaction.
func (a *App) do(ctx context.Context, id string, st step) (*review.Matter, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	var m *review.Matter
	err := a.store.Update(ctx, func(tx *storage.Tx) (err error) {
		if m, err = a.record(ctx, tx, s, id, st); err != nil || st.then == nil {
			return err
		}
		other, next := st.then(m)
		if other == "" {
			return nil
		}
		_, err = a.record(ctx, tx, s, other, next)
		return err
	})
	if err != nil {
		return nil, err
	}
	a.changed(id)
	return m, nil
}

// record does one step of one matter within a transaction.
func (a *App) record(ctx context.Context, tx *storage.Tx, s *Session, id string, st step) (*review.Matter, error) {
	now := a.Now()
	role, term, err := s.roleFor(review.DateOf(now), st.roles...)
	if err != nil {
		return nil, err
	}
	if st.cred != nil {
		if err := a.mayDecide(s, st.cred); err != nil {
			return nil, err
		}
	}
	e := st.event
	e.Court, e.Matter, e.Actor, e.Name, e.Role, e.Title, e.Instrument, e.At, e.Nonce = a.Court().Name, id, s.Person.ID, s.Person.Name, role, term.Title, term.Instrument, now, nonce()
	if e.Packet, err = a.carried().mayAct(s, e, now); err != nil {
		return nil, err
	}
	events, m, err := eventsIn(tx, id)
	if err != nil {
		return nil, err
	}
	if m.Version != nil && e.Version == 0 {
		e.Version, e.Round = m.Version.Number, m.Round
	}
	if e.At.Before(m.Changed) {
		e.At = m.Changed // a clock that went back must not undo the order
	}
	if err := m.Apply(e); err != nil {
		return nil, err
	}
	for _, f := range st.files {
		if _, err := tx.PutBlob(f); err != nil {
			return nil, err
		}
	}
	if st.cred != nil {
		err = appendSigned(tx, st.cred, storage.MatterEntry, id, e)
	} else {
		err = s.appendDesk(tx, storage.MatterEntry, id, e, now)
	}
	if err != nil {
		return nil, err
	}
	if st.signed != nil && st.signed.Short != nil {
		if err := a.owe(tx, s, id, st.signed, now); err != nil {
			return nil, err
		}
	}
	if err := a.saveRow(ctx, tx, id, m, append(events, e)); err != nil {
		return nil, err
	}
	for _, p := range st.closes {
		if err := tx.Close(id, p); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// mayDecide says whether the credential is the one of the person at the desk,
// and usable today.
func (a *App) mayDecide(s *Session, c *keys.Credential) error {
	now := a.Now()
	if err := c.Usable(now, keys.Document); err != nil {
		return err
	}
	if !s.Person.Bound(keys.Fingerprint(c.Certificate), review.DateOf(now)) {
		return review.Fault("key.notbound", "name", s.Person.Name, "certificate", c.Certificate.Subject.CommonName)
	}
	return nil
}

func nonce() string {
	b := make([]byte, 12)
	// crypto/rand never fails: it ends the program instead.
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// storeFailed says whether an error is the store's, which the next try would
// meet too, and not one of what was to be done.
func storeFailed(err error) bool {
	switch Code(err) {
	case "storage.write", "storage.lost", "storage.away", "storage.busy", "storage.unsure", "storage.forbidden", "storage.newer":
		return true
	}
	return false
}
