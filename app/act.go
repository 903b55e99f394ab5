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
}

// do applies a step: it completes the event, asks the domain whether it is
// lawful, signs it and records it with its files, all in one transaction.
func (a *App) do(ctx context.Context, id string, st step) (*review.Matter, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	now := a.Now()
	role, term, err := s.roleFor(review.DateOf(now), st.roles...)
	if err != nil {
		return nil, err
	}
	e := st.event
	e.Court, e.Matter, e.Actor, e.Name, e.Role, e.Title, e.At, e.Nonce = a.court.Name, id, s.Person.ID, s.Person.Name, role, term.Title, now, nonce()
	if st.cred != nil {
		if err := a.mayDecide(s, st.cred); err != nil {
			return nil, err
		}
	}
	var m *review.Matter
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		es, err := tx.Entries(storage.MatterEntry, id)
		if err != nil {
			return err
		}
		events := make([]review.Event, len(es))
		for i, en := range es {
			if err := en.Decode(&events[i]); err != nil {
				return err
			}
		}
		if m, err = review.Replay(events); err != nil {
			return err
		}
		if m.Version != nil && e.Version == 0 {
			e.Version, e.Round = m.Version.Number, m.Round
		}
		if e.At.Before(m.Changed) {
			e.At = m.Changed // a clock that went back must not undo the order
		}
		if err := m.Apply(e); err != nil {
			return err
		}
		for _, f := range st.files {
			if _, err := tx.PutBlob(f); err != nil {
				return err
			}
		}
		if st.cred != nil {
			err = appendSigned(tx, st.cred, storage.MatterEntry, id, e)
		} else {
			err = s.appendDesk(tx, storage.MatterEntry, id, e, now)
		}
		if err != nil {
			return err
		}
		return a.saveRow(ctx, tx, id, m, append(events, e), st.files)
	})
	if err != nil {
		return nil, err
	}
	a.changed(id)
	return m, nil
}

// saveRow writes what lists show of the matter as it now is.
func (a *App) saveRow(ctx context.Context, tx *storage.Tx, id string, m *review.Matter, events []review.Event, files [][]byte) error {
	k, err := a.Kind(kindOf(id))
	if err != nil {
		return err
	}
	d := &Dossier{ID: id, Kind: k, Matter: m, Events: events}
	if err := a.read(ctx, d); err != nil {
		return err
	}
	row, err := d.row()
	if err != nil {
		return err
	}
	return tx.SaveMatter(row)
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
