package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/signing/pdftext"
	"shenqian/signing/typeset"
)

// sealField is the empty signature field over the date of a service copy.
const sealField = "CourtSeal"

// Collate is the clerk's 核对: the 正本 is made from the text that was
// approved, with the 核对戳, and goes to the custodian of the seal. It is
// refused unless its lines are those of the original's ruling pages.
func (a *App) Collate(ctx context.Context, id string, copies int) (*review.Matter, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	approval, ok := d.Matter.Approval()
	if !ok || d.Matter.Frozen == nil {
		return nil, review.Fault("state.collate", "state", string(d.Matter.State))
	}
	recipients := d.recipients()
	if copies == 0 {
		copies = len(recipients) + FileCopies
	}
	pdf, err := a.serviceCopy(ctx, d)
	if err != nil {
		return nil, err
	}
	original, err := a.store.Blob(ctx, approval.Frozen)
	if err != nil {
		return nil, err
	}
	if err := a.sameRuling(original, pdf); err != nil {
		return nil, err
	}
	return a.do(ctx, id, step{
		event: review.Event{
			Kind: review.EventCollate, Text: d.Matter.Version.Text, Frozen: approval.Frozen, Signed: review.HashOf(pdf),
			Copies: copies, Recipients: recipients, On: d.Matter.Frozen.On,
		},
		roles: []review.Role{review.RoleClerk}, files: [][]byte{pdf},
	})
}

// recipients are those of the matter's copies: of a letter the offices it is
// sent to, of a ruling the parties.
func (d *Dossier) recipients() []review.Recipient {
	if c, ok := d.Kind.(review.Composer); ok {
		return c.Recipients(d.Facts)
	}
	return review.Recipients(d.Facts.PartyList())
}

// FileCopies are the copies kept beside those for the parties (正卷, 副卷).
const FileCopies = 2

func (a *App) serviceCopy(ctx context.Context, d *Dossier) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	on := d.Matter.Frozen.On
	blocks := append(layOut(d.Paper, on), typeset.SealField{Field: sealField, Label: a.Words.Paper("copy.seal")})
	if !d.Paper.Form.Official() { // a 公文 is not collated by a stamp
		blocks = append(blocks, typeset.Stamp{Text: a.Words.Paper("copy.stamp")})
	}
	doc := typeset.Document{
		Title: a.title(d.Paper, numberOf(d.ID)), Subject: a.Words.Paper("paper.copy"), Producer: producer,
		Created: midnight(on), Blocks: blocks,
	}
	if a.Court().Demonstration {
		doc.PageMark = a.Words.Paper("slip.demonstration")
	}
	if err := a.withData(ctx, d, &doc); err != nil {
		return nil, err
	}
	r, err := kit.Typeset(ctx, doc)
	if err != nil {
		return nil, err
	}
	return r.PDF, nil
}

// footTop is where the type area ends and the page's foot begins, in points
// from the bottom: what stands there is numbering, not the ruling.
const footTop = 35 * 72 / 25.4

// sameRuling asserts that the copy's pages are the original's first pages,
// line for line and place for place; only the 核对戳 may be more.
func (w *Workshop) sameRuling(original, copied []byte) error {
	o, err := pdftext.Extract(original)
	if err != nil {
		return err
	}
	c, err := pdftext.Extract(copied)
	if err != nil {
		return err
	}
	stamp := w.Words.Paper("copy.stamp")
	body := func(ls []pdftext.Line) []pdftext.Line {
		var out []pdftext.Line
		for _, l := range ls {
			if l.Y > footTop && l.Text != stamp {
				out = append(out, l)
			}
		}
		return out
	}
	pages := 0
	for _, l := range c.Lines {
		pages = max(pages, l.Page)
	}
	for page := 1; page <= pages; page++ {
		want, got := body(o.Page(page)), body(c.Page(page))
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				return review.Fault("copy.differs", "page", itoa(page), "line", itoa(i+1))
			}
		}
	}
	if pages == 0 {
		return review.Fault("copy.differs", "page", "1", "line", "1")
	}
	return nil
}

// numberOf is the 案号 in a matter's id.
func numberOf(id string) string { _, number, _ := strings.Cut(id, "/"); return number }
