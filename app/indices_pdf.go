package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// IndexPDF prints the indices of a period: all of them with what each is a share
// of, its goal and its formula; then, of those that have a goal, the months and
// the courts as bars beside their figures. What cannot be reckoned says so and
// has no bar.
func (a *App) IndexPDF(ctx context.Context, r *IndexReport) ([]byte, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	say := a.Words.Paper
	title := say("index.title", "court", a.Court().Name, "from", r.From.Arabic(), "to", r.To.Arabic())
	p := &indexPrint{a: a, blocks: []typeset.Block{
		typeset.Paragraph{Style: typeset.OfficialTitle, Text: strings.Replace(title, "（", "\n（", 1), Source: -1}, typeset.Space{Height: 4},
	}}
	p.head("index.print.all")
	p.figures("index.name", r.Figures)
	for _, f := range r.Figures {
		formula := f.Name + "：" + f.Formula
		if !f.Read {
			formula += say("index.unread")
		}
		p.small(formula)
	}
	if err := p.trends(r); err != nil {
		return nil, err
	}
	p.courts(r)
	p.head("index.print.extracts")
	for _, x := range r.Extracts {
		p.small(a.ExtractWords(x))
	}
	on := review.DateOf(a.Now())
	out, err := kit.Typeset(ctx, typeset.Document{Title: title, Producer: producer, Created: midnight(on), PageMark: title, Blocks: p.blocks})
	if err != nil {
		return nil, err
	}
	return out.PDF, nil
}

type indexPrint struct {
	a      *App
	blocks []typeset.Block
}

func (p *indexPrint) head(code string, args ...string) {
	p.blocks = append(p.blocks, typeset.Paragraph{Style: typeset.Heading, Text: p.a.Words.Paper(code, args...), Source: -1, KeepWithNext: true})
}

func (p *indexPrint) small(text string) {
	p.blocks = append(p.blocks, typeset.Paragraph{Style: typeset.Small, Text: text, Source: -1})
}

// figures is a table of figures, each with its bar.
func (p *indexPrint) figures(first string, fs []IndexFigure) {
	say := p.a.Words.Paper
	head := func(s string) typeset.Cell { return typeset.Cell{Text: s, Style: typeset.CellDenseHead} }
	t := typeset.Table{Columns: []float64{9, 6, 6, 9}, RepeatHeader: true, Rows: []typeset.Row{{
		Header: true, MinHeight: 9, Cells: []typeset.Cell{head(say(first)), head(say("index.value")), head(say("index.exact")), head(say("index.goal"))},
	}}}
	for _, f := range fs {
		value := typeset.Cell{Text: f.Text, Style: typeset.CellDense}
		if share, goal, known := f.Share(); known {
			value.Bar = &typeset.Bar{Share: share, Goal: goal}
		}
		t.Rows = append(t.Rows, typeset.Row{MinHeight: 9, Cells: []typeset.Cell{
			{Text: f.Name, Style: typeset.CellDenseText}, value, {Text: f.Exact, Style: typeset.CellDense}, {Text: orDash(p.a.GoalWords(f)), Style: typeset.CellDense},
		}})
	}
	p.blocks = append(p.blocks, t)
}

// trends shows the months of every figure that has a goal.
func (p *indexPrint) trends(r *IndexReport) error {
	for _, f := range r.Figures {
		if f.Goal == "" {
			continue
		}
		months, err := p.a.Trend(r, f.ID, "")
		if err != nil {
			return err
		}
		if len(months) < 2 {
			continue
		}
		p.head("index.print.months", "name", f.Name)
		fs := make([]IndexFigure, len(months))
		for i, m := range months {
			fs[i] = m.IndexFigure
			fs[i].Name = m.Month
		}
		p.figures("index.print.month", fs)
	}
	return nil
}

// courts compares the courts by every figure that has a goal.
func (p *indexPrint) courts(r *IndexReport) {
	if len(r.Courts) < 2 {
		return
	}
	for _, f := range r.Figures {
		if f.Goal == "" {
			continue
		}
		var fs []IndexFigure
		for _, c := range r.Courts {
			for _, x := range c.Figures {
				if x.ID == f.ID {
					x.Name = c.Court
					fs = append(fs, x)
				}
			}
		}
		p.head("index.print.courts", "name", f.Name)
		p.figures("index.court", fs)
	}
}
