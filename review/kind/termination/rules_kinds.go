package termination

import (
	"regexp"
	"strings"

	"shenqian/review/kind/ruling"
)

var (
	homeWords    = regexp.MustCompile(`家中|家人|家属|户籍|其本人|其妻|其夫|妻子|丈夫|配偶|子女|父母|婚姻|离异|身份证|务工|其年老|年老|死亡|去世`)
	companyWords = regexp.MustCompile(`该公司|该企业|其公司|厂区|停产|停止经营|歇业|注销|吊销|营业执照|法定代表人`)
	someBody     = regexp.MustCompile(`公司|企业|厂|合作社|商店|经营部|商行|工作室`)
)

// T14: of a company nothing is told that only a person has, and of a person
// nothing that only a company has: both come from another paper.
func (r *reading) toldOfItsKind() ruling.Result {
	persons, bodies := 0, 0
	for _, p := range r.cast.parties {
		switch {
		case p.Role != "被执行人":
		case person(p):
			persons++
		default:
			bodies++
		}
	}
	if persons+bodies == 0 {
		return notApplicable
	}
	for i, s := range r.course.sentences {
		switch {
		case persons == 0 && r.naturalApplicant(), persons > 0 && bodies > 0:
			if who := r.bodyAlone(s.text); who != "" && homeWords.MatchString(s.text) {
				return r.Unmet("text-form", "T14.home", s.at, "name", who, "words", homeWords.FindString(s.text)).Warn()
			}
		case persons == 0:
			if m := homeWords.FindString(s.text); m != "" && !heads.MatchString(s.text) && strings.Contains(s.text, "其") {
				return r.Unmet("text-form", "T14.home", s.at, "name", r.debtors()[0].Name, "words", m).Warn()
			}
		case bodies == 0:
			m := companyWords.FindString(s.text)
			if m == "" {
				continue
			}
			before := s.text[:strings.Index(s.text, m)]
			if i > 0 {
				before = r.course.sentences[i-1].text + before
			}
			switch {
			case m == "法定代表人" && regexpDebtorsHead.MatchString(s.text):
			case m == "该公司" && !someBody.MatchString(before) && !r.bodyApplicant():
			default:
				continue
			}
			return r.Unmet("text-form", "T14.company", s.at, "words", m).Warn()
		}
	}
	return ruling.Met
}

var regexpDebtorsHead = regexp.MustCompile(`被执行人(?:及其|的|及)法定代表人`)

// bodyAlone is the body that a sentence speaks of, if it speaks of no person.
func (r *reading) bodyAlone(s string) string {
	if heads.MatchString(s) {
		return ""
	}
	who := ""
	for _, p := range r.cast.parties {
		named := p.Name != "" && strings.Contains(s, p.Name)
		for short, of := range r.cast.short {
			named = named || of == p.Name && strings.Contains(s, short)
		}
		switch {
		case named && person(p):
			return ""
		case named && p.Role == "被执行人":
			who = p.Name
		}
	}
	return who
}

func (r *reading) naturalApplicant() bool {
	for _, p := range r.cast.parties {
		if p.Role == "申请执行人" && person(p) {
			return true
		}
	}
	return false
}

func (r *reading) bodyApplicant() bool {
	for _, p := range r.cast.parties {
		if p.Role == "申请执行人" && !person(p) {
			return true
		}
	}
	return false
}
