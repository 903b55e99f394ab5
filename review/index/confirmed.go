package index

import (
	"slices"
	"strings"

	"shenqian/review"
)

// What a president confirmed stands; what is found later is held against it: a
// case that by its own dates should have been among those confirmed, and was
// not, is 帐外案 (鲁高法〔2018〕17号一·1; domain.md §1.2).

// ConfirmedFigure is what a confirmed report counted.
type ConfirmedFigure string

const (
	// ConfirmedTerminated: first cases that were ended by 终本 in the period.
	ConfirmedTerminated ConfirmedFigure = "terminated"
	// ConfirmedEntered: cases in the system on the day of the extract; the
	// report says of how many others were found outside.
	ConfirmedEntered ConfirmedFigure = "entered"
)

// Confirmed is what a report that a president signed says of its courts.
type Confirmed struct {
	Figure    ConfirmedFigure
	Period    Period // of ConfirmedTerminated
	Extracted review.Date
	Rows      []ConfirmedRow
}

// ConfirmedRow is one court's figure.
type ConfirmedRow struct {
	Court string
	Count int
}

// Confirmer is a case file of a report that confirms such figures.
type Confirmer interface{ Confirmed() Confirmed }

// FindWhy is how a later list differs from the one at the time.
type FindWhy string

const (
	Unlisted FindWhy = "unlisted" // not in the list then: 帐外案
	Moved    FindWhy = "moved"    // in the list then, with data by which it did not count
	Gone     FindWhy = "gone"     // counted then, and by the later list does not
)

// Find is a case that is not where the confirmed figure has it.
type Find struct {
	Case Case
	Why  FindWhy
	Was  Case // as the list then had it, of Moved and Gone
}

// CourtFinds are those of one court.
type CourtFinds struct {
	Court     string
	Reported  bool // it has a row in the report
	Confirmed int
	Listed    int // counted in the list at the time
	Now       int // counted in the later list
	Unsure    int // in the later list, and do not tell whether they count
	Finds     []Find
}

// Against holds the figures against a later list. before is the list at the
// time, of the courts that known names; without it only counts can be compared.
func (c Confirmed) Against(before []Case, known []string, after []Case) ([]CourtFinds, error) {
	counts, err := c.condition()
	if err != nil {
		return nil, err
	}
	then := map[review.CaseNumber]Case{}
	for _, x := range before {
		then[x.Number] = x
	}
	var out []CourtFinds
	at := map[string]int{}
	for i := range after {
		x := &after[i]
		n, ok := at[x.Court]
		if !ok {
			n = len(out)
			at[x.Court], out = n, append(out, c.row(x.Court, before, counts))
		}
		f := &out[n]
		switch counts(x) {
		case Untold:
			f.Unsure++
			continue
		case No:
			if was, ok := then[x.Number]; ok && counts(&was) == Yes {
				f.Finds = append(f.Finds, Find{*x, Gone, was})
			}
			continue
		}
		f.Now++
		was, ok := then[x.Number]
		switch {
		case !slices.Contains(known, x.Court):
		case !ok:
			f.Finds = append(f.Finds, Find{Case: *x, Why: Unlisted})
		case counts(&was) != Yes:
			f.Finds = append(f.Finds, Find{*x, Moved, was})
		}
	}
	c.lost(then, after, at, out, counts)
	return out, nil
}

// lost are the cases that were counted and are not in the later list at all.
func (c Confirmed) lost(then map[review.CaseNumber]Case, after []Case, at map[string]int, out []CourtFinds, counts func(*Case) Answer) {
	still := map[review.CaseNumber]bool{}
	for _, x := range after {
		still[x.Number] = true
	}
	var lost []Case
	for n, was := range then {
		if _, told := at[was.Court]; told && !still[n] && counts(&was) == Yes {
			lost = append(lost, was)
		}
	}
	slices.SortFunc(lost, func(a, b Case) int { return strings.Compare(a.Number.String(), b.Number.String()) })
	for _, was := range lost {
		f := &out[at[was.Court]]
		f.Finds = append(f.Finds, Find{was, Gone, was})
	}
}

// row is what the report says of a court of the list.
func (c Confirmed) row(court string, before []Case, counts func(*Case) Answer) CourtFinds {
	f := CourtFinds{Court: court}
	for _, r := range c.Rows {
		if SameCourt(r.Court, court) {
			f.Reported, f.Confirmed = true, r.Count
		}
	}
	for i := range before {
		if before[i].Court == court && counts(&before[i]) == Yes {
			f.Listed++
		}
	}
	return f
}

// condition says whether a case counts by its own dates.
func (c Confirmed) condition() (func(*Case) Answer, error) {
	if c.Figure == ConfirmedEntered {
		if c.Extracted.IsZero() {
			return nil, review.Fault("confirmed.extracted")
		}
		return func(x *Case) Answer {
			if x.Filed.IsZero() {
				return Untold
			}
			return answer(!c.Extracted.Before(x.Filed))
		}, nil
	}
	if err := c.Period.Check(); err != nil {
		return nil, err
	}
	of, err := named([]string{"first", "closed in period", "terminated"})
	return func(x *Case) Answer { return all(x, c.Period, of) }, err
}

// SameCourt: a report may leave out the province before a court's name.
func SameCourt(a, b string) bool {
	return a == b || a != "" && b != "" && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}
