package app

import (
	"context"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// FormKind is a form that is filled in from the case file and finished by hand.
type FormKind string

const (
	ServiceForm   FormKind = "service"   // 送达回证, one page for each recipient
	InterviewForm FormKind = "interview" // 终本告知、约谈笔录 (法〔2016〕373号 art 5)
)

// FormKinds are all of them.
var FormKinds = []FormKind{ServiceForm, InterviewForm}

// Form makes a form of a matter and names its file, 案号-文种. party is one
// recipient or applicant, all of them if it is empty.
func (a *App) Form(ctx context.Context, id string, kind FormKind, party string) (name string, pdf []byte, err error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return "", nil, err
	}
	if !slices.Contains(FormKinds, kind) {
		return "", nil, review.Fault("form.unknown", "form", string(kind))
	}
	kit, err := a.Kit()
	if err != nil {
		return "", nil, err
	}
	blocks, err := a.formPages(d, kind, party)
	if err != nil {
		return "", nil, err
	}
	title := a.Words.Paper("form." + string(kind) + ".title")
	doc := typeset.Document{Title: numberOf(id) + title, Producer: producer, Created: midnight(review.DateOf(a.Now())), Blocks: blocks}
	if a.Court().Demonstration {
		doc.PageMark = a.Words.Paper("slip.demonstration")
	}
	r, err := kit.Typeset(ctx, doc)
	if err != nil {
		return "", nil, err
	}
	return fileName(numberOf(id)+"-"+title) + ".pdf", r.PDF, nil
}

func (a *App) formPages(d *Dossier, kind FormKind, party string) ([]typeset.Block, error) {
	var out []typeset.Block
	for _, r := range formRecipients(d, kind) {
		if party != "" && r.Name != party && !strings.Contains(r.Name, party) {
			continue
		}
		out = append(out, typeset.NewPage{NoNumber: true})
		if kind == ServiceForm {
			out = append(out, a.serviceForm(d, r)...)
		} else {
			out = append(out, a.interviewForm(d, r)...)
		}
	}
	if len(out) == 0 {
		return nil, review.Fault("form.party", "party", party, "number", numberOf(d.ID))
	}
	return out, nil
}

// formRecipients are those for whom a form is made.
func formRecipients(d *Dossier, kind FormKind) []review.Recipient {
	out := d.recipients()
	if c := d.Matter.ServiceCopy; c != nil {
		out = slices.Clone(c.Recipients)
	}
	if kind == InterviewForm {
		out = slices.DeleteFunc(out, func(r review.Recipient) bool { return r.Role != review.Applicant })
	}
	return out
}

// partyOf is what the case file tells of a recipient, and where it is silent
// the ruling.
func partyOf(d *Dossier, name string) review.Party {
	find := func(f review.Facts) review.Party {
		for _, p := range f.PartyList() {
			if p.Name == name {
				return p
			}
		}
		return review.Party{Name: name}
	}
	p := find(d.Facts)
	if d.Paper == nil {
		return p
	}
	words := find(d.Kind.Prefill(d.Paper))
	for _, f := range []struct{ to, from *string }{{&p.Address, &words.Address}, {&p.ID, &words.ID}, {&p.CreditCode, &words.CreditCode}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	return p
}

// formHead is the court and the form's name in the sizes of a ruling.
func (a *App) formHead(d *Dossier, kind FormKind) []typeset.Block {
	court := d.Facts.CourtName()
	if court == "" {
		court = a.Court().Name
	}
	return []typeset.Block{
		typeset.Paragraph{Style: typeset.SlipTitle, Text: court, Source: -1},
		typeset.Paragraph{Style: typeset.SlipTitle, Text: a.Words.Paper("form." + string(kind) + ".heading"), Source: -1},
		typeset.Paragraph{Style: typeset.FormNumber, Text: numberOf(d.ID), Source: -1},
	}
}

// The cells of a form: a label, what is known, and room to write.
func (a *App) label(code string) typeset.Cell {
	return typeset.Cell{Text: a.Words.Paper(code), Style: typeset.FormLabel}
}

func filled(text string, span int) typeset.Cell {
	return typeset.Cell{Text: text, Style: typeset.FormText, Span: span}
}

func (a *App) written(code string, span int) typeset.Cell { return filled(a.Words.Paper(code), span) }

// dated is room to write in, with a day to fill in at its right.
func (a *App) dated(code string, span int) typeset.Cell {
	c := a.written(code, span)
	c.Style = typeset.FormDate
	return c
}

func tall(mm float64, cells ...typeset.Cell) typeset.Row {
	return typeset.Row{Cells: cells, MinHeight: mm}
}

// serviceForm is the 送达回证 for one recipient: what is known is filled in,
// what happens at the door is left open.
func (a *App) serviceForm(d *Dossier, r review.Recipient) []typeset.Block {
	w, p := a.Words, partyOf(d, r.Name)
	paper := w.Paper("paper.ruling")
	if d.Paper != nil {
		if t := strings.Join(strings.Fields(d.Paper.Join(review.PartTitle)), ""); t != "" {
			paper = t
		}
	}
	who := r.Name
	if r.Name != review.Referrer {
		who += "（" + string(r.Role) + "）"
	}
	return append(a.formHead(d, ServiceForm),
		typeset.Table{Columns: []float64{3.4, 4.4, 2.6, 4.6}, Rows: []typeset.Row{
			tall(11, a.label("form.cause"), filled(d.Facts.CauseName(), 3)),
			tall(17, a.label("form.service.papers"), filled(w.Paper("form.service.paper", "paper", paper, "number", numberOf(d.ID)), 3)),
			tall(11, a.label("form.service.recipient"), filled(who, 3)),
			tall(13, a.label("form.service.address"), filled(p.Address, 3)),
			tall(17, a.label("form.service.way"), a.written("form.service.ways", 3)),
			tall(23, a.label("form.service.signed"), a.dated("form.service.date", 3)),
			tall(23, a.label("form.service.proxy"), a.dated("form.service.proxydate", 3)),
			tall(23, a.label("form.service.refused"), filled("", 3)),
			tall(13, a.label("form.service.server"), filled("", 0), a.label("form.service.issuer"), filled("", 0)),
			tall(12, a.label("form.note"), filled("", 3)),
		}},
		typeset.Space{Height: 2},
		typeset.Paragraph{Style: typeset.Small, Text: w.Paper("form.service.notes"), Source: -1},
	)
}

// interviewForm is the record of the talk with an applicant before a
// termination: the five topics he must be told of, and his opinion.
func (a *App) interviewForm(d *Dossier, r review.Recipient) []typeset.Block {
	w, p, f := a.Words, partyOf(d, r.Name), d.Facts
	filed := w.Paper("form.blankdate")
	if on := f.FiledOn(); !on.IsZero() {
		filed = on.Arabic()
	}
	id := p.ID
	if id == "" {
		id = p.CreditCode
	}
	measures := ""
	if d.Paper != nil {
		measures = d.Paper.Join(review.PartCourse)
	}
	topic := func(n string, text string, room float64) []typeset.Row {
		head := tall(9, typeset.Cell{Text: w.Paper("form.interview." + n), Style: typeset.FormHeading, Span: 4})
		head.Header = true // never alone at a page's foot
		return []typeset.Row{head, tall(room, filled(text, 4))}
	}
	rows := []typeset.Row{
		tall(11, a.label("form.interview.time"), a.dated("form.interview.timeblank", 3)),
		tall(11, a.label("form.interview.place"), filled("", 0), a.label("form.interview.way"), a.written("form.interview.ways", 0)),
		tall(11, a.label("form.interview.judge"), filled(f.InCharge(), 0), a.label("form.interview.clerk"), filled(f.Clerk(), 0)),
		tall(11, a.label("form.interview.person"), filled(r.Name, 0), a.label("form.interview.standing"), a.written("form.interview.standings", 0)),
		tall(11, a.label("form.interview.id"), filled(id, 0), a.label("form.interview.phone"), filled("", 0)),
		tall(11, a.label("form.cause"), filled(f.CauseName(), 3)),
	}
	rows = append(rows, topic("topic1", w.Paper("form.interview.status", "applicant", r.Name, "debtor", partyNames(f, review.Debtor), "filed", filed, "money", a.money(f)), 24)...)
	rows = append(rows, topic("topic2", measures, 30)...)
	rows = append(rows, topic("topic3", w.Paper("form.interview.property"), 34)...)
	rows = append(rows, topic("topic4", w.Paper("form.interview.basis"), 20)...)
	rows = append(rows, topic("topic5", w.Paper("form.interview.effect"), 20)...)
	rows = append(rows, topic("opinion", w.Paper("form.interview.opinions"), 40)...)
	return append(a.formHead(d, InterviewForm),
		typeset.Table{Columns: []float64{2.5, 4.6, 2.5, 5.4}, Rows: rows},
		typeset.Space{Height: 3},
		typeset.Paragraph{Style: typeset.FormText, Text: w.Paper("form.interview.read"), Source: -1, KeepWithNext: true},
		typeset.Space{Height: 8},
		typeset.Paragraph{Style: typeset.FormText, Text: w.Paper("form.interview.signatures"), Source: -1},
	)
}
