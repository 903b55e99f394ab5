package index

import "shenqian/review"

// Period is the days that an index is about, the first and the last included.
type Period struct{ From, To review.Date }

// Check refuses one that ends before it begins, or on no day.
func (p Period) Check() error {
	if !p.From.Exists() || !p.To.Exists() || p.To.Before(p.From) {
		return review.Fault("index.period", "from", p.From.String(), "to", p.To.String())
	}
	return nil
}

func (p Period) has(d review.Date) bool { return !d.Before(p.From) && !p.To.Before(d) }

// within says whether a day lies in the period; a day that is not told, if it
// is known that there is one, lies nobody knows where.
func (p Period) within(d review.Date, there Answer) Answer {
	switch {
	case !d.IsZero():
		return answer(p.has(d))
	case there == No:
		return No
	}
	return Untold
}
