package app

import (
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// draftSheet is the 发文稿纸 of a 公文, the Original's last page in the place of
// the 审签笺: 拟稿—核稿—会签—签发 with what is known at submission, and the empty
// box of the one who issues it (practice.md 31).
func (a *App) draftSheet(d *Dossier, on review.Date, code, checkpoint, root string) []typeset.Block {
	w, m, v := a.Words, d.Matter, d.Matter.Version
	var h review.Head
	if c, ok := d.Kind.(review.Composer); ok {
		h = c.Head(d.Facts)
	}
	label := func(code string) typeset.Cell { return typeset.Cell{Text: w.Paper(code), Style: typeset.CellLabel} }
	text := func(s string) typeset.Cell { return typeset.Cell{Text: orDash(s), Style: typeset.CellText} }
	wide := func(s string) typeset.Cell { c := text(s); c.Span = 3; return c }
	copies := ""
	if h.Copies > 0 {
		copies = itoa(h.Copies)
	}
	title := strings.Join(strings.Fields(d.Paper.Join(review.PartTitle)), "")
	out := []typeset.Block{
		typeset.NewPage{NoNumber: true, Mark: a.mark(code)},
		typeset.Paragraph{Style: typeset.SlipTitle, Text: a.Court().Name + w.Paper("sheet.draft.title"), Source: -1},
		typeset.Table{Columns: []float64{2.6, 5, 2.2, 5}, Rows: []typeset.Row{
			{Cells: []typeset.Cell{label("sheet.draft.number"), text(numberOf(d.ID)), label("sheet.draft.kind"), text(w.Paper("kind." + d.Kind.ID()))}},
			{Cells: []typeset.Cell{label("sheet.draft.secret"), text(h.Secret), label("sheet.draft.urgency"), text(h.Urgency)}},
			{Cells: []typeset.Cell{label("sheet.draft.subject"), wide(title)}},
			{Cells: []typeset.Cell{label("sheet.draft.to"), wide(strings.Join(h.To, "、"))}},
			{Cells: []typeset.Cell{label("sheet.draft.copied"), wide(strings.Join(h.Copied, "、"))}},
			{Cells: []typeset.Cell{label("sheet.draft.files"), wide(strings.Join(h.Files, "；"))}},
			{Cells: []typeset.Cell{label("sheet.draft.unit"), text(h.Unit), label("sheet.draft.drafter"), text(h.Drafter)}},
			{Cells: []typeset.Cell{label("sheet.draft.proof"), text(h.Proof), label("sheet.draft.copies"), text(copies)}},
			{Cells: []typeset.Cell{label("sheet.draft.case"), text(h.Case), label("sheet.draft.date"), text(on.Arabic())}},
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
	return append(append(out, a.slipNotes(m, code, "sheet.draft.meaning")...), typeset.FieldBox{Field: presidentField, Label: w.Paper("sheet.draft.box"), Height: boxHeight})
}
