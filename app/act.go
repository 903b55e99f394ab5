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
// lawful, signs it and records it with its files, all in one transaction. What a
// certificate signs is signed before, for a token takes its time and may ask for
// a PIN of its own, and the transaction keeps every other desk of the court from
// writing; if another acted on the matter meanwhile, it is asked and signed anew.
func (a *App) do(ctx context.Context, id string, st step) (m *review.Matter, err error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	for range 3 {
		var ahead *signedAct
		if st.cred != nil {
			if ahead, err = a.signAhead(ctx, s, id, st); err != nil {
				return nil, err
			}
		}
		err = a.store.Update(ctx, func(tx *storage.Tx) (err error) {
			if m, err = a.record(ctx, tx, s, id, st, ahead); err != nil || st.then == nil {
				return err
			}
			other, next := st.then(m)
			if other == "" {
				return nil
			}
			_, err = a.record(ctx, tx, s, other, next, nil)
			return err
		})
		if Code(err) != "act.overtaken" {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	a.changed(id)
	return m, nil
}

// signedAct is an act as a certificate has signed it, to follow so many others.
type signedAct struct {
	event review.Event
	acts  int
	entry storage.NewEntry
}

// signAhead signs an act for where the matter stands.
func (a *App) signAhead(ctx context.Context, s *Session, id string, st step) (*signedAct, error) {
	if err := a.mayDecide(s, st.cred); err != nil {
		return nil, err
	}
	es, err := a.store.Entries(ctx, storage.MatterEntry, id)
	if err != nil {
		return nil, err
	}
	events, err := decoded(es)
	if err != nil {
		return nil, err
	}
	out := &signedAct{acts: len(events)}
	if out.event, _, err = a.next(s, id, st, events); err != nil {
		return nil, err
	}
	out.entry, err = signedEntry(st.cred, storage.MatterEntry, id, out.event)
	return out, err
}

// next is the event of a step after others, and the matter after it.
func (a *App) next(s *Session, id string, st step, events []review.Event) (e review.Event, m *review.Matter, err error) {
	now := a.Now()
	role, term, err := s.roleFor(review.DateOf(now), st.roles...)
	if err != nil {
		return e, nil, err
	}
	e = st.event
	e.Court, e.Matter, e.Actor, e.Name, e.Role, e.Title, e.Instrument, e.At, e.Nonce = a.Court().Name, id, s.Person.ID, s.Person.Name, role, term.Title, term.Instrument, now, nonce()
	if e.Packet, err = a.carried().mayAct(s, e, now); err != nil {
		return e, nil, err
	}
	if m, err = review.Replay(events); err != nil {
		return e, nil, err
	}
	if m.Version != nil && e.Version == 0 {
		e.Version, e.Round = m.Version.Number, m.Round
	}
	if e.At.Before(m.Changed) {
		e.At = m.Changed // a clock that went back must not undo the order
	}
	return e, m, m.Apply(e)
}

func decoded(es []storage.Entry) ([]review.Event, error) {
	events := make([]review.Event, len(es))
	for i, e := range es {
		if err := e.Decode(&events[i]); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// record does one step of one matter within a transaction: ahead, or, if that
// is nil, what the desk key signs.
func (a *App) record(ctx context.Context, tx *storage.Tx, s *Session, id string, st step, ahead *signedAct) (*review.Matter, error) {
	es, err := tx.Entries(storage.MatterEntry, id)
	if err != nil {
		return nil, err
	}
	events, err := decoded(es)
	if err != nil {
		return nil, err
	}
	var e review.Event
	var m *review.Matter
	now := a.Now()
	switch {
	case ahead == nil:
		e, m, err = a.next(s, id, st, events)
	case ahead.acts != len(events):
		return nil, review.Fault("act.overtaken", "number", numberOf(id))
	default:
		e = ahead.event
		if m, err = review.Replay(events); err == nil {
			err = m.Apply(e)
		}
	}
	if err != nil {
		return nil, err
	}
	for _, f := range st.files {
		if _, err := tx.PutBlob(f); err != nil {
			return nil, err
		}
	}
	if ahead != nil {
		err = enter(tx, ahead.entry)
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
