package app

import (
	"context"
	"encoding/json"
	"slices"

	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/inspection"
	"shenqian/review/kind/selfassessment"
)

// assessmentDraft is what the figures tell of a 迎检自查自评报告 (DK-19): the part of its
// case file that nobody types.
type assessmentDraft struct {
	Kind      string                    `json:"文种"`
	Court     string                    `json:"法院"`
	From      review.Date               `json:"起始日期"`
	To        review.Date               `json:"截止日期"`
	Extracted review.Date               `json:"数据提取日期"`
	Cores     []selfassessment.Figure   `json:"核心指标"`
	Quality   []selfassessment.Figure   `json:"执行质效"`
	Petitions *selfassessment.Petitions `json:"信访,omitempty"`
}

// AssessmentDraft is the case file of a 迎检自查自评报告 as the extracts and, for 终本合格率,
// finished inspections make it. An index over cases that do not all tell is not
// written down as if they had.
func (a *App) AssessmentDraft(ctx context.Context, r *IndexReport, plans []string) ([]byte, error) {
	d := &assessmentDraft{
		Kind: a.Words.Paper("kind.selfassessment"), Court: a.Court().Name, From: r.From, To: r.To,
		Cores: []selfassessment.Figure{}, Quality: []selfassessment.Figure{},
	}
	for _, x := range r.Extracts {
		if on := review.DateOf(x.Drawn.In(Zone)); x.Of != ExtractNumber && d.Extracted.Before(on) {
			d.Extracted = on
		}
	}
	if err := a.coreFigures(ctx, r, plans, d); err != nil {
		return nil, err
	}
	for _, f := range r.Figures {
		core := slices.ContainsFunc(selfassessment.Goals(), func(g selfassessment.Goal) bool { return g.Index == f.ID })
		if !core && f.figure.Unit == "share" && f.figure.Of == "cases" && f.D > 0 && f.N <= f.D && f.Untold+f.Unsure == 0 {
			d.Quality = append(d.Quality, selfassessment.Figure{Name: f.Name, N: int(f.N), D: int(f.D), Formula: f.Formula})
		}
	}
	d.Petitions = petitionsOf(r)
	b, err := json.MarshalIndent(d, "", "  ")
	return append(b, '\n'), err
}

// coreFigures are 三个90%、一个80%, each by its own record.
func (a *App) coreFigures(ctx context.Context, r *IndexReport, plans []string, d *assessmentDraft) error {
	for _, g := range selfassessment.Goals() {
		one := selfassessment.Figure{Name: g.Name, Formula: g.Formula}
		if g.Index == "" {
			if len(plans) == 0 {
				continue
			}
			s, err := a.inspected(ctx, plans)
			if err != nil {
				return err
			}
			one.N, one.D = s.Found[inspection.Qualified], s.Inspected
			d.Cores = append(d.Cores, one)
			continue
		}
		f, p, err := a.overItsYears(r, g.Index)
		if err != nil {
			return err
		}
		if f.Untold+f.Unsure > 0 {
			return review.Fault("assessment.untold", "name", g.Name, "count", itoa(f.Untold+f.Unsure))
		}
		if f.D > 0 {
			one.N, one.D = int(f.N), int(f.D)
			if p.From != r.From {
				one.Formula += a.Words.Paper("assessment.period", "from", p.From.Arabic(), "to", p.To.Arabic())
			}
			d.Cores = append(d.Cores, one)
		}
	}
	return nil
}

// overItsYears is an index over the period, or over as many years to its end as
// it is made of.
func (a *App) overItsYears(r *IndexReport, id string) (index.Figure, index.Period, error) {
	p := index.Period{From: r.From, To: r.To}
	i := slices.IndexFunc(a.indices, func(x index.Definition) bool { return x.ID == id })
	if i < 0 {
		return index.Figure{}, p, review.Fault("index.none", "id", id)
	}
	if years := a.indices[i].Years; years > 0 {
		p.From = r.To.AddDays(1).AddMonths(-12 * years)
	}
	f, err := index.Reckon(a.indices[i], r.data, p, false)
	return f, p, err
}

// inspected adds finished inspections up.
func (a *App) inspected(ctx context.Context, plans []string) (inspection.Sheet, error) {
	var sheets []inspection.Sheet
	for _, id := range plans {
		in, err := a.Inspection(ctx, id)
		if err == nil {
			err = allLookedAt(id, in)
		}
		if err != nil {
			return inspection.Sheet{}, err
		}
		sheets = append(sheets, in.Sheet)
	}
	return inspection.Total(a.Words.Paper("rollup.total"), sheets)
}

// petitionsOf are the petitions of the period; nil where none were told.
func petitionsOf(r *IndexReport) *selfassessment.Petitions {
	var p selfassessment.Petitions
	for _, f := range r.Figures {
		switch f.ID {
		case "petitions":
			p.Registered, p.Finished = int(f.D), int(f.N)
		case "complaints":
			p.Cases = int(f.D)
		}
	}
	if p.Registered == 0 {
		return nil
	}
	return &p
}
