package termination

import (
	"strings"

	"shenqian/review"
)

// H01: the ruling comes more than three months after filing (373 art. 1(4)).
// From 2018-05-28 a shorter time is tolerated once every measure is really
// exhausted and a reason is written, so then it only warns.
func threeMonthsHavePassed(r *reading) result {
	_, in373 := r.book.Cite("373-1-4", r.on)
	switch {
	case r.on.IsZero():
		return r.unknown("373-1-4", "H01.nodate", place{})
	case !in373:
		return result{outcome: review.NotApplicable}
	}
	at := r.dateOfFiling()
	filed := r.facts.Filed
	if filed.IsZero() {
		// Filing follows the application, by seven days at most: a ruling too
		// early even from the application is too early from filing.
		applied := dateBefore(r.paper.Body(), applyWords)
		at = r.placeOf(applied)
		switch {
		case applied.IsZero():
			return r.unknown("373-1-4", "H01.nofiling", place{})
		case !applied.AddMonths(3).Before(r.on):
			return r.early("H01.earlyapplied", applied, at)
		case !applied.AddDays(7).AddMonths(3).Before(r.on):
			return r.unknown("373-1-4", "H01.close", at, "applied", applied.Arabic())
		}
		return met
	}
	if r.on.Before(filed) {
		return r.unmet("373-1-4", "H01.before", at, "filed", filed.Arabic(), "on", r.on.Arabic())
	}
	if filed.AddMonths(3).Before(r.on) {
		return met
	}
	return r.early("H01.early", filed, at)
}

func (r *reading) early(code string, from review.Date, at place) result {
	res := r.unmet("373-1-4", code, at, "from", from.Arabic(), "on", r.on.Arabic(), "days", itoa(from.Days(r.on)))
	if _, in := r.book.Cite("141", r.on); in {
		res.basis += "；" + func() string { b, _ := r.cite("141"); return b }()
		return res.warn()
	}
	return res
}

func (r *reading) dateOfFiling() place {
	if r.facts.Filed.IsZero() {
		return place{}
	}
	return r.placeOf(r.facts.Filed)
}

// placeOf is where the body first names the day.
func (r *reading) placeOf(d review.Date) place {
	for _, f := range review.FindDates(r.paper.Text) {
		if f.Date == d && inBody(r.paper, f.Start) {
			return place{f.Start, f.End}
		}
	}
	return place{}
}

// T02: a day that the calendar lacks is kept as printed and shown.
func datesExist(r *reading) result {
	var wrong []string
	var at place
	for _, d := range review.FindDates(r.paper.Text) {
		if !d.Date.Exists() {
			wrong = append(wrong, d.Text)
			if at.end == 0 {
				at = place{d.Start, d.End}
			}
		}
	}
	if len(wrong) == 0 {
		return met
	}
	return r.unmet("document-norm", "T02.impossible", at, "dates", strings.Join(wrong, "、"))
}
