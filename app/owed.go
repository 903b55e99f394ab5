package app

import (
	"bytes"
	"context"
	"slices"
	"time"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/trust"
	"shenqian/storage"
)

// The court says once at which level its papers are signed. An authority that
// does not answer costs the level, never the act: what is owed is put down in
// the journal beside the act, and fetched when somebody asks for it. The file
// that was signed stays; the longer one, which begins with it, is given out
// in its place.

// levelRecord is the payload of a LevelEntry about a signed file.
type levelRecord struct {
	Matter string `json:"matter"`
	Wanted Level  `json:"wanted"`
	Level  Level  `json:"level"`
	// Why is the code of what is missing; empty once nothing is.
	Why string `json:"why,omitempty"`
	// File stands for the signed file from now on; empty for that file itself.
	File review.Hash `json:"file,omitempty"`
	At   time.Time   `json:"at"`
}

// levelPatience is how long an act waits for authorities. Whoever signs has
// half a minute for a paper.
const levelPatience = 8 * time.Second

// sign signs at the court's level.
func (a *App) sign(ctx context.Context, pdf []byte, r signing.Request) (*Signed, error) {
	return a.signTwice(ctx, pdf, r, nil)
}

// signTwice is sign, with a second key too unless it is nil.
func (a *App) signTwice(ctx context.Context, pdf []byte, r signing.Request, second *signing.Second) (*Signed, error) {
	c := a.Court()
	level := c.Level
	if level == "" {
		level = signing.LevelB
	}
	// The signature itself waits for nobody, so the bound costs only the level.
	asking, cancel := context.WithTimeout(ctx, levelPatience)
	defer cancel()
	return a.signAt(asking, pdf, r, second, level, c.Authorities)
}

// checkLevel says whether a court's settings on levels can be followed.
func (a *App) checkLevel(c Court) error {
	if _, err := ParseLevel(string(c.Level)); err != nil {
		return err
	}
	if c.Level.Reaches(signing.LevelT) && len(c.Authorities) == 0 {
		return review.Fault("court.notsa", "level", string(c.Level))
	}
	_, err := a.net.Authorities(c.Authorities)
	return err
}

// owe puts down that a file signed in this step lacks its level.
func (a *App) owe(tx *storage.Tx, s *Session, id string, f *Signed, now time.Time) error {
	return s.appendDesk(tx, storage.LevelEntry, string(review.HashOf(f.PDF)), levelRecord{
		Matter: id, Wanted: f.Wanted, Level: f.Reached, Why: Code(f.Short), At: now,
	}, now)
}

// Owed is a signed file that lacks the level it was to have.
type Owed struct {
	CaseNumber string      `json:"case_number"`
	Signed     review.Hash `json:"signed"` // the file that was signed
	Wanted     Level       `json:"level_wanted"`
	Level      Level       `json:"level"`
	Why        string      `json:"level_reason"`

	matter string
	file   review.Hash // the file that stands for it now
}

// Owed lists the files that lack their level, in the order of signing.
func (a *App) Owed(ctx context.Context) ([]Owed, error) {
	es, err := a.store.Entries(ctx, storage.LevelEntry, "")
	if err != nil {
		return nil, err
	}
	last := map[string]levelRecord{}
	var order []string
	for _, e := range es {
		var r levelRecord
		if err := e.Decode(&r); err != nil {
			return nil, err
		}
		if _, known := last[e.Subject]; !known {
			order = append(order, e.Subject)
		} else if r.File == "" {
			r.File = last[e.Subject].File
		}
		last[e.Subject] = r
	}
	out := []Owed{}
	for _, h := range order {
		r := last[h]
		if r.Level.Reaches(r.Wanted) {
			continue
		}
		o := Owed{CaseNumber: numberOf(r.Matter), Signed: review.Hash(h), Wanted: r.Wanted, Level: r.Level, Why: r.Why, matter: r.Matter, file: r.File}
		if o.file == "" {
			o.file = o.Signed
		}
		out = append(out, o)
	}
	return out, nil
}

// Raised is what became of a file that lacked its level.
type Raised struct {
	Owed
	Err error `json:"-"`
}

// Raise fetches what the files of some matters lack, of all if none is named,
// and records what was reached, file by file. An error is one that stops all.
func (a *App) Raise(ctx context.Context, ids []string, trusted [][]byte) ([]Raised, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	pool, err := trust.NewPool(trusted...)
	if err != nil {
		return nil, err
	}
	owed, err := a.Owed(ctx)
	if err != nil {
		return nil, err
	}
	from, err := a.sources(a.Court().Authorities, pool.Anchors())
	if err != nil {
		return nil, err
	}
	out := []Raised{}
	for _, o := range owed {
		if len(ids) > 0 && !slices.Contains(ids, o.matter) {
			continue
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		out = append(out, a.raise(ctx, s, o, from))
	}
	return out, nil
}

func (a *App) raise(ctx context.Context, s *Session, o Owed, from signing.Sources) Raised {
	r := Raised{Owed: o}
	pdf, err := a.SignedFile(ctx, o.Signed)
	if err != nil {
		r.Err = err
		return r
	}
	longer, err := signing.Extend(ctx, pdf, o.Wanted, from, a.Now())
	if err != nil {
		r.Err = err
		return r
	}
	if r.Level, r.Err, r.Why = longer.Reached, longer.Short, Code(longer.Short); len(longer.PDF) == len(pdf) {
		return r
	}
	now := a.Now()
	err = a.store.Update(ctx, func(tx *storage.Tx) error {
		h, err := tx.PutBlob(longer.PDF)
		if err != nil {
			return err
		}
		return s.appendDesk(tx, storage.LevelEntry, string(o.Signed), levelRecord{
			Matter: o.matter, Wanted: o.Wanted, Level: longer.Reached, Why: r.Why, File: h, At: now,
		}, now)
	})
	if err != nil {
		r.Level, r.Err = o.Level, err
	}
	return r
}

// givenOut is the file that stands for a signed one: that itself, or the longer
// one since its level was raised.
func (a *App) givenOut(ctx context.Context, h review.Hash) (review.Hash, error) {
	es, err := a.store.Entries(ctx, storage.LevelEntry, string(h))
	if err != nil {
		return "", err
	}
	for _, e := range es {
		var r levelRecord
		if err := e.Decode(&r); err != nil {
			return "", err
		}
		if r.File != "" {
			h = r.File
		}
	}
	return h, nil
}

// SignedFile is a signed file as it is given out: with the level fetched for
// it since. What was signed is its beginning, byte for byte.
func (a *App) SignedFile(ctx context.Context, h review.Hash) ([]byte, error) {
	signed, err := a.store.Blob(ctx, h)
	if err != nil {
		return nil, err
	}
	now, err := a.givenOut(ctx, h)
	if err != nil || now == h {
		return signed, err
	}
	longer, err := a.store.Blob(ctx, now)
	if err == nil && !bytes.HasPrefix(longer, signed) {
		return nil, review.Fault("level.otherfile", "hash", h.Short())
	}
	return longer, err
}
