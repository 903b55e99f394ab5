package termination

import (
	"regexp"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

func itoa(n int) string { return strconv.Itoa(n) }

var (
	thisRound = regexp.MustCompile(`终结[^。；;]{0,80}?本次执行程序|本次执行程序(?:依法|予以)?终结`)
	notEnded  = regexp.MustCompile(`(?:不予|不|中止|驳回[^。；，]{0,30}|撤销[^。；，]{0,30}|恢复)终结[^。；，]{0,20}本次执行程序`)
	// What is another result: it takes another ruling, by another law.
	otherResult = regexp.MustCompile(`终结(?:本案|对?[^。；;，]{0,40}?)?的?执行(?:程序)?|中止[^。；;，]{0,40}?执行|驳回[^。；;，]{0,40}|不予(?:执行|受理)|撤销[^。；;，]{0,40}裁定`)
)

// I06: the 主文 ends this round of enforcement and nothing else. 终结执行 and
// 中止执行 are other rulings with other remedies.
func (r *reading) disposesOfThisRoundOnly() ruling.Result {
	text := ruling.Squeeze(r.Paper.Join(review.PartDisposition))
	part, ok := r.Paper.First(review.PartDisposition)
	at := ruling.PlaceOf(part)
	switch {
	case !ok:
		return r.Unmet("interpretation-termination", "I06.none", ruling.Place{}).Stopping()
	case !thisRound.MatchString(text), notEnded.MatchString(text):
		return r.Unmet("interpretation-termination", "I06.other", at, "words", ruling.Clip(text)).Stopping()
	}
	if rest := thisRound.ReplaceAllString(text, ""); otherResult.MatchString(rest) {
		return r.Unmet("interpretation-termination", "I06.also", at, "words", ruling.Clip(otherResult.FindString(rest))).Stopping()
	}
	// 终结（…）号案件的本次执行程序 names this case and no other.
	if own := r.facts.Number.Case(); own.Number > 0 {
		for _, n := range review.FindCaseNumbers(text) {
			if n.Enforcement() && n.Case() != own {
				return r.Unmet("interpretation-termination", "I06.othercase", at, "words", n.CaseNumber.String(), "own", own.String())
			}
		}
	}
	return ruling.Met
}

// I01: what 373 art. 6 wants stated. Its wording has not been read, and a
// gap in the text alone warns (practice.md 25).
func (r *reading) statesWhatItMust() ruling.Result {
	body := r.course.text
	told := ruling.Squeeze(r.Paper.Join(review.PartDisposition, review.PartRights, review.PartEffect))
	reasons := ruling.Squeeze(r.Paper.Join(review.PartReasoning))
	var missing []string
	for _, e := range []struct {
		name  string
		words *regexp.Regexp
		found bool
	}{
		{"claim", nil, r.money.due.found},
		{"basisdoc", basisWords, r.words.BasisDoc != nil},
		{"measures", nil, hasAny(body, measureWords...)},
		{"property", propertyWords, hasAny(body, "房产", "车辆", "存款", "不动产", "股权")},
		{"realised", nil, r.money.realised.found},
		{"remaining", nil, r.money.remaining.found},
		{"duty", nil, dutyWords.MatchString(told) || strings.Contains(reasons, "继续") && dutyWords.MatchString(reasons)},
		{"revival", nil, revivalWords.MatchString(told) || mayRevive.MatchString(reasons)},
	} {
		if !e.found && (e.words == nil || !e.words.MatchString(ruling.Squeeze(r.Paper.Body()))) {
			missing = append(missing, e.name)
		}
	}
	if len(missing) == 0 {
		return ruling.Met
	}
	names := make([]string, len(missing))
	for i, m := range missing {
		names[i] = elementNames[m]
	}
	return r.Unmet("373-6", "I01.missing", ruling.Place{}, "elements", strings.Join(names, "、")).Warn()
}

// The elements as the ruling's form names them: terms of the law, the same in
// every language.
var elementNames = map[string]string{
	"claim": "申请执行的债权数额", "basisdoc": "执行依据文号", "measures": "执行经过及采取的措施", "property": "查明的财产情况",
	"realised": "实际到位金额", "remaining": "尚未执行的金额", "duty": "被执行人继续履行的义务", "revival": "申请执行人申请恢复执行的权利",
}

var (
	basisWords    = regexp.MustCompile(`[（(][0-9０-９]{4}[）)][^，。]{2,30}号|公证[^，。]{0,30}号|仲裁[^，。]{0,30}号`)
	measureWords  = []string{"执行通知", "责令", "传唤", "查控", "查询", "查封", "冻结", "扣划", "限制消费", "限制高消费"}
	propertyWords = regexp.MustCompile(`(?:未(?:发现|查到|能查找到)|没有|无|暂无|名下有|查明|查封|扣押|冻结)[^。]{0,60}财产|财产[^。]{0,30}(?:不能处置|不便处置|无法处置|处置)`)
	// Who is to go on paying is named in many ways; that he is to go on is not.
	dutyWords    = regexp.MustCompile(`(?:继续|仍应|仍需|仍须|应当|应|须|需|负有|有义务|不免除)[^。；，\n]{0,60}?(?:履行|清偿|偿还|偿付|给付|缴纳|支付|赔偿|退赔)`)
	mayRevive    = regexp.MustCompile(`(?:申请|可以?|随时|依法|将)[^。]{0,12}恢复(?:强制)?执行`)
	revivalWords = regexp.MustCompile(`恢复(?:强制)?执行|再次申请(?:强制)?执行`)
)
