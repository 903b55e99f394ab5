package termination

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"shenqian/review"
)

func itoa(n int) string { return strconv.Itoa(n) }

var (
	thisRound = regexp.MustCompile(`终结[^。；;]{0,80}?本次执行程序`)
	wholeEnd  = regexp.MustCompile(`终结(?:本案|对?[^。；;，]{0,40}?)?的?执行(?:程序)?|中止[^。；;，]{0,40}?执行`)
	// The title in full or shortened, with or without its brackets, then the
	// articles that follow it directly.
	interpCited = regexp.MustCompile(`(?:关于适用[《<〈＜]?中华人民共和国民事诉讼法[》>〉＞]?的?(?:若干)?(?:问题的)?(?:解释|意见)|(?:中华人民共和国)?民(?:事诉讼|诉)法(?:的)?(?:司法)?解释)[》>〉＞]?(?:[（(][^）)]{0,20}[）)])?[^第。0-9]{0,8}((?:第?[一二三四五六七八九十百零〇0-9]{1,8}条(?:第?[一二三四五六七八九十（）()0-9]{1,5}[款项])*(?:之规定|的规定|规定)?[、，,和及]?)*)`)
	articleNo   = regexp.MustCompile(`第?([一二三四五六七八九十百零〇0-9]{1,8})条`)
)

// I06: the 主文 ends this round of enforcement and nothing else. 终结执行 and
// 中止执行 are other rulings with other remedies.
func disposesOfThisRoundOnly(r *reading) result {
	text := squeeze(r.paper.Join(review.PartDisposition))
	part, ok := r.paper.First(review.PartDisposition)
	at := place{part.Start, part.End}
	switch {
	case !ok:
		return r.unmet("interpretation-termination", "I06.none", place{}).stopping()
	case !thisRound.MatchString(text):
		return r.unmet("interpretation-termination", "I06.other", at, "words", clip(text)).stopping()
	}
	if rest := thisRound.ReplaceAllString(text, ""); wholeEnd.MatchString(rest) {
		return r.unmet("interpretation-termination", "I06.also", at, "words", clip(wholeEnd.FindString(rest))).stopping()
	}
	// 终结（…）号案件的本次执行程序 names this case and no other.
	if own := r.facts.Number.Case(); own.Number > 0 {
		for _, n := range review.FindCaseNumbers(text) {
			if n.Enforcement() && n.Case() != own {
				return r.unmet("interpretation-termination", "I06.othercase", at, "words", n.CaseNumber.String(), "own", own.String())
			}
		}
	}
	return met
}

// I03: the cited article of the 解释 is the one that had this subject on the
// ruling's day: 519 until 2022-04-09, 517 from 2022-04-10.
func citesTheArticleOfItsDate(r *reading) result {
	if !r.hasLaw && !r.on.IsZero() {
		return r.unknown("interpretation-termination", "I03.nolaw", place{}, "date", r.on.Arabic())
	}
	if !r.hasLaw {
		return r.unknown("interpretation-termination", "I03.nodate", place{})
	}
	part, ok := r.paper.First(review.PartBasis)
	if !ok {
		return r.unmet("interpretation-termination", "I03.nobasis", place{}, "article", review.Numeral(r.profile.Article))
	}
	text := r.paper.Of(part)
	at := place{part.Start, part.End}
	m := interpCited.FindStringSubmatch(text)
	if m == nil {
		return r.unmet("interpretation-termination", "I03.notcited", at, "article", review.Numeral(r.profile.Article))
	}
	var cited []string
	for _, a := range articleNo.FindAllStringSubmatch(m[1], -1) {
		n, ok := review.ParseNumeral(a[1])
		if ok && n == r.profile.Article {
			return met
		}
		cited = append(cited, a[1])
	}
	if len(cited) == 0 {
		return r.unmet("interpretation-termination", "I03.noarticle", at, "article", review.Numeral(r.profile.Article))
	}
	return r.unmet("interpretation-termination", "I03.wrong", at, "cited", strings.Join(cited, "、"), "article", review.Numeral(r.profile.Article), "on", r.on.Arabic())
}

// I01: what 373 art. 6 wants stated. Its wording has not been read, and a
// gap in the text alone warns (practice.md 25).
func statesWhatItMust(r *reading) result {
	body := squeeze(r.paper.Body())
	told := squeeze(r.paper.Join(review.PartReasoning, review.PartDisposition, review.PartRights, review.PartEffect))
	var missing []string
	for _, e := range []struct {
		name  string
		words *regexp.Regexp
		found bool
	}{
		{"claim", nil, r.money.due.found},
		{"basisdoc", basisWords, false},
		{"measures", measureWords, false},
		{"property", propertyWords, false},
		{"realised", nil, r.money.realised.found},
		{"remaining", nil, r.money.remaining.found},
		{"duty", nil, dutyWords.MatchString(told)},
		{"revival", nil, revivalWords.MatchString(told)},
	} {
		if !e.found && (e.words == nil || !e.words.MatchString(body)) {
			missing = append(missing, e.name)
		}
	}
	if len(missing) == 0 {
		return met
	}
	names := make([]string, len(missing))
	for i, m := range missing {
		names[i] = elementNames[m]
	}
	return r.unmet("373-6", "I01.missing", place{}, "elements", strings.Join(names, "、")).warn()
}

// The elements as the ruling's form names them: terms of the law, the same in
// every language.
var elementNames = map[string]string{
	"claim": "申请执行的债权数额", "basisdoc": "执行依据文号", "measures": "执行经过及采取的措施", "property": "查明的财产情况",
	"realised": "实际到位金额", "remaining": "尚未执行的金额", "duty": "被执行人继续履行的义务", "revival": "申请执行人申请恢复执行的权利",
}

var (
	basisWords    = regexp.MustCompile(`[（(][0-9０-９]{4}[）)][^，。]{2,30}号|公证[^，。]{0,30}号|仲裁[^，。]{0,30}号`)
	measureWords  = regexp.MustCompile(`执行通知|责令|传唤|查控|查询|查封|冻结|扣划|限制(?:高)?消费`)
	propertyWords = regexp.MustCompile(`(?:未(?:发现|查到|能查找到)|没有|无|暂无|名下有|查明|查封|扣押|冻结)[^。]{0,60}财产|财产[^。]{0,30}(?:不能处置|不便处置|无法处置|处置)|(?:房产|车辆|存款|不动产|股权)`)
	dutyWords     = regexp.MustCompile(`被执行人[^。]{0,20}(?:有[^。]{0,12}|(?:应当|仍应|应)[^。]{0,60}?)(?:继续|履行)[^。]{0,30}(?:履行|清偿|义务|债务)`)
	revivalWords  = regexp.MustCompile(`恢复(?:强制)?执行|再次申请(?:强制)?执行`)
)

// T01: a missing head stays missing and is shown.
func headIsThere(r *reading) result {
	var missing []string
	for _, q := range []struct {
		role review.PartRole
		name string
	}{{review.PartCourt, "法院名称"}, {review.PartTitle, "文书名称"}, {review.PartNumber, "案号"}, {review.PartParty, "当事人"}, {review.PartSignatory, "审判人员署名"}, {review.PartDate, "落款日期"}} {
		if _, ok := r.paper.First(q.role); !ok {
			missing = append(missing, q.name)
		}
	}
	if _, ok := r.paper.First(review.PartSignatory); ok && !strings.Contains(squeeze(r.paper.Join(review.PartSignatory)), "书记员") {
		missing = append(missing, "书记员署名")
	}
	if t := squeeze(r.paper.Join(review.PartTitle)); len(missing) == 0 && t != "执行裁定书" {
		part, _ := r.paper.First(review.PartTitle)
		return r.unmet("ruling-form", "T01.title", place{part.Start, part.End}, "title", t)
	}
	if len(missing) == 0 {
		return met
	}
	return r.unmet("ruling-form", "T01.missing", place{}, "parts", strings.Join(missing, "、"))
}

// T03: tracked changes, comments, hidden text, fields and foreign parts of a
// word-processor file are shown, never silently taken.
func fileHidesNothing(r *reading) result {
	if len(r.in.Notes) == 0 {
		return met
	}
	var notes []string
	for _, n := range r.in.Notes {
		notes = append(notes, n.Detail)
	}
	res := r.unmet("shown-is-signed", "T03."+r.in.Notes[0].Code, place{}, "count", itoa(len(notes)))
	res.quote = clip(strings.Join(notes, "；"))
	return res
}

// T04: private-use characters and characters no font has are named. One that
// cannot print truly stops.
func everyCharacterPrints(r *reading) result {
	seen := map[rune]bool{}
	var odd []string
	var at place
	i := -1
	for _, c := range r.paper.Text {
		i++
		missing := false
		for _, u := range r.in.Unprintable {
			missing = missing || u == c
		}
		if !missing && !unicode.Is(unicode.Co, c) && c != unicode.ReplacementChar || seen[c] {
			continue
		}
		seen[c] = true
		odd = append(odd, "U+"+strings.ToUpper(strconv.FormatInt(int64(c), 16)))
		if at.end == 0 {
			at = place{i, i + 1}
		}
	}
	if len(odd) == 0 {
		return met
	}
	res := r.unmet("shown-is-signed", "T04.unprintable", at, "characters", strings.Join(odd, "、"))
	return res.stopping()
}

// T05: the 案号 in the words is the case's.
func numberIsTheCases(r *reading) result {
	if part, ok := r.paper.First(review.PartNumber); ok && Prefill(r.paper).Number.Number == 0 {
		return r.unmet("case-number-rules", "T05.unreadable", place{part.Start, part.End}).warn()
	}
	if r.entered == nil {
		return met
	}
	words := Prefill(r.paper).Number
	if words.Number == 0 || words.Case() == r.entered.Number.Case() {
		return met
	}
	part, _ := r.paper.First(review.PartNumber)
	return r.unmet("case-number-rules", "T05.differs", place{part.Start, part.End}, "words", words.String(), "file", r.entered.Number.String())
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 60 {
		return string(rs[:60]) + "…"
	}
	return s
}
