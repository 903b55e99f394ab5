package app

import (
	"bytes"
	"context"
	"strings"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/typeset"
	"shenqian/storage"
)

// RequestCommittee lays a matter before the committee: its report is frozen, so
// that every member reads the same bytes. A paper that is referred here must
// wait for the committee; the panel is the case file's.
func (a *App) RequestCommittee(ctx context.Context, item string, r committee.Request, report []byte, cred *keys.Credential) (*committee.Committee, error) {
	for i, name := range r.Panel { // by name in a file, by id in the journal
		p, err := a.Person(ctx, name)
		if err != nil {
			return nil, err
		}
		r.Panel[i] = p.ID
	}
	if r.Matter != "" {
		d, err := a.Load(ctx, r.Matter)
		if err != nil {
			return nil, err
		}
		if d.Matter.State != review.StateCommittee {
			return nil, review.Fault("committee.notreferred", "number", numberOf(r.Matter), "state", string(d.Matter.State))
		}
		r.Number, r.Panel = numberOf(r.Matter), nil
		for _, j := range d.Facts.PanelMembers() {
			if p, err := a.Person(ctx, j.Name); err == nil {
				r.Panel = append(r.Panel, p.ID)
			}
		}
	}
	r.Report = review.HashOf(report)
	return a.CommitteeAct(ctx, committee.Act{Act: committee.ActRequest, Subject: item, Request: &r}, cred, report)
}

// FixRecord sets the record of an item whose vote is over, and fixes it: from
// now on it is signed, not changed.
func (a *App) FixRecord(ctx context.Context, id string) (*Sheet, error) {
	v, err := a.insideItem(ctx, id)
	if err != nil {
		return nil, err
	}
	if v.Item.Stage != committee.Voted && v.Item.Stage != committee.NoMajority {
		return nil, review.Fault("committee.stage", "state", "committee."+string(v.Item.Stage))
	}
	sh, err := a.CommitteeRecord(ctx, v)
	if err != nil {
		return nil, err
	}
	_, err = a.CommitteeAct(ctx, committee.Act{Act: committee.ActRecord, Subject: id, File: sh.Hash}, nil, sh.PDF)
	return sh, err
}

// insideItem is an item for one who may see how was voted.
func (a *App) insideItem(ctx context.Context, id string) (*CommitteeView, error) {
	v, err := a.CommitteeItem(ctx, id)
	if err != nil {
		return nil, err
	}
	if !v.Inside || v.Meeting == nil {
		rule, _ := a.CommitteeRule()
		return nil, review.Fault("committee.secret", "basis", rule.Secrecy.Cite())
	}
	return v, nil
}

// SignRecord is a voter's signature under the record, after those before him:
// each signs the file as the last one left it. seen is the record's hash.
func (a *App) SignRecord(ctx context.Context, id string, seen review.Hash, cred *keys.Credential) (*committee.Committee, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	if cred == nil {
		return nil, review.Fault("key.needed")
	}
	v, err := a.insideItem(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := a.mayDecide(s, cred); err != nil {
		return nil, err
	}
	act := committee.Act{Act: committee.ActSign, Subject: id, Member: s.Person.ID, Whom: s.Person.Name, Standing: seen, File: v.Item.Record}
	if err := a.lawfulAct(ctx, act); err != nil {
		return nil, err
	}
	last := v.Item.LastRecord()
	pdf, err := a.store.Blob(ctx, last)
	if err != nil {
		return nil, err
	}
	signed, err := a.signBox(ctx, pdf, voterField(s.Person.ID), "reason.committee.record", cred, a.Words.Paper("committee.paper.agreed"))
	if err != nil {
		return nil, err
	}
	act.File = review.HashOf(signed)
	return a.committeeStep(ctx, act, cred, func(_ *storage.Tx, c *committee.Committee) error {
		// Between reading and signing nobody else signed: his signature would be lost.
		x := *c.Item(id)
		x.Signed = x.Signed[:len(x.Signed)-1]
		if x.LastRecord() != last {
			return review.Fault("committee.overtaken")
		}
		return nil
	}, signed)
}

// SignRecordOnPaper registers the page that a voter signed by hand.
func (a *App) SignRecordOnPaper(ctx context.Context, id, voter string, seen review.Hash, scan []byte) (*committee.Committee, error) {
	if len(scan) == 0 {
		return nil, review.Fault("paper.noscan")
	}
	p, err := a.Person(ctx, voter)
	if err != nil {
		return nil, err
	}
	return a.CommitteeAct(ctx, committee.Act{Act: committee.ActSign, Subject: id, Member: p.ID, Whom: p.Name, Standing: seen, Scan: review.HashOf(scan)}, nil, scan)
}

// DraftMinutes sets the minutes with the reasons as worded.
func (a *App) DraftMinutes(ctx context.Context, id, reasons string) (*Sheet, error) {
	v, err := a.insideItem(ctx, id)
	if err != nil {
		return nil, err
	}
	reasons = strings.TrimSpace(reasons)
	sh, err := a.CommitteeMinutes(ctx, v, reasons)
	if err != nil {
		return nil, err
	}
	_, err = a.CommitteeAct(ctx, committee.Act{Act: committee.ActMinutes, Subject: id, File: sh.Hash, Text: reasons}, nil, sh.PDF)
	return sh, err
}

// ApproveMinutes is the president's word on the minutes whose hash he has seen:
// his certificate signs them, and the paper that was referred comes back to his
// desk with the decision.
func (a *App) ApproveMinutes(ctx context.Context, id string, seen review.Hash, cred *keys.Credential) (*committee.Committee, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	if cred == nil {
		return nil, review.Fault("key.needed")
	}
	if _, err := a.insideItem(ctx, id); err != nil {
		return nil, err
	}
	act := committee.Act{Act: committee.ActApprove, Subject: id, Standing: seen}
	if err := a.lawfulAct(ctx, act); err != nil {
		return nil, err
	}
	if err := a.mayDecide(s, cred); err != nil {
		return nil, err
	}
	pdf, err := a.store.Blob(ctx, seen)
	if err != nil {
		return nil, err
	}
	signed, err := a.signBox(ctx, pdf, approverField, "reason.committee.minutes", cred, a.Words.Paper("committee.paper.agreed"))
	if err != nil {
		return nil, err
	}
	h := review.HashOf(signed)
	act.File = h
	return a.committeeStep(ctx, act, cred, func(tx *storage.Tx, c *committee.Committee) error {
		x := c.Item(id)
		if x.Request.Matter == "" {
			return nil
		}
		st := step{
			event: review.Event{Kind: review.EventResolve, Reason: a.decision(x), On: c.Meeting(x.Meeting).Call.On, Scan: h},
			roles: []review.Role{review.RolePresident, review.RoleVice},
		}
		_, err := a.record(ctx, tx, s, x.Request.Matter, st, nil)
		return err
	}, signed)
}

// decision says in one line what was decided, as it goes with the ruling.
func (a *App) decision(x *committee.Item) string {
	var out []string
	for i, q := range x.Request.Questions {
		t, _ := x.Result(i + 1)
		out = append(out, a.Words.Paper("committee.paper.line", "text", q.Text, "option", q.Options[t.Carried-1]))
	}
	return a.Words.Paper("committee.paper.decidedby", "item", x.ID, "text", strings.Join(out, "；"))
}

// signBox signs a box of the committee's papers, which shows words, name and day.
func (a *App) signBox(ctx context.Context, pdf []byte, field, reason string, cred *keys.Credential, words string) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	s, now := a.Session(), a.Now()
	on := review.DateOf(now)
	box := typeset.SignatureBox{Lines: []typeset.Paragraph{
		{Style: typeset.Remark, Text: words, Source: -1},
		{Style: typeset.DateLine, Text: s.Person.Name + "　" + on.Arabic(), Source: -1},
	}}
	if a.Court().Demonstration {
		box.Mark = a.Words.Paper("box.demonstration")
	}
	signed, err := a.sign(ctx, pdf, signing.Request{
		Field: field, Key: cred, Time: now, Name: s.Person.Name, Location: a.Court().Name, Reason: a.reason(cred, reason), Appearance: kit.Appearance(box),
	})
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(signed.PDF, pdf) {
		return nil, review.Fault("approve.changed")
	}
	return signed.PDF, nil
}

// ExecuteDecision records that the paper as it stands carries the decision out:
// the ruling says nothing else than was decided, as the one who files it has
// checked and states. The paper must have been issued after the decision.
func (a *App) ExecuteDecision(ctx context.Context, id, statement string) (*committee.Committee, error) {
	v, err := a.CommitteeItem(ctx, id)
	if err != nil {
		return nil, err
	}
	if v.Item.Request.Matter == "" {
		return nil, review.Fault("committee.nomatter", "item", id)
	}
	d, err := a.Load(ctx, v.Item.Request.Matter)
	if err != nil {
		return nil, err
	}
	ok, is := d.Matter.Approval()
	if !is || ok.At.Before(v.Item.Asked.At) {
		return nil, review.Fault("committee.notissued", "number", numberOf(d.ID))
	}
	if !strings.Contains(d.Paper.Text, a.Words.Paper("committee.paper.name")) {
		return nil, review.Fault("committee.unmentioned", "number", numberOf(d.ID))
	}
	return a.CommitteeAct(ctx, committee.Act{Act: committee.ActExecute, Subject: id, Text: strings.TrimSpace(statement), File: d.Matter.Version.Text}, nil)
}

// CommitteePaperKind names one of an item's papers.
type CommitteePaperKind string

const (
	CommitteeReport    CommitteePaperKind = "report"  // 审理报告
	CommitteeRecording CommitteePaperKind = "record"  // 会议记录
	CommitteeResult    CommitteePaperKind = "minutes" // 会议纪要
)

// CommitteePaper is one of an item's papers as it stands, for who may see it:
// the record is for the members and the secretary, and by no other way.
func (a *App) CommitteePaper(ctx context.Context, id string, what CommitteePaperKind) ([]byte, error) {
	v, err := a.CommitteeItem(ctx, id)
	if err != nil {
		return nil, err
	}
	x := v.Item
	var h review.Hash
	switch what {
	case CommitteeReport, "":
		h = x.Request.Report
	case CommitteeRecording:
		if !v.Inside {
			return nil, review.Fault("committee.secret", "basis", v.Rule.Secrecy.Cite())
		}
		h = x.LastRecord()
	case CommitteeResult:
		if h = x.Minutes; x.Approval != "" {
			h = x.Approval
		}
	default:
		return nil, review.Fault("artefact.unknown", "artefact", string(what))
	}
	if h == "" {
		return nil, review.Fault("committee.stage", "state", "committee."+string(x.Stage))
	}
	return a.store.Blob(ctx, h)
}
