package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// deskHours is how long a desk key may sign after the sign-in.
const deskHours = 8

// DeskKey is the statement by which a certificate lends its name to a desk
// key: ordinary acts are signed by the desk key, decisions never.
type DeskKey struct {
	Person      string    `json:"person"`
	Public      string    `json:"public"` // Ed25519, base64
	Certificate string    `json:"certificate"`
	From        time.Time `json:"from"`
	Until       time.Time `json:"until"`
	// Where is the machine's name, "" if it has none.
	Where string `json:"where,omitempty"`
}

// ID names the key: SHA-256 of the public key.
func (d DeskKey) ID() string { return string(review.HashOf([]byte(d.Public))) }

// Session is a person at this desk.
type Session struct {
	Person review.Person
	desk   DeskKey
	key    ed25519.PrivateKey
}

// Session is who sits at the desk, nil if nobody has signed in.
func (a *App) Session() *Session {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.session
}

// People are the persons as they are now, in the order they came.
func (a *App) People(ctx context.Context) ([]review.Person, error) {
	es, err := a.store.Entries(ctx, storage.PersonEntry, "")
	if err != nil {
		return nil, err
	}
	var out []review.Person
	for _, e := range es {
		var p review.Person
		if err := e.Decode(&p); err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(out, func(q review.Person) bool { return q.ID == p.ID }); i >= 0 {
			out[i] = p
		} else {
			out = append(out, p)
		}
	}
	return out, nil
}

// Person finds a person by id or name.
func (a *App) Person(ctx context.Context, who string) (review.Person, error) {
	people, err := a.People(ctx)
	if err != nil {
		return review.Person{}, err
	}
	for _, p := range people {
		if p.ID == who || p.Name == who {
			return p, nil
		}
	}
	return review.Person{}, review.Fault("person.unknown", "name", who)
}

// SavePerson records a person as he is from now on; signed by the certificate
// of a president or an administrator.
func (a *App) SavePerson(ctx context.Context, by *keys.Credential, p review.Person) error {
	if err := a.mayKeepPeople(ctx, by); err != nil {
		return err
	}
	people, err := a.People(ctx)
	if err != nil {
		return err
	}
	if err := review.CheckPerson(p, people); err != nil {
		return err
	}
	return a.enterSigned(ctx, by, storage.PersonEntry, p.ID, p, nil)
}

// NewPersonID is an id that nobody has yet.
func (a *App) NewPersonID(ctx context.Context) (string, error) {
	people, err := a.People(ctx)
	if err != nil {
		return "", err
	}
	for n := len(people) + 1; ; n++ {
		id := "p" + itoa(n)
		if !slices.ContainsFunc(people, func(p review.Person) bool { return p.ID == id }) {
			return id, nil
		}
	}
}

// mayKeepPeople says whether the certificate is a president's or an
// administrator's, who keep the court's settings and its people.
func (a *App) mayKeepPeople(ctx context.Context, by *keys.Credential) error {
	if a.carried() != nil {
		return review.Fault("packet.device.only")
	}
	now := a.Now()
	if err := by.Usable(now, keys.Statement); err != nil {
		return err
	}
	actor, err := a.holder(ctx, by)
	if err != nil {
		return err
	}
	today := review.DateOf(now)
	if _, ok := actor.Holds(review.RolePresident, today); !ok {
		if _, ok := actor.Holds(review.RoleAdmin, today); !ok {
			return review.Fault("role.maynot", "name", actor.Name)
		}
	}
	return nil
}

// holder is the person whose certificate it is today.
func (a *App) holder(ctx context.Context, c *keys.Credential) (review.Person, error) {
	people, err := a.People(ctx)
	if err != nil {
		return review.Person{}, err
	}
	fp := keys.Fingerprint(c.Certificate)
	for _, p := range people {
		if p.Bound(fp, review.DateOf(a.Now())) {
			return p, nil
		}
	}
	return review.Person{}, review.Fault("key.nobody", "name", c.Certificate.Subject.CommonName)
}

// SignIn seats a person at the desk: his certificate signs a fresh desk key. A
// journal that is not the one the machine remembers is refused
// (DiffersFromMemory).
func (a *App) SignIn(ctx context.Context, who string, c *keys.Credential) (*Session, error) {
	now := a.Now()
	if err := c.Usable(now, keys.Statement); err != nil {
		return nil, err
	}
	p, err := a.Person(ctx, who)
	if err != nil {
		return nil, err
	}
	if !p.Bound(keys.Fingerprint(c.Certificate), review.DateOf(now)) {
		return nil, review.Fault("key.notbound", "name", p.Name, "certificate", c.Certificate.Subject.CommonName)
	}
	if err := a.AgreesWithMemory(ctx); err != nil {
		return nil, err
	}
	if err := a.carried().maySit(p, now); err != nil {
		return nil, err
	}
	older := a.agreedOlder()
	s, err := newSession(p, c, now, a.config.machine())
	if err != nil {
		return nil, err
	}
	desk, err := signedEntry(c, storage.DeskEntry, s.desk.ID(), s.desk)
	if err != nil {
		return nil, err
	}
	restored := false
	err = a.store.Update(ctx, func(tx *storage.Tx) (err error) {
		if restored, err = a.recordRestore(tx, c); err != nil {
			return err
		}
		return a.certify(tx, s, c, desk, now)
	})
	if err != nil {
		return nil, err
	}
	if restored {
		if err := removeIfThere(filepath.Join(a.here, restoredFile)); err != nil {
			return nil, err
		}
	}
	if older { // it was agreed to, and is now an entry
		if err := letGo(a.config); err != nil {
			return nil, err
		}
	}
	return s, a.settle(ctx, s)
}

// newSession is a person with a fresh desk key, which nobody has signed yet.
func newSession(p review.Person, c *keys.Credential, now time.Time, where string) (*Session, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	return &Session{Person: p, key: private, desk: DeskKey{
		Where:  where,
		Person: p.ID, Public: base64.StdEncoding.EncodeToString(public), Certificate: keys.Fingerprint(c.Certificate),
		From: now, Until: now.Add(deskHours * time.Hour),
	}}, nil
}

// certify records a session's desk key as the certificate signed it, and what
// else the first sign-in brings.
func (a *App) certify(tx *storage.Tx, s *Session, c *keys.Credential, desk storage.NewEntry, now time.Time) error {
	if err := enter(tx, desk); err != nil {
		return err
	}
	if err := startLog(tx, c); err != nil {
		return err
	}
	return a.recordRules(tx, s, now)
}

// settle seats a session that was signed, and keeps it for the next command.
func (a *App) settle(ctx context.Context, s *Session) error {
	// Who can't write his settings may still work; the doctor says so.
	_ = a.Remember(ctx)
	a.mu.Lock()
	a.session = s
	a.mu.Unlock()
	return a.keepSession(s)
}

// SignOut leaves the desk and forgets its key. What was done at it is
// remembered.
func (a *App) SignOut() error {
	a.mu.Lock()
	s := a.session
	a.session = nil
	a.mu.Unlock()
	if s == nil {
		return nil
	}
	// If the journal is no longer the one remembered, the next sign-in says so.
	if ctx := context.Background(); a.AgreesWithMemory(ctx) == nil {
		_ = a.Remember(ctx) // as at sign-in
	}
	return removeIfThere(a.sessionPath(s.Person.ID))
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// A desk key outlives its command: it is kept sealed in the data folder.

func (a *App) sessionPath(person string) string {
	return filepath.Join(a.here, "desks", string(review.HashOf([]byte(person))[:16]))
}

type keptSession struct {
	Desk DeskKey `json:"desk"`
	Key  []byte  `json:"key"`
}

func (a *App) keepSession(s *Session) error {
	b, err := json.Marshal(keptSession{s.desk, s.key})
	if err != nil {
		return err
	}
	path := a.sessionPath(s.Person.ID)
	err = os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = ReplaceFile(path, a.store.Seal(b, "desk "+s.Person.ID), 0o600)
	}
	if err != nil {
		return review.FaultFrom(err, "session.notkept", "name", s.Person.Name)
	}
	return nil
}

// Resume takes up a sign-in that has not expired.
func (a *App) Resume(ctx context.Context, who string) (*Session, error) {
	p, err := a.Person(ctx, who)
	if err != nil {
		return nil, err
	}
	none := review.Fault("session.none", "name", p.Name)
	sealed, err := os.ReadFile(a.sessionPath(p.ID))
	if err != nil {
		return nil, none
	}
	b, err := a.store.Unseal(sealed, "desk "+p.ID)
	if err != nil {
		return nil, none
	}
	var k keptSession
	if err := json.Unmarshal(b, &k); err != nil || k.Desk.Person != p.ID || len(k.Key) != ed25519.PrivateKeySize {
		return nil, none
	}
	if now := a.Now(); now.Before(k.Desk.From) || !now.Before(k.Desk.Until) {
		return nil, none
	}
	if err := a.AgreesWithMemory(ctx); err != nil {
		return nil, err
	}
	if err := a.stands(ctx, k.Desk); err != nil {
		return nil, err
	}
	if err := a.carried().maySit(p, a.Now()); err != nil {
		return nil, err
	}
	s := &Session{Person: p, desk: k.Desk, key: k.Key}
	a.mu.Lock()
	a.session = s
	a.mu.Unlock()
	return s, nil
}

// signedEntry is an act that the certificate itself signs.
func signedEntry(c *keys.Credential, t storage.EntryType, subject string, payload any) (storage.NewEntry, error) {
	body, err := storage.Encode(t, subject, payload)
	if err != nil {
		return storage.NewEntry{}, err
	}
	sig, err := cms.SignStatement(c, storage.Statement(body))
	return storage.NewEntry{
		Type: t, Subject: subject, Body: body, Signature: sig,
		Signer: storage.Signer{Kind: "certificate", Key: keys.Fingerprint(c.Certificate)},
	}, err
}

// enter records an act that was signed, unless its key is reported by now.
func enter(tx *storage.Tx, e storage.NewEntry) error {
	if err := stillTrusted(tx, e.Signer.Key); err != nil {
		return err
	}
	_, err := tx.Append(e)
	return err
}

// enterSigned records an act in a step of its own; also, if set, is done first
// in it.
func (a *App) enterSigned(ctx context.Context, c *keys.Credential, t storage.EntryType, subject string, payload any, also func(*storage.Tx) error) error {
	e, err := signedEntry(c, t, subject, payload)
	if err != nil {
		return err
	}
	return a.store.Update(ctx, func(tx *storage.Tx) error {
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		return enter(tx, e)
	})
}

// appendSigned signs and records within a step, where nobody else waits.
func appendSigned(tx *storage.Tx, c *keys.Credential, t storage.EntryType, subject string, payload any) error {
	e, err := signedEntry(c, t, subject, payload)
	if err != nil {
		return err
	}
	return enter(tx, e)
}

// appendDesk records an ordinary act, signed by the desk key.
func (s *Session) appendDesk(tx *storage.Tx, t storage.EntryType, subject string, payload any, now time.Time) error {
	if now.Before(s.desk.From) || !now.Before(s.desk.Until) {
		return review.Fault("session.expired", "name", s.Person.Name)
	}
	if err := stillTrusted(tx, s.desk.ID(), s.desk.Certificate); err != nil {
		return err
	}
	body, err := storage.Encode(t, subject, payload)
	if err != nil {
		return err
	}
	_, err = tx.Append(storage.NewEntry{
		Type: t, Subject: subject, Body: body, Signature: ed25519.Sign(s.key, storage.Statement(body)),
		Signer: storage.Signer{Kind: "desk", Key: s.desk.ID()},
	})
	return err
}

// roleFor picks, of the roles an act allows, one that the person holds.
func (s *Session) roleFor(on review.Date, allowed ...review.Role) (review.Role, review.Term, error) {
	for _, r := range allowed {
		if t, ok := s.Person.Holds(r, on); ok {
			return r, t, nil
		}
	}
	return "", review.Term{}, review.Fault("role.maynot", "name", strings.TrimSpace(s.Person.Name))
}
