package app

import (
	"context"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// Dossier is one matter with all that its events name: what the window and
// `show` are made of.
type Dossier struct {
	ID      string
	Kind    review.Kind
	Matter  *review.Matter
	Events  []review.Event
	Facts   review.Facts  // what is known: entered, else from the words
	Entered review.Facts  // nil if no case file came
	Paper   *review.Paper // nil while there is no ruling
	Checkup *review.Checkup
	// Earlier is the ruling that this one corrects or revokes, if any.
	Earlier *Earlier
	// Others are the court's other matters that bear on its check-up.
	Others []review.OtherMatter
	// Packet says that the matter is out in an offline packet, nil if not.
	Packet *PacketNote
}

// MatterID names a matter: the kind and the number of its paper.
func MatterID(kind string, n review.CaseNumber) string { return kind + "/" + n.String() }

// events reads and replays a matter's events.
func (a *App) events(ctx context.Context, id string) ([]review.Event, *review.Matter, error) {
	es, err := a.store.Entries(ctx, storage.MatterEntry, id)
	if err != nil {
		return nil, nil, err
	}
	events := make([]review.Event, len(es))
	for i, e := range es {
		if err := e.Decode(&events[i]); err != nil {
			return nil, nil, err
		}
	}
	m, err := review.Replay(events)
	return events, m, err
}

// Load reads one matter and checks its paper: the version that stands if it
// was submitted, else the draft.
func (a *App) Load(ctx context.Context, id string) (*Dossier, error) {
	d, err := a.loadPaper(ctx, id)
	if err != nil {
		return nil, err
	}
	return d, a.examine(ctx, d)
}

// read is Load of a matter whose acts are at hand.
func (a *App) read(ctx context.Context, d *Dossier) error {
	if err := a.readText(ctx, d); err != nil {
		return err
	}
	return a.examine(ctx, d)
}

// loadPaper is Load without the check-up and what it needs: enough for a paper
// that was decided on.
func (a *App) loadPaper(ctx context.Context, id string) (*Dossier, error) {
	events, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(events) == 0 {
		return nil, review.Fault("matter.none", "text", id)
	}
	if err := a.sees(m); err != nil {
		return nil, err
	}
	if err := a.seesReferred(ctx, id, m); err != nil {
		return nil, err
	}
	if err := a.carried().mayOpen(id, a.Now()); err != nil {
		return nil, err
	}
	d := &Dossier{ID: id, Matter: m, Events: events}
	if d.Packet, err = a.PacketNote(ctx, id); err != nil {
		return nil, err
	}
	if d.Kind, err = a.Kind(kindOf(id)); err != nil {
		return nil, err
	}
	return d, a.readText(ctx, d)
}

func (a *App) readText(ctx context.Context, d *Dossier) error {
	r, err := a.reading(ctx, d.Kind, keyOf(d))
	d.Entered, d.Facts, d.Paper = r.entered, r.merged, r.paper
	return err
}

// keyOf is the text that stands, with its case file.
func keyOf(d *Dossier) readingKey {
	draft := draftAtHand(d.Matter)
	return readingKey{d.Kind.ID(), draft.Text, draft.Facts}
}

func kindOf(id string) string {
	for i := range id {
		if id[i] == '/' {
			return id[:i]
		}
	}
	return id
}

// draftAtHand is the text that stands: the submitted one, or what came since
// it was taken back.
func draftAtHand(m *review.Matter) *review.Draft {
	switch m.State {
	case review.StateDraft, review.StateReturned, review.StateReconsider:
		return m.Draft
	}
	if m.Version != nil {
		return &m.Version.Draft
	}
	return m.Draft
}

// examine checks the paper that was loaded.
func (a *App) examine(ctx context.Context, d *Dossier) error {
	if d.Paper == nil {
		return nil
	}
	k := keyOf(d)
	r, err := a.reading(ctx, d.Kind, k) // at hand, or read again
	if err != nil {
		return err
	}
	entered := r.entered
	if entered == nil {
		entered = r.words // a matter on the desk has a case file, if an empty one
	}
	if d.Earlier, err = a.earlier(ctx, d.ID, d.Kind, d.Facts, d.Paper); err != nil {
		return err
	}
	if d.Others, err = a.others(ctx, d); err != nil {
		return err
	}
	d.Checkup, err = a.checkup(d, k, entered, a.checkedOn(d.Paper), draftAtHand(d.Matter).Notes)
	return err
}

// reading reads a text and a case file.
func (a *App) reading(ctx context.Context, kind review.Kind, k readingKey) (reading, error) {
	if r, ok := a.made.readings.get(k); ok {
		return r, nil
	}
	var r reading
	if k.facts != "" {
		b, err := a.store.Blob(ctx, k.facts)
		if err != nil {
			return r, err
		}
		if r.entered, _, err = kind.ReadFacts(b); err != nil {
			return r, err
		}
		r.merged = r.entered
	}
	if k.text != "" {
		b, err := a.store.Blob(ctx, k.text)
		if err != nil {
			return r, err
		}
		r.paper = kind.Read(string(b))
		r.words = kind.Prefill(r.paper)
		r.merged = kind.Merge(r.entered, r.words)
	}
	a.made.readings.put(k, r)
	return r, nil
}

// checkedOn is the printed date, or today where the court left the date slot
// open (二〇二六年十一月　日), as it does until the day of approval.
func (a *App) checkedOn(p *review.Paper) review.Date {
	if printed, ok := p.PrintedDate(); ok {
		return existing(printed.Date)
	}
	if _, open := p.First(review.PartDate); open {
		return review.DateOf(a.Now())
	}
	return review.Date{}
}

func existing(d review.Date) review.Date {
	if !d.Exists() {
		return review.Date{}
	}
	return d
}

// check runs a kind's rules; what can't print is known only here, where the
// fonts are.
func (w *Workshop) check(k review.Kind, in review.CheckupInput, filed []review.Attachment) (*review.Checkup, error) {
	kit, err := w.Kit()
	if err != nil {
		return nil, err
	}
	in.Filed, in.Attached = make([]string, len(filed)), filed
	for i, f := range filed {
		in.Filed[i] = f.Type
	}
	in.Notes, in.Unprintable = w.sayNotes(in.Notes), kit.Missing(in.Paper.Text)
	return k.Checkup(in), nil
}

// sayNotes puts what the file's reader found into the words of the paper.
func (w *Workshop) sayNotes(notes []review.FileNote) []review.FileNote {
	out := make([]review.FileNote, len(notes))
	for i, n := range notes {
		out[i] = review.FileNote{Code: "hidden", Detail: w.Words.Paper("note."+n.Code) + bracket(n.Detail)}
	}
	return out
}

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return "「" + s + "」"
}

// Attachment reads an attachment or any other file a matter names.
func (a *App) File(ctx context.Context, h review.Hash) ([]byte, error) {
	if a.carried().stayed(h) {
		return nil, review.Fault("packet.stayed")
	}
	return a.store.Blob(ctx, h)
}

// summary is what the queue shows without reading the matter.
type summary struct {
	Kind      string         `json:"kind"`
	Court     string         `json:"court,omitempty"`
	Cause     string         `json:"cause,omitempty"`
	Applicant string         `json:"applicant,omitempty"`
	Debtor    string         `json:"debtor,omitempty"`
	Series    string         `json:"series,omitempty"`
	InCharge  string         `json:"in_charge,omitempty"`
	Clerk     string         `json:"clerk,omitempty"`
	Due       *review.Amount `json:"due,omitempty"`
	Realised  *review.Amount `json:"realised,omitempty"`
	Remaining *review.Amount `json:"remaining,omitempty"`
	View      string         `json:"view,omitempty"`
	Limit     review.Date    `json:"limit,omitzero"`
	Blocks    int            `json:"blocks"`
	Warns     int            `json:"warns"`
	Infos     int            `json:"infos"`
	Unknown   int            `json:"unknown"`
	Open      int            `json:"open"` // findings without an answer
	Parked    string         `json:"parked,omitempty"`
	Override  bool           `json:"override,omitempty"`
	PaperOnly bool           `json:"paper_only,omitempty"`
	Waiting   []review.Step  `json:"waiting,omitempty"` // steps that may sign now
	HasRuling bool           `json:"has_ruling"`
	Files     int            `json:"files,omitempty"`  // attachments
	Reason    string         `json:"reason,omitempty"` // of the last return
	Since     time.Time      `json:"since"`

	Conflict   bool     `json:"conflict,omitempty"`   // two decisions contradict each other
	Substitute string   `json:"substitute,omitempty"` // who decides in a recused president's place
	Recused    string   `json:"recused,omitempty"`    // that president
	Clerks     []string `json:"clerks,omitempty"`     // assigned
	Collated   bool     `json:"collated,omitempty"`
	Copies     int      `json:"copies,omitempty"`
	SealBack   string   `json:"seal_back,omitempty"` // reason of a 退签 that stands
	Unserved   []string `json:"unserved,omitempty"`
	Published  bool     `json:"published,omitempty"`
	Withheld   bool     `json:"withheld,omitempty"`
	Masked     string   `json:"masked,omitempty"` // who did the masking, until the copy is made
	// Withholding is whose word on 不公开 is waited for.
	Withholding review.Role `json:"withholding,omitempty"`
	Revived     string      `json:"revived,omitempty"` // 案号 of the revival

	On      review.Date           `json:"on,omitzero"`       // of the ruling
	Debtors []review.DebtorRecord `json:"debtors,omitempty"` // what other cases must fit
	Figures []uint32              `json:"figures,omitempty"` // of its text

	Tasks  int            `json:"tasks,omitempty"`  // that were asked, done or not
	Clocks []review.Clock `json:"clocks,omitempty"` // that run
	Aside  bool           `json:"aside,omitempty"`  // a ruling with its own number took it over
	// Inside: its kind never goes online; sent, it is done.
	Inside bool `json:"inside,omitempty"`
	// Decides is who issues it, where that is not the president.
	Decides review.Role `json:"decides,omitempty"`
}

func summarise(d *Dossier) summary {
	m := d.Matter
	s := summary{
		Kind: d.Kind.ID(), Parked: m.Parked, PaperOnly: m.PaperOnly(), HasRuling: d.Paper != nil, Files: len(m.Attachments), Since: m.Changed, Tasks: len(m.Tasks),
		Override: m.Version != nil && m.Version.Override != "", Inside: d.Kind.About().Public != review.PublicByLaw,
	}
	if last := m.Decider().Role; last != review.RolePresident {
		s.Decides = last
	}
	if f := d.Facts; f != nil {
		s.Court, s.Cause, s.Series, s.InCharge, s.Clerk, s.View, s.Limit = f.CourtName(), f.CauseName(), f.Series(), f.InCharge(), f.Clerk(), f.ApplicantView(), f.LimitEnds()
		s.Due, s.Realised, s.Remaining = f.Amounts()
		s.Applicant, s.Debtor = partyNames(f, review.Applicant), partyNames(f, review.Debtor)
		s.Debtors = d.Kind.Debtors(f, d.Paper)
	}
	if d.Paper != nil {
		printed, _ := d.Paper.PrintedDate()
		s.On, s.Figures = existing(printed.Date), review.Figures(d.Paper)
	}
	if d.Checkup != nil {
		for _, f := range d.Checkup.Findings {
			switch {
			case f.Outcome == review.Unknown:
				s.Unknown++
			case f.Severity == review.Block:
				s.Blocks++
			case f.Severity == review.Warn:
				s.Warns++
			default:
				s.Infos++
			}
		}
		s.Open = len(m.Unanswered(d.Checkup.Findings))
	}
	s.Waiting = m.OpenSteps()
	if _, approved := m.Approval(); !approved && len(m.Decisions) > 0 {
		s.Reason = m.Decisions[len(m.Decisions)-1].Reason
	}
	s.afterApproval(m)
	s.Clocks = d.Clocks()
	s.Aside = m.Yielded != "" && len(m.Attachments) == 0
	return s
}

// afterApproval sums up what the custodian and the clerk have to do.
func (s *summary) afterApproval(m *review.Matter) {
	s.Conflict = m.Conflict
	_, s.Published = m.Published()
	s.Withheld, s.Withholding = m.Withholding.Holds(), m.Withholding.Waits()
	if k := m.Masking; k != nil && !s.Published {
		s.Masked = k.By
	}
	if m.Substitute != nil {
		s.Substitute, s.Recused = m.Substitute.Name, m.Substitute.Recused
	}
	if a := m.Assignment; a != nil {
		s.Clerks = a.Clerks
		if a.Judge != "" {
			s.InCharge = a.Judge
		}
	}
	if c := m.ServiceCopy; c != nil {
		s.Collated, s.Copies = true, c.Copies
	} else if n := len(m.SealRefusals); n > 0 && m.State == review.StateApproved {
		s.SealBack = m.SealRefusals[n-1].Reason
	}
	for _, r := range m.Unserved() {
		s.Unserved = append(s.Unserved, r.Name)
	}
	if m.Revival != nil {
		s.Revived = m.Revival.CaseNumber
	}
}

func partyNames(f review.Facts, role review.PartyRole) string {
	var out string
	for _, p := range f.PartyList() {
		if p.Role == role && p.Name != "" {
			if out != "" {
				out += "、"
			}
			out += p.Name
		}
	}
	return out
}
