package ruling

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shenqian/review"
)

// What the words of a ruling say, with the place where they say it.

var (
	causeName  = regexp.MustCompile(`(?:关于|与|诉|申请执行)[^。，]{0,80}?(?:被执行人)?[^。，]{0,40}?((?:民间借贷|金融借款合同|借款合同|买卖合同|建设工程施工合同|租赁合同|房屋租赁合同|机动车交通事故责任|交通事故|劳动争议|追索劳动报酬|劳务合同|离婚|抚养费|赡养|继承|信用卡|保证合同|追偿权|物业服务合同|公证债权文书|承揽合同|运输合同|侵权责任|合同|行政|股权转让|不当得利|确认合同无效)(?:纠纷)?)(?:一案|案)`)
	sexWord    = regexp.MustCompile(`^(男|女)(?:性)?$`)
	ethnicWord = regexp.MustCompile(`^(\p{Han}{1,6}族)$`)
	birthWords = regexp.MustCompile(`出生|生$`)
	homeWords  = regexp.MustCompile(`^(?:现住址?|住所地为?|住所|住址|户籍地|户籍所在地|住|经营场所)[:：]?(.+)$`)
	idWords    = regexp.MustCompile(`(?:公民身份号码|公民身份证号码|身份证号码?|居民身份证号)[为:：]?\s*([0-9０-９Xx]{15,18})`)
	creditWord = regexp.MustCompile(`统一社会信用代码[为:：]?\s*([0-9A-Z]{18})`)
	nameRemark = regexp.MustCompile(`[（(](?:曾用|又|别|原|化|现|[中外英]文|译|艺|小|乳|以下|下|简|全|绰号|系|即|已|身份|反诉|[一二原]审|个人|户主|死者).*$`)
	orgWords   = regexp.MustCompile(`公司|银行|合作社|局$|厂$|中心$|委员会|政府|医院|学校|集团|事务所|工作室|经营部|商行|信用社|支行|分行|法院`)
)

func readParty(s string, out *[]review.Party) {
	lead := partyLead.FindString(s)
	role := strings.TrimRight(Squeeze(lead), ":：")
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
	// 张三（曾用名张小三）: what the bracket says of a name is no part of it;
	// 远航中心（有限合伙） is one.
	name := strings.TrimSpace(nameRemark.ReplaceAllString(fields[0], ""))
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

// DateBefore is the last date that stands before a match of words in the same
// sentence and near it: 判决于…生效后，本院于…立案执行 names two.
func DateBefore(s string, words *regexp.Regexp) review.Date {
	dates := review.FindDates(s)
	for _, m := range words.FindAllStringIndex(s, -1) {
		at := utf8.RuneCountInString(s[:m[0]])
		var last review.Date
		for _, d := range dates {
			if d.End > at || at-d.End > 40 {
				continue
			}
			if !strings.ContainsAny(string([]rune(s)[d.End:at]), "。；\n") && d.Date.Exists() {
				last = d.Date
			}
		}
		if !last.IsZero() {
			return last
		}
	}
	return review.Date{}
}

// Place is a stretch of the paper's text, in runes; the zero Place is none.
type Place struct{ Start, End int }

// PlaceOf is where a part stands.
func PlaceOf(q review.Part) Place { return Place{q.Start, q.End} }

// sentenceAround widens a place in the paper to its sentence.
func sentenceAround(p *review.Paper, at Place) Place {
	stop := func(s string) bool { return s == "。" || s == "；" || s == "\n" }
	for at.Start > 0 && !stop(p.Slice(at.Start-1, at.Start)) && at.End-at.Start < 160 {
		at.Start--
	}
	for at.End < p.Len() && at.End-at.Start < 200 {
		c := p.Slice(at.End, at.End+1)
		if c == "\n" {
			break
		}
		at.End++
		if stop(c) {
			break
		}
	}
	return at
}
