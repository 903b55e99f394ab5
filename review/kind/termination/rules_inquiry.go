package termination

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// D: whether the inquiry into property is exhausted (373 arts. 1(3), 3). Art. 3
// is known from memory only, so nothing here that rests on it blocks.

const (
	clueDays   = 7 // 财产调查规定 art. 2
	urgentDays = 3
	askDays    = 10 // arts. 17, 21
	// A case file with so many inquiries means to name them all.
	fullList = 4
)

// D01: every clue was verified, a definite one within seven days, an urgent one
// within three.
func (r *reading) cluesAreVerified() ruling.Result {
	unknown := false
	for _, c := range r.facts.Clues {
		most := clueDays
		if yes(c.Urgent) {
			most = urgentDays
		}
		verified := hasAny(c.Status, "核实完毕", "已核实", "核实属实", "查证") || c.Result != "" || c.Status == "" && !c.Verified.IsZero()
		switch {
		case verified && !c.Received.IsZero() && !c.Verified.IsZero() && c.Received.AddDays(most).Before(c.Verified):
			return r.Unmet("investigation-2", "D01.late", r.sentenceAt("线索"), "clue", c.Content, "received", c.Received.Arabic(), "verified", c.Verified.Arabic(), "most", itoa(most)).Warn()
		case verified:
		case c.Status == "":
			unknown = true
		default:
			return r.Unmet("investigation-2", "D01.unverified", r.sentenceAt("线索"), "clue", c.Content)
		}
	}
	if unknown {
		return r.open("investigation-2")
	}
	if len(r.facts.Clues) > 0 {
		return ruling.Met
	}
	for _, s := range r.course.sentences {
		if clueGiven.MatchString(s.text) && !r.course.has("核实", "查证", "扣押", "调取", "查封", "冻结", "查找", "扣划") {
			return r.open("investigation-2")
		}
	}
	return notApplicable
}

var clueGiven = regexp.MustCompile(`申请执行人(?:向本院)?(?:提供|反映|举报)(?:了|的)?[^，。]{0,12}线索`)

// asset classes that a network query covers; the first four are required, the
// rest warn (practice.md 21).
var queryScope = []struct {
	name     string
	words    []string
	required bool
}{
	{"银行存款", []string{"存款", "银行", "金融机构", "账户"}, true},
	{"车辆", []string{"车", "运输工具"}, true},
	{"不动产", []string{"不动产", "房", "土地", "自然资源", "国土"}, true},
	{"有价证券", []string{"证券", "股票", "有价", "基金"}, true},
	{"工商登记", []string{"工商", "市场监", "股权", "对外投资", "企业登记"}, false},
	{"互联网银行、网络资金", []string{"互联网", "网络资金", "网络支付", "支付宝", "微信", "财付通"}, false},
}

// D02: the property was queried by the network, of the four kinds at least, and
// not more than three months and a day before the ruling.
func (r *reading) propertyWasQueried() ruling.Result {
	var last review.Date
	var scope strings.Builder
	found := r.course.has(netWords...)
	for _, q := range r.inquiries() {
		if !q.online() {
			continue
		}
		found = true
		scope.WriteString(q.What)
		if last.Before(q.On) {
			last = q.On
		}
	}
	switch {
	case found:
	case r.revived() && r.course.tells(): // a revived case is queried anew
		return r.Unmet("373-3", "D02.silent", ruling.Place{}).Warn()
	default:
		return r.silent("373-3", "D02.silent")
	}
	at := r.sentenceAt(netWords...)
	covered := scope.String() + r.course.text // inquiry on the spot stands in
	var lack []string
	for _, s := range queryScope {
		if s.required && !hasAny(covered, s.words...) {
			lack = append(lack, s.name)
		}
	}
	until := last.AddMonths(3).AddDays(1)
	switch {
	case len(lack) > 0:
		return r.Unmet("373-3", "D02.scope", at, "lack", strings.Join(lack, "、"))
	case last.IsZero() || r.On.IsZero():
		return r.open("373-3")
	case until.Before(r.On):
		return r.overtaken(r.Unmet("court-practice", "D02.old", at, "last", last.Arabic()), !until.Before(r.decided()))
	}
	return ruling.Met
}

// D03: a body without a code can't be queried by the network; an inquiry on the
// spot stands in.
func (r *reading) bodyWithoutCodeWasVisited() ruling.Result {
	for _, p := range r.debtors() {
		if !hasAny(p.Name, "村民委员会", "居民委员会", "村委会", "居委会", "业主委员会", "分公司") || r.course.has(netWords...) {
			continue
		}
		if r.offline() {
			return ruling.Met
		}
		return r.Unmet("court-practice", "D03.novisit", ruling.Place{}, "debtor", p.Name)
	}
	return notApplicable
}

func (r *reading) offline() bool {
	for _, q := range r.inquiries() {
		if !q.online() {
			return true
		}
	}
	return false
}

// D04: what the network can't reach was inquired into on the spot, with a
// record of the place and of two officers.
func (r *reading) inquiredOnTheSpot() ruling.Result {
	if !r.offline() {
		return r.silent("373-3", "D04.silent")
	}
	for _, q := range r.facts.Inquiries {
		if q.How == onSite && q.Staff != "" && len(strings.FieldsFunc(q.Staff, func(c rune) bool { return strings.ContainsRune("、，, ；;", c) })) < 2 {
			return r.Unmet("373-3", "D04.staff", ruling.Place{}, "staff", q.Staff)
		}
	}
	return ruling.Met
}

// D05: 公积金 of a person, and 理财, 保险, 股息红利 of every debtor.
func (r *reading) otherAssetsWereQueried() ruling.Result {
	if r.entered == nil || len(r.entered.Inquiries) < fullList {
		return notApplicable // a ruling, and a short list, name the main kinds only
	}
	text := r.course.text
	for _, q := range r.entered.Inquiries {
		text += q.What + q.Result
	}
	lack := !hasAny(text, "理财", "保险", "股息", "红利", "分红", "退保", "基金")
	for _, p := range r.debtors() {
		lack = lack || person(p) && !hasAny(text, "公积金")
	}
	if lack {
		return r.open("court-practice")
	}
	return ruling.Met
}

// D06: the debtor's home or place of business was visited.
func (r *reading) homeWasVisited() ruling.Result {
	for _, q := range r.inquiries() {
		if !q.online() && (homeVisit.MatchString(q.What+q.By) || hasAny(q.By, "村", "社区", "居", "物业")) {
			return ruling.Met
		}
	}
	for _, s := range r.course.sentences {
		if homeVisit.MatchString(s.text) {
			return ruling.Met
		}
	}
	for _, p := range r.debtors() {
		if r.debtor(p.Name).Status == missing && r.course.tells() {
			return r.Unmet("373-3", "D06.missing", r.sentenceAt(missing), "debtor", p.Name)
		}
	}
	return r.open("373-3")
}

// D07: who hides property or books and refuses is searched, by the president's
// warrant.
func (r *reading) hidersWereSearched() ruling.Result {
	searched := r.course.has(searchOrder)
	for _, m := range r.measures() {
		searched = searched || strings.Contains(m.Type, searchOrder)
	}
	for _, p := range r.debtors() {
		if d := r.debtor(p.Name); yes(d.Hiding) && !searched {
			return r.Unmet("investigation-14", "D07.nosearch", ruling.Place{}, "debtor", p.Name)
		}
	}
	switch {
	case searched:
		return ruling.Met
	case r.course.has("拒不交出", "隐匿财产", "隐匿账"):
		return r.open("investigation-14")
	}
	return notApplicable
}

// D08: a request for an audit or a reward notice is decided within ten days,
// and what was granted is done.
func (r *reading) requestsWereDecided() ruling.Result {
	for _, q := range r.facts.Requests {
		due := q.On.AddDays(askDays)
		switch {
		case q.On.IsZero():
			return r.open("investigation-17")
		case q.Decided.IsZero() && !r.On.IsZero() && due.Before(r.On):
			return r.Unmet("investigation-17", "D08.undecided", ruling.Place{}, "what", q.Type, "asked", q.On.Arabic())
		case !q.Decided.IsZero() && due.Before(q.Decided):
			return r.Unmet("investigation-17", "D08.late", ruling.Place{}, "what", q.Type, "asked", q.On.Arabic(), "decided", q.Decided.Arabic()).Warn()
		case yes(q.Granted) && no(q.Done):
			return r.Unmet("investigation-17", "D08.undone", ruling.Place{}, "what", q.Type)
		case yes(q.Granted) && q.Done == nil:
			return r.open("investigation-17")
		}
	}
	if len(r.facts.Requests) == 0 {
		return notApplicable
	}
	return ruling.Met
}

// D09: the debtor, or who stands for it, was questioned, or can't be found.
func (r *reading) debtorsWereQuestioned() ruling.Result {
	for _, p := range r.debtors() {
		if d := r.debtor(p.Name); !d.Questioned.IsZero() || d.Status == missing || d.Report != "" {
			return ruling.Met
		}
	}
	if r.course.has("询问", "讯问", "传唤", "到庭", "到院", "来院", "来电", "陈述", "自述", "其称", "报告", "申报", "协商", "走访", "上门") {
		return ruling.Met
	}
	return r.open("court-practice")
}

// D10: the inquiry was made within a month of the case's receipt (directive,
// part 1, item 3(1)).
func (r *reading) inquiryWithinAMonth() ruling.Result {
	_, in := r.Book.Cite("directive-node", r.On)
	if !in || !r.inShandong() || r.facts.Received.IsZero() {
		return notApplicable
	}
	received, due := r.facts.Received, inquiryDue(r.facts.Received)
	first, done := firstOnline(r.inquiries()), r.facts.Inquired
	switch {
	case due.Before(done):
		return r.Unmet("directive-node", "D10.done", r.sentenceAt(netWords...), "received", received.Arabic(), "done", done.Arabic())
	case !done.IsZero():
		return ruling.Met
	case first.IsZero():
		return r.open("directive-node")
	case due.Before(first):
		return r.Unmet("directive-node", "D10.late", r.sentenceAt(netWords...), "received", received.Arabic(), "first", first.Arabic())
	}
	return ruling.Met
}
