// Package demo lays out a demonstration court that does not exist, and runs
// the main job on its cases: import, check-up, answers, submission, the
// earlier steps, the showing, the decision. Each case is signed on its own
// date, by a clock and certificates marked as a demonstration's.
package demo

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/trust"
	"shenqian/storage"
)

// The court, its people, its cases and the two sample rulings of other courts.
//
//go:embed court.json cases samples
var content embed.FS

// Paper is a PDF that the demonstration made.
type Paper struct {
	CaseNumber string      `json:"case_number"`
	What       string      `json:"what"` // original, copy, public, opinion, sample
	File       string      `json:"file"`
	Frozen     review.Hash `json:"frozen_sha256,omitempty"`
}

// Result is what Lay made.
type Result struct {
	Data      string  `json:"data"`
	Court     string  `json:"court"`
	Approved  int     `json:"approved"`
	Waiting   int     `json:"waiting"`
	Published int     `json:"published"`
	Withheld  int     `json:"withheld"` // by law not published
	Trust     string  `json:"trust"`    // PEM file of the training authority
	Papers    []Paper `json:"papers"`
}

// script is court.json.
type script struct {
	Court  app.Court `json:"court"`
	People []struct {
		ID    string        `json:"id"`
		Name  string        `json:"name"`
		Terms []review.Term `json:"terms"`
	} `json:"people"`
	Cases []course    `json:"cases"`
	Today review.Date `json:"today"` // the day on which the demonstration is looked at
}

// course is what happens to one case.
type course struct {
	Folder  string            `json:"folder"`
	On      review.Date       `json:"on"`       // the day of the decision
	Clerk   string            `json:"clerk"`    // who imports
	Judge   string            `json:"judge"`    // the 承办人
	Answers map[string]string `json:"answers"`  // by rule
	Until   string            `json:"until"`    // draft, submitted, president, or a decision; empty: approved
	Reason  string            `json:"reason"`   // of a decision other than approval
	Remark  string            `json:"remark"`   // 院长批示
	Paper   []string          `json:"paper"`    // steps signed on paper
	Overr   string            `json:"override"` // 强制提交说明
	After   afterwards        `json:"after"`
}

const passphrase = "demonstration"

// Lay makes the court in dir, which must not hold one yet.
func Lay(ctx context.Context, dir string, c app.Config, progress app.Progress) (*Result, error) {
	if storage.Exists(dir) {
		return nil, review.Fault("court.exists", "folder", dir)
	}
	l := &layer{dir: dir, keys: map[string]*app.Credential{}, progress: progress}
	if err := readJSON("court.json", &l.script); err != nil {
		return nil, err
	}
	// The court is made and its cases run by this clock.
	l.now = time.Date(2018, 1, 2, 9, 0, 0, 0, app.Zone)
	c.Data, c.Window, c.Clock = dir, false, func() time.Time { return l.now }
	if err := l.found(ctx, c); err != nil {
		return nil, err
	}
	defer l.app.Close()
	if err := l.run(ctx); err != nil {
		return nil, err
	}
	return &l.result, nil
}

type layer struct {
	dir      string
	script   script
	app      *app.App
	keys     map[string]*app.Credential // by name
	now      time.Time
	result   Result
	progress app.Progress
	court    *app.Credential // the court's own certificate
	agenda   []errand
}

func readJSON(name string, v any) error {
	b, err := content.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("demo: %s: %w", name, err)
	}
	return nil
}

// found makes the authority, the certificates and the court.
func (l *layer) found(ctx context.Context, c app.Config) error {
	s := l.script
	s.Court.Demonstration = true
	authority, err := trust.NewTrainingAuthority(rand.Reader, s.Court.Name, l.now)
	if err != nil {
		return err
	}
	certificates := filepath.Join(l.dir, "certificates")
	if err := os.MkdirAll(certificates, 0o755); err != nil {
		return err
	}
	l.result = Result{Data: l.dir, Court: s.Court.Name, Trust: filepath.Join(certificates, "authority.pem"), Papers: []Paper{}}
	files := map[string][]byte{l.result.Trust: authority.PEM(), filepath.Join(certificates, "passphrase.txt"): []byte(passphrase + "\n")}
	var people []review.Person
	var president *app.Credential
	for i, p := range s.People {
		l.tell(i, len(s.People), p.Name)
		from := time.Date(2018, 1, 1, 0, 0, 0, 0, app.Zone)
		k, err := authority.Issue(p.Name, "", from, from.AddDate(15, 0, 0))
		if err != nil {
			return err
		}
		b, err := trust.EncodePKCS12(k, passphrase)
		if err != nil {
			return err
		}
		files[filepath.Join(certificates, p.Name+".p12")] = b
		l.keys[p.Name] = k
		person := review.Person{ID: p.ID, Name: p.Name, Terms: p.Terms, Keys: []review.Binding{{Fingerprint: app.Describe(k).Fingerprint, From: review.Date{Year: 2018, Month: 1, Day: 1}}}}
		people = append(people, person)
		if _, ok := person.Holds(review.RolePresident, review.DateOf(l.now)); ok && president == nil {
			president = k
		}
	}
	from := time.Date(2018, 1, 1, 0, 0, 0, 0, app.Zone)
	if l.court, err = authority.Issue(s.Court.Name, "", from, from.AddDate(15, 0, 0)); err != nil {
		return err
	}
	if files[filepath.Join(certificates, app.DemonstrationCourtKey)], err = trust.EncodePKCS12(l.court, passphrase); err != nil {
		return err
	}
	s.Court.Keys = []review.Binding{{Fingerprint: app.Describe(l.court).Fingerprint, From: review.DateOf(from)}}
	for name, b := range files {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			return err
		}
	}
	l.app, err = app.CreateCourt(ctx, c, s.Court, president, people)
	return err
}

// run takes the cases in the order of their days, then typesets the samples.
func (l *layer) run(ctx context.Context) error {
	cases := slices.Clone(l.script.Cases)
	slices.SortStableFunc(cases, func(a, b course) int { return -a.On.Days(b.On) })
	for i, c := range cases {
		l.tell(i, len(cases)+1, c.Folder)
		if err := l.catchUp(ctx, c.On); err != nil {
			return err
		}
		if err := l.play(ctx, c); err != nil {
			return fmt.Errorf("demo: %s: %w", c.Folder, err)
		}
	}
	l.tell(len(cases), len(cases)+1, "")
	if err := l.catchUp(ctx, l.script.Today.AddDays(1)); err != nil {
		return err
	}
	return l.samples(ctx)
}

func (l *layer) tell(done, total int, label string) {
	if l.progress != nil {
		l.progress(done, total, label)
	}
}

// copyOut puts a folder of the demonstration's content where a user finds it.
func copyOut(from, to string) error {
	return fs.WalkDir(content, from, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := filepath.Join(to, filepath.FromSlash(strings.TrimPrefix(p, from)))
		if e.IsDir() {
			return os.MkdirAll(at, 0o755)
		}
		b, err := content.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(at, b, 0o644)
	})
}

// samples checks and typesets other courts' rulings; they are never approved.
func (l *layer) samples(ctx context.Context) error {
	in, out := filepath.Join(l.dir, "samples"), filepath.Join(l.dir, "typeset")
	if err := errors.Join(copyOut("samples", in), os.MkdirAll(out, 0o755)); err != nil {
		return err
	}
	entries, err := content.ReadDir("samples")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".txt" && path.Ext(e.Name()) != ".docx" {
			continue
		}
		if _, err := l.app.CheckFile(ctx, filepath.Join(in, e.Name())); err != nil {
			return err
		}
		s, err := l.app.TypesetFile(ctx, filepath.Join(in, e.Name()))
		if err != nil {
			return err
		}
		file := filepath.Join(out, strings.ReplaceAll(e.Name(), ".", "-")+".pdf")
		if err := os.WriteFile(file, s.PDF, 0o644); err != nil {
			return err
		}
		l.result.Papers = append(l.result.Papers, Paper{CaseNumber: e.Name(), What: "sample", File: file})
	}
	return nil
}
