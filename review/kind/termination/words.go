package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// What the words of a ruling say, with the place where they say it.

var (
	causeName  = regexp.MustCompile(`(?:关于|与|诉|申请执行)[^。，]{0,80}?(?:被执行人)?[^。，]{0,40}?((?:民间借贷|金融借款合同|借款合同|买卖合同|建设工程施工合同|租赁合同|房屋租赁合同|机动车交通事故责任|交通事故|劳动争议|追索劳动报酬|劳务合同|离婚|抚养费|赡养|继承|信用卡|保证合同|追偿权|物业服务合同|公证债权文书|承揽合同|运输合同|侵权责任|合同|行政|股权转让|不当得利|确认合同无效)(?:纠纷)?)(?:一案|案)`)
	filedWords = regexp.MustCompile(`(?:立案执行|立案受理|立案强制执行|依法立案|予以立案|立案)`)
	applyWords = regexp.MustCompile(`(?:向本院)?(?:申请强制执行|申请执行|申请恢复执行|申请恢复强制执行)`)
	sexWord    = regexp.MustCompile(`^(男|女)(?:性)?$`)
	ethnicWord = regexp.MustCompile(`^(\p{Han}{1,6}族)$`)
	birthWords = regexp.MustCompile(`出生|生$`)
	homeWords  = regexp.MustCompile(`^(?:现住址?|住所地为?|住所|住址|户籍地|户籍所在地|住|经营场所)[:：]?(.+)$`)
	idWords    = regexp.MustCompile(`(?:公民身份号码|公民身份证号码|身份证号码?|居民身份证号)[为:：]?\s*([0-9０-９Xx]{15,18})`)
	creditWord = regexp.MustCompile(`统一社会信用代码[为:：]?\s*([0-9A-Z]{18})`)
	orgWords   = regexp.MustCompile(`公司|银行|合作社|局$|厂$|中心$|委员会|政府|医院|学校|集团|事务所|工作室|经营部|商行|信用社|支行|分行|法院`)
)

func readParty(s string, out *[]review.Party) {
	lead := partyLead.FindString(s)
	role := strings.TrimRight(squeeze(lead), ":：")
	colon := strings.ContainsAny(lead, ":：")
	if !colon { // 申请执行人张三，男，…
		for _, r := range strings.Split(partyRoles+"|"+agentRoles, "|") {
			if strings.HasPrefix(s, r) {
				role, lead = r, r
				break
			}
		}
	}
	rest := strings.TrimRight(strings.TrimPrefix(s, lead), "。；")
	fields := strings.FieldsFunc(rest, func(r rune) bool { return r == '，' || r == ',' || r == '。' || r == '；' })
	if len(fields) == 0 {
		return
	}
	name := strings.TrimSpace(fields[0])
	if i := strings.IndexAny(role, "（("); i > 0 {
		role = role[:i]
	}
	switch review.PartyRole(role) {
	case "法定代表人", "负责人", "主要负责人", "代表人":
		if n := len(*out); n > 0 && (*out)[n-1].Representative == "" {
			(*out)[n-1].Representative = name
			if len(fields) > 1 {
				(*out)[n-1].Post = strings.TrimPrefix(fields[1], "系")
			}
		}
		return
	case "":
		return
	}
	p := review.Party{Role: review.PartyRole(role), Name: name}
	for _, f := range fields[1:] {
		f = strings.TrimSpace(f)
		switch m := []string(nil); {
		case sexWord.MatchString(f):
			p.Sex = sexWord.FindStringSubmatch(f)[1]
		case ethnicWord.MatchString(f):
			p.Ethnicity = f
		case birthWords.MatchString(f) && p.Birth.IsZero():
			if d := review.FindDates(f); len(d) > 0 && d[0].Date.Exists() {
				p.Birth = d[0].Date
			}
		default:
			if m = homeWords.FindStringSubmatch(f); m != nil && p.Address == "" {
				p.Address = m[1]
			}
		}
	}
	if m := idWords.FindStringSubmatch(rest); m != nil {
		p.ID = m[1]
	}
	if m := creditWord.FindStringSubmatch(rest); m != nil {
		p.CreditCode = m[1]
	}
	switch {
	case orgWords.MatchString(name) || p.CreditCode != "":
		p.Type = review.LegalPerson
	case p.Sex != "" || p.ID != "":
		p.Type = review.NaturalPerson
	}
	*out = append(*out, p)
}

// dateBefore is the date that stands in the same sentence before the first
// match of words, with nothing but 向本院 and the like between: another date
// between them is the nearer one (于3月1日申请执行，于3月5日立案).
func dateBefore(s string, words *regexp.Regexp) review.Date {
	dates := review.FindDates(s)
	for i, d := range dates {
		most := 30
		if i+1 < len(dates) {
			most = min(most, dates[i+1].Start-d.End)
		}
		rest := firstRunes(string([]rune(s)[d.End:]), most)
		if i := strings.IndexAny(rest, "。；\n"); i >= 0 {
			rest = rest[:i]
		}
		if words.MatchString(rest) && d.Date.Exists() {
			return d.Date
		}
	}
	return review.Date{}
}

// place is a stretch of the paper's text.
type place struct{ start, end int }

// sentenceAround widens a place in the paper to its sentence.
func sentenceAround(p *review.Paper, at place) place {
	stop := func(s string) bool { return s == "。" || s == "；" || s == "\n" }
	for at.start > 0 && !stop(p.Slice(at.start-1, at.start)) && at.end-at.start < 160 {
		at.start--
	}
	for at.end < p.Len() && at.end-at.start < 200 {
		c := p.Slice(at.end, at.end+1)
		if c == "\n" {
			break
		}
		at.end++
		if stop(c) {
			break
		}
	}
	return at
}
