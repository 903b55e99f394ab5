package app

import (
	"context"
	"slices"
	"strconv"

	"shenqian/app/sheets"
	"shenqian/review"
	"shenqian/signing/typeset"
)

// registerColumn is a column of a ledger: its title's code, its width beside
// the others on paper (0: in the workbook only), and what stands in it.
type registerColumn struct {
	code  string
	width float64
	value func(*RegisterEntry) any
}

func column(code string, width float64, value func(*RegisterEntry) any) registerColumn {
	return registerColumn{code, width, value}
}

// registerColumns are those of the ledgers as courts keep them.
func registerColumns(kind RegisterKind) []registerColumn {
	k := string(kind)
	number := column("number", 1.7, func(e *RegisterEntry) any { return e.Number })
	on := column("on."+k, 3.5, func(e *RegisterEntry) any { return e.On })
	caseNumber := column("case", 4.2, func(e *RegisterEntry) any { return e.CaseNumber })
	parties := column("parties", 4.4, func(e *RegisterEntry) any { return e.Parties })
	inCharge := column("incharge", 2.4, func(e *RegisterEntry) any { return e.InCharge })
	by := column("by."+k, 2.4, func(e *RegisterEntry) any { return e.By })
	how := column("how", 1.9, func(e *RegisterEntry) any { return e.How })
	reason := column("reason", 2.8, func(e *RegisterEntry) any { return e.Reason })
	copies := column("copies", 1.1, func(e *RegisterEntry) any {
		if e.Copies == 0 {
			return nil
		}
		return e.Copies
	})
	remark := column("remark", 2.8, func(e *RegisterEntry) any { return e.Remark })
	// Returns and withdrawals are read for their reasons.
	wide := func(c registerColumn, width float64) registerColumn { c.width = width; return c }
	switch kind {
	case RegisterSubmitted:
		version := column("version", 1.2, func(e *RegisterEntry) any { return e.Version })
		return []registerColumn{number, on, caseNumber, parties, inCharge, by, version, remark}
	case RegisterReturned:
		office := column("office", 0, func(e *RegisterEntry) any { return e.Office })
		return []registerColumn{number, on, wide(caseNumber, 3.6), wide(parties, 3.6), wide(inCharge, 0), how, wide(reason, 7), by, office}
	case RegisterSeals:
		return []registerColumn{number, on, caseNumber, parties, copies, how, by, reason, remark}
	case RegisterServices:
		recipient := column("recipient", 3.6, func(e *RegisterEntry) any { return e.Recipient })
		standing := column("standing", 0, func(e *RegisterEntry) any { return e.Standing })
		effective := column("effective", 3.5, func(e *RegisterEntry) any { return e.Effective })
		proof := column("proof", 1.1, func(e *RegisterEntry) any {
			if e.Proof {
				return "有"
			}
			return "无"
		})
		return []registerColumn{number, on, caseNumber, recipient, standing, how, effective, proof, by, remark}
	case RegisterInfobase:
		return []registerColumn{number, on, caseNumber, parties, how, reason, by, column("entered", 3.5, func(e *RegisterEntry) any { return e.Entered })}
	case RegisterPublished:
		masked := column("masked", 1.2, func(e *RegisterEntry) any { return e.Masked })
		doubts := column("doubts", 3, func(e *RegisterEntry) any { return e.Reason })
		return []registerColumn{number, on, caseNumber, parties, column("profile", 2.2, how.value), masked, doubts, by, remark}
	case RegisterOnline:
		due := column("due", 3.2, func(e *RegisterEntry) any { return e.Due })
		done := column("done", 3.2, func(e *RegisterEntry) any { return e.Done })
		return []registerColumn{number, on, caseNumber, parties, inCharge, due, done, column("online", 3.4, how.value), reason}
	case RegisterWithdrawn:
		return []registerColumn{number, on, wide(caseNumber, 3.6), wide(parties, 3.6), wide(inCharge, 0), how, wide(reason, 7), by}
	default: // RegisterPrints
		return []registerColumn{number, on, caseNumber, parties, copies, reason, by}
	}
}

// period is the days a ledger covers, in words.
func (a *App) period(r *Register) string {
	return a.Words.Paper("register.days", "from", r.From.Arabic(), "to", r.To.Arabic())
}

// RegisterSheet is a ledger as .xlsx.
func (a *App) RegisterSheet(r *Register) ([]byte, error) {
	p := sheets.Page{
		Name: r.Title, Title: r.Court + r.Title + "（" + a.period(r) + "）", Program: a.Words.Paper("program"), Foot: a.Words.Paper("register.foot"), Made: a.Now(),
	}
	columns := registerColumns(r.Kind)
	for _, c := range columns {
		p.Header = append(p.Header, a.Words.Paper("register.column."+c.code))
	}
	if r.Online != nil {
		p.Notes = []string{r.Online.Text, r.Online.Basis}
	}
	for i := range r.Entries {
		row := make([]any, len(columns))
		for j, c := range columns {
			row[j] = c.value(&r.Entries[i])
		}
		p.Rows = append(p.Rows, row)
	}
	return sheets.Write(p)
}

// RegisterPDF is a ledger to be printed.
func (a *App) RegisterPDF(ctx context.Context, r *Register) (*Sheet, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	columns := slices.DeleteFunc(registerColumns(r.Kind), func(c registerColumn) bool { return c.width == 0 })
	t := typeset.Table{RepeatHeader: true}
	var titles []string
	for _, c := range columns {
		t.Columns = append(t.Columns, c.width)
		titles = append(titles, a.Words.Paper("register.column."+c.code))
	}
	t.Rows = append(t.Rows, header(titles...))
	for i := range r.Entries {
		var texts []string
		for _, c := range columns {
			texts = append(texts, inWords(c.value(&r.Entries[i])))
		}
		t.Rows = append(t.Rows, row(texts...))
	}
	if len(r.Entries) == 0 {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: a.Words.Paper("register.none"), Style: typeset.CellText, Span: len(columns)}}})
	}
	doc := typeset.Document{
		Title: r.Court + r.Title, Producer: producer, Created: a.Now(),
		Blocks: []typeset.Block{
			typeset.Paragraph{Style: typeset.SlipTitle, Text: r.Title, Source: -1},
			typeset.Paragraph{Style: typeset.Small, Text: a.Words.Paper("register.head", "court", r.Court, "period", a.period(r), "count", itoa(len(r.Entries))), Source: -1},
			typeset.Space{Height: 2},
			t,
		},
	}
	if r.Online != nil {
		for i, text := range []string{r.Online.Text, r.Online.Basis} {
			doc.Blocks = slices.Insert(doc.Blocks, 2+i, typeset.Block(typeset.Paragraph{Style: typeset.Small, Text: text, Source: -1}))
		}
	}
	if a.Court().Demonstration {
		doc.PageMark = a.Words.Paper("slip.demonstration")
	}
	out, err := kit.Typeset(ctx, doc)
	if err != nil {
		return nil, err
	}
	return &Sheet{PDF: out.PDF, Hash: review.HashOf(out.PDF), Pages: out.Pages}, nil
}

// inWords is a ledger's value on paper.
func inWords(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case review.Date:
		return v.String()
	}
	return ""
}
