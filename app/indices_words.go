package app

import (
	"slices"
	"strings"

	"shenqian/app/sheets"
)

// Numbers are the ids of the numbers that goals are held against.
func (w *Workshop) Numbers() (out []string) {
	for _, d := range w.indices {
		if d.Goal != nil && d.Goal.Below != "" && !slices.Contains(out, d.Goal.Below) {
			out = append(out, d.Goal.Below)
		}
	}
	return out
}

// GoalWords are the goal and whether it is met, "" where there is none.
func (w *Workshop) GoalWords(f IndexFigure) string {
	if f.Goal == "" {
		return ""
	}
	met := f.Met
	if met == "" {
		met = "untold"
	}
	return w.Words.Say("index.goal."+met, "goal", f.Goal)
}

// GapWords say how many cases could not be told, "" if all could.
func (w *Workshop) GapWords(f IndexFigure) string {
	var out []string
	if f.Untold > 0 {
		out = append(out, w.Words.Say("index.untold", "count", itoa(f.Untold)))
	}
	if f.Unsure > 0 {
		out = append(out, w.Words.Say("index.unsure", "count", itoa(f.Unsure)))
	}
	return strings.Join(out, "；")
}

// ExtractWords say what an extract is.
func (w *Workshop) ExtractWords(x Extract) string {
	if x.Number != nil {
		h := x.Number.Hundredths
		return w.Words.Say("extract.words.number", "name", w.Words.Say("number."+x.Number.ID), "percent", itoa(int(h/100))+"."+itoa(int(h/10%10))+itoa(int(h%10))+"%", "source", x.Source, "at", x.Drawn.In(Zone).Format("2006-01-02"))
	}
	return w.Words.Say("extract.words", "of", w.Words.Say("extract."+x.Of), "courts", strings.Join(x.Courts, "、"), "count", itoa(x.Count), "query", x.Query, "at", x.Drawn.In(Zone).Format("2006-01-02 15:04"), "file", x.Source)
}

// IndexSheet writes a report's figures as .xlsx.
func (a *App) IndexSheet(r *IndexReport) ([]byte, error) {
	say := a.Words.Paper
	p := sheets.Page{
		Name: say("index.sheet"), Title: say("index.title", "court", a.Court().Name, "from", r.From.Arabic(), "to", r.To.Arabic()), Program: producer, Made: a.Now(), Foot: "&P / &N",
		Header: []string{say("index.court"), say("index.name"), say("index.value"), say("index.exact"), say("index.goal"), say("index.gap"), say("index.formula"), say("index.source")},
	}
	add := func(court string, fs []IndexFigure) {
		for _, f := range fs {
			source := f.Source
			if !f.Read {
				source += say("index.unread")
			}
			p.Rows = append(p.Rows, []any{court, f.Name, f.Text, f.Exact, a.GoalWords(f), a.GapWords(f), f.Formula, source})
		}
	}
	add(say("index.all"), r.Figures)
	for _, c := range r.Courts {
		add(c.Court, c.Figures)
	}
	for _, x := range r.Extracts {
		p.Notes = append(p.Notes, a.ExtractWords(x))
	}
	return sheets.Write(p)
}
