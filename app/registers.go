package app

import (
	"context"
	"encoding/json"
	"slices"

	"shenqian/review"
	"shenqian/storage"
)

// RegisterKind is one of the ledgers (台账) a court keeps.
type RegisterKind string

const (
	RegisterSubmitted RegisterKind = "submitted" // 送审
	RegisterReturned  RegisterKind = "returned"  // 退回
	RegisterSeals     RegisterKind = "seals"     // 用印
	RegisterServices  RegisterKind = "services"  // 送达
	RegisterInfobase  RegisterKind = "infobase"  // 信息库
	RegisterPublished RegisterKind = "published" // 上网
	RegisterWithdrawn RegisterKind = "withdrawn" // 撤回
	RegisterPrints    RegisterKind = "prints"    // 打印
)

// RegisterKinds are all there are.
func RegisterKinds() []RegisterKind {
	return []RegisterKind{
		RegisterSubmitted, RegisterReturned, RegisterSeals, RegisterServices,
		RegisterInfobase, RegisterPublished, RegisterOnline, RegisterWithdrawn, RegisterPrints,
	}
}

// Register is a ledger of one period.
type Register struct {
	Kind    RegisterKind    `json:"kind"`
	Title   string          `json:"title"`
	Court   string          `json:"court"`
	From    review.Date     `json:"from"`
	To      review.Date     `json:"to"`
	Entries []RegisterEntry `json:"entries"`
	// Online are the shares of the ledger of 上网率.
	Online *OnlineFigures `json:"online,omitempty"`
}

// RegisterEntry is a line of a ledger; which fields it has depends on the kind.
type RegisterEntry struct {
	Number     int         `json:"number"`
	On         review.Date `json:"on"` // of the thing itself: of the service, not of its entry here
	CaseNumber string      `json:"case_number"`
	Paper      string      `json:"paper"`
	Parties    string      `json:"parties,omitempty"` // and the cause, as cases are called
	InCharge   string      `json:"in_charge,omitempty"`
	Recipient  string      `json:"recipient,omitempty"`
	Standing   string      `json:"standing,omitempty"` // of the recipient
	How        string      `json:"how,omitempty"`
	Reason     string      `json:"reason,omitempty"`
	Copies     int         `json:"copies,omitempty"`
	Version    int         `json:"version,omitempty"`
	Masked     int         `json:"masked,omitempty"`
	Effective  review.Date `json:"effective,omitzero"`
	Class      string      `json:"class,omitempty"` // How as a code
	Due        review.Date `json:"due,omitzero"`
	Done       review.Date `json:"done,omitzero"`
	Proof      bool        `json:"proof,omitempty"`
	File       review.Hash `json:"file,omitempty"`
	By         string      `json:"by"`
	Office     string      `json:"office"`
	Entered    review.Date `json:"entered"` // here
	Remark     string      `json:"remark,omitempty"`

	matter string
}

// ReadRegister walks the journal once and gathers the ledger's lines of a
// period, both days included.
func (a *App) ReadRegister(ctx context.Context, kind RegisterKind, from, to review.Date) (*Register, error) {
	switch {
	case !slices.Contains(RegisterKinds(), kind):
		return nil, review.Fault("register.kind", "kind", string(kind))
	case to.Before(from):
		return nil, review.Fault("register.period", "from", from.Arabic(), "to", to.Arabic())
	}
	page, err := a.store.Matters(ctx, storage.Query{})
	if err != nil {
		return nil, err
	}
	about := map[string]summary{}
	for _, r := range page.Rows {
		var s summary
		if err := json.Unmarshal(r.Summary, &s); err != nil {
			return nil, review.FaultFrom(err, "storage.damaged", "what", "matter "+r.ID)
		}
		about[r.ID] = s
	}
	r := &Register{Kind: kind, Title: a.Words.Paper("register.title." + string(kind)), Court: a.Court().Name, From: from, To: to, Entries: []RegisterEntry{}}
	if kind == RegisterOnline {
		if err := a.onlineRegister(ctx, r, about, page.Rows); err != nil {
			return nil, err
		}
		return r.numbered(), nil
	}
	b := &registerBook{words: a.Words, kind: kind, recipients: map[string][]review.Recipient{}}
	err = a.store.EachEntry(ctx, storage.MatterEntry, func(en storage.Entry) error {
		var e review.Event
		if err := en.Decode(&e); err != nil {
			return err
		}
		b.take(e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, e := range b.entries {
		if e.On.Before(from) || to.Before(e.On) {
			continue
		}
		s := about[e.matter]
		e.CaseNumber, e.Paper, e.InCharge = numberOf(e.matter), a.Words.Paper("kind."+kindOf(e.matter)), s.InCharge
		e.Parties = calledCase(s)
		r.Entries = append(r.Entries, e)
	}
	return r.numbered(), nil
}

// numbered puts the lines in the order of their days.
func (r *Register) numbered() *Register {
	slices.SortStableFunc(r.Entries, func(x, y RegisterEntry) int { return y.On.Days(x.On) })
	for i := range r.Entries {
		r.Entries[i].Number = i + 1
	}
	return r
}

// calledCase is how a case is called: 甲与乙民间借贷纠纷.
func calledCase(s summary) string {
	if s.Applicant == "" || s.Debtor == "" {
		return s.Applicant + s.Debtor + s.Cause
	}
	return s.Applicant + "与" + s.Debtor + s.Cause
}

// registerBook gathers lines from events in the order of the journal.
type registerBook struct {
	words      *Catalogue
	kind       RegisterKind
	entries    []RegisterEntry
	recipients map[string][]review.Recipient // of each matter, as last compared
}

func (b *registerBook) take(e review.Event) {
	entered := review.DateOf(e.At)
	line := RegisterEntry{
		matter: e.Matter, On: entered, Entered: entered, By: e.Name, Office: b.office(e), Reason: e.Reason, Copies: e.Copies, Version: e.Version, File: e.Signed,
	}
	say := func(code string) string { return b.words.Paper("register.how." + code) }
	switch {
	case b.kind == RegisterSubmitted && e.Kind == review.EventSubmit:
		line.Remark = b.submission(e)
	case b.kind == RegisterReturned && (e.Kind == review.EventReturn || e.Kind == review.EventReconsider),
		b.kind == RegisterWithdrawn && (e.Kind == review.EventWithdraw || e.Kind == review.EventRetract):
		line.How = say(string(e.Kind))
	case b.kind == RegisterSeals && e.Kind == review.EventSeal:
		b.recalled(e)
		line.How = say("seal." + string(e.Way))
	case b.kind == RegisterSeals && e.Kind == review.EventSealBack:
		line.How = say(string(e.Kind))
	case b.kind == RegisterServices && e.Kind == review.EventCollate:
		b.recipients[e.Matter] = e.Recipients
		return
	case b.kind == RegisterServices && e.Kind == review.EventServe && e.Service != nil:
		if e.Service.Void != "" {
			b.struckOut(e)
			return
		}
		b.service(&line, e)
	case b.kind == RegisterInfobase && (e.Kind == review.EventRegister || e.Kind == review.EventUnregister):
		line.On, line.How = e.On, say(string(e.Kind))
	case b.kind == RegisterPublished && e.Kind == review.EventPublish && e.Publication != nil:
		line.How, line.Masked, line.Reason = b.words.Paper("register.profile", "profile", e.Publication.Profile), e.Publication.Masked, e.Publication.Doubts
		if by := e.Publication.MaskedBy; by != "" {
			line.Remark = b.words.Paper("register.maskedby", "name", by)
		}
	case b.kind == RegisterPrints && e.Kind == review.EventPrint && e.Printed != nil:
		line.How, line.Copies = b.words.Paper("register.print."+string(e.Printed.What)), e.Printed.Copies
		if e.Printed.Form != "" {
			line.How = b.words.Paper("register.print.form." + e.Printed.Form)
		}
	default:
		return
	}
	b.entries = append(b.entries, line)
}

func (b *registerBook) office(e review.Event) string {
	if e.Title != "" {
		return e.Title
	}
	return b.words.Paper("role." + string(e.Role))
}

func (b *registerBook) submission(e review.Event) string {
	s := e.Submission
	switch {
	case s == nil:
		return ""
	case s.Override != "":
		return b.words.Paper("register.override", "reason", s.Override)
	case s.Minor:
		return b.words.Paper("register.minor")
	}
	return ""
}

func (b *registerBook) service(line *RegisterEntry, e review.Event) {
	s := e.Service
	line.On, line.Recipient, line.How, line.Effective, line.Proof = s.On, s.Party, s.How, s.Effective(), s.Proof != ""
	for _, r := range b.recipients[e.Matter] {
		if r.Name == s.Party {
			line.Standing = string(r.Role)
		}
	}
}

// struckOut marks the lines of one party that an act voids.
func (b *registerBook) struckOut(e review.Event) {
	for i := range b.entries {
		l := &b.entries[i]
		if l.matter == e.Matter && l.Recipient == e.Service.Party && l.Remark == "" {
			l.Remark = b.words.Paper("register.void", "reason", e.Service.Void)
		}
	}
}

// recalled marks the sealing that another one takes the place of.
func (b *registerBook) recalled(e review.Event) {
	for i := len(b.entries) - 1; i >= 0; i-- {
		if l := &b.entries[i]; l.matter == e.Matter && l.Copies > 0 {
			l.Remark = b.words.Paper("register.recalled", "reason", e.Reason)
			return
		}
	}
}
