package termination

import (
	"strings"

	"shenqian/review"
)

// The arithmetic of the case's limits: the check-up (H02, H03, D10) and the
// clocks count by it.

const (
	// limitMonths is the time limit of an enforcement; of a decision of an
	// administrative authority (非诉执行) it is three months (审限规定 art. 5).
	limitMonths     = 6
	nonSuitMonths   = 3
	inquiryMonths   = 1 // 鲁高法〔2018〕17号 part 1 items 3(1) and 3(4)
	extensionWord   = "延长"
	nonSuitCaseWord = "行审"
)

// deductions are what the time limit may be suspended for (审限规定 art. 9);
// an extension is another thing and names who approved it.
var deductions = []string{"审计", "评估", "清理", "鉴定", "中止", "和解", "担保", "暂缓", "拍卖", "变卖", "公告"}

func (e LimitEdit) extends() bool   { return hasAny(e.Type, extensionWord) }
func (e LimitEdit) deducts() bool   { return !e.extends() && hasAny(e.Type, deductions...) }
func (e LimitEdit) backwards() bool { return !e.To.IsZero() && e.To.Before(e.From) }

// nonSuit says whether an administrative decision is enforced (非诉执行).
func (c *CaseFile) nonSuit() bool {
	if c.NonSuit != nil {
		return *c.NonSuit
	}
	return c.BasisDoc != nil && strings.Contains(c.BasisDoc.Number, nonSuitCaseWord)
}

// limit counts the time limit of the enforcement out: as the court's system
// gives it, else from the day of filing, less what is deducted and with what
// was approved. known is false while nothing says when it began.
func (c *CaseFile) limit(cal review.Calendar) (end review.LimitEnd, known bool) {
	from := c.limitFrom()
	switch {
	case !c.LimitTo.IsZero():
		return review.LimitOn(cal, c.LimitTo), true
	case from.IsZero():
		return end, false
	}
	l := review.Limit{From: from, Months: limitMonths}
	if c.nonSuit() {
		l.Months = nonSuitMonths
	}
	for _, e := range c.LimitEdits {
		span := review.Span{From: e.From, To: e.To}
		switch {
		case e.From.IsZero() || e.backwards():
		case e.deducts():
			l.Excluded = append(l.Excluded, span)
		case e.extends() && e.ApprovedBy != "" && !e.To.IsZero():
			l.Extended = append(l.Extended, span)
		}
	}
	return l.End(cal), true
}

func (c *CaseFile) limitFrom() review.Date {
	if !c.LimitFrom.IsZero() {
		return c.LimitFrom
	}
	return c.Filed
}

// inquiryDue is the last day for the inquiry of a case that was received then.
func inquiryDue(received review.Date) review.Date { return received.AddMonths(inquiryMonths) }

// firstOnline is the day of the first query by the network, zero if none has one.
func firstOnline(all []Inquiry) (first review.Date) {
	for _, q := range all {
		if q.online() && !q.On.IsZero() && (first.IsZero() || q.On.Before(first)) {
			first = q.On
		}
	}
	return first
}
