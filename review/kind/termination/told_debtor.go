package termination

import (
	"regexp"

	"shenqian/review"
)

// States of a debtor that decide which measures fit (practice.md 23).
const (
	dead     = "死亡"
	missing  = "下落不明"
	inPrison = "服刑"
	// performed his own part of the duty; another debtor has not.
	performed = "已履行"
)

// How the order to report property was answered.
const (
	reported = "已报告"
	late     = "逾期报告"
	refused  = "拒绝报告"
	untrue   = "虚假报告"
)

var (
	deadWords      = regexp.MustCompile(`(?:已|于[^，。]{4,14}日)(?:因病|意外)?(?:死亡|去世|病故)`)
	missingWords   = regexp.MustCompile(`(?:被执行人|其)?(?:现)?下落不明|无法查找到(?:被执行人|其)[，。]?$|去向不明|失去联系|无法联系`)
	performedWords = regexp.MustCompile(`(?:^|[^未])(?:全部|自动|主动)?履行完毕|(?:^|[^未])已(?:经)?(?:全部|全额)(?:履行|清偿|支付|给付)|义务已(?:经)?履行`)
	refusedWords   = regexp.MustCompile(`(?:未|没有|也未)(?:在[^，。]{2,12}内)?(?:向本院)?(?:如实)?(?:报告|申报)|拒不(?:报告|申报)|拒绝(?:报告|申报)|逾期[^，。]{0,4}未(?:报告|申报)`)
	untrueWords    = regexp.MustCompile(`(?:报告|申报)(?:财产)?(?:的)?(?:情况)?(?:不实|虚假)|虚假(?:报告|申报)|隐瞒`)
	reportedWords  = regexp.MustCompile(`(?:报告|申报)(?:了|[：:]|其|名下|称|财产|集体)|书面(?:报告|申报)|如实(?:报告|申报)`)
)

// toldDebtors are the debtors of whom the words say something beyond the
// measures. A sentence that names none speaks of all only where there is one.
func toldDebtors(c *course, names map[string][]string, parties []review.Party) []DebtorFacts {
	all := debtors(parties)
	facts := map[string]*DebtorFacts{}
	of := func(s sentence) []*DebtorFacts {
		who := against(s.text, names, parties)
		if who == nil && len(all) == 1 {
			who = all
		}
		var out []*DebtorFacts
		for _, n := range who {
			if facts[n] == nil {
				facts[n] = &DebtorFacts{Name: n, told: true}
			}
			out = append(out, facts[n])
		}
		return out
	}
	for _, s := range c.sentences {
		state, report := "", ""
		switch {
		case hasAny(s.text, "交通事故", "致"): // someone else's death
		case hasAny(s.text, "死亡", "去世", "病故") && deadWords.MatchString(s.text):
			state = dead
		}
		switch {
		case state != "":
		case hasAny(s.text, "下落", "去向", "查找到", "联系") && missingWords.MatchString(s.text) && !hasAny(s.text, "车辆", "船", "财产下落"):
			state = missing
		case hasAny(s.text, "服刑", "羁押"):
			state = inPrison
		case hasAny(s.text, "履行", "清偿", "支付", "给付") && performedWords.MatchString(s.text) && !hasAny(s.text, "和解", "应当"):
			state = performed
		}
		if hasAny(s.text, "报告", "申报") {
			switch {
			case refusedWords.MatchString(s.text):
				report = refused
			case untrueWords.MatchString(s.text):
				report = untrue
			case reportedWords.MatchString(s.text):
				report = reported
			}
		}
		if state == "" && report == "" {
			continue
		}
		for _, f := range of(s) {
			keep(&f.Status, state)
			if report != "" && (f.Report == "" || f.Report == reported) {
				f.Report = report
			}
		}
	}
	var out []DebtorFacts
	for _, n := range all {
		if facts[n] != nil {
			out = append(out, *facts[n])
		}
	}
	return out
}
