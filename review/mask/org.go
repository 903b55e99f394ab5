package mask

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// An enterprise's name is 行政区划 + 字号 + 行业 + 组织形式 (企业名称登记管理
// 规定). The trade name is what goes: 济南海隆肥料有限公司 becomes 济南某肥料
// 有限公司. What the tables don't know counts as trade name, so that nothing of
// it is left by mistake.

var (
	foreignCompany = regexp.MustCompile(`(?i)(?:co\.?,?ltd|ltd|inc|llc|gmbh|corp|corporation|limited|company|s\.a|plc)\.?$`)
	subRegion      = regexp.MustCompile(`^\(([^)]{2,8})\)`)
	endRegion      = regexp.MustCompile(`\([^()]{2,8}\)$`)
	companyForm    = regexp.MustCompile(`公司|集团|合伙|合作社`)
	villageBody    = regexp.MustCompile(`(?:村民|居民|业主)(?:委员会|小组)$|经济联合社$|经济合作社$`)
)

// orgParts is a name taken apart; region + trade + inner + industry + form is
// the name. The inner region is that of 海隆（济南）科技有限公司.
type orgParts struct{ region, trade, inner, industry, form string }

func (c *cast) parse(name string) orgParts {
	var p orgParts
	rest := name
	for {
		w, ok := hasPrefix(rest, []string{"中国", "中华"})
		if !ok {
			w, ok = c.place(rest, p.region != "")
		}
		if !ok || len(w) >= len(rest) {
			break
		}
		p.region += w
		rest = rest[len(w):]
	}
	for {
		w, ok := hasSuffix(rest, words.forms)
		if p.region != "" && words.forms.has(rest) {
			w, ok = rest, true
		}
		if !ok || (p.form != "" && runeLen(w) < 2) {
			break
		}
		p.form = w + p.form
		rest = rest[:len(rest)-len(w)]
	}
	for {
		w, ok := hasSuffix(rest, words.industries)
		if isIndustry(rest) && (p.region != "" || p.industry == "") {
			w, ok = rest, true
		}
		if !ok {
			break
		}
		p.industry = w + p.industry
		rest = rest[:len(rest)-len(w)]
	}
	if m := subRegion.FindString(rest); m != "" && len(m) < len(rest) {
		p.region, rest = p.region+m, rest[len(m):]
	}
	if m := endRegion.FindStringIndex(rest); m != nil && m[0] > 0 {
		if inner := strings.Trim(rest[m[0]:], "()"); isPlace(inner, c) {
			p.inner, rest = "（"+inner+"）", rest[:m[0]]
		}
	}
	p.trade = rest
	if strings.HasPrefix(name, "中国") && strings.Contains(p.form, "银行") {
		p.trade, p.industry = p.trade+p.industry, ""
	}
	return p
}

func isIndustry(s string) bool { return words.industries.has(s) }

// place is the administrative division that s begins with; after says that
// another stands before it.
func (c *cast) place(s string, after bool) (string, bool) {
	if m := provincesBare.FindString(s); m != "" {
		return m, true
	}
	if m := cityAfter.FindStringSubmatch(s); m != nil && !notCity.MatchString(m[0]) && after && len(m[0])+12 <= len(s) {
		return m[0], true
	}
	if w, ok := hasPrefix(s, words.places[firstRune(s)]); ok {
		if rest := []rune(s[len(w):]); len(rest) > 0 && strings.ContainsRune("市县区州", rest[0]) {
			return w + string(rest[:1]), true
		}
		return w, true
	}
	if w, ok := hasPrefix(s, c.places); ok {
		if rest := []rune(s[len(w):]); len(rest) > 0 && strings.ContainsRune("市县区旗", rest[0]) && !strings.ContainsAny(w[len(w)-3:], "市县区旗") {
			return w + string(rest[:1]), true
		}
		return w, true
	}
	return "", false
}

var (
	// What follows a province in a name is a city: 辽宁省海州港市.
	cityAfter = regexp.MustCompile(`^\p{Han}{2,4}?(?:自治州|地区|市|县|旗)|^\p{Han}{1,3}区`)
	notCity   = regexp.MustCompile(`[超都城夜股集门上]市$|[小社园校厂库景]区$`)
)

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// orgAlias is what stands for the full name, and for short names.
func (c *cast) orgAlias(name string) (full, short string) {
	if latin(name) {
		a := strings.ToUpper(name[:1]) + "公司"
		return a, a
	}
	if head, branch, ok := c.branch(name); ok {
		full, short = c.orgAlias(head)
		p := c.parse(branch)
		if p.trade == "" && p.region != "" {
			return full + wide(branch), short + wide(branch)
		}
		return full + p.region + "某" + p.form, short + "某" + p.form
	}
	p := c.parse(name)
	full = p.region + "某" + p.inner + p.industry + p.form
	head := p.form
	if companyForm.MatchString(p.form) {
		if w, ok := hasSuffix("某"+p.form, words.heads); ok {
			head = w
		}
	}
	if strings.Contains(p.form, "银行") {
		head = "银行"
	}
	short = "某" + p.industry + head
	return wide(full), wide(short)
}

// wide sets brackets as Chinese text does.
func wide(s string) string { return strings.NewReplacer("(", "（", ")", "）").Replace(s) }

// branch divides 某某公司某某分公司.
func (c *cast) branch(name string) (head, branch string, ok bool) {
	for _, mark := range []string{"有限责任公司", "股份有限公司", "有限公司", "公司", "银行", "联合社", "合作社"} {
		if i := strings.Index(name, mark); i > 0 {
			head, branch = name[:i+len(mark)], name[i+len(mark):]
			if w, isForm := hasSuffix(branch, words.forms); isForm && strings.Contains("分公司支行分行营业部营业所项目部分社办事处分理处信用社", w) {
				return head, branch, true
			}
		}
	}
	return "", "", false
}

// orgForms are the ways in which a paper shortens the name on its own.
func (c *cast) orgForms(name string) []form {
	var out []form
	add := func(s string, doubt bool) {
		if slices.ContainsFunc(c.actors, func(b *actor) bool { return !b.org && b.key() == bare(s) }) {
			return // the owner's own name
		}
		if runeLen(s) >= 2 && s != name && !isPlace(s, c) && !isIndustry(s) && s != "中国银行" {
			out = append(out, form{text: s, short: true, doubt: doubt})
		}
	}
	if head, branch, ok := c.branch(name); ok {
		stems := append([]form{{text: head}}, c.orgForms(head)...)
		p := c.parse(branch)
		for _, s := range stems {
			if !s.doubt {
				add(s.text+branch, false)
				add(s.text+lastPlace(p.region)+p.trade+p.form, false)
			}
		}
		if !slices.ContainsFunc(c.actors, func(b *actor) bool { return b.key() == bare(head) }) {
			for _, s := range stems {
				add(s.text, s.doubt)
			}
		}
		if runeLen(p.trade) >= 2 { // 北关支行, 农商行北关支行
			add(branch, false)
			for _, bank := range bankWords {
				if strings.Contains(head, bank[0]) {
					add(bank[1]+branch, false)
				}
			}
		}
		return out
	}
	if villageBody.MatchString(name) {
		return out // without its form the name is a place
	}
	p := c.parse(name)
	for _, legal := range []string{"股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "(有限合伙)", "(普通合伙)"} {
		stem, ok := strings.CutSuffix(name, legal)
		if !ok || runeLen(stem) < 4 {
			continue
		}
		if bank, ok := strings.CutPrefix(stem, "中国"); ok && strings.HasSuffix(bank, "银行") && bank != "银行" {
			add(bank, false)
		}
		if p.trade != "" || runeLen(p.region) < runeLen(stem)-1 {
			add(stem+"公司", false)
			add(stem, false)
		}
	}
	if runeLen(p.trade) < 2 || strings.HasPrefix(name, "中国") {
		return out
	}
	// 云湖市人民医院 is not shortened to 云湖市人民: only what can be nothing but
	// this name goes without the form of organisation.
	known := words.everyday[p.trade] || strings.HasPrefix(p.trade, "第") || !companyForm.MatchString(p.form)
	tails := []string{p.form}
	if companyForm.MatchString(p.form) {
		tails = append(tails, "公司", "集团")
	}
	for _, region := range []string{p.region, strings.TrimRight(p.region, "省市县区"), ""} {
		for _, tail := range tails {
			add(region+p.trade+p.industry+tail, false)
			add(region+p.trade+tail, false)
		}
		if !known {
			add(region+p.trade+p.industry, p.industry == "")
			add(region+p.trade, region == "")
		}
	}
	return out
}

// bankWords are how banks are called for short.
var bankWords = [][2]string{{"农村商业银行", "农商行"}, {"农村商业银行", "农商银行"}, {"农村信用合作联社", "农信社"}, {"农村信用合作联社", "信用社"}, {"农村信用社", "农信社"}, {"村镇银行", "村镇银行"}, {"工商银行", "工行"}, {"农业银行", "农行"}, {"建设银行", "建行"}, {"邮政储蓄银行", "邮储银行"}, {"交通银行", "交行"}, {"招商银行", "招行"}}

// lastPlace is the smallest division of a region: 历下 of 济南历下.
func lastPlace(region string) string {
	r := []rune(region)
	return string(r[max(0, len(r)-2):])
}

func isPlace(s string, c *cast) bool {
	w, ok := c.place(s, false)
	return ok && len(w) == len(s)
}
