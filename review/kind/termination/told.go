package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// What the words tell of the steps of an enforcement, as facts of the case
// file. A step counts as told only in its own term; against whom, by the names
// before that term in its clause, and of nobody named, against all.

// The terms of the measures, as case files and the rules name them.
const (
	limitOrder  = "限制消费令"
	shixinOrder = "失信决定书"
	fine        = "罚款"
	detention   = "拘留"
	searchOrder = "搜查"
	byNetwork   = "网络查控"
	onSite      = "现场调查"
)

var (
	limitWords  = []string{"限制消费", "限制高消费"}
	liftWords   = []string{"解除限制", "解除对", "取消限制"}
	shixinWords = []string{"失信"}
	noticeWords = []string{"执行通知"}
	orderWords  = []string{"报告财产令", "财产报告令", "财产申报", "申报财产令", "并报告财产", "报告财产状况"}
	netWords    = []string{"查控系统", "网络查控", "总对总", "点对点", "网络查询"}
	againWords  = []string{"再次查询", "再次查控", "重新查询", "又查询", "第二次查询", "复查", "再次对被执行人名下", "再次通过"}
	notListed   = regexp.MustCompile(`(?:不|未|暂不|未将[^，。]{0,20}?|不予|暂缓|免予)(?:予以)?(?:纳入|列入)`)
	heads       = regexp.MustCompile(`法定代表人|主要负责人|负责人|实际控制人|直接责任人员|投资人|经营者|执行事务合伙人|主任`)
	everyDebtor = regexp.MustCompile(`(?:各|全体|所有|[一二两三四五六七八九十]|[2-9])名?被执行人|被执行人(?:均|等|及)`)
	siteWords   = regexp.MustCompile(`(?:到|前往|赴|至)[^。；]{0,60}?(?:调查|走访|核实|查询|查找|查明|了解|搜查|查看|勘查|执行|调取|询问|查阅)|(?:向|在|对)[^。；]{0,60}?(?:调查|核实|查询|调取)|走访|上门|实地`)
	siteSigns   = []string{"调查", "走访", "核实", "查询", "查找", "查明", "了解", "搜查", "查看", "勘查", "执行", "调取", "询问", "查阅", "上门", "实地"}
	homeVisit   = regexp.MustCompile(`走访|上门|实地|(?:到|前往|赴)[^。；]{0,40}(?:住所|住处|住址|家中|户籍|村|社区|居委会|居民委员会|经营场所|经营地|营业场所|厂区|厂房|公司|街|路|镇|市场|小区|园|号|单位|监狱)`)
)

// debtorNames are the debtors and the short names that the text gives them.
func debtorNames(text string, parties []review.Party) map[string][]string {
	out := map[string][]string{}
	var names []string
	for _, p := range parties {
		if p.Role == review.Debtor && p.Name != "" {
			out[p.Name] = []string{p.Name}
			names = append(names, p.Name)
		}
	}
	shortNames(text, func(before, given string) {
		if name := nameBefore(before, names); name != "" {
			out[name] = append(out[name], given)
		}
	})
	return out
}

// against are the debtors that s names; nil if it names none.
func against(s string, names map[string][]string, parties []review.Party) []string {
	var out []string
	for _, p := range parties {
		for _, n := range names[p.Name] {
			if p.Role == review.Debtor && strings.Contains(s, n) {
				out = append(out, p.Name)
				break
			}
		}
	}
	return out
}

// scope are the debtors against whom the step at byte i of s was taken.
func scope(s string, i int, names map[string][]string, parties []review.Party) []string {
	clause := s[:i]
	if everyDebtor.MatchString(clause) {
		return debtors(parties)
	}
	if k := strings.LastIndexAny(clause, "，,："); k >= 0 {
		if own := against(clause[k:], names, parties); own != nil {
			return own
		}
		// 被执行人 by role again means all: 对甲及其法定代表人…，将被执行人纳入
		if strings.Contains(clause[k:], "被执行人") {
			return debtors(parties)
		}
	}
	if own := against(clause, names, parties); own != nil {
		return own
	}
	return debtors(parties)
}

func debtors(parties []review.Party) []string {
	var out []string
	for _, p := range parties {
		if p.Role == review.Debtor && p.Name != "" {
			out = append(out, p.Name)
		}
	}
	return out
}

// toldMeasures are 限制消费, 失信, 罚款, 拘留 and 搜查.
func toldMeasures(c *course, names map[string][]string, parties []review.Party) []Measure {
	var out []Measure
	add := func(s sentence, i int, kind string) {
		for _, n := range scope(s.text, i, names, parties) {
			out = append(out, Measure{Against: n, Type: kind, On: s.on(i), told: true, near: s.nearDay(i, kind)})
		}
		if kind == limitOrder {
			for _, p := range parties {
				if p.Role == review.Debtor && p.Representative != "" && strings.Contains(s.text, p.Representative) && heads.MatchString(s.text) {
					out = append(out, Measure{Against: p.Representative, Type: kind, On: s.on(i), told: true})
				}
			}
		}
	}
	for _, s := range c.sentences {
		if i := indexAny(s.text, limitWords); i >= 0 && !hasAny(s.text, liftWords...) {
			add(s, i, limitOrder)
		}
		if i := indexAny(s.text, shixinWords); i >= 0 && !notListed.MatchString(s.text) && !hasAny(s.text, "删除", "撤销", "屏蔽") {
			add(s, i, shixinOrder)
		}
		for _, kind := range []string{fine, detention, searchOrder} {
			if i := strings.Index(s.text, kind); i >= 0 && !hasAny(s.text, "不予"+kind, "未予"+kind) {
				add(s, i, kind)
			}
		}
	}
	return out
}

func indexAny(s string, words []string) int {
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 {
			return i
		}
	}
	return -1
}

// toldInquiries are the queries by network, one for each day, and those made
// on the spot.
func toldInquiries(c *course) []Inquiry {
	var out []Inquiry
	for _, s := range c.sentences {
		i := indexAny(s.text, netWords)
		if i < 0 && len(out) > 0 && len(s.days) > 0 {
			i = indexAny(s.text, againWords) // 7月5日再次查询
		}
		if i >= 0 {
			days := s.daysOf(i)
			if after := s.daysAfter(i); len(days) == 0 || len(after) > 0 {
				days = after // 通过网络执行查控系统，分别于3月4日、6月11日…
			}
			if len(days) == 0 {
				days = []day{{on: s.item}}
			}
			for _, d := range days {
				out = append(out, Inquiry{How: byNetwork, What: clipped(s.text[i:]), On: d.on})
			}
			continue
		}
		if hasAny(s.text, siteSigns...) {
			if m := siteWords.FindStringIndex(s.text); m != nil && !hasAny(s.text, "执行到位", "约谈", "告知") {
				out = append(out, Inquiry{How: onSite, What: clipped(s.text[m[0]:]), On: s.on(m[0])})
			}
		}
	}
	return out
}

// daysOf are the days that belong to what stands at byte i: the last ones before
// it, back to where another step is told.
func (s sentence) daysOf(i int) []day {
	to := 0
	for to < len(s.days) && s.days[to].at < i {
		to++
	}
	from := max(0, to-1)
	for from > 0 && !stepWords.MatchString(s.text[s.days[from-1].at:s.days[from].at]) {
		from--
	}
	return s.days[from:to]
}

// queriedOn stands before the days on which something was done that was named
// already: 分别于, 先后于.
var queriedOn = regexp.MustCompile(`(?:分别|先后|依法|多次|两次|再次)*(?:于|在)$`)

// daysAfter are the days that the words behind byte i give what stands there.
func (s sentence) daysAfter(i int) []day {
	const near = 150 // bytes
	for k, d := range s.days {
		if d.at <= i || d.at-i > near || !queriedOn.MatchString(s.text[i:d.at]) || stepWords.MatchString(queryWords.ReplaceAllString(s.text[i:d.at], "")) {
			continue
		}
		to := k + 1
		for to < len(s.days) && s.days[to].at-s.days[to-1].at <= together {
			to++
		}
		if !hasAny(s.text[s.days[to-1].at:], "查询", "调查", "查控", "查找", "核查", "检索") {
			return nil
		}
		return s.days[k:to]
	}
	return nil
}

var queryWords = regexp.MustCompile(`查控|查询|调查`)

func clipped(s string) string {
	const most = 80
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most])
	}
	return s
}

// toldOn is the day of the first sentence with one of the words.
func toldOn(c *course, words []string) (review.Date, bool) {
	s, i, ok := c.first(words...)
	if !ok {
		return review.Date{}, false
	}
	return s.on(i), true
}

var (
	talkWords     = []string{"约谈"}
	agreedWords   = regexp.MustCompile(`(?:表示|并)?同意(?:再次)?(?:先)?(?:终结|终本|$|，|。)|(?:没有|无|未提出|未表示)异议|表示同意`)
	disagreeWords = regexp.MustCompile(`不同意(?:本案)?(?:终结|终本)`)
	// What stands above is the course: the first three of the topics.
	aboveWords = regexp.MustCompile(`(?:上述|前述|以上)[^，。]{0,6}(?:情况|事项|内容)`)
	topicWords = []struct {
		name string
		re   *regexp.Regexp
	}{
		{"执行情况", regexp.MustCompile(`执行(?:的)?(?:情况|经过|过程|进展)`)},
		{"财产调查措施", regexp.MustCompile(`调查(?:的)?(?:措施|情况)|查控(?:措施|情况)|采取的?(?:执行)?措施`)},
		{"被执行人的财产情况", regexp.MustCompile(`财产(?:的)?(?:情况|状况)`)},
		{"终本的依据", regexp.MustCompile(`依据`)},
		{"法律后果", regexp.MustCompile(`后果`)},
	}
)

// toldInterview is the talk with the applicant of which the ruling tells, or
// what it says the applicant was told without naming a talk.
func toldInterview(c *course, parties []review.Party) (iv Interview, say string, ok bool) {
	s, i, named := c.first(talkWords...)
	if !named {
		if s, i, ok = c.first("告知申请执行人", "向申请执行人告知", "告知移送执行", "向申请执行人释明", "向申请执行人说明", "书面告知"); !ok {
			if s, i, ok = c.toldOfTopics(); !ok {
				return Interview{}, "", false
			}
		}
	}
	iv.On = s.on(i)
	if !named && len(s.days) == 0 {
		iv.On = review.Date{}
	}
	for _, p := range parties {
		if p.Role == review.Applicant && iv.With == "" {
			iv.With = p.Name
		}
	}
	yes, no := true, false
	for k, o := range c.sentences {
		if o.at.Start < s.at.Start || k > 0 && o.at.Start > s.at.End+400 {
			continue
		}
		if o.at != s.at && !hasAny(o.text, "告知", "同意", "异议") {
			continue
		}
		for n, t := range topicWords {
			if (t.re.MatchString(o.text) || n < 3 && aboveWords.MatchString(o.text)) && (o.at == s.at || strings.Contains(o.text, "告知")) {
				iv.Topics = addOnce(iv.Topics, t.name)
			}
		}
		switch {
		case disagreeWords.MatchString(o.text):
			iv.Agreed, say = &no, opinion(o.text)
		case iv.Agreed == nil && agreedWords.MatchString(o.text):
			iv.Agreed, say = &yes, opinion(o.text)
		}
	}
	return iv, say, true
}

// toldOfTopics is the first sentence in which somebody is told two or more of
// the topics, however the applicant is called there.
func (c *course) toldOfTopics() (s sentence, at int, ok bool) {
	for _, s := range c.sentences {
		i := indexAny(s.text, []string{"告知", "释明", "说明", "通报", "反馈", "谈话", "沟通"})
		if i < 0 {
			continue
		}
		topics := 0
		for _, t := range topicWords {
			if t.re.MatchString(s.text) {
				topics++
			}
		}
		if topics > 1 {
			return s, i, true
		}
	}
	return sentence{}, 0, false
}

// opinion is what a sentence says behind what the applicant was told.
func opinion(s string) string {
	if i := strings.LastIndex(s, "后果"); i >= 0 {
		if k := strings.Index(s[i:], "，"); k >= 0 {
			s = s[i+k+len("，"):]
		}
	}
	return clipped(strings.TrimSpace(s))
}

func addOnce(list []string, s string) []string {
	for _, l := range list {
		if l == s {
			return list
		}
	}
	return append(list, s)
}
