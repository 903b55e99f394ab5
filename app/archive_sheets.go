package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// The sheets that the program itself puts into a volume: 卷内目录, the list of
// services, the record of the sign-off.

func (a *App) archiveSheet(ctx context.Context, d *Dossier, title string, blocks ...typeset.Block) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	doc := typeset.Document{
		Title: numberOf(d.ID) + title, Producer: producer, Created: midnight(review.DateOf(a.Now())),
		Blocks: append([]typeset.Block{typeset.NewPage{NoNumber: true}, typeset.Paragraph{Style: typeset.SlipTitle, Text: title, Source: -1}}, blocks...),
	}
	if a.Court().Demonstration {
		doc.PageMark = a.Words.Paper("slip.demonstration")
	}
	r, err := kit.Typeset(ctx, doc)
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// volumeIndex is the 卷内目录. It is not numbered itself.
func (a *App) volumeIndex(ctx context.Context, d *Dossier, table filingTable, v *ArchivedVolume) ([]byte, error) {
	w := a.Words
	t := typeset.Table{Columns: []float64{1.1, 4, 4.9, 2.7, 1.7, 2.6}, RepeatHeader: true}
	t.Rows = append(t.Rows, header(w.Paper("archive.col.no"), w.Paper("archive.col.number"), w.Paper("archive.col.title"), w.Paper("archive.col.date"), w.Paper("archive.col.pages"), w.Paper("archive.col.note")))
	for i, p := range v.Papers {
		pages := w.Paper("archive.uncounted")
		if p.From > 0 {
			if pages = itoa(p.From); p.To > p.From {
				pages += "-" + itoa(p.To)
			}
		}
		on := ""
		if !p.On.IsZero() {
			on = p.On.String()
		}
		r := typeset.Row{MinHeight: 9}
		for j, text := range []string{itoa(i + 1), p.Number, p.Title, on, pages, p.Note} {
			c := typeset.Cell{Text: text, Style: typeset.CellText}
			if j == 0 || j == 4 {
				c.Style = typeset.CellCentre
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	source := table.Source
	if !table.Read {
		source += w.Paper("archive.unread")
	}
	return a.archiveSheet(
		ctx, d, w.Paper("archive.index"),
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("archive.index.of", "number", numberOf(d.ID), "volume", v.Name), Source: -1},
		typeset.Space{Height: 1}, t, typeset.Space{Height: 3},
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("archive.index.sum", "papers", itoa(len(v.Papers)), "pages", itoa(v.Pages)), Source: -1},
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("archive.index.made"), Source: -1},
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("archive.index.order", "source", source), Source: -1},
	)
}

// serviceList lists on whom, how and when the ruling was served.
func (a *App) serviceList(ctx context.Context, d *Dossier) ([]byte, error) {
	w, m := a.Words, d.Matter
	t := typeset.Table{Columns: []float64{4, 2.2, 2.4, 2.8, 1.9, 3}, RepeatHeader: true}
	t.Rows = append(t.Rows, header(w.Paper("form.service.recipient"), w.Paper("archive.col.role"), w.Paper("form.service.way"), w.Paper("archive.col.served"), w.Paper("archive.col.by"), w.Paper("archive.col.note")))
	for _, s := range m.Services {
		role := ""
		for _, r := range m.ServiceCopy.Recipients {
			if r.Name == s.Party {
				role = string(r.Role)
			}
		}
		var note []string
		if s.Days > 0 {
			note = append(note, w.Paper("archive.note.days", "days", itoa(s.Days)))
		}
		if s.Proof != "" {
			note = append(note, w.Paper("archive.note.proof"))
		}
		if s.Void != "" {
			note = append(note, w.Paper("archive.note.void", "reason", s.Void))
		}
		t.Rows = append(t.Rows, row(s.Party, role, s.How, s.On.Arabic(), s.By, strings.Join(note, "；")))
	}
	for _, r := range m.Unserved() {
		t.Rows = append(t.Rows, row(r.Name, string(r.Role), "", "", "", w.Paper("archive.note.unserved")))
	}
	var effect string
	if on, ok := m.Effective(); ok {
		effect = w.Paper("archive.effect", "on", on.Arabic())
	}
	return a.archiveSheet(
		ctx, d, w.Paper("archive.paper.services"),
		typeset.Paragraph{Style: typeset.Small, Text: numberOf(d.ID), Source: -1}, typeset.Space{Height: 1}, t, typeset.Space{Height: 3},
		typeset.Paragraph{Style: typeset.Small, Text: effect, Source: -1},
	)
}

// reviewRecord is what was done on the way, act by act, from the journal.
func (a *App) reviewRecord(ctx context.Context, d *Dossier) ([]byte, error) {
	w := a.Words
	t := typeset.Table{Columns: []float64{3.6, 2.6, 2, 6.4}, RepeatHeader: true}
	t.Rows = append(t.Rows, header(w.Paper("archive.col.time"), w.Paper("archive.col.act"), w.Paper("slip.name"), w.Paper("archive.col.what")))
	for _, e := range d.Events {
		t.Rows = append(t.Rows, row(e.At.In(Zone).Format("2006-01-02 15:04"), w.Paper("act."+string(e.Kind)), e.Name, a.actDetail(e)))
	}
	return a.archiveSheet(
		ctx, d, w.Paper("archive.paper.record"),
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("archive.record.of", "number", numberOf(d.ID)), Source: -1}, typeset.Space{Height: 1}, t,
	)
}

// actDetail is what an act says beside its name, who did it and when.
func (a *App) actDetail(e review.Event) string {
	w := a.Words
	var out []string
	say := func(code string, args ...string) { out = append(out, w.Paper(code, args...)) }
	if e.Title != "" {
		out = append(out, e.Title)
	}
	switch {
	case e.Draft != nil && e.Draft.Source != "":
		out = append(out, e.Draft.Source)
	case e.Attachment != nil:
		out = append(out, e.Attachment.Type+bracketed(e.Attachment.Name))
	case e.Answer != nil:
		out = append(out, e.Answer.Rule+"："+e.Answer.Text)
	case e.Service != nil:
		out = append(out, e.Service.Party, e.Service.How, e.Service.On.Arabic(), e.Service.Void)
	case e.Revival != nil:
		out = append(out, e.Revival.CaseNumber, e.Revival.Ground)
	case e.Link != nil:
		out = append(out, numberOf(e.Link.Matter))
	case e.Printed != nil:
		say("act.printed", "what", w.Paper("act.print."+string(e.Printed.What)), "copies", itoa(e.Printed.Copies), "pages", itoa(e.Printed.Pages))
	case e.Submission != nil && e.Submission.Override != "":
		out = append(out, e.Submission.Override)
	}
	if e.Reason != "" {
		out = append(out, e.Reason)
	}
	if e.Kind == review.EventApprove || e.Kind == review.EventPaperOK {
		say("act.frozen", "hash", e.Frozen.Short())
	}
	if e.Kind == review.EventSign || e.Kind == review.EventSubmit {
		say("act.text", "hash", e.Text.Short())
	}
	return strings.Join(nonEmpty(out), "　")
}

func nonEmpty(in []string) (out []string) {
	for _, s := range in {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
