package app

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// presidentField is the empty signature field of the 院长意见 box.
const presidentField = "President"

// boxHeight is the height of that box in millimetres.
const boxHeight = 36

// shortCode names a frozen paper where its hash is too long to write down: it
// is printed on every page, so that a slip signed by hand can be told. It
// can't hang on the file's hash, which it is part of, so it hangs on all that
// the file is made from.
func shortCode(id string, m *review.Matter, on review.Date) string {
	v := m.Version
	sum := sha256.Sum256(fmt.Appendf(nil, "shenqian/code/1\n%s\n%d\n%d\n%s\n%s\n%s", id, v.Number, m.Round, v.Text, review.FindingsHash(v.Findings), on))
	s := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(sum[:5])
	return s[:4] + "-" + s[4:]
}

// slip is the 审签笺, the Original's last page: what is known at submission.
// The president's decision is not on it but in its box's signature. checkpoint
// and root are the journal's and the text's, "" for a paper without.
func (a *App) slip(d *Dossier, on review.Date, code, checkpoint, root string) []typeset.Block {
	if d.Paper.Form.Official() {
		return a.draftSheet(d, on, code, checkpoint, root)
	}
	w, m, v := a.Words, d.Matter, d.Matter.Version
	number := d.ID[len(kindOf(d.ID))+1:]
	label := func(code string) typeset.Cell { return typeset.Cell{Text: w.Paper(code), Style: typeset.CellLabel} }
	text := func(s string) typeset.Cell { return typeset.Cell{Text: orDash(s), Style: typeset.CellText} }
	wide := func(s string) typeset.Cell { c := text(s); c.Span = 3; return c }

	out := []typeset.Block{
		typeset.NewPage{NoNumber: true, Mark: a.mark(code)},
		typeset.Paragraph{Style: typeset.SlipTitle, Text: w.Paper("slip.title"), Source: -1},
		typeset.Table{Columns: []float64{2.6, 5, 2.2, 5}, Rows: []typeset.Row{
			{Cells: []typeset.Cell{label("slip.number"), text(number), label("slip.cause"), text(d.Facts.CauseName())}},
			{Cells: []typeset.Cell{label("slip.applicant"), wide(partyNames(d.Facts, review.Applicant))}},
			{Cells: []typeset.Cell{label("slip.debtor"), wide(partyNames(d.Facts, review.Debtor))}},
			{Cells: []typeset.Cell{label("slip.amounts"), wide(a.money(d.Facts))}},
			{Cells: []typeset.Cell{label("slip.incharge"), text(d.Facts.InCharge()), label("slip.date"), text(on.Arabic())}},
			{Cells: []typeset.Cell{label("slip.version"), wide(w.Paper("slip.versionof", "version", itoa(v.Number), "round", itoa(m.Round), "rules", orDash(v.RulePack)))}},
			{Cells: []typeset.Cell{label("slip.texthash"), wide(string(v.Text))}},
			{Cells: []typeset.Cell{label("slip.checkpoint"), wide(checkpoint)}},
			{Cells: []typeset.Cell{label("slip.root"), wide(root)}},
		}},
		typeset.Space{Height: 2},
		a.slipRoute(m),
		typeset.Space{Height: 2},
		a.slipFindings(m),
	}
	out = append(out, a.slipNotes(m, code, "slip.meaning")...)
	return append(out, typeset.FieldBox{Field: presidentField, Label: w.Paper("slip.box"), Height: boxHeight})
}

// slipNotes are what a slip says below its tables, last what signing means, a
// sentence of the catalogue.
func (a *App) slipNotes(m *review.Matter, code, meaning string) (out []typeset.Block) {
	w, v := a.Words, m.Version
	var notes []string
	if v.Override != "" {
		notes = append(notes, w.Paper("slip.override", "name", v.OverrideBy, "reason", v.Override))
	}
	if v.Reply != "" {
		notes = append(notes, w.Paper("slip.reply", "name", v.By, "text", v.Reply))
	}
	if v.Minor {
		notes = append(notes, w.Paper("slip.minor", "changes", v.Changes))
	}
	for _, r := range m.Resolutions {
		notes = append(notes, w.Paper("slip.resolution", "on", r.On.Arabic(), "text", r.Text))
	}
	if len(m.Attachments) > 0 {
		var names []string
		for _, f := range m.Attachments {
			names = append(names, f.Type+"（"+f.Name+"，"+f.File.Short()+"）")
		}
		notes = append(notes, w.Paper("slip.attachments", "list", strings.Join(names, "；")))
	}
	notes = append(notes, w.Paper(meaning, "code", code))
	out = append(out, typeset.Space{Height: 2})
	for i, n := range notes {
		// What signing means stays with the box that is signed.
		out = append(out, typeset.Paragraph{Style: typeset.Small, Text: n, Source: -1, KeepWithNext: i == len(notes)-1})
	}
	return out
}

// mark is the small text in the foot of every page.
func (a *App) mark(code string) string {
	s := a.Words.Paper("slip.code", "code", code)
	if a.Court().Demonstration {
		s += "　" + a.Words.Paper("slip.demonstration")
	}
	return s
}

func (a *App) money(f review.Facts) string {
	due, realised, remaining := f.Amounts()
	say := func(v *review.Amount) string {
		if v == nil {
			return a.Words.Paper("slip.unknown")
		}
		return v.String() + "元"
	}
	return a.Words.Paper("slip.money", "due", say(due), "realised", say(realised), "remaining", say(remaining))
}

func (a *App) slipRoute(m *review.Matter) typeset.Table {
	w := a.Words
	t := typeset.Table{Columns: []float64{2.6, 2.2, 6, 3}, RepeatHeader: true, Rows: []typeset.Row{header(w.Paper("slip.step"), w.Paper("slip.name"), w.Paper("slip.how"), w.Paper("slip.when"))}}
	for _, s := range m.Route {
		if s == m.Decider() {
			continue
		}
		for _, o := range m.SignOffs {
			if o.Step.ID != s.ID || o.Void {
				continue
			}
			how, when := w.Paper("slip.esigned", "hash", o.Text.Short()[:9]), review.DateOf(o.At).Arabic()
			if !o.Paper.IsZero() {
				how, when = w.Paper("slip.papersigned", "scan", o.Scan.Short()[:9]), o.Paper.Arabic()
			}
			t.Rows = append(t.Rows, row(s.Label, o.By, how, when))
		}
	}
	return t
}

func (a *App) slipFindings(m *review.Matter) typeset.Table {
	w := a.Words
	t := typeset.Table{Columns: []float64{1.3, 5, 4.2, 3.5}, RepeatHeader: true, Rows: []typeset.Row{header(w.Paper("slip.rule"), w.Paper("slip.finding"), w.Paper("slip.basis"), w.Paper("slip.answer"))}}
	for _, f := range w.PaperFindings(m.Version.Findings) {
		answer := m.Answers[f.Key()]
		t.Rows = append(t.Rows, row(f.Rule, w.Paper("outcome."+string(f.Outcome))+"："+f.Text, a.basis(f), orDash(signed(answer))))
	}
	if len(m.Version.Findings) == 0 {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: w.Paper("slip.nofindings"), Style: typeset.CellText, Span: 4}}})
	}
	return t
}

// basis is what a finding rests on, and what the court rests it on that it
// blocks.
func (a *App) basis(f review.Finding) string {
	if f.Raised == "" {
		return f.Basis
	}
	return f.Basis + a.Words.Paper("slip.raised", "basis", f.Raised)
}

// signed is an answer with the name of who gave it.
func signed(a review.Answer) string {
	if a.By == "" {
		return a.Text
	}
	return a.Text + "（" + a.By + "）"
}

func header(texts ...string) typeset.Row {
	r := row(texts...)
	r.Header = true
	for i := range r.Cells {
		r.Cells[i].Style = typeset.CellLabel
	}
	return r
}

func row(texts ...string) typeset.Row {
	var r typeset.Row
	for _, t := range texts {
		r.Cells = append(r.Cells, typeset.Cell{Text: orDash(t), Style: typeset.CellText})
	}
	return r
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
