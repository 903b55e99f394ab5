// Package demo lays out a demonstration court that does not exist, and runs
// the main job on its cases: import, check-up, answers, submission, the
// earlier steps, the showing, the decision. Each case is signed on its own
// date, by a clock and certificates marked as a demonstration's.
package demo

import (
	"context"
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
//go:embed court.json cases committee samples
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
	Withheld  int     `json:"withheld"`  // by law not published
	Trust     string  `json:"trust"`     // PEM file of the training authority
	TrustSM2  string  `json:"trust_sm2"` // and of the one above SM2 certificates
	Papers    []Paper `json:"papers"`
}

// script is court.json.
type script struct {
	Court  app.Court `json:"court"`
	People []struct {
		ID    string        `json:"id"`
		Name  string        `json:"name"`
		Terms []review.Term `json:"terms"`
		Keys  []trust.Kind  `json:"keys"` // the usual one first; empty: RSA
	} `json:"people"`
	Committee council     `json:"committee"`
	Cases     []course    `json:"cases"`
	Today     review.Date `json:"today"` // the day on which the demonstration is looked at
}

// mending is how a returned paper comes back to the president.
type mending struct {
	Folder string      `json:"folder"` // the new text
	On     review.Date `json:"on"`
	Reply  string      `json:"reply"` // to the reason of the return
}

// course is what happens to one case.
type course struct {
	Folder  string            `json:"folder"`
	On      review.Date       `json:"on"`       // the day of the decision
	Clerk   string            `json:"clerk"`    // who imports
	Judge   string            `json:"judge"`    // the 承办人
	Key     trust.Kind        `json:"key"`      // with which the president signs; empty: the usual one
	Answers map[string]string `json:"answers"`  // by rule
	Until   string            `json:"until"`    // draft, submitted, president, or a decision; empty: approved
	Reason  string            `json:"reason"`   // of a decision other than approval
	Remark  string            `json:"remark"`   // 院长批示
	Paper   []string          `json:"paper"`    // steps signed on paper
	Overr   string            `json:"override"` // 强制提交说明
	Mended  *mending          `json:"mended"`   // after a return
	After   afterwards        `json:"after"`
}

// Lay makes the court in dir, which must not hold one yet.
func Lay(ctx context.Context, dir string, c app.Config, progress app.Progress) (*Result, error) {
	if storage.Exists(dir) {
		return nil, review.Fault("court.exists", "folder", dir)
	}
	l := &layer{dir: dir, keys: map[string]*app.Credential{}, byKind: map[holding]*app.Credential{}, progress: progress}
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
	keys     map[string]*app.Credential // each person's usual one, by name
	byKind   map[holding]*app.Credential
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

// run takes the cases in the order of their days, then typesets the samples.
func (l *layer) run(ctx context.Context) error {
	cases := slices.Clone(l.script.Cases)
	slices.SortStableFunc(cases, func(a, b course) int { return -a.On.Days(b.On) })
	if err := l.convene(); err != nil {
		return err
	}
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
	if _, err := l.app.WriteBundle(ctx, filepath.Join(l.dir, "public"), l.court); err != nil {
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

// Sample is a ruling of another court, as its words stand.
type Sample struct{ Name, Text string }

// Samples are the rulings of other courts, by name.
func Samples() ([]Sample, error) {
	entries, err := content.ReadDir("samples")
	if err != nil {
		return nil, err
	}
	var out []Sample
	for _, e := range entries {
		name, text := strings.CutSuffix(e.Name(), ".txt")
		if !text {
			continue
		}
		b, err := content.ReadFile(path.Join("samples", e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, Sample{name, string(b)})
	}
	return out, nil
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
