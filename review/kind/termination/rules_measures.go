package termination

import (
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// C: 限制消费 and 失信 (373 art. 1(2)), with the reasons for doing without
// (practice.md 23).

var (
	noLimitReasons  = []string{"机关法人", "未成年", "死亡", "终止"}
	noShixinReasons = []string{"机关法人", "未成年", "已担保", "足额查控", "顺序在后", "无失信情形", "服刑", "年老", "疾病", "死亡", "宽限期", "信用修复"}
)

// limited says whether a debtor stands under a 限制消费令 on the ruling's day;
// lifted is the day on which the last one ended before it. Of one that was
// entered, the words don't know whether it was lifted.
func (r *reading) limited(name string) (now bool, lifted review.Date) {
	lists := [][]Measure{r.words.Measures}
	if r.entered != nil {
		lists = [][]Measure{r.entered.Measures, r.words.Measures}
	}
	for _, list := range lists {
		any := false
		for _, m := range list {
			if m.Against != name || !hasAny(m.Type, limitWords...) {
				continue
			}
			any = true
			if m.Lifted.IsZero() || r.On.IsZero() || r.On.Before(m.Lifted) {
				return true, review.Date{}
			}
			lifted = m.Lifted
		}
		if any {
			break
		}
	}
	return false, lifted
}

// C01: every debtor stands under a 限制消费令.
func (r *reading) debtorsAreLimited() ruling.Result {
	if r.revived() && r.course.has("继续有效", "仍然有效", "首次执行中") && r.course.has(limitWords...) {
		return ruling.Met
	}
	var without []string
	others := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		now, lifted := r.limited(p.Name)
		switch {
		case !now && !lifted.IsZero() && !accepted(d.WhyNoLimit, noLimitReasons...) && d.Status != dead:
			return r.Unmet("373-1-2", "C01.lifted", ruling.Place{}, "debtor", p.Name, "lifted", lifted.Arabic())
		case now, yes(d.Limited), accepted(d.WhyNoLimit, noLimitReasons...), organ(p.Name), d.Status == dead, d.Status == performed, under18(p, r.On):
			others = true
		case d.WhyNoLimit != "":
			return r.Unmet("373-1-2", "C01.reason", ruling.Place{}, "debtor", p.Name, "reason", d.WhyNoLimit).Warn()
		case no(d.Limited):
			return r.Unmet("373-1-2", "C01.not", ruling.Place{}, "debtor", p.Name)
		default:
			without = append(without, p.Name)
		}
	}
	switch {
	case len(without) == 0:
		return ruling.Met
	case r.revived():
		return r.open("373-1-2")
	case others && !r.isPersonOrCompany(without):
		return r.open("373-1-2") // a firm and its owner are limited as one
	case others:
		return r.Unmet("373-1-2", "C01.some", r.sentenceAt(limitWords...), "debtors", strings.Join(without, "、")).Warn()
	}
	return r.silent("373-1-2", "C01.silent")
}

// isPersonOrCompany says whether every one of the debtors is a person or a
// company, and not a firm without personality of its own.
func (r *reading) isPersonOrCompany(names []string) bool {
	for _, p := range r.debtors() {
		if slices.Contains(names, p.Name) && !person(p) && !enterprise(p) {
			return false
		}
	}
	return true
}

// C02: with a body, its head is limited as well.
func (r *reading) headsAreLimited() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		now, _ := r.limited(p.Name)
		switch {
		case no(d.HeadLimited):
			return r.Unmet("limit-orders", "C02.not", r.sentenceAt(limitWords...), "debtor", p.Name)
		case person(p) || organ(p.Name) || !now:
			continue
		case yes(d.HeadLimited):
			any = true
			continue
		}
		any = true
		head, _ := r.limited(p.Representative)
		s, _, _ := r.course.first(limitWords...)
		if !head && !heads.MatchString(s.text) {
			return r.open("limit-orders")
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// C03: who qualifies is listed; who is not has a reason; no minor is listed.
func (r *reading) debtorsAreListed() ruling.Result {
	if r.revived() && r.course.has("继续有效", "仍然有效", "首次执行中") {
		return ruling.Met
	}
	unknown := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		var listed *Measure
		for _, m := range r.measures() {
			if m.Against == p.Name && strings.Contains(m.Type, "失信") && (listed == nil || listed.told) {
				listed = &m
			}
		}
		switch {
		case listed != nil && under18(p, listed.On):
			res := r.Unmet("shixin-exclusions", "C03.minor", r.sentenceAt(shixinWords...), "debtor", p.Name)
			if listed.told {
				return res.Warn()
			}
			return res
		case listed != nil, no(d.Eligible), accepted(d.WhyNoShixin, noShixinReasons...), organ(p.Name), under18(p, r.On), d.Status == dead, d.Status == inPrison, d.Status == performed:
		case d.WhyNoShixin != "":
			return r.Unmet("shixin-exclusions", "C03.reason", ruling.Place{}, "debtor", p.Name, "reason", d.WhyNoShixin).Warn()
		case yes(d.Eligible):
			return r.Unmet("373-1-2", "C03.not", ruling.Place{}, "debtor", p.Name)
		case !r.saysWhyUnlisted(p.Name):
			unknown = true
		}
	}
	if unknown {
		return r.open("373-1-2")
	}
	return ruling.Met
}

// saysWhyUnlisted looks for a reason in the words: 如实报告财产，无规避执行
// 行为，未将其纳入; 年老体弱; 服刑.
func (r *reading) saysWhyUnlisted(name string) bool {
	for _, s := range r.course.sentences {
		if strings.Contains(s.text, "失信") && notListed.MatchString(s.text) {
			return true
		}
	}
	return r.course.has("年老", "重病", "重度", "残疾", "丧失劳动能力", "服刑", "如实报告", "如实申报")
}
