package termination

import (
	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// H01: the ruling comes more than three months after filing (373 art. 1(4)).
// From 2018-05-28 a shorter time is tolerated once every measure is really
// exhausted and a reason is written, so then it only warns.
func (r *reading) threeMonthsHavePassed() ruling.Result {
	_, in373 := r.Book.Cite("373-1-4", r.On)
	switch {
	case r.On.IsZero():
		return r.Unknown("373-1-4", "H01.nodate", ruling.Place{})
	case !in373:
		return ruling.Result{Outcome: review.NotApplicable}
	}
	at := r.dateOfFiling()
	filed := r.facts.Filed
	if filed.IsZero() {
		// Filing follows the application, by seven days at most: a ruling too
		// early even from the application is too early from filing.
		applied := r.applied()
		at = r.placeOf(applied)
		switch {
		case applied.IsZero():
			return r.Unknown("373-1-4", "H01.nofiling", ruling.Place{})
		case !applied.AddMonths(3).Before(r.On):
			return r.early("H01.earlyapplied", applied, at)
		case !applied.AddDays(7).AddMonths(3).Before(r.On):
			return r.Unknown("373-1-4", "H01.close", at, "applied", applied.Arabic())
		}
		return ruling.Met
	}
	if r.On.Before(filed) {
		return r.Unmet("373-1-4", "H01.before", at, "filed", filed.Arabic(), "on", r.On.Arabic())
	}
	if filed.AddMonths(3).Before(r.On) {
		return ruling.MetBy("passed.H01.right", "filed", filed.Arabic(), "on", r.On.Arabic(), "days", itoa(filed.Days(r.On)))
	}
	return r.early("H01.early", filed, at)
}

func (r *reading) early(code string, from review.Date, at ruling.Place) ruling.Result {
	res := r.Unmet("373-1-4", code, at, "from", from.Arabic(), "on", r.On.Arabic(), "days", itoa(from.Days(r.On)))
	if _, in := r.Book.Cite("141", r.On); in {
		res.Basis += "；" + func() string { b, _ := r.Cite("141"); return b }()
		return res.Warn()
	}
	return res
}

// applied is the day on which enforcement, or its revival, was applied for.
func (r *reading) applied() review.Date {
	c := r.course
	if r.revived() {
		c = c.only("恢复")
	}
	return c.dateBefore("申请", applyWords)
}

func (r *reading) dateOfFiling() ruling.Place {
	if r.facts.Filed.IsZero() {
		return ruling.Place{}
	}
	return r.placeOf(r.facts.Filed)
}

// placeOf is where the body first names the day.
func (r *reading) placeOf(d review.Date) ruling.Place {
	for _, f := range r.Dates() {
		if f.Date == d && inBody(r.Paper, f.Start) {
			return ruling.Place{Start: f.Start, End: f.End}
		}
	}
	return ruling.Place{}
}

// H02: the ruling comes within the time limit, or it is said why not.
func (r *reading) withinTheLimit() ruling.Result {
	if r.On.IsZero() {
		return notApplicable
	}
	end, known := r.facts.limit(r.Book.Calendar())
	switch {
	case !known:
		return notApplicable // H01 asks for it
	case end.Suspended || !end.On.Before(r.On) || r.facts.WhyOverdue != "":
		return ruling.Met
	case r.facts.LimitTo.IsZero() && len(r.facts.LimitEdits) == 0:
		return r.open("time-limits-5") // nobody entered what was deducted
	}
	return r.overtaken(r.Unmet("time-limits-5", "H02.overdue", ruling.Place{}, "limit", end.On.Arabic(), "on", r.On.Arabic()).Warn(), !end.On.Before(r.decided()))
}

// decided is the day on which the panel decided, or that the draft bears: the
// paper may be shown to the president on a later one.
func (r *reading) decided() review.Date {
	if r.Minutes != nil && !r.Minutes.On.IsZero() {
		return r.Minutes.On
	}
	if d, ok := r.Paper.PrintedDate(); ok && d.Date.Exists() {
		return d.Date
	}
	return r.On
}

// overtaken weakens what came only with the waiting for the approval: nobody is
// to answer anew because the president was away.
func (r *reading) overtaken(res ruling.Result, metWhenDecided bool) ruling.Result {
	if metWhenDecided {
		res.Severity = review.Info
	}
	return res
}

// H03: what was deducted may be deducted.
func (r *reading) deductionsAreLawful() ruling.Result {
	if len(r.facts.LimitEdits) == 0 {
		return notApplicable
	}
	for _, e := range r.facts.LimitEdits {
		if e.backwards() {
			return r.Unmet("time-limits-9", "H03.backwards", ruling.Place{}, "from", e.From.Arabic(), "to", e.To.Arabic()).Warn()
		}
		if e.extends() {
			if e.ApprovedBy == "" {
				return r.open("time-limits-5")
			}
			continue
		}
		if !e.deducts() {
			return r.Unmet("time-limits-9", "H03.kind", ruling.Place{}, "kind", e.Type).Warn()
		}
	}
	return ruling.Met
}
