package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/signing/keys"
)

// Answer answers a finding of the paper at hand: by its rule, or by its key
// where a rule found more than one thing. file, if any, is an attachment's hash.
func (a *App) Answer(ctx context.Context, id, rule, text string, file review.Hash) error {
	d, err := a.Load(ctx, id)
	if err != nil {
		return err
	}
	fs := []review.Finding{}
	if d.Checkup != nil {
		fs = d.Checkup.Findings
	}
	answered := false
	for _, f := range fs {
		if f.Rule != rule && f.Key() != rule {
			continue
		}
		_, err := a.do(ctx, id, step{
			event: review.Event{Kind: review.EventAnswer, Answer: &review.Answer{Key: f.Key(), Rule: f.Rule, Text: strings.TrimSpace(text), File: file}},
			roles: []review.Role{review.RoleJudge, review.RoleClerk},
		})
		if err != nil {
			return err
		}
		answered = true
	}
	if !answered {
		return review.Fault("answer.nofinding", "rule", rule)
	}
	return nil
}

// Submission is what a submission may add.
type Submission struct {
	Override string // 强制提交说明, by the presiding judge
	Minor    bool   // the 承办人 confirms 文字性修改
	Reply    string // to the reason for which the paper was returned
}

// Submit is 送审: the text is fixed, its findings are bound to it, and the
// route begins.
func (a *App) Submit(ctx context.Context, id string, o Submission) (*review.Matter, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Paper == nil {
		return nil, review.Fault("submit.noruling")
	}
	e := review.Event{
		Kind: review.EventSubmit, Text: d.Paper.TextHash(), Findings: review.FindingsHash(d.Checkup.Findings),
		Submission: &review.Submission{
			Route: d.Kind.Route(d.Facts, a.Court().Offices), Findings: a.Words.PaperFindings(d.Checkup.Findings), RulePack: d.Checkup.RulePack, Override: strings.TrimSpace(o.Override),
			Reply: strings.TrimSpace(o.Reply),
		},
	}
	if v := d.Matter.Version; v != nil && v.Text != e.Text {
		old, err := a.store.Blob(ctx, v.Draft.Text)
		if err != nil {
			return nil, err
		}
		diff := review.Compare(d.Kind.Read(string(old)), d.Paper)
		e.Submission.Changes = diff.String()
		if o.Minor && !diff.Minor() {
			return nil, review.Fault("submit.notwording", "changes", diff.Substance())
		}
		e.Submission.Minor = o.Minor
	}
	roles := []review.Role{review.RoleJudge, review.RoleClerk}
	if e.Submission.Override != "" || e.Submission.Minor {
		roles = roles[:1]
	}
	return a.do(ctx, id, step{event: e, roles: roles})
}

// SignStep signs the text hash for the earlier step that is open to the one at
// the desk. seen is the text hash he was shown.
func (a *App) SignStep(ctx context.Context, id string, seen review.Hash, cred *keys.Credential) (*review.Matter, error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	st, ok := a.OpenStep(m)
	if !ok {
		return nil, review.Fault("step.none", "name", s.Person.Name)
	}
	if m.Version.Text != seen {
		return nil, review.Fault("approve.otherhash", "seen", seen.Short(), "frozen", m.Version.Text.Short())
	}
	if cred == nil {
		return nil, review.Fault("key.needed")
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventSign, Step: st.ID, Text: seen, Findings: review.FindingsHash(m.Version.Findings)},
		roles: []review.Role{st.Role}, cred: cred,
	})
}

// OpenStep is the earlier step that the one at the desk may sign now.
func (a *App) OpenStep(m *review.Matter) (review.Step, bool) {
	s := a.Session()
	if s == nil {
		return review.Step{}, false
	}
	today := review.DateOf(a.Now())
	for _, st := range m.OpenSteps() {
		if _, ok := s.Person.Holds(st.Role, today); ok && (st.Person == "" || st.Person == s.Person.Name) {
			return st, true
		}
	}
	return review.Step{}, false
}

// RegisterPaperStep records 纸质签署 of an earlier step: its date and scan.
func (a *App) RegisterPaperStep(ctx context.Context, id, stepID string, on review.Date, scan []byte) (*review.Matter, error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	if m.Version == nil {
		return nil, review.Fault("version.stale")
	}
	if len(scan) == 0 {
		return nil, review.Fault("paper.noscan")
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventPaperSign, Step: stepID, Text: m.Version.Text, On: on, Scan: review.HashOf(scan)},
		roles: []review.Role{review.RoleClerk, review.RoleJudge}, files: [][]byte{scan},
	})
}

// Withdraw is 撤回送审.
func (a *App) Withdraw(ctx context.Context, id string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventWithdraw}, roles: []review.Role{review.RoleJudge, review.RoleClerk}})
}
