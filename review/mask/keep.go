package mask

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// R-K: what must stand rune for rune: the court, every 案号, the dates, the
// people of the court with their offices, the court's own telephones and
// address (practice.md 14).

const offices = `审判长|代理审判员|助理审判员|审判员|人民陪审员|陪审员|执行长|执行员|法官助理|书记员`

var (
	officeRe  = regexp.MustCompile(offices + `|执行法官|承办法官|主审法官|承办人|执行干警|法官|干警|法警`)
	signatory = regexp.MustCompile(`(?:` + offices + `)(?:\([^)]{1,8}\))?:?(\p{Han}(?:[\p{Han}·]{0,13}?\p{Han}))(?:` + offices + `|[二一][〇零○oO0九][〇零○oO0一二三四五六七八九]{2}年|\d{4}年|[^\p{Han}·]|本件|$)`)
	// Basis documents that are no 案号: 仲裁, 公证.
	otherNumber = around(`[(\[]\d{4}[)\]][`+provinceSigns+`]\d{0,4}\p{Han}{1,5}\d{1,12}号|[(\[]\d{4}[)\]]\p{Han}{1,14}?字?第?\d{1,8}(?:-\d{1,4})?号(?:之[一二三四五六七八九十\d]{1,3})?|\p{Han}{0,6}字\[\d{4}\]第?\d{1,8}号|\p{Han}{2,10}[仲裁劳人]{1,4}(?:案|裁)?字?\[\d{4}\]第?\d{1,8}号`, 18, `(1 (2 [1 [2`)
	licence     = hinted(`执业(?:证|许可证)(?:书)?(?:编?号码?)?(?:为|是)?:?[A-Z]?\d{8,20}`, `执业`)
)

// keepFixed marks what must stand whatever the parties are called.
func (j *job) keepFixed() {
	f := j.f
	for _, n := range review.FindCaseNumbers(string(f.orig)) {
		s := span{f.index(n.Start), f.index(n.End)}
		j.keep(s, "number")
	}
	f.each(otherNumber, func(m []int) {
		s := span{m[0], m[1]}
		if !titleWord.MatchString(f.slice(s.start, s.end)) && !titleBefore.MatchString(f.slice(s.start-6, s.start)) {
			j.keep(s, "number")
		}
	})
	for _, d := range review.FindDates(string(f.orig)) {
		j.keep(span{f.index(d.Start), f.index(d.End)}, "date")
	}
	for _, p := range j.parts {
		switch p.Role {
		case review.PartCourt, review.PartTitle:
			j.keep(j.of(p), "court")
		case review.PartNumber:
			j.keep(j.of(p), "number")
		}
	}
	f.each(licence, func(m []int) { j.keep(span{m[0], m[1]}, "lawyer") })
	for _, s := range j.staffLines() {
		j.keep(s, "staff")
	}
}

// staffLines are the lines of signature.
func (j *job) staffLines() []span {
	var out []span
	for _, p := range j.parts {
		if p.Role == review.PartSignatory {
			if s, ok := signatureOnly(j.f, j.of(p)); ok {
				out = append(out, s)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	tail := max(0, j.f.len()-260)
	if j.finished {
		tail = 0
	}
	for at := tail; ; {
		m := j.f.match(signatory, at, j.f.len())
		if m == nil {
			return out
		}
		if s := (span{m[0], m[3]}); j.cast.ofCourt(j.f.slice(m[2], m[3])) {
			out = append(out, s)
		}
		at = m[3]
	}
}

// signatureOnly is the office and the name that a signatory part begins with.
func signatureOnly(f *folded, s span) (span, bool) {
	m := f.match(officeRe, s.start, s.end)
	if m == nil || m[0] > s.start+4 { // 代书记员, （见习）书记员
		return span{}, false
	}
	end := m[1]
	if f.at(end) == '(' { // 审判员（主审）
		for end < s.end && f.at(end) != ')' {
			end++
		}
		end++
	}
	if f.at(end) == ':' {
		end++
	}
	for end < s.end && end-m[1] < 24 && (isHan(f.at(end)) || f.at(end) == '·') && !strings.HasPrefix(f.slice(end, s.end), "本件") {
		end++
	}
	return span{s.start, min(end, s.end)}, true
}

// byOffice says whether the name at s is named as one of the court's: after an
// office, before 法官, or in a list that begins with such a one.
func (j *job) byOffice(s span) bool {
	if m := j.f.match(officeAfter, s.end, min(s.end+6, j.f.len())); m != nil && m[0] == s.end {
		return true
	}
	before := j.f.slice(j.clause(s.start, 8, ",。;:"), s.start)
	return officeBefore.MatchString(before)
}

var (
	officeAfter  = regexp.MustCompile(`^(?:法官|审判员|执行员|书记员|人民陪审员|审判长)`)
	officeBefore = regexp.MustCompile(`(?:审判长|审判员|陪审员|执行长|执行员|法官助理|书记员|法官|承办人|干警|法警)(?:[\p{Han}]{2,3}、)*$`)
)

// courts says whether the telephone at s is the court's own: of all owners
// named before it in the sentence, the court is the last.
func (j *job) courts(s span) bool {
	for _, h := range j.cast.heads {
		if s.overlaps(h) {
			return false
		}
	}
	if summons.MatchString(j.f.slice(s.end, s.end+8)) {
		return false
	}
	before := j.f.slice(j.clause(s.start, 40, "。;"), s.start)
	own := lastOf(before, courtOwner)
	for _, name := range j.cast.staff {
		own = max(own, strings.LastIndex(before, name))
	}
	if own < 0 || calling.MatchString(before[own:]) {
		return false
	}
	if lastOf(before, otherOwner) > own {
		return false
	}
	for _, a := range j.cast.actors {
		for _, n := range a.forms {
			if i := strings.LastIndex(before, n.text); i >= 0 && i >= own {
				return false
			}
		}
	}
	return true
}

var (
	courtOwner = regexp.MustCompile(`本院|执行局|执行指挥中心|指挥中心|法院|举报电话|值班电话|监督电话|投诉电话|诉讼服务|承办法官|执行法官|法官|书记员|执行员`)
	// 经本院电话（…）传唤未到 is the number of whoever was called.
	summons    = regexp.MustCompile(`^[)]?(?:多次|再次)?(?:传唤|通知其|告知其|联系其|约谈|询问)`)
	otherOwner = regexp.MustCompile(`申请执行人|被执行人|申请人|被申请人|第三人|案外人|利害关系人|代理人|其|该公司|当事人|法定代表人|证人|妻|夫|子|女|父|母`)
	calling    = regexp.MustCompile(`经本院电话|拨打|致电|拨通|通过电话|电话联系|电话约谈|电话告知|电话通知|联系到|短信`)
)

func lastOf(s string, re *regexp.Regexp) int {
	m := re.FindAllStringIndex(s, -1)
	if m == nil {
		return -1
	}
	return m[len(m)-1][0]
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, s)
}
