package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// Whoever signs in opens a desk: a key that signs ordinary acts in his name for
// eight hours, on one machine. He may sit at two. A desk that got out of hand
// is revoked: from that entry on nothing it signs is recorded.

// OpenDesk is a sign-in whose hours are not over.
type OpenDesk struct {
	ID     string    `json:"id"` // of the desk key
	Name   string    `json:"name"`
	Person string    `json:"person"`
	Where  string    `json:"where,omitempty"` // the machine
	From   time.Time `json:"from"`
	Until  time.Time `json:"until"`
	// Revoked says why it signs no more, nil if it may.
	Revoked *KeyReport `json:"revoked,omitempty"`
	Here    bool       `json:"here,omitempty"` // the one at this desk
}

// OpenDesks are the sign-ins whose hours are not over, in their order. That
// somebody left his desk before is known to that machine alone.
func (a *App) OpenDesks(ctx context.Context) ([]OpenDesk, error) {
	people, err := a.People(ctx)
	if err != nil {
		return nil, err
	}
	reports, err := a.KeyReports(ctx)
	if err != nil {
		return nil, err
	}
	es, err := a.store.Entries(ctx, storage.DeskEntry, "")
	if err != nil {
		return nil, err
	}
	now, s, out := a.Now(), a.Session(), []OpenDesk{}
	for _, e := range es {
		var d DeskKey
		if err := e.Decode(&d); err != nil {
			return nil, err
		}
		if !now.Before(d.Until) || now.Before(d.From) {
			continue
		}
		o := OpenDesk{ID: d.ID(), Person: d.Person, Where: d.Where, From: d.From, Until: d.Until, Here: s != nil && s.desk.ID() == d.ID()}
		if i := slices.IndexFunc(people, func(p review.Person) bool { return p.ID == d.Person }); i >= 0 {
			o.Name = people[i].Name
		}
		if i := slices.IndexFunc(reports, func(r KeyReport) bool { return r.Key == o.ID || r.Key == d.Certificate }); i >= 0 {
			o.Revoked = &reports[i]
		}
		out = append(out, o)
	}
	return out, nil
}

// Elsewhere are the desks on other machines at which the one who sits here has
// signed in: of each machine the last. On this machine a sign-in takes the place
// of the one before.
func (a *App) Elsewhere(ctx context.Context) (out []OpenDesk, err error) {
	s := a.Session()
	if s == nil {
		return nil, nil
	}
	all, err := a.OpenDesks(ctx)
	for _, o := range slices.Backward(all) {
		same := func(x OpenDesk) bool { return x.Where == o.Where }
		if o.Person == s.Person.ID && o.Revoked == nil && o.Where != s.desk.Where && !slices.ContainsFunc(out, same) {
			out = append(out, o)
		}
	}
	return out, err
}

// shortDesk is how many digits of a desk's id are enough to name it.
const shortDesk = 8

// Short is the id as lists print it.
func (o OpenDesk) Short() string { return o.ID[:shortDesk] }

// RevokeDesk revokes the open desks that a name names: the beginning of an id,
// or a machine with all that are open on it. By the certificate of a president
// or an administrator.
func (a *App) RevokeDesk(ctx context.Context, by *keys.Credential, name, why string) (out []OpenDesk, err error) {
	if strings.TrimSpace(why) == "" {
		return nil, review.Fault("reason.missing")
	}
	all, err := a.OpenDesks(ctx)
	if err != nil {
		return nil, err
	}
	name = strings.TrimSpace(name)
	for _, o := range all {
		if o.Revoked == nil && name != "" && (o.Where == name || len(name) >= shortDesk && strings.HasPrefix(o.ID, strings.ToLower(name))) {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return nil, review.Fault("desk.unknown", "name", name)
	}
	for i, o := range out {
		if err := a.ReportKey(ctx, by, o.ID, why, a.Now()); err != nil {
			return out[:i], err
		}
	}
	return out, nil
}

// Stands says whether the one at this desk may go on working: nil, or a fault
// that says by what his desk or his certificate was revoked.
func (a *App) Stands(ctx context.Context) error {
	s := a.Session()
	if s == nil {
		return nil
	}
	return a.stands(ctx, s.desk)
}

func (a *App) stands(ctx context.Context, d DeskKey) error {
	es, err := a.store.Entries(ctx, storage.KeyEntry, "")
	if err != nil {
		return err
	}
	return reportedIn(es, d.ID(), d.Certificate)
}

// Unlocks says whether a certificate is that of the one at this desk, and good
// today: it lifts the lock that the desk puts on after a while alone.
func (a *App) Unlocks(ctx context.Context, c *keys.Credential) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	if err := c.Usable(a.Now(), keys.Statement); err != nil {
		return err
	}
	p, err := a.Person(ctx, s.Person.ID)
	if err != nil {
		return err
	}
	if !p.Bound(keys.Fingerprint(c.Certificate), review.DateOf(a.Now())) {
		return review.Fault("lock.other", "name", p.Name, "certificate", c.Certificate.Subject.CommonName)
	}
	es, err := a.store.Entries(ctx, storage.KeyEntry, "")
	if err != nil {
		return err
	}
	return reportedIn(es, s.desk.ID(), keys.Fingerprint(c.Certificate))
}

// How long a desk is left alone before it locks, in minutes.
const (
	defaultIdle = 10
	longestIdle = 120
)

// IdleMinutes is how long a desk of this court is left alone before it locks.
func (c Court) IdleMinutes() int {
	if c.Idle == 0 {
		return defaultIdle
	}
	return c.Idle
}

func (c Court) checkIdle() error {
	if c.Idle < 0 || c.Idle > longestIdle {
		return review.Fault("court.idle", "most", itoa(longestIdle))
	}
	return nil
}
