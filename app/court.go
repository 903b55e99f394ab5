package app

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/zalando/go-keyring"

	"shenqian/review"
	"shenqian/review/law"
	"shenqian/signing/keys"
	"shenqian/signing/trust"
	"shenqian/storage"
)

// Court is the court whose data this is.
type Court struct {
	Name          string         `json:"name"`
	Offices       review.Offices `json:"offices"`
	Demonstration bool           `json:"demonstration"`
	// Keys are the court's own certificates, for the seal and public copies.
	Keys []review.Binding `json:"keys,omitempty"`
	// Public are the court's own telephones and addresses, which no public copy
	// hides (practice.md 14).
	Public []string `json:"public,omitempty"`
	// PresidentOnly: nobody decides in the president's place but an acting
	// president (鲁高法〔2018〕17号 一·4(1), from 2018-03).
	PresidentOnly bool `json:"president_only,omitempty"`
	// FourEyes: a public copy is made by another person than the one who did
	// the masking.
	FourEyes bool `json:"four_eyes,omitempty"`
	// Packets: papers may leave the court's network in offline packets that were
	// approved (practice.md 8). Off unless the court says so.
	Packets bool `json:"packets,omitempty"`
	// Idle is after how many minutes alone a desk locks; 0: after ten.
	Idle int `json:"idle_minutes,omitempty"`
	// Calendar are the notices on holidays that the court loaded itself.
	Calendar []law.Notice `json:"calendar,omitempty"`
	// Rules are the court's own settings on the rules of the check-up.
	Rules []review.RuleSetting `json:"rules,omitempty"`
	// Level is the level that the court's signed papers are to have, B-B if it
	// is empty; Authorities are the addresses of time-stamp authorities, in the
	// order in which they are asked.
	Level       Level    `json:"level,omitempty"`
	Authorities []string `json:"time_stamp_authorities,omitempty"`
}

// CreateCourt makes a court's data in c.Data: its name, its president and
// whoever else is known. The president's certificate signs all of it.
func CreateCourt(ctx context.Context, c Config, court Court, president *keys.Credential, people []review.Person) (*App, error) {
	w, err := NewWorkshop(c)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(court.Name) == "":
		return nil, review.Fault("court.noname")
	case trust.IsTraining(president.Certificate) != court.Demonstration:
		return nil, review.Fault("court.training")
	}
	if err := c.vacant(ctx); err != nil {
		return nil, err
	}
	if err := c.noShare(); err != nil {
		return nil, err
	}
	here, err := c.here()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(here, 0o700); err != nil {
		return nil, err
	}
	if err := forget(c); err != nil {
		return nil, err
	}
	key, err := sealingKey(c, court.Demonstration, true)
	if err != nil {
		return nil, err
	}
	s, err := storage.Open(ctx, c.Data, c.options(key))
	if err != nil {
		return nil, err
	}
	a := &App{Workshop: w, config: c, here: here, store: s, court: court, made: newMade()}
	if err := president.Usable(a.Now(), keys.Statement); err != nil {
		return nil, closeAfter(err, s)
	}
	err = s.Update(ctx, func(tx *storage.Tx) error {
		if err := appendSigned(tx, president, storage.CourtEntry, "court", court); err != nil {
			return err
		}
		if err := startLog(tx, president); err != nil {
			return err
		}
		for _, p := range people {
			if err := appendSigned(tx, president, storage.PersonEntry, p.ID, p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, closeAfter(err, s)
	}
	return a, nil
}

// SaveCourt records the court's settings from now on; signed by the
// certificate of a president or an administrator.
func (a *App) SaveCourt(ctx context.Context, by *keys.Credential, c Court) error {
	if err := a.mayKeepPeople(ctx, by); err != nil {
		return err
	}
	if c.Demonstration != a.Court().Demonstration || strings.TrimSpace(c.Name) == "" {
		return review.Fault("court.noname")
	}
	if err := a.checkLevel(c); err != nil {
		return err
	}
	if err := c.checkIdle(); err != nil {
		return err
	}
	// Holidays are added, never set: what another desk loaded stays.
	latest, err := a.loadCourt(ctx)
	if err != nil {
		return err
	}
	c.Calendar = latest.Calendar
	err = a.enterSigned(ctx, by, storage.CourtEntry, "court", c, nil)
	if err == nil {
		a.setCourt(c)
		a.keepHolidays()
	}
	return err
}

func (a *App) loadCourt(ctx context.Context) (Court, error) {
	es, err := a.store.Entries(ctx, storage.CourtEntry, "")
	if err != nil {
		return Court{}, err
	}
	if len(es) == 0 {
		return Court{}, a.config.absent()
	}
	var c Court
	return c, es[len(es)-1].Decode(&c)
}

// DemonstrationCourtKey is the file with a demonstration court's own
// certificate, beside those of its people.
const DemonstrationCourtKey = "单位证书.p12"

// The key of the sealing layer (design.md §6): a demonstration's lies beside
// its data, which holds nobody's secrets. A real court's is in the keychain of
// the system, or, where there is none, in a file of the user's own settings
// that nobody else may read.
const (
	demoKeyFile     = "demonstration.key"
	keychainService = "shenqian-sealing"
)

func sealingKey(c Config, demonstration, create bool) ([]byte, error) {
	demoPath, err := c.inHere(demoKeyFile)
	if err != nil {
		return nil, err
	}
	if key, err := readKey(demoPath); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if demonstration {
		key := newKey()
		return key, keepSealingKey(c, true, key)
	}
	name, err := c.name()
	if err != nil {
		return nil, err
	}
	if text, err := keyring.Get(keychainService, name); err == nil {
		return base64.StdEncoding.DecodeString(text)
	}
	path, err := keyFile(name)
	if err != nil {
		return nil, err
	}
	if key, err := readKey(path); err == nil {
		return key, nil
	}
	if !create {
		return nil, review.Fault("court.nokey", "folder", name)
	}
	key := newKey()
	return key, keepSealingKey(c, false, key)
}

// keepSealingKey keeps the key of the data in a folder where sealingKey looks
// for it.
func keepSealingKey(c Config, demonstration bool, key []byte) error {
	text := base64.StdEncoding.EncodeToString(key)
	if demonstration {
		path, err := c.inHere(demoKeyFile)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o600)
	}
	name, err := c.name()
	if err != nil {
		return err
	}
	if keyring.Set(keychainService, name, text) == nil {
		return nil
	}
	path, err := keyFile(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o600)
}

// keyFile holds the key where the system has no keychain. abs is the absolute
// path of the data.
func keyFile(abs string) (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", review.FaultFrom(err, "court.nokey", "folder", abs)
	}
	return filepath.Join(config, "shenqian", "keys", string(review.HashOf([]byte(abs))[:24])+".key"), nil
}

func readKey(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(strings.TrimSpace(string(b)))
}

func newKey() []byte {
	key := make([]byte, 32)
	// crypto/rand never fails: it ends the program instead.
	_, _ = rand.Read(key)
	return key
}
