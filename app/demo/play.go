package demo

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"time"

	"shenqian/app"
	"shenqian/review"
)

// play takes one case as far as its script says, on its own day.
func (l *layer) play(ctx context.Context, c course) error {
	l.dawn(c.On)
	id, err := l.file(ctx, c, c.Folder)
	if err != nil {
		return err
	}
	if c.Until == "draft" {
		l.result.Waiting++
		return nil
	}
	m, err := l.submit(ctx, id, c, app.Submission{Override: c.Overr})
	if err != nil {
		return err
	}
	if c.Until == "submitted" {
		l.result.Waiting++
		return nil
	}
	if err := l.earlier(ctx, id, m, c); err != nil {
		return err
	}
	if err := l.decide(ctx, id, c); err != nil || c.Mended == nil {
		return err
	}
	return l.mend(ctx, c)
}

// dawn begins a day's work.
func (l *layer) dawn(d review.Date) {
	l.now = time.Date(d.Year, time.Month(d.Month), d.Day, 9, 0, 0, 0, app.Zone)
}

// file lays a folder out and imports it.
func (l *layer) file(ctx context.Context, c course, folder string) (id string, err error) {
	to := filepath.Join(l.dir, "dossiers", folder)
	if err := copyOut(path.Join("cases", folder), to); err != nil {
		return "", err
	}
	if err := l.sit(ctx, c.Clerk); err != nil {
		return "", err
	}
	report, err := l.app.Import(ctx, []string{to}, nil)
	if err != nil {
		return "", err
	}
	for _, it := range report.Items {
		if it.Error != "" {
			return "", review.Fault("demo.import", "file", it.File, "why", it.Error)
		}
		if it.As == "ruling" {
			id = app.MatterID(it.Kind, mustNumber(it.CaseNumber))
		}
	}
	return id, nil
}

// submit answers the findings and submits the paper; over a block its
// presiding judge does.
func (l *layer) submit(ctx context.Context, id string, c course, s app.Submission) (*review.Matter, error) {
	if err := l.sit(ctx, c.Judge); err != nil {
		return nil, err
	}
	if err := l.answer(ctx, id, c); err != nil {
		return nil, err
	}
	if s.Override != "" {
		if err := l.sitPresiding(ctx, id); err != nil {
			return nil, err
		}
	}
	return l.app.Submit(ctx, id, s)
}

// mend brings a returned paper back to the president.
func (l *layer) mend(ctx context.Context, c course) error {
	l.dawn(c.Mended.On)
	id, err := l.file(ctx, c, c.Mended.Folder)
	if err != nil {
		return err
	}
	m, err := l.submit(ctx, id, c, app.Submission{Reply: c.Mended.Reply})
	if err != nil {
		return err
	}
	l.result.Waiting++
	return l.earlier(ctx, id, m, c)
}

func mustNumber(s string) review.CaseNumber {
	n, err := review.ParseCaseNumber(s)
	if err != nil {
		panic(err) // Import printed it
	}
	return n
}

// sit seats a person, a minute after the last act.
func (l *layer) sit(ctx context.Context, name string) error {
	l.now = l.now.Add(time.Minute)
	_, err := l.app.SignIn(ctx, name, l.keys[name])
	return err
}

func (l *layer) sitPresiding(ctx context.Context, id string) error {
	d, err := l.app.Load(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range d.Facts.PanelMembers() {
		if m.Presiding {
			return l.sit(ctx, m.Name)
		}
	}
	return review.Fault("submit.overrideby")
}

func (l *layer) answer(ctx context.Context, id string, c course) error {
	d, err := l.app.Load(ctx, id)
	if err != nil {
		return err
	}
	for _, f := range d.Matter.Unanswered(d.Checkup.Findings) {
		text, ok := c.Answers[f.Rule]
		if !ok {
			return review.Fault("submit.unanswered", "rule", f.Rule, "count", "1")
		}
		if err := l.app.Answer(ctx, id, f.Key(), text, ""); err != nil {
			return err
		}
	}
	return nil
}

// earlier signs every step before the president, some on paper.
func (l *layer) earlier(ctx context.Context, id string, m *review.Matter, c course) error {
	for {
		open := m.OpenSteps()
		if len(open) == 0 {
			return nil
		}
		st := open[0]
		onPaper := false
		for _, p := range c.Paper {
			onPaper = onPaper || p == st.ID
		}
		var err error
		if onPaper {
			if err = l.sit(ctx, c.Clerk); err != nil {
				return err
			}
			scan, rerr := content.ReadFile("cases/" + c.Folder + "/合议笔录.png")
			if rerr != nil {
				return rerr
			}
			m, err = l.app.RegisterPaperStep(ctx, id, st.ID, c.On, scan)
		} else {
			name := st.Person
			if name == "" {
				name = l.holder(st.Role)
			}
			if err = l.sit(ctx, name); err != nil {
				return err
			}
			m, err = l.app.SignStep(ctx, id, m.Version.Text, l.keys[name])
		}
		if err != nil {
			return err
		}
	}
}

// holder is who holds an office today.
func (l *layer) holder(role review.Role) string {
	for _, p := range l.script.People {
		if _, ok := (review.Person{Terms: p.Terms}).Holds(role, review.DateOf(l.now)); ok {
			return p.Name
		}
	}
	return ""
}

func (l *layer) decide(ctx context.Context, id string, c course) error {
	if c.Until == "president" {
		l.result.Waiting++
		return nil
	}
	president := l.holder(review.RolePresident)
	key := l.keyOf(president, c.Key)
	if err := l.sit(ctx, president); err != nil {
		return err
	}
	if c.Until != "" && c.Until != "approved" {
		if c.Until == "park" {
			_, err := l.app.Park(ctx, id, c.Reason)
			l.result.Waiting++
			return err
		}
		m, err := l.app.Decide(ctx, id, review.EventKind(c.Until), c.Reason, key)
		if err != nil {
			return err
		}
		return l.keep(ctx, id, "opinion", m.Decisions[len(m.Decisions)-1].Signed, "")
	}
	sh, err := l.app.Show(ctx, id)
	if err != nil {
		return err
	}
	l.now = l.now.Add(time.Minute)
	m, err := l.app.Approve(ctx, id, sh.Hash, key, c.Remark)
	if err != nil {
		return err
	}
	l.result.Approved++
	l.follow(id, c)
	return l.keep(ctx, id, "original", m.Decisions[len(m.Decisions)-1].Signed, sh.Hash)
}

// keep writes a signed paper where the user finds it.
func (l *layer) keep(ctx context.Context, id, what string, signed, frozen review.Hash) error {
	pdf, err := l.app.File(ctx, signed)
	if err != nil {
		return err
	}
	dir := filepath.Join(l.dir, "originals")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	number := path.Base(id)
	name := l.app.Words.Paper("paper.original")
	if what == "opinion" {
		name = l.app.Words.Paper("opinion.title")
	}
	file := filepath.Join(dir, number+"-"+name+".pdf")
	l.result.Papers = append(l.result.Papers, Paper{CaseNumber: number, What: what, File: file, Frozen: frozen})
	return os.WriteFile(file, pdf, 0o644)
}
