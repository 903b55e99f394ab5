package app

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/typeset"
)

// chief is the president, or a vice-president whom the committee named in the
// place of a president it recused; the domain knows in which matters.
var chief = []review.Role{review.RolePresident, review.RoleVice}

// anyDecider are all who may decide on some kind; the domain knows on which.
var anyDecider = append(slices.Clip(chief), review.RoleDirector)

// decidersOf are the roles that may decide on a matter: of a paper that another
// than the president issues, that one's alone.
func decidersOf(m *review.Matter) []review.Role {
	if last := m.Decider().Role; last != review.RolePresident {
		return []review.Role{last}
	}
	return chief
}

// box is what the 院长意见 box will show: the words, in whose place if not in
// his own right, the name, the day.
func (a *App) box(m *review.Matter, remark string, on review.Date) (typeset.SignatureBox, error) {
	s := a.Session()
	if s == nil {
		return typeset.SignatureBox{}, review.Fault("session.needed")
	}
	role, term, err := s.roleFor(review.DateOf(a.Now()), decidersOf(m)...)
	if err != nil {
		return typeset.SignatureBox{}, err
	}
	remark = strings.TrimSpace(remark)
	if remark == "" {
		remark = a.Words.Paper("box.agree")
	}
	line := func(style typeset.Style, text string) typeset.Paragraph {
		return typeset.Paragraph{Style: style, Text: text, Source: -1}
	}
	b := typeset.SignatureBox{Lines: []typeset.Paragraph{line(typeset.Remark, remark)}}
	switch {
	case role == review.RoleVice && m.Decider().Role == review.RolePresident:
		b.Lines = append(b.Lines, line(typeset.Signatory, a.Words.Paper("box.substitute")))
	case term.Instrument != "":
		b.Lines = append(b.Lines, line(typeset.Signatory, a.Words.Paper("box.delegated", "instrument", term.Instrument)))
	}
	b.Lines = append(b.Lines, line(typeset.Signatory, strings.TrimSpace(term.Title+"　"+s.Person.Name)), line(typeset.DateLine, on.Arabic()))
	if a.Court().Demonstration {
		b.Mark = a.Words.Paper("box.demonstration")
	}
	return b, nil
}

// PreviewBox draws the box as it will be signed, by the same code.
func (a *App) PreviewBox(sh *Showing, remark string) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	box, err := a.box(sh.matter, remark, sh.On)
	if err != nil {
		return nil, err
	}
	for _, f := range sh.Fields {
		if f.Field == presidentField {
			return kit.PreviewAppearance(box, f.Rect[2]-f.Rect[0], f.Rect[3]-f.Rect[1])
		}
	}
	return nil, review.Fault("approve.notshown")
}

// Approve is 同意签发: the president's certificate signs the frozen bytes whose
// hash he has seen, and the event that says so. seen must be the hash of the
// showing that stands.
func (a *App) Approve(ctx context.Context, id string, seen review.Hash, cred *keys.Credential, remark string) (*review.Matter, error) {
	return a.ApproveTwice(ctx, id, seen, cred, nil, remark)
}

// ApproveTwice is Approve with a dual signature: national, unless it is nil, is
// the president's SM2 certificate, which signs the paper a second time, where
// nothing shows. cred signs the event.
func (a *App) ApproveTwice(ctx context.Context, id string, seen review.Hash, cred, national *keys.Credential, remark string) (*review.Matter, error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	s, err := a.decider(decidersOf(m), cred)
	switch {
	case err != nil:
		return nil, err
	case m.State != review.StatePresident && !m.PaperOnly():
		return nil, review.Fault("state.approve", "state", string(m.State))
	case m.Frozen == nil:
		return nil, review.Fault("approve.notshown")
	case m.Frozen.Hash != seen:
		return nil, review.Fault("approve.otherhash", "seen", seen.Short(), "frozen", m.Frozen.Hash.Short())
	}
	pdf, err := a.store.Blob(ctx, seen)
	if err != nil {
		return nil, err
	}
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	box, err := a.box(m, remark, m.Frozen.On)
	if err != nil {
		return nil, err
	}
	var second *signing.Second
	if national != nil {
		if err := a.mayDecide(s, national); err != nil {
			return nil, err
		}
		second = &signing.Second{Key: national, Reason: a.reason(national, "reason.approve")}
	}
	now := a.Now()
	signed, err := a.signTwice(ctx, pdf, signing.Request{
		Field: presidentField, Key: cred, Time: now, Name: s.Person.Name, Location: a.Court().Name,
		Reason: a.reason(cred, "reason.approve"), Appearance: kit.Appearance(box),
	}, second)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(signed.PDF, pdf) { // what was shown is what is signed
		return nil, review.Fault("approve.changed")
	}
	return a.do(ctx, id, step{
		event: review.Event{
			Kind: review.EventApprove, Frozen: seen, Signed: review.HashOf(signed.PDF), Text: m.Version.Text,
			Findings: review.FindingsHash(m.Version.Findings), Reason: strings.TrimSpace(remark), On: m.Frozen.On,
		},
		roles: decidersOf(m), cred: cred, files: [][]byte{signed.PDF}, signed: signed,
	})
}

// presidentOnlyFrom is the month of 鲁高法〔2018〕17号.
var presidentOnlyFrom = review.Date{Year: 2018, Month: 3, Day: 1}

// decider is the one at the desk, if the credential is his and may sign today in
// one of these roles.
func (a *App) decider(roles []review.Role, cred *keys.Credential) (*Session, error) {
	s := a.Session()
	switch {
	case s == nil:
		return nil, review.Fault("session.needed")
	case cred == nil:
		return nil, review.Fault("key.needed")
	}
	today := review.DateOf(a.Now())
	_, term, err := s.roleFor(today, roles...)
	switch {
	case err != nil:
		return nil, err
	case a.Court().PresidentOnly && term.Instrument != "" && !today.Before(presidentOnlyFrom):
		return nil, review.Fault("approve.presidentonly", "instrument", term.Instrument)
	}
	return s, a.mayDecide(s, cred)
}

// reason is the /Reason of a signature: the act it performs, and for a
// training certificate that it is one.
func (a *App) reason(cred *keys.Credential, code string) string {
	return a.stated(cred, a.Words.Paper(code))
}

// Decide is any other decision: return, reconsider, refer, refuse. Its reason
// is set as an 审批意见页, signed by the president's certificate.
func (a *App) Decide(ctx context.Context, id string, kind review.EventKind, reason string, cred *keys.Credential) (*review.Matter, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	_, err = a.decider(decidersOf(d.Matter), cred)
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(reason) == "":
		return nil, review.Fault("reason.missing")
	case d.Matter.Version == nil:
		return nil, review.Fault("state."+string(kind), "state", string(d.Matter.State))
	}
	signed, err := a.opinionSheet(ctx, d, kind, strings.TrimSpace(reason), cred)
	if err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		event: review.Event{
			Kind: kind, Reason: strings.TrimSpace(reason), Text: d.Matter.Version.Text, Signed: review.HashOf(signed.PDF),
			Findings: review.FindingsHash(d.Matter.Version.Findings),
		},
		roles: decidersOf(d.Matter), cred: cred, files: [][]byte{signed.PDF}, signed: signed,
	})
}

func (a *App) opinionSheet(ctx context.Context, d *Dossier, kind review.EventKind, reason string, cred *keys.Credential) (*Signed, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	w, s, now := a.Words, a.Session(), a.Now()
	on, number := review.DateOf(now), d.ID[len(kindOf(d.ID))+1:]
	code := shortCode(d.ID, d.Matter, on)
	decision := w.Paper("decision." + string(kind))
	anchor, err := a.anchorOf(ctx, d)
	if err != nil {
		return nil, err
	}
	box, err := a.box(d.Matter, decision, on)
	if err != nil {
		return nil, err
	}
	r, err := kit.Typeset(ctx, typeset.Document{
		Title: number + w.Paper("opinion.title"), Producer: producer, Created: now, PageMark: a.mark(code), Record: anchor.record(),
		Blocks: []typeset.Block{
			typeset.NewPage{NoNumber: true, Mark: a.mark(code)},
			typeset.Paragraph{Style: typeset.SlipTitle, Text: w.Paper("opinion.title"), Source: -1},
			typeset.Table{Columns: []float64{2.6, 5, 2.2, 5}, Rows: []typeset.Row{
				{Cells: []typeset.Cell{{Text: w.Paper("slip.number"), Style: typeset.CellLabel}, {Text: number, Style: typeset.CellText}, {Text: w.Paper("opinion.decision"), Style: typeset.CellLabel}, {Text: decision, Style: typeset.CellText}}},
				{Cells: []typeset.Cell{{Text: w.Paper("slip.texthash"), Style: typeset.CellLabel}, {Text: string(d.Matter.Version.Text), Style: typeset.CellText, Span: 3}}},
				{Cells: []typeset.Cell{{Text: w.Paper("slip.checkpoint"), Style: typeset.CellLabel}, {Text: anchor.printed(), Style: typeset.CellText, Span: 3}}},
			}},
			typeset.Space{Height: 4},
			typeset.Paragraph{Style: typeset.Heading, Text: w.Paper("opinion.reason"), Source: -1},
			typeset.Paragraph{Style: typeset.Body, Text: reason, Source: -1},
			typeset.Space{Height: 4},
			typeset.FieldBox{Field: presidentField, Label: w.Paper("slip.box"), Height: boxHeight},
		},
	})
	if err != nil {
		return nil, err
	}
	return a.sign(ctx, r.PDF, signing.Request{
		Field: presidentField, Key: cred, Time: now, Name: s.Person.Name, Location: a.Court().Name,
		Reason: a.reason(cred, "reason."+string(kind)), Appearance: kit.Appearance(box),
	})
}

// RegisterPaperApproval records a slip the president signed by hand. code is
// the one printed on the slip that was scanned, "" if it was not read off: a
// scan of another paper is refused.
func (a *App) RegisterPaperApproval(ctx context.Context, id string, on review.Date, code string, scan []byte) (*review.Matter, error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(scan) == 0 {
		return nil, review.Fault("paper.noscan")
	}
	shown, ok := m.Shown()
	if !ok {
		return nil, review.Fault("approve.notshown")
	}
	if want := shortCode(id, m, shown.On); code != "" && !strings.EqualFold(strings.TrimSpace(code), want) {
		return nil, review.Fault("approve.othercode", "code", strings.TrimSpace(code), "want", want)
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventPaperOK, Frozen: shown.Hash, Text: m.Version.Text, On: on, Scan: review.HashOf(scan)},
		roles: []review.Role{review.RoleClerk, review.RoleJudge}, files: [][]byte{scan},
	})
}

// Resolve records the 会议决定 by which a referred matter comes back.
func (a *App) Resolve(ctx context.Context, id string, on review.Date, text string, scan []byte) (*review.Matter, error) {
	if len(scan) == 0 {
		return nil, review.Fault("paper.noscan")
	}
	return a.do(ctx, id, step{
		event: review.Event{Kind: review.EventResolve, Reason: strings.TrimSpace(text), On: on, Scan: review.HashOf(scan)},
		roles: []review.Role{review.RoleCommittee, review.RoleClerk, review.RolePresident}, files: [][]byte{scan},
	})
}

// Park keeps a paper with a question, without returning it.
func (a *App) Park(ctx context.Context, id, question string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventPark, Reason: strings.TrimSpace(question)}, roles: anyDecider})
}

// Unpark takes a parked paper up again.
func (a *App) Unpark(ctx context.Context, id string) (*review.Matter, error) {
	return a.do(ctx, id, step{event: review.Event{Kind: review.EventUnpark}, roles: anyDecider})
}

// Retract is 撤回签发, signed, with a reason, before sealing.
func (a *App) Retract(ctx context.Context, id, reason string, cred *keys.Credential) (*review.Matter, error) {
	return a.Decide(ctx, id, review.EventRetract, reason, cred)
}
