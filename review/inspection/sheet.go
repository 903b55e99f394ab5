package inspection

import (
	"slices"
	"strconv"

	"shenqian/review"
)

// Sheet is one court's part of the report, which its president confirms: how
// many there were, how many were looked at, what was found.
type Sheet struct {
	Court      string          `json:"court"`
	Closed     int             `json:"closed"`     // 首次执行案件结案数
	Terminated int             `json:"terminated"` // 其中终本
	Inspected  int             `json:"inspected"`
	Found      map[Outcome]int `json:"found"`
	ByRule     map[string]int  `json:"by_rule,omitempty"` // defects, by rule; a case may have several
	ToMend     int             `json:"to_mend"`           // cases with defects
	Mended     int             `json:"mended"`
	Revived    int             `json:"revived"`
}

// Sum makes a court's sheet of its results.
func Sum(court string, closed, terminated int, results []Result) Sheet {
	s := Sheet{Court: court, Closed: closed, Terminated: terminated, Inspected: len(results), Found: map[Outcome]int{}, ByRule: map[string]int{}}
	for _, o := range Outcomes() {
		s.Found[o] = 0
	}
	for _, r := range results {
		s.Found[r.Outcome]++
		seen := map[string]bool{}
		for _, d := range r.Defects {
			if !seen[d.Rule] {
				s.ByRule[d.Rule]++
			}
			seen[d.Rule] = true
		}
		if r.Outcome != Qualified {
			s.ToMend++
			if !r.Done.IsZero() {
				s.Mended++
			}
		}
		if r.Revived.Number != 0 {
			s.Revived++
		}
	}
	return s
}

// Check refuses a sheet whose numbers can't all be true.
func (s *Sheet) Check() error {
	found := 0
	for o, n := range s.Found {
		if !slices.Contains(Outcomes(), o) || n < 0 {
			return s.wrong("found", s.Inspected, n)
		}
		found += n
	}
	switch {
	case s.Court == "":
		return review.Fault("inspection.nocourt")
	case s.Closed < 0 || s.Terminated < 0 || s.Inspected < 0 || s.Mended < 0 || s.Revived < 0:
		return s.wrong("negative", 0, min(s.Closed, s.Terminated, s.Inspected, s.Mended, s.Revived))
	case s.Terminated > s.Closed:
		return s.wrong("terminated", s.Closed, s.Terminated)
	case s.Inspected > s.Terminated:
		return s.wrong("inspected", s.Terminated, s.Inspected)
	case found != s.Inspected:
		return s.wrong("found", s.Inspected, found)
	case s.ToMend != s.Found[Irregular]+s.Found[WithAssets]:
		return s.wrong("tomend", s.Found[Irregular]+s.Found[WithAssets], s.ToMend)
	case s.Mended > s.ToMend:
		return s.wrong("mended", s.ToMend, s.Mended)
	}
	for _, n := range s.ByRule {
		if n < 0 || n > s.ToMend {
			return s.wrong("byrule", s.ToMend, n)
		}
	}
	return nil
}

func (s *Sheet) wrong(what string, want, have int) error {
	return review.Fault("inspection.sum."+what, "court", s.Court, "want", strconv.Itoa(want), "have", strconv.Itoa(have))
}

// Rate is the share of qualified cases among those inspected.
func (s *Sheet) Rate() string { return review.Percent(s.Found[Qualified], s.Inspected) }

// TerminationRate is the share of terminations among what was closed.
func (s *Sheet) TerminationRate() string { return review.Percent(s.Terminated, s.Closed) }

// Total adds sheets up: each court once, each sheet true by itself.
func Total(name string, sheets []Sheet) (Sheet, error) {
	t := Sheet{Court: name, Found: map[Outcome]int{}, ByRule: map[string]int{}}
	seen := map[string]bool{}
	for _, s := range sheets {
		if err := s.Check(); err != nil {
			return t, err
		}
		if seen[s.Court] {
			return t, review.Fault("inspection.courttwice", "court", s.Court)
		}
		seen[s.Court] = true
		t.Closed += s.Closed
		t.Terminated += s.Terminated
		t.Inspected += s.Inspected
		t.ToMend += s.ToMend
		t.Mended += s.Mended
		t.Revived += s.Revived
		for o, n := range s.Found {
			t.Found[o] += n
		}
		for r, n := range s.ByRule {
			t.ByRule[r] += n
		}
	}
	return t, t.Check()
}

// Reconcile holds a stated total against its parts: what differs is the fault.
func Reconcile(stated Sheet, parts []Sheet) error {
	sum, err := Total(stated.Court, parts)
	if err != nil {
		return err
	}
	for _, c := range []struct {
		what       string
		want, have int
	}{
		{"closed", sum.Closed, stated.Closed},
		{"terminated", sum.Terminated, stated.Terminated},
		{"inspected", sum.Inspected, stated.Inspected},
		{"qualified", sum.Found[Qualified], stated.Found[Qualified]},
		{"irregular", sum.Found[Irregular], stated.Found[Irregular]},
		{"withassets", sum.Found[WithAssets], stated.Found[WithAssets]},
		{"tomend", sum.ToMend, stated.ToMend},
		{"mended", sum.Mended, stated.Mended},
		{"revived", sum.Revived, stated.Revived},
	} {
		if c.want != c.have {
			return review.Fault("inspection.total."+c.what, "court", stated.Court, "want", strconv.Itoa(c.want), "have", strconv.Itoa(c.have))
		}
	}
	return nil
}
