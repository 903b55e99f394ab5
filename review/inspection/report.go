package inspection

import "shenqian/review"

// Report is what a court reports upwards: the sheets of its courts, each
// confirmed there, and what they come to.
type Report struct {
	Court    string
	From, To review.Date
	Sheets   []Sheet
	Total    Sheet
}

// Reporter is a case file that reports.
type Reporter interface{ Reported() Report }

// Check refuses a report whose sums don't meet.
func (r Report) Check() error {
	switch {
	case r.Court == "":
		return review.Fault("inspection.nocourt")
	case !r.From.Exists() || !r.To.Exists() || r.To.Before(r.From):
		return review.Fault("inspection.period", "court", r.Court, "from", r.From.String(), "to", r.To.String())
	case len(r.Sheets) == 0:
		return review.Fault("inspection.nosheets", "court", r.Court)
	}
	total := r.Total
	total.Court = r.Court
	return Reconcile(total, r.Sheets)
}
