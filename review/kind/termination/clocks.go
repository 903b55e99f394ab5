package termination

import (
	"slices"

	"shenqian/review"
)

// Clocks are those of the case while it is open, and those that the service of
// the ruling starts.
func (k *Kind) Clocks(m *review.Matter, entered, known review.Facts) []review.Clock {
	cal := k.book.Calendar()
	after := m.Clocks(cal, review.ClockInfobase, review.ClockPublish, review.ClockRequery, review.ClockRemoval)
	e, ok := entered.(*CaseFile)
	if !ok || e == nil || !m.Open() {
		return after
	}
	told, ok := known.(*CaseFile)
	if !ok || told == nil {
		told = e
	}
	out := e.limitClock(cal)
	// The directive binds the courts of Shandong, from the day it was given.
	if e.inShandong() {
		out = append(out, k.directiveClocks(e, told)...)
	}
	return append(out, after...)
}

// limitClock is the time limit of the enforcement. While it is suspended it has
// no end and nothing is due.
func (c *CaseFile) limitClock(cal review.Calendar) []review.Clock {
	end, known := c.limit(cal)
	if !known || end.Suspended {
		return nil
	}
	return []review.Clock{{
		Code: review.ClockLimit, From: c.limitFrom(), Due: end.On, Guessed: end.Guessed, Rolled: end.Rolled, Excluded: end.Excluded,
		Warn: end.On.AddDays(-review.WarningDays), Basis: "time-limits-5", Explained: c.WhyOverdue != "",
	}}
}

// directiveClocks are the two months of the directive: the whole inquiry from
// the receipt, a first inquiry from the filing.
func (k *Kind) directiveClocks(e, told *CaseFile) (out []review.Clock) {
	all := append(slices.Clone(e.Inquiries), told.Inquiries...)
	if e.Inquired.IsZero() && !e.Received.IsZero() && !inquired(all) {
		out = append(out, review.Clock{Code: review.ClockInquiry, From: e.Received, Due: inquiryDue(e.Received), Basis: "directive-node"})
	}
	if e.Inquired.IsZero() && !e.Filed.IsZero() && !slices.ContainsFunc(all, dated) {
		out = append(out, review.Clock{Code: review.ClockFirst, From: e.Filed, Due: inquiryDue(e.Filed), Basis: "directive-inquiry"})
	}
	out = slices.DeleteFunc(out, func(c review.Clock) bool {
		_, binds := k.book.Cite(c.Basis, c.Due)
		return !binds
	})
	for i := range out {
		out[i] = review.Administrative(k.book.Calendar(), out[i])
		out[i].Warn, out[i].Unsure = out[i].Due.AddDays(-review.WarningDays), len(all) == 0
	}
	return out
}

// inquired says whether the inquiry was made as far as is told: by the network
// and on the spot.
func inquired(all []Inquiry) bool {
	return !firstOnline(all).IsZero() && slices.ContainsFunc(all, func(q Inquiry) bool { return !q.online() && dated(q) })
}

func dated(q Inquiry) bool { return !q.On.IsZero() }
