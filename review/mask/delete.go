package mask

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A deletion leaves no placeholder (2013 norm, domain.md §3.4), so its lead-in
// goes too, and of two marks of punctuation one.

var (
	leadIn = regexp.MustCompile(`(?i)(?:(?:其|本人|该人|该公司)的?)?(?:公民|居民|第二代)?(?:身份证?(?:件)?|证件|有效证件|护照|港澳居民来往内地通行证|台湾居民来往大陆通行证|通行证|台胞证|回乡证|军官证|士兵证|外国人永久居留身份证|居留证|统一社会信用代码证?|社会信用代码|信用代码|组织机构代码证?|工商注册|营业执照注册|注册|税务登记证?|纳税人识别|(?:联系|手机|移动|固定|办公|家庭|住宅|单位)?电话|手机|联系方式|通讯方式|传真|座机|电子邮箱|电子邮件|邮箱|E-?mail|微信|wechat|QQ|支付宝|(?:银行|收款|开户|储蓄|结算|对公)?(?:账户|帐户|账|帐)|(?:银行|借记|信用|储蓄)?卡|车架|车辆识别代|VIN|发动机)(?:证书?)?(?:号码|号|码|编号|ID)?(?:分别)?(?:为|是|系)?:?$`)
	// 账号为…的账户: the account is still named without its number.
	ofAccount = regexp.MustCompile(`^的(?:银行)?(?:账户|帐户|银行|存款|借记卡|储蓄卡)`)
	copula    = regexp.MustCompile(`(?:分别)?(?:为|是|系)?:?$`)
)

const separators = ",，、;/及和或"

// clean widens every deletion to what must go with it.
func (j *job) clean() {
	slices.SortFunc(j.hits, func(a, b mark) int { return cmp.Compare(a.start, b.start) })
	for i := 0; i < len(j.hits); i++ {
		if !j.hits[i].gone {
			continue
		}
		j.lead(i)
	}
	for i := 0; i < len(j.hits); {
		if !j.hits[i].gone {
			i++
			continue
		}
		k := i
		for k+1 < len(j.hits) && j.hits[k+1].gone && j.onlySeparators(j.hits[k].end, j.hits[k+1].start) {
			j.hits[k].end = j.hits[k+1].start
			k++
		}
		j.tidy(&j.hits[i], &j.hits[k])
		i = k + 1
	}
}

func (j *job) onlySeparators(from, to int) bool {
	for k := from; k < to; k++ {
		if !strings.ContainsRune(separators, j.f.at(k)) {
			return false
		}
	}
	return to-from <= 2
}

// lead takes 「公民身份号码：」 along with the number if it begins a clause, and
// otherwise only 「为」 or the colon.
func (j *job) lead(i int) {
	h := &j.hits[i]
	floor := 0
	if i > 0 {
		floor = j.hits[i-1].end
	}
	from := max(h.start-30, floor)
	before := j.f.slice(from, h.start)
	after := j.f.at(h.end)
	clauseEnd := punctuation(after) || j.f.broken(h.end) || (after == '的' && !isDigit(j.f.at(h.end+1)))
	if m := leadIn.FindStringIndex(before); m != nil {
		start := h.start - runeLen(before[m[0]:])
		if (j.opens(start, before[m[0]:]) || start == floor && i > 0 && j.hits[i-1].gone || ofAccount.MatchString(j.f.slice(h.end, h.end+4))) && clauseEnd && j.free1(i, span{start, h.start}) {
			h.start = start
			if after == '的' {
				h.end++
			}
			return
		}
		if m := copula.FindStringIndex(before); m[0] < m[1] {
			if s := (span{h.start - runeLen(before[m[0]:]), h.start}); j.free1(i, s) {
				h.start = s.start
			}
		}
	}
}

// free1 says whether nothing that stands or is a hit, but hit i, is in s.
func (j *job) free1(i int, s span) bool {
	for _, m := range j.keeps {
		if m.overlaps(s) {
			return false
		}
	}
	for k, m := range j.hits {
		if k != i && m.overlaps(s) {
			return false
		}
	}
	return true
}

// opens says whether a clause begins at i with lead: after punctuation, or after
// a space or line end with words that seldom stand inside a sentence.
func (j *job) opens(i int, lead string) bool {
	return punctuation(j.f.at(i-1)) || !j.f.joined(i) && strongLead.MatchString(lead)
}

var strongLead = regexp.MustCompile(`^(?:公民|居民|身份证|统一|社会信用|组织机构|联系电话|电子邮|护照|住|曾用名|又名)`)

// tidy removes the punctuation that the deletion from a to b leaves over.
func (j *job) tidy(a, b *mark) {
	l, r := j.f.at(a.start-1), j.f.at(b.end)
	lineStart, lineEnd := j.f.broken(a.start), j.f.broken(b.end)
	can := func(i int) bool { return j.freeRune(i) }
	switch {
	case (l == '(' && r == ')') || (l == '[' && r == ']'):
		if can(a.start-1) && can(b.end) {
			a.start--
			b.end++
		}
	case l == '。' || l == '(' || l == ':' || l == '[' || (lineStart && !punctuation(l)):
		if !lineEnd && strings.ContainsRune(",、;。", r) && r != 0 && (r != '。' || l == '。' || lineStart && l != '(') && can(b.end) {
			b.end++
			if !j.f.broken(b.end) && r != '。' && j.f.at(b.end) == '。' && (l == '。' || lineStart) && can(b.end) {
				b.end++
			}
		}
	case strings.ContainsRune(",、;", l) && (strings.ContainsRune(",、;。)]", r) || r == 0 || lineEnd):
		if can(a.start - 1) {
			a.start--
		}
	}
}

// freeRune says whether the rune at i is neither kept nor part of a hit.
func (j *job) freeRune(i int) bool { return i >= 0 && i < j.f.len() && j.free(span{i, i + 1}) }
