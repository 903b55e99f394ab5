package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// F: the debtor in person: looked for, punished, referred (373 art. 1(5)).

var noArrestReasons = []string{"年老", "疾病", "怀孕", "人大代表", "哺乳", "未成年"}

// F01: a debtor who is missing was looked for. That the police were asked is
// this court's custom, so its lack only warns.
func (r *reading) missingDebtorsWereSought() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		if d.Status != missing {
			continue
		}
		any = true
		visited := false
		for _, q := range r.inquiries() {
			visited = visited || !q.online()
		}
		switch {
		case r.wrote("协助查找"), r.course.has("公安", "协助查找", "布控"):
		case !visited && !d.told:
			return r.Unmet("373-1-5", "F01.unsought", r.sentenceAt(missing), "debtor", p.Name)
		default:
			return r.Unmet("373-1-5", "F01.nopolice", r.sentenceAt(missing), "debtor", p.Name).Warn()
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// F02: who obstructed was fined or detained, or it is said why not.
func (r *reading) obstructionWasPunished() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		if !yes(d.Obstructed) {
			continue
		}
		any = true
		switch {
		case r.punished(p.Name), accepted(d.WhyNoArrest, noArrestReasons...):
		case d.WhyNoArrest != "":
			return r.Unmet("373-1-5", "F02.reason", ruling.Place{}, "debtor", p.Name, "reason", d.WhyNoArrest).Warn()
		default:
			return r.Unmet("373-1-5", "F02.unpunished", ruling.Place{}, "debtor", p.Name)
		}
	}
	switch {
	case any:
		return ruling.Met
	case r.course.has("妨害执行", "抗拒执行", "暴力抗法", "阻碍执行") && !r.punished(""):
		return r.open("373-1-5")
	}
	return notApplicable
}

// F03: a suspected crime was referred before the time limit ended.
func (r *reading) crimesWereReferred() ruling.Result {
	any := false
	for _, p := range r.debtors() {
		d := r.debtor(p.Name)
		if !yes(d.Crime) {
			continue
		}
		any = true
		var sent review.Date
		for _, l := range r.facts.Letters {
			if l.Type == "移送公安" {
				sent = l.On
			}
		}
		switch {
		case d.WhyNoCrime != "", r.wrote("引导自诉"):
		case !r.wrote("移送公安"):
			return r.Unmet("373-1-5", "F03.unreferred", ruling.Place{}, "debtor", p.Name).Warn()
		case !sent.IsZero() && !r.facts.LimitTo.IsZero() && r.facts.LimitTo.Before(sent):
			return r.Unmet("directive-crime", "F03.late", ruling.Place{}, "debtor", p.Name, "sent", sent.Arabic(), "limit", r.facts.LimitTo.Arabic()).Warn()
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// F04: where an enterprise is insolvent, consent to a transfer was asked for;
// with consent the transfer is decided together with the ruling.
func (r *reading) bankruptcyWasOffered() ruling.Result {
	b := r.facts.Bankruptcy
	if b == nil {
		if r.course.has("破产") {
			return ruling.Met
		}
		return notApplicable // nothing says that the conditions are met
	}
	switch {
	case no(b.Eligible):
		return ruling.Met
	case yes(b.Agreed) && b.Referred.IsZero():
		return r.Unmet("373-11", "F04.unreferred", r.sentenceAt("破产"))
	case yes(b.Eligible) && b.Asked.IsZero() && b.Agreed == nil && !r.course.has("破产"):
		for _, p := range r.debtors() {
			if enterprise(p) {
				return r.Unmet("373-11", "F04.unasked", ruling.Place{}, "debtor", p.Name)
			}
		}
		return notApplicable
	case b.Eligible == nil && b.Asked.IsZero():
		return r.open("373-11")
	}
	return ruling.Met
}

// J04: nobody on the panel bears a party's name; whoever decides on the
// recusal looks whether it is the same person.
func (r *reading) panelIsNoParty() ruling.Result {
	if len(r.Panel) == 0 || len(r.facts.Parties) == 0 {
		return notApplicable
	}
	for _, m := range r.Panel {
		for _, p := range r.facts.Parties {
			name := ruling.Squeeze(m.Name)
			if name != "" && (name == ruling.Squeeze(p.Name) || name == ruling.Squeeze(p.Representative)) {
				return r.Unmet("recusal", "J04.same", ruling.Place{}, "name", name, "role", string(p.Role)).Warn()
			}
		}
	}
	return ruling.Met
}

// stepWords are steps that a ruling can only tell of once they were taken.
var stepWords = regexp.MustCompile(`执行通知|报告财产令|查控|查询|限制消费|限制高消费|失信|约谈|告知|扣划|划拨|前往|走访|立案|调查|查封|冻结|扣押|裁定|受理`)

// enforcing are steps that only an enforcement takes; a seizure may have been
// ordered before.
var enforcing = regexp.MustCompile(`执行通知|报告财产令|限制消费|限制高消费|失信|约谈|查控系统|总对总|依据[^。]{0,10}后果`)

// runsOn are words of terms that may end later, or of what is still to come.
var runsOn = []string{"至", "前", "期限", "届满", "期间", "止", "到期", "有效期", "将于", "拟"}

// J06: what the ruling tells, and the panel's minutes, come before its date; no
// step of the enforcement comes before its filing, and the filing not before it
// was applied for.
func (r *reading) tellsOnlyThePast() ruling.Result {
	if r.On.IsZero() {
		return notApplicable
	}
	filed := r.facts.Filed
	for _, s := range r.course.sentences {
		for i, d := range s.days {
			step := s.stepOf(i)
			switch {
			case r.On.Before(d.on) && stepWords.MatchString(step) && !hasAny(s.clauseOf(i), runsOn...):
				return r.Unmet("order-of-dates", "J06.later", s.at, "day", d.on.Arabic(), "on", r.On.Arabic())
			case r.beforeFiling(d.on, filed) && enforcing.MatchString(step) && !r.toldOfBefore(s.text):
				return r.Unmet("order-of-dates", "J06.before", s.at, "day", d.on.Arabic(), "filed", filed.Arabic()).Warn()
			}
		}
	}
	if applied := r.applied(); !applied.IsZero() && !filed.IsZero() && filed.Before(applied) && filed == r.words.Filed {
		return r.Unmet("order-of-dates", "J06.applied", r.placeOf(applied), "applied", applied.Arabic(), "filed", filed.Arabic()).Warn()
	}
	for _, iv := range r.facts.Interviews {
		if r.On.Before(iv.On) {
			return r.Unmet("order-of-dates", "J06.later", ruling.Place{}, "day", iv.On.Arabic(), "on", r.On.Arabic())
		}
	}
	return ruling.Met
}

// together is how many bytes may lie between two days that are named together:
// 2018年12月12日、.
const together = 30

// stepOf is what the sentence says was done on its day i: the words up to the
// next day, or to the one after where days are named together (3月2日、5月6日查询).
func (s sentence) stepOf(i int) string {
	next := i + 1
	for next < len(s.days) && s.days[next].at-s.days[next-1].at <= together {
		next++
	}
	if next == len(s.days) {
		return s.text[s.days[i].at:]
	}
	return s.text[s.days[i].at:s.days[next].at]
}

// clauseOf is the clause of its day i and the one before: 期限一年，2019年3月14日届满.
func (s sentence) clauseOf(i int) string {
	from, at := 0, s.days[i].at
	if i > 0 {
		from = s.days[i-1].at
	}
	before := s.text[from:at]
	if k := strings.LastIndex(before, "，"); k >= 0 {
		if k = strings.LastIndex(before[:k], "，"); k >= 0 {
			before = before[k:]
		}
	}
	after, _, _ := strings.Cut(s.text[at:], "，")
	return before + after
}

// beforeFiling says whether a day lies before the filing of a case that no other one
// went before.
func (r *reading) beforeFiling(on, filed review.Date) bool {
	return !filed.IsZero() && on.Before(filed) && !r.revived()
}

// toldOfBefore says whether a sentence is of another proceeding.
func (r *reading) toldOfBefore(s string) bool {
	s = strings.ReplaceAll(s, "诉讼代理人", "")
	for _, name := range r.cast.names { // 曾 is a surname too
		s = strings.ReplaceAll(s, name, "")
	}
	return hasAny(s, "首次执行", "此前", "另案", "原执行", "曾", "保全", "诉讼", "前案", "他案", "（20", "(20")
}
