package selfinspection

import (
	"shenqian/review/index"
	"shenqian/review/inspection"
)

// Reported are the figures that go up.
func (f *CaseFile) Reported() inspection.Report {
	r := inspection.Report{Court: f.Common().Court, From: f.From, To: f.To2, Total: f.Total.sheet()}
	for _, row := range f.Rows {
		r.Sheets = append(r.Sheets, row.sheet())
	}
	return r
}

// sheet is a row as the sums are made of it.
func (r Row) sheet() inspection.Sheet {
	return inspection.Sheet{
		Court: r.Court, Closed: max(r.Closed, r.Ended), Terminated: r.Ended, Inspected: r.Looked,
		Found:  map[inspection.Outcome]int{inspection.Qualified: r.Good, inspection.Irregular: r.Minor, inspection.WithAssets: r.Grave},
		ToMend: r.Minor + r.Grave, Mended: r.Done, Revived: r.Back,
	}
}

// RowOf is a sheet as a row of the report.
func RowOf(s inspection.Sheet) Row {
	return Row{
		Court: s.Court, Closed: s.Closed, Ended: s.Terminated, Looked: s.Inspected, Done: s.Mended, Back: s.Revived,
		Good: s.Found[inspection.Qualified], Minor: s.Found[inspection.Irregular], Grave: s.Found[inspection.WithAssets],
	}
}

// Confirmed are the terminated cases of each court, which its president and this
// one confirm.
func (f *CaseFile) Confirmed() index.Confirmed {
	c := index.Confirmed{Figure: index.ConfirmedTerminated, Period: index.Period{From: f.From, To: f.To2}, Extracted: f.Extracted}
	for _, r := range f.Rows {
		c.Rows = append(c.Rows, index.ConfirmedRow{Court: r.Court, Count: r.Ended})
	}
	return c
}
