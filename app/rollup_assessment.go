package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/inspection"
	"shenqian/review/kind/selfassessment"
)

// AssessmentRollUp are the 迎检自查自评报告 of the lower courts side by side: nobody's points
// are added to another's, but the core indices are.
type AssessmentRollUp struct {
	RollUp
	Courts []AssessedCourt  `json:"courts"`
	Cores  []AssessedFigure `json:"cores"`      // of all courts that were taken in
	Lowest []RankedLevel    `json:"last_three"` // by the share of points, of each level
}

// AssessedCourt is what a court says of itself.
type AssessedCourt struct {
	Court string           `json:"court"`
	Level string           `json:"level"`
	Own   string           `json:"own"`  // points
	Full  string           `json:"full"` // of so many
	Rate  string           `json:"rate"`
	Cores []AssessedFigure `json:"cores"`

	own, full selfassessment.Points
}

// AssessedFigure is a core index.
type AssessedFigure struct {
	Name    string `json:"name"`
	N       int    `json:"n"`
	D       int    `json:"d"`
	Rate    string `json:"rate"`
	Reached string `json:"reached,omitempty"` // yes, no, "" where nothing can be said
	// Courts are how many of those that tell it reach it, Told how many tell it.
	Courts int `json:"courts,omitempty"`
	Told   int `json:"told,omitempty"`
}

// RollUpAssessments reads the self-assessment reports in a folder.
func (w *Workshop) RollUpAssessments(ctx context.Context, r RollUpRequest) (*AssessmentRollUp, error) {
	out := &AssessmentRollUp{
		RollUp: RollUp{From: r.From, To: r.To, Sheets: []inspection.Sheet{}, Missing: []string{}, Last: []RankedCourt{}},
		Courts: []AssessedCourt{}, Cores: []AssessedFigure{}, Lowest: []RankedLevel{},
	}
	if err := w.readReports(ctx, r, &out.RollUp, w.assessmentReport); err != nil {
		return nil, err
	}
	out.missing(r.Expected)
	for _, x := range out.Reports {
		if x.Code == "" {
			out.Accepted++
			out.Courts = append(out.Courts, assessed(x.own))
		}
	}
	slices.SortFunc(out.Courts, func(a, b AssessedCourt) int { return strings.Compare(a.Court, b.Court) })
	out.addCores()
	out.rank()
	return out, nil
}

// assessmentReport is what a self-assessment says; one whose own points do not
// add up is none.
func (w *Workshop) assessmentReport(f review.Facts, k review.Kind, x *RolledReport) error {
	own, ok := f.(*selfassessment.CaseFile)
	if !ok {
		return review.Fault("rollup.kind", "kind", w.Words.Say("kind."+k.ID()))
	}
	x.own, x.Court = own, own.CourtName()
	x.report = inspection.Report{Court: x.Court, From: own.From, To: own.To2}
	for _, c := range own.Cores {
		if c.N < 0 || c.N > c.D {
			x.wrong = review.Fault("rollup.stops", "why", c.Name+" "+itoa(c.N)+"/"+itoa(c.D))
		}
	}
	for _, f := range w.Words.Checkup(k.Checkup(review.CheckupInput{Paper: review.NewPaper("", nil), Facts: f})).Findings {
		if f.Stop && f.Outcome == review.Unmet {
			x.wrong = review.Fault("rollup.stops", "why", f.Text)
		}
	}
	return nil
}

func assessed(f *selfassessment.CaseFile) AssessedCourt {
	c := AssessedCourt{
		Court: f.CourtName(), Level: selfassessment.LevelOf(f.CourtName()), Own: f.Total.Own.String(), Full: f.Total.Full.String(),
		Rate: review.Percent(int(f.Total.Own), int(f.Total.Full)), own: f.Total.Own, full: f.Total.Full, Cores: []AssessedFigure{},
	}
	for _, x := range f.Cores {
		c.Cores = append(c.Cores, figureOf(x))
	}
	return c
}

func figureOf(x selfassessment.Figure) AssessedFigure {
	return AssessedFigure{Name: x.Name, N: x.N, D: x.D, Rate: x.Rate(), Reached: map[string]string{"是": "yes", "否": "no"}[x.Reached()]}
}

// addCores adds the core indices up, and counts the courts that reach each.
func (r *AssessmentRollUp) addCores() {
	for _, g := range selfassessment.Goals() {
		sum := selfassessment.Figure{Name: g.Name}
		told, reached := 0, 0
		for _, c := range r.Courts {
			for _, x := range c.Cores {
				if x.Name != g.Name {
					continue
				}
				told++
				sum.N, sum.D = sum.N+x.N, sum.D+x.D
				if x.Reached == "yes" {
					reached++
				}
			}
		}
		f := figureOf(sum)
		f.Courts, f.Told = reached, told
		r.Cores = append(r.Cores, f)
	}
}

// rank gives the last three of each level by their share of points.
func (r *AssessmentRollUp) rank() {
	ranked := slices.DeleteFunc(slices.Clone(r.Courts), func(c AssessedCourt) bool { return c.full <= 0 })
	slices.SortStableFunc(ranked, func(a, b AssessedCourt) int { return cmp.Compare(a.own*b.full, b.own*a.full) })
	var worst []RankedCourt
	for _, c := range ranked {
		worst = append(worst, RankedCourt{c.Court, c.Rate, c.Own + "/" + c.Full})
	}
	r.Lowest = lastThree(worst)
}
