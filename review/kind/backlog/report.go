package backlog

import "shenqian/review/index"

// Confirmed are the cases found outside the system: from then on what the system
// has is all there is, and a case filed before that is entered later is one that
// was left out again.
func (f *CaseFile) Confirmed() index.Confirmed {
	c := index.Confirmed{Figure: index.ConfirmedEntered, Extracted: f.Extracted}
	for _, r := range f.Rows {
		c.Rows = append(c.Rows, index.ConfirmedRow{Court: r.Court, Count: r.Found})
	}
	return c
}
