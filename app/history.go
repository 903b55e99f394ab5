package app

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"shenqian/review"
	"shenqian/signing/checkpoint"
	"shenqian/storage"
)

// The history of a matter is its rows of the journal, said as a court says
// them. Each line names its row, its signer and the row's hash, and can be
// proven by itself (HistoryProof) to whoever holds a checkpoint.

// History 流转记录 is who did what to one paper, in the order of the acts.
type History struct {
	ID         string        `json:"-"`
	CaseNumber string        `json:"case_number"`
	Entries    int64         `json:"entries"` // in the whole journal
	Checked    bool          `json:"checked"`
	Good       bool          `json:"good"` // checked, and nothing is wrong
	Reason     string        `json:"reason,omitempty"`
	Lines      []HistoryLine `json:"lines"`
}

// HistoryLine is one act.
type HistoryLine struct {
	Row        int64     `json:"row"`
	At         time.Time `json:"at"`
	Person     string    `json:"person"` // id
	Name       string    `json:"name"`
	Office     string    `json:"office"` // in words
	Instrument string    `json:"instrument,omitempty"`
	Act        string    `json:"act"` // review.EventKind, or level
	Sentence   string    `json:"sentence"`
	// Words are the actor's own: reason, remark, answer.
	Words    string     `json:"words,omitempty"`
	SignedBy LineSigner `json:"signed_by"`
	Hash     string     `json:"hash"` // of the row, hexadecimal
	Check    LineCheck  `json:"check"`
}

// LineSigner says which key signed an act, and whose it is.
type LineSigner struct {
	Kind string `json:"kind"` // certificate or desk
	Key  string `json:"key"`  // the certificate's fingerprint or the desk key's id
	// Certificate is the fingerprint of the certificate that signed, or that
	// lent its name to the desk key; Holder whose it is, "" if nobody's.
	Certificate string `json:"certificate"`
	Holder      string `json:"holder"`
	// Since is when the desk key was certified, Until how long it might sign.
	Since time.Time `json:"since,omitzero"`
	Until time.Time `json:"until,omitzero"`
}

// Outcome is what became of one check of a line.
type Outcome string

const (
	Unchecked Outcome = "unchecked"
	Holds     Outcome = "holds"
	Fails     Outcome = "fails"
)

// LineCheck is what a check of one line found.
type LineCheck struct {
	Signature Outcome `json:"signature"` // the key named signed these words
	Authority Outcome `json:"authority"` // its holder held the office and might
	Tree      Outcome `json:"tree"`      // the row is chained, and in the tree of the whole journal
	Reason    string  `json:"reason,omitempty"`
	// Doubtful: signed after the day from which the key was later reported not
	// to be trusted.
	Doubtful bool `json:"doubtful,omitempty"`
}

// Good says whether all three hold.
func (c LineCheck) Good() bool {
	return c.Signature == Holds && c.Authority == Holds && c.Tree == Holds
}

// Bad says whether any fails.
func (c LineCheck) Bad() bool { return c.Signature == Fails || c.Authority == Fails || c.Tree == Fails }

// History reads the acts on one matter. Nothing is checked yet but that they
// follow from one another.
func (a *App) History(ctx context.Context, id string) (*History, error) {
	h := &History{ID: id, CaseNumber: numberOf(id)}
	var err error
	if h.Entries, err = a.store.Size(ctx); err != nil {
		return nil, err
	}
	es, err := a.store.Entries(ctx, storage.MatterEntry, id)
	if err != nil {
		return nil, err
	}
	if len(es) == 0 {
		return nil, review.Fault("matter.none", "text", id)
	}
	who, err := a.whoSigned(ctx)
	if err != nil {
		return nil, err
	}
	var m review.Matter
	for _, e := range es {
		var ev review.Event
		if err := e.Decode(&ev); err != nil { // the check says what is wrong with it
			h.Lines = append(h.Lines, HistoryLine{Row: e.Seq, Sentence: a.Words.Say("history.unread"), SignedBy: who.signer(e), Hash: hex.EncodeToString(e.Hash[:])})
			continue
		}
		if err := m.Apply(ev); err != nil && h.Reason == "" {
			h.Reason = a.Words.Say("history.unlawful", "row", strconv.FormatInt(e.Seq, 10), "why", a.Words.Explain(err))
		}
		l := HistoryLine{
			Row: e.Seq, At: ev.At, Person: ev.Actor, Name: ev.Name, Office: cmp.Or(ev.Title, a.Words.Say("role."+string(ev.Role))), Instrument: ev.Instrument,
			Act: string(ev.Kind), SignedBy: who.signer(e), Hash: hex.EncodeToString(e.Hash[:]),
		}
		if l.Sentence, l.Words = a.Words.act(ev, &m); ev.Packet != "" {
			l.Sentence += a.Words.Say("history.packet", "packet", ev.Packet)
		}
		h.Lines = append(h.Lines, l)
	}
	levels, err := a.levelLines(ctx, id, who)
	if err != nil {
		return nil, err
	}
	h.Lines = append(h.Lines, levels...)
	slices.SortFunc(h.Lines, func(x, y HistoryLine) int { return int(x.Row - y.Row) })
	for i := range h.Lines {
		h.Lines[i].Check = LineCheck{Signature: Unchecked, Authority: Unchecked, Tree: Unchecked}
	}
	return h, nil
}

// levelLines are the rows on the levels of a matter's signed files.
func (a *App) levelLines(ctx context.Context, id string, who *signers) (out []HistoryLine, err error) {
	es, err := a.store.Entries(ctx, storage.LevelEntry, "")
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		var r levelRecord
		if err := e.Decode(&r); err != nil {
			return nil, err
		}
		if r.Matter != id {
			continue
		}
		l := HistoryLine{Row: e.Seq, At: r.At, Act: string(storage.LevelEntry), SignedBy: who.signer(e), Hash: hex.EncodeToString(e.Hash[:])}
		l.Name = l.SignedBy.Holder
		l.Sentence = a.Words.Say("history.act.level", "level", cmp.Or(string(r.Level), "—"), "wanted", string(r.Wanted))
		out = append(out, l)
	}
	return out, nil
}

// signers tells whose keys are whose.
type signers struct {
	desks   map[string]DeskKey
	holders map[string]string // by fingerprint
}

func (a *App) whoSigned(ctx context.Context) (*signers, error) {
	people, err := a.People(ctx)
	if err != nil {
		return nil, err
	}
	s := &signers{desks: map[string]DeskKey{}, holders: map[string]string{}}
	for _, p := range people {
		for _, k := range p.Keys {
			s.holders[k.Fingerprint] = p.Name
		}
	}
	err = a.store.EachEntry(ctx, storage.DeskEntry, func(e storage.Entry) error {
		var d DeskKey
		if e.Decode(&d) == nil { // one that was changed is the check's to name
			s.desks[e.Subject] = d
		}
		return nil
	})
	return s, err
}

func (s *signers) signer(e storage.Entry) LineSigner {
	l := LineSigner{Kind: e.Signer.Kind, Key: e.Signer.Key, Certificate: e.Signer.Key}
	if l.Kind == "desk" {
		d := s.desks[l.Key]
		l.Certificate, l.Since, l.Until = d.Certificate, d.From, d.Until
	}
	l.Holder = s.holders[l.Certificate]
	return l
}

// Verdict says the whole in one sentence: how it is when it was checked.
func (h *History) Verdict(c *Catalogue) string {
	doubtful := h.doubtful()
	switch {
	case !h.Good && h.Reason != "":
		return c.Say("history.bad", "why", h.Reason)
	case !h.Good:
		return c.Say("history.some")
	case doubtful > 0:
		return c.Say("history.doubtful", "count", itoa(doubtful))
	}
	return c.Say("history.good")
}

// Doubtful says whether any line wants another look, though all hold.
func (h *History) Doubtful() bool { return h.doubtful() > 0 }

func (h *History) doubtful() (n int) {
	for _, l := range h.Lines {
		if l.Check.Doubtful {
			n++
		}
	}
	return n
}

// CheckHistory checks each line of a history against the whole journal, as it
// is now, and gives the history with what was found. It walks the journal from
// its beginning, since a line rests on who was who before it, but of other
// matters' rows it checks the place alone.
func (a *App) CheckHistory(ctx context.Context, was *History, tell Progress) (*History, error) {
	h := *was
	h.Lines = slices.Clone(was.Lines)
	lines := map[int64]*HistoryLine{}
	for i := range h.Lines {
		lines[h.Lines[i].Row] = &h.Lines[i]
	}
	c := newJournalChecker(a.law())
	wrong := "" // in a row on which others rest
	w, err := a.store.VerifyJournal(ctx, func(e storage.Entry, statement []byte) error {
		if tell != nil {
			tell(int(e.Seq), int(max(h.Entries, e.Seq)), "")
		}
		l := lines[e.Seq]
		if l == nil && (e.Type == storage.MatterEntry || e.Type == storage.LevelEntry) {
			return ctx.Err()
		}
		err := c.check(e, statement)
		switch {
		case l != nil && l.Hash != hex.EncodeToString(e.Hash[:]):
			l.Check.Signature, l.Check.Reason = Fails, a.Words.Say("history.changed")
		case l != nil:
			l.Check = a.signatureCheck(err)
		case err != nil && wrong == "":
			wrong = a.Words.Explain(review.FaultFrom(err, "journal.signature", "seq", strconv.FormatInt(e.Seq, 10)))
		}
		return ctx.Err()
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		if Code(err) == "" {
			return nil, err
		}
		wrong = cmp.Or(wrong, a.Words.Explain(err))
	}
	h.Checked, h.Good = true, wrong == "" && h.Reason == ""
	for i := range h.Lines {
		l := &h.Lines[i]
		switch {
		case w.Wrong == 0 || l.Row < w.Wrong:
			l.Check.Tree = Holds
		case l.Row == w.Wrong:
			l.Check.Tree, l.Check.Reason = Fails, wrong
		default: // nothing is known of what comes after a row that lies
			l.Check = LineCheck{Signature: Unchecked, Authority: Unchecked, Tree: Unchecked, Reason: a.Words.Say("history.after", "row", strconv.FormatInt(w.Wrong, 10))}
		}
		l.Check.Doubtful = slices.Contains(c.doubtful, l.Row)
		if h.Good = h.Good && l.Check.Good(); !h.Good && h.Reason == "" && wrong == "" && l.Check.Bad() {
			wrong = a.Words.Say("history.wrong", "row", strconv.FormatInt(l.Row, 10), "why", l.Check.Reason)
		}
	}
	if err := a.AgreesWithMemory(ctx); err != nil {
		h.Good, wrong = false, cmp.Or(wrong, a.Words.Explain(err))
	}
	h.Reason = cmp.Or(h.Reason, wrong)
	return &h, nil
}

// signatureCheck sorts what the checker said of one row: whether the signature
// does not hold, or holds and its signer might not.
func (a *App) signatureCheck(err error) LineCheck {
	c := LineCheck{Signature: Holds, Authority: Holds, Tree: Unchecked}
	if err == nil {
		return c
	}
	c.Reason, c.Authority = a.Words.Explain(err), Fails
	if !slices.Contains([]string{"journal.role", "journal.court", "journal.revoked"}, Code(err)) {
		c.Signature, c.Authority = Fails, Unchecked
	}
	return c
}

// HistoryProof is the C2SP tlog-proof that a row of a matter lies under the
// journal's checkpoint of now. Whoever has the journal's public key can check
// it without the court's data; `journal verify` takes it as a paper.
func (a *App) HistoryProof(ctx context.Context, id string, row int64) (string, error) {
	es, err := a.store.Entries(ctx, storage.MatterEntry, id)
	if err != nil {
		return "", err
	}
	levels, err := a.store.Entries(ctx, storage.LevelEntry, "")
	if err != nil {
		return "", err
	}
	for _, e := range append(es, levels...) {
		if e.Seq != row {
			continue
		}
		var l levelRecord
		if e.Type == storage.LevelEntry {
			if err := e.Decode(&l); err != nil {
				return "", err
			}
			if l.Matter != id {
				break
			}
		}
		signed, c, err := a.Checkpoint(ctx, 0)
		switch {
		case err != nil:
			return "", err
		case signed == "":
			return "", review.Fault("journal.nolog")
		}
		p := checkpoint.Proof{Row: checkpoint.Row{Number: e.Seq, Hash: e.Hash}, Signed: signed}
		if p.Hashes, err = a.store.Prove(ctx, c.Size, e.Seq); err != nil {
			return "", err
		}
		text := p.Format()
		if _, err := checkpoint.ReadProof(text); err != nil { // a row that was changed has none
			return "", review.FaultFrom(err, "history.noproof", "row", strconv.FormatInt(row, 10))
		}
		return text, nil
	}
	return "", review.Fault("history.norow", "row", strconv.FormatInt(row, 10), "number", numberOf(id))
}

// ProofFile is the name under which a line's proof is saved.
func ProofFile(h *History, row int64) string {
	return fileName(h.CaseNumber+"_"+strconv.FormatInt(row, 10)) + ".tlog-proof"
}
