package app

import (
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// layOut turns a paper's parts into paragraphs. on replaces the 落款日期; a zero
// on leaves the printed date as it is.
func layOut(p *review.Paper, on review.Date) []typeset.Block {
	return layOutAs(p, on, p.Slice)
}

// layOutAs is layOut with words of the paper put in other words, as a public
// copy does; say gives the words for a range of the paper's runes.
func layOutAs(p *review.Paper, on review.Date, say func(start, end int) string) []typeset.Block {
	if p.Form.Official() {
		return layOutOfficial(p, on, say)
	}
	styles := map[review.PartRole]typeset.Style{
		review.PartCourt: typeset.CourtName, review.PartTitle: typeset.DocumentName, review.PartNumber: typeset.CaseNumber,
		review.PartSignatory: typeset.Signatory, review.PartDate: typeset.DateLine, review.PartBy: typeset.Signatory,
		review.PartTo: typeset.MainSending, review.PartLevel1: typeset.Heading, review.PartLevel2: typeset.Subheading,
	}
	var out []typeset.Block
	for i, q := range p.Parts {
		style, ok := styles[q.Role]
		if !ok {
			style = typeset.Body
		}
		t := typeset.Paragraph{Style: style, Text: say(q.Start, q.End), Source: q.Start, Label: q.Label}
		if strings.TrimSpace(t.Text) == "" { // masked away whole
			continue
		}
		if q.Role == review.PartTable {
			out = append(out, tableOf(t.Text, q.Start))
			continue
		}
		if q.Role == review.PartDate && !on.IsZero() {
			t.Text, t.Source = on.Chinese(), -1
		}
		// 本院认为 and 依照 are one paragraph unless the court broke the line,
		// and so are the two halves of a sentence.
		if last, ok := lastParagraph(out); ok && i > 0 && p.Parts[i-1].End == q.Start && goesOn(p.Parts[i-1], q, last.Text) {
			last.Text += t.Text
			out[len(out)-1] = last
			continue
		}
		out = append(out, t)
	}
	return out
}

func goesOn(before, next review.Part, text string) bool {
	if next.Role == review.PartSignatory || next.Role == review.PartDate {
		return false
	}
	return before.Role == review.PartReasoning && next.Role == review.PartBasis || strings.HasSuffix(text, "，")
}

func lastParagraph(bs []typeset.Block) (typeset.Paragraph, bool) {
	if len(bs) == 0 {
		return typeset.Paragraph{}, false
	}
	t, ok := bs[len(bs)-1].(typeset.Paragraph)
	return t, ok
}

// title names a paper in its file's metadata: 案号 and kind, no person.
func (w *Workshop) title(p *review.Paper, number string) string {
	name := strings.Join(strings.Fields(p.Join(review.PartTitle)), "")
	if name == "" {
		name = w.Words.Paper("paper.ruling")
	}
	return number + name
}
