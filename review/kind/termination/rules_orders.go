package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// B: 执行通知 and the order to report property, with what came of it.

// B01: every debtor was notified, after filing.
func (r *reading) debtorsWereNotified() ruling.Result {
	dates := []review.Date{r.facts.Notice}
	var without []string
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		dates = append(dates, d.Notice)
		if d.Notice.IsZero() && r.anyDebtor(func(d DebtorFacts) bool { return !d.Notice.IsZero() }) {
			without = append(without, p.Name)
		}
	}
	known := r.course.has(noticeWords...)
	for _, d := range dates {
		known = known || !d.IsZero()
		if !d.IsZero() && !r.facts.Filed.IsZero() && d.Before(r.facts.Filed) {
			res := r.Unmet("373-1-1", "B01.early", r.sentenceAt(noticeWords...), "notice", d.Arabic(), "filed", r.facts.Filed.Arabic())
			if d == r.words.Notice {
				return res.Warn() // perhaps only misread
			}
			return res
		}
	}
	switch {
	case len(without) > 0 && r.facts.Notice.IsZero():
		return r.Unmet("373-1-1", "B01.some", ruling.Place{}, "debtors", strings.Join(without, "、")).Warn()
	case known:
		return ruling.Met
	}
	return r.silent("373-1-1", "B01.silent")
}

// silent is the result for a step of which neither the case file nor the
// ruling's own account says a word. A revived case has it in its first one.
func (r *reading) silent(provision, code string) ruling.Result {
	if r.revived() || !r.course.tells() {
		return r.open(provision)
	}
	return r.Unmet(provision, code, ruling.Place{}).Warn()
}

func (r *reading) anyDebtor(is func(DebtorFacts) bool) bool {
	for _, d := range r.facts.Debtors {
		if is(d) {
			return true
		}
	}
	return false
}

// B02: every debtor was ordered to report, together with the notice.
func (r *reading) debtorsWereOrderedToReport() ruling.Result {
	order, notice := r.facts.ReportOrder, r.facts.Notice
	known := r.course.has(orderWords...) || !order.IsZero() || r.anyDebtor(func(d DebtorFacts) bool { return !d.ReportOrder.IsZero() })
	switch {
	case !known:
		return r.silent("373-1-1", "B02.silent")
	case !order.IsZero() && !notice.IsZero() && order != notice:
		return r.Unmet("investigation-3", "B02.apart", r.sentenceAt(orderWords...), "notice", notice.Arabic(), "order", order.Arabic()).Warn()
	}
	return ruling.Met
}

// B03: what was reported was checked (373 art. 2). A query made after the
// report is a check.
func (r *reading) reportsWereChecked() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		if d.Report != reported {
			continue
		}
		any = true
		if !d.Checked.IsZero() || r.course.has("核实", "核查", "属实", "经查") || len(r.inquiries()) > 0 {
			continue
		}
		if d.told {
			return r.open("373-2")
		}
		return r.Unmet("373-2", "B03.unchecked", ruling.Place{}, "debtor", p.Name)
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// B04: a report late, refused or false was punished, or it is said why not.
func (r *reading) badReportsWerePunished() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		if d.Report != late && d.Report != refused && d.Report != untrue {
			continue
		}
		any = true
		if d.WhyNoFine != "" || r.punished(p.Name) || d.told && (r.punished("") || notListed.MatchString(r.course.text)) {
			continue
		}
		res := r.Unmet("373-2", "B04.unpunished", r.sentenceAt("报告", "申报"), "debtor", p.Name, "report", d.Report)
		if d.told || yes(d.ByPublicity) {
			res = res.Warn()
		}
		return res
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// punished says whether a debtor, or with no name anyone, was fined, detained,
// searched or listed.
func (r *reading) punished(name string) bool {
	for _, m := range r.measures() {
		if (name == "" || m.Against == name) && hasAny(m.Type, fine, detention, "失信", searchOrder, "拘传") {
			return true
		}
	}
	return false
}
