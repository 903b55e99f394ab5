package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// G: what the applicant was told and said (373 art. 5). Its wording is known
// from memory only, so nothing here blocks but a confirmation signed by nobody
// entitled to.

// G01: every applicant was talked to before the ruling, told the five things,
// and its view recorded. An applicant who asked for the ending itself, or a
// division of the court, need not be; attempts on one who can't be reached,
// an agent, or one talk for a series will do (practice.md 24).
func (r *reading) applicantsWereTold() ruling.Result {
	if yes(r.facts.ByApplicant) || !r.hasApplicant() {
		return notApplicable
	}
	if len(r.facts.Interviews) == 0 {
		if r.course.has("告知", "释明", "说明", "约谈", "谈话") && r.course.has("申请执行人") {
			return ruling.Met
		}
		return r.silent("373-5", "G01.silent")
	}
	at := r.sentenceAt("约谈", "告知")
	for _, iv := range r.facts.Interviews {
		if !r.On.IsZero() && r.On.Before(iv.On) {
			return r.Unmet("373-5", "G01.later", at, "day", iv.On.Arabic(), "on", r.On.Arabic())
		}
	}
	if lack := r.untold(); len(lack) > 0 {
		return r.Unmet("373-5", "G01.topics", at, "topics", strings.Join(lack, "、"))
	}
	for _, iv := range r.facts.Interviews {
		if no(iv.Signed) {
			return r.Unmet("373-5", "G01.unsigned", at, "with", iv.With)
		}
	}
	if r.agreed() == 0 && r.facts.ApplicantSay == "" && !r.course.has("同意", "异议", "不能提供", "未提供", "没有线索", "无线索", "财产线索", "表示", "意见") {
		return r.open("373-5")
	}
	return ruling.Met
}

// untold are the topics of which neither the case file nor the words speak. A
// talk that names none of them says nothing on that.
func (r *reading) untold() []string {
	var told []string
	for _, iv := range append(append([]Interview{}, r.facts.Interviews...), r.words.Interviews...) {
		told = append(told, iv.Topics...)
	}
	if len(told) == 0 {
		return nil
	}
	var lack []string
	for _, t := range topicWords {
		if !hasAny(strings.Join(told, "、"), t.name) {
			lack = append(lack, t.name)
		}
	}
	return lack
}

// G02: an applicant who disagrees was heard by a different panel, where the
// ground is one of ② ④ ⑤ ⑥ of 法发〔2014〕26号 art. 16.
func (r *reading) dissentWasHeard() ruling.Result {
	switch r.facts.GroundCode {
	case "中止满二年", "财产不能变现", "分期履行", "特困救助":
	default:
		return notApplicable
	}
	switch h := r.facts.Hearing; {
	case r.agreed() == 0:
		return r.open("26-16")
	case r.agreed() > 0:
		return ruling.Met
	case h == nil:
		return r.Unmet("26-16", "G02.unheard", r.sentenceAt("不同意"))
	default:
		for _, m := range h.Panel {
			for _, own := range r.Panel {
				if m.Name == own.Name {
					return r.Unmet("26-16", "G02.samepanel", ruling.Place{}, "name", m.Name)
				}
			}
		}
		if h.Result == "" || len(h.Panel) == 0 {
			return r.open("26-16")
		}
	}
	return ruling.Met
}

// G03: what the applicant named in the talk is among the clues.
func (r *reading) cluesOfTheTalkAreKept() ruling.Result {
	any := false
	for _, iv := range r.facts.Interviews {
		for _, c := range iv.Clues {
			any = true
			kept := false
			for _, k := range r.facts.Clues {
				kept = kept || strings.Contains(k.Content, c) || strings.Contains(c, k.Content)
			}
			if !kept {
				return r.Unmet("373-5", "G03.lost", ruling.Place{}, "clue", c)
			}
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// G04: who confirmed in writing is the applicant, or an agent with special
// authority.
func (r *reading) confirmationIsTheApplicants() ruling.Result {
	c := r.facts.Confirmation
	if c == nil {
		return notApplicable
	}
	for _, p := range r.facts.Parties {
		if p.Role == review.Applicant && (p.Name == c.By || p.Representative == c.By) {
			return ruling.Met
		}
	}
	switch {
	case yes(c.Authority):
		return ruling.Met
	case no(c.Authority):
		return r.Unmet(termination, "G04.stranger", ruling.Place{}, "name", c.By)
	}
	return r.open(termination)
}
