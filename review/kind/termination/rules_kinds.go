package termination

import (
	"regexp"
	"strings"

	"shenqian/review/kind/ruling"
)

// What only a person has, only a company, and what shows that a body is spoken of.
var (
	homeWords    = []string{"家中", "家人", "家属", "户籍", "其本人", "其妻", "其夫", "妻子", "丈夫", "配偶", "子女", "父母", "婚姻", "离异", "身份证", "务工", "年老", "死亡", "去世"}
	companyWords = []string{"该公司", "及其法定代表人", "的法定代表人", "及法定代表人"}
	someBody     = []string{"公司", "企业", "厂", "合作社", "商店", "经营部", "商行", "工作室"}
)

// notHome are words and persons that a company's paper may well speak of.
var notHome = regexp.MustCompile(`家属[院楼区]|父母官`)

// staffWords are persons about a company of whom all this may be told.
var staffWords = regexp.MustCompile(`股东|员工|职工|工人|雇员|实际经营|监事|厂长|负责人|死者|受害人|案外人`)

// firstOf is the first of the words that s has.
func firstOf(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

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
		if bodies > 0 {
			if m := firstOf(notHome.ReplaceAllString(s.text, ""), homeWords); m != "" {
				if who := r.bodyAlone(s.text, persons == 0 && !r.naturalApplicant()); who != "" {
					return r.Unmet("text-form", "T14.home", s.at, "name", who, "words", m).Warn()
				}
			}
			continue
		}
		m := firstOf(s.text, companyWords)
		before, _, _ := strings.Cut(s.text, m)
		switch {
		case m == "":
			continue
		case m != "该公司" && strings.HasSuffix(before, "被执行人"):
		case m == "该公司" && !hasAny(before, someBody...) && (i == 0 || !hasAny(r.course.sentences[i-1].text, someBody...)) && !r.bodyApplicant():
		default:
			continue
		}
		return r.Unmet("text-form", "T14.company", s.at, "words", m).Warn()
	}
	return ruling.Met
}

// bodyAlone is the body that a sentence speaks of, if it speaks of no person;
// only says that the case has no other.
func (r *reading) bodyAlone(s string, only bool) string {
	if heads.MatchString(s) || staffWords.MatchString(s) {
		return ""
	}
	who := ""
	if only && strings.Contains(s, "其") { // there is nobody else it could be
		who = r.debtors()[0].Name
	}
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
