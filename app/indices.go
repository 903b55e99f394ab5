package app

import (
	"context"
	"slices"
	"time"

	"shenqian/review"
	"shenqian/review/index"
)

// IndexFigure is an index as it is shown and printed: never a share without what
// it is a share of, when that was drawn and how.
type IndexFigure struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Court   string `json:"court,omitempty"` // "" for all courts together
	Text    string `json:"text"`            // 34.82%
	Exact   string `json:"exact"`           // 2672/7673
	N       int64  `json:"n"`
	D       int64  `json:"d"`
	Untold  int    `json:"untold"` // cases that do not tell whether they belong to it
	Unsure  int    `json:"unsure"` // that belong to it, and do not tell whether they count
	Formula string `json:"formula"`
	Source  string `json:"source"`
	Read    bool   `json:"read"` // false: 待核
	Goal    string `json:"goal,omitempty"`
	GoalOf  string `json:"goal_source,omitempty"`
	Since   string `json:"goal_since,omitempty"`
	Met     string `json:"met,omitempty"` // yes, no, "" where nothing can be said

	figure index.Figure
}

// IndexReport are all indices of a period.
type IndexReport struct {
	From     review.Date    `json:"from"`
	To       review.Date    `json:"to"`
	At       time.Time      `json:"at"`
	Extracts []Extract      `json:"extracts"` // what they were reckoned from
	Figures  []IndexFigure  `json:"figures"`  // of all courts together
	Courts   []CourtFigures `json:"courts,omitempty"`

	data index.Data
}

// CourtFigures are those of one court.
type CourtFigures struct {
	Court   string        `json:"court"`
	Figures []IndexFigure `json:"figures"`
}

// Indices reckons all indices over a period from the extracts that stand.
func (a *App) Indices(ctx context.Context, p index.Period) (*IndexReport, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	all, err := a.Extracts(ctx)
	if err != nil {
		return nil, err
	}
	out := &IndexReport{From: p.From, To: p.To, At: a.Now().Truncate(time.Second)}
	if err := a.readExtracts(ctx, all, out); err != nil {
		return nil, err
	}
	below := map[string]int64{}
	for _, x := range standingExtracts(all, ExtractNumber) {
		if _, later := below[x.Number.ID]; !later {
			below[x.Number.ID] = x.Number.Hundredths
			out.Extracts = append(out.Extracts, x)
		}
	}
	if out.Figures, err = a.figures(out.data, p, below, ""); err != nil {
		return nil, err
	}
	courts := courtsOf(out.data)
	if len(courts) < 2 {
		return out, nil
	}
	for _, c := range courts {
		fs, err := a.figures(out.data.Of(c), p, below, c)
		if err != nil {
			return nil, err
		}
		out.Courts = append(out.Courts, CourtFigures{c, fs})
	}
	return out, nil
}

func (a *App) figures(d index.Data, p index.Period, below map[string]int64, court string) (out []IndexFigure, err error) {
	for _, def := range a.indices {
		f, err := index.Reckon(def, d, p, false)
		if err != nil {
			return nil, err
		}
		one := IndexFigure{
			ID: def.ID, Name: def.Name, Court: court, Text: f.String(), Exact: f.Exact(), N: f.N, D: f.D, Untold: f.Untold, Unsure: f.Unsure,
			Formula: def.Formula, Source: def.Source, Read: def.Read, figure: f,
		}
		if g := def.Goal; g != nil {
			one.Goal, one.GoalOf, one.Since = g.Text, g.Source, g.From.String()
			one.Met = map[index.Answer]string{index.Yes: "yes", index.No: "no"}[f.Met(p.To, below)]
		}
		out = append(out, one)
	}
	return out, nil
}

// readExtracts reads the rows that stand: of each court those of the latest
// extract about it.
func (a *App) readExtracts(ctx context.Context, all []Extract, out *IndexReport) error {
	err := a.eachStanding(ctx, all, ExtractCases, out, func(lines []byte, told map[string]bool) error {
		cases, err := index.DecodeCases(lines)
		for _, c := range cases {
			if !told[c.Court] {
				out.data.Cases = append(out.data.Cases, c)
			}
		}
		return err
	})
	if err == nil {
		err = a.eachStanding(ctx, all, ExtractPetitions, out, func(lines []byte, told map[string]bool) error {
			ps, err := index.DecodePetitions(lines)
			for _, p := range ps {
				if !told[p.Court] {
					out.data.Petitions = append(out.data.Petitions, p)
				}
			}
			return err
		})
	}
	if err == nil && len(out.Extracts) == 0 {
		err = review.Fault("extract.none")
	}
	return err
}

// eachStanding goes through the extracts that stand; told are the courts that a
// later one is about.
func (a *App) eachStanding(ctx context.Context, all []Extract, of string, out *IndexReport, read func(lines []byte, told map[string]bool) error) error {
	told := map[string]bool{}
	for _, x := range standingExtracts(all, of) {
		b, err := a.store.Blob(ctx, x.Lines)
		if err == nil {
			err = read(b, told)
		}
		if err != nil {
			return err
		}
		for _, c := range x.Courts {
			told[c] = true
		}
		out.Extracts = append(out.Extracts, x)
	}
	return nil
}

func courtsOf(d index.Data) (out []string) {
	add := func(c string) {
		if i, found := slices.BinarySearch(out, c); !found {
			out = slices.Insert(out, i, c)
		}
	}
	for i := range d.Cases {
		add(d.Cases[i].Court)
	}
	for _, p := range d.Petitions {
		add(p.Court)
	}
	return out
}

// IndexRow is a case, or a petition, behind a figure.
type IndexRow struct {
	Number string      `json:"number"`
	Court  string      `json:"court"`
	Filed  review.Date `json:"filed"`
	Closed review.Date `json:"closed"`
	Manner string      `json:"manner,omitempty"`
	Counts bool        `json:"counts"`
	Place  string      `json:"place"` // in the extract
}

// Behind are the cases behind a figure of a report, each with whether it counts;
// court is "" for all together.
func (a *App) Behind(r *IndexReport, id, court string) ([]IndexRow, error) {
	i := slices.IndexFunc(a.indices, func(d index.Definition) bool { return d.ID == id })
	if i < 0 {
		return nil, review.Fault("index.none", "id", id)
	}
	d := r.data
	if court != "" {
		d = d.Of(court)
	}
	f, err := index.Reckon(a.indices[i], d, index.Period{From: r.From, To: r.To}, true)
	if err != nil {
		return nil, err
	}
	counts := map[int]bool{}
	for _, n := range f.Counted {
		counts[n] = true
	}
	if len(f.Definition.Against) > 0 { // these are other cases
		f.Among = append(f.Among, f.Counted...)
	}
	out := []IndexRow{}
	for _, n := range f.Among {
		if f.Of == "petitions" {
			p := d.Petitions[n]
			out = append(out, IndexRow{Number: p.Number, Court: p.Court, Filed: p.Registered, Closed: p.Finished, Counts: counts[n], Place: p.Place})
			continue
		}
		c := d.Cases[n]
		out = append(out, IndexRow{Number: c.Number.String(), Court: c.Court, Filed: c.Filed, Closed: c.Closed, Manner: string(c.Manner), Counts: counts[n], Place: c.Place})
	}
	return out, nil
}

// MonthFigure is a figure of one month of a period.
type MonthFigure struct {
	Month string `json:"month"` // 2018-04
	IndexFigure
}

// mostMonths are drawn of a longer period: its last.
const mostMonths = 36

// Trend is one index, month by month; the months at the ends are as long as the
// period is in them.
func (a *App) Trend(r *IndexReport, id, court string) ([]MonthFigure, error) {
	i := slices.IndexFunc(a.indices, func(d index.Definition) bool { return d.ID == id })
	if i < 0 {
		return nil, review.Fault("index.none", "id", id)
	}
	d := r.data
	if court != "" {
		d = d.Of(court)
	}
	var out []MonthFigure
	for from := r.From; !r.To.Before(from); {
		next := review.Date{Year: from.Year, Month: from.Month, Day: 1}.AddMonths(1)
		to := next.AddDays(-1)
		if r.To.Before(to) {
			to = r.To
		}
		f, err := index.Reckon(a.indices[i], d, index.Period{From: from, To: to}, false)
		if err != nil {
			return nil, err
		}
		out = append(out, MonthFigure{from.String()[:len("2018-04")], IndexFigure{
			ID: id, Name: f.Name, Court: court, Text: f.String(), Exact: f.Exact(), N: f.N, D: f.D, Untold: f.Untold, Unsure: f.Unsure, figure: f,
		}})
		from = next
	}
	return out[max(0, len(out)-mostMonths):], nil
}

// Share is a figure as a part of one, and of which the goal is; known is false
// where it is none, as days are.
func (f IndexFigure) Share() (share, goal float64, known bool) {
	if f.figure.Unit != "share" || f.D <= 0 {
		return 0, 0, false
	}
	if g := f.figure.Goal; g != nil {
		goal = float64(g.Least) / 10000
	}
	return float64(f.N) / float64(f.D), goal, true
}
