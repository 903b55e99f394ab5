package mask

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shenqian/review"
)

// Who is who in a ruling: the paragraphs of the parties say it, the case file
// adds to it.

const (
	partyRoles = `申请执行人|被执行人|被申请执行人|申请人|被申请人|复议申请人|异议人|利害关系人|案外人|第三人|原告|被告|移送执行人|被害人|附带民事诉讼原告人|继承人|权利承受人`
	agentRoles = `法定代表人|诉讼代表人|代表人|主要负责人|负责人|经营者|投资人|执行事务合伙人委派代表|执行事务合伙人|法定代理人|指定代理人|监护人|共同委托诉讼代理人|共同委托代理人|特别授权委托诉讼代理人|委托诉讼代理人|委托代理人|诉讼代理人|委托代理人|代理人`
)

var (
	// With a colon a role opens a paragraph wherever it stands; without one only
	// where a paragraph begins.
	roleLead = hinted(`(?:`+partyRoles+`|`+agentRoles+`)[\d一二三四五六七八九十]{0,3}(?:\([^)]{1,30}\))?:`, ``)
	roleAny  = regexp.MustCompile(`(?:` + partyRoles + `|` + agentRoles + `)[\d一二三四五六七八九十]{0,3}(?:\([^)]{1,30}\))?:?`)
	roleOpen = regexp.MustCompile(`^(?:上列|以上|上述|共同|二|两|三|四|各)?(?:` + partyRoles + `|` + agentRoles + `)[\d一二三四五六七八九十]{0,2}(?:\([^)]{1,30}\))?:?`)
	roleBare = hinted(`(?:`+partyRoles+`|`+agentRoles+`)([^,。;:()\d]{2,40}),(?:男|女|住|汉族|\p{Han}{1,5}族|公民身份|统一社会|身份证|\d{4}年\d{1,2}月\d{1,2}日(?:出生|生)|系该|系\p{Han}{2,6}之|执行董事|董事|经理|总经理|局长|主任|行长|律师|\p{Han}{2,20}律师事务所)`, ``)
	// 被执行人某某公司。住所地…
	roleStop  = hinted(`(?:`+partyRoles+`)([^,。;:()\d]{4,40})。(?:住所|住址|地址|经营场所)`, `。住 。地 。经`)
	roleWord  = regexp.MustCompile(`(` + partyRoles + `|` + agentRoles + `)`)
	nameStop  = regexp.MustCompile(`^(?:(?:男|女)(?:性)?(?:,|\d|汉|\p{Han}{1,4}族|$)|住所|住址|住|出生|公民身份|身份证|统一社会|系该|系公司|系单位)`)
	former    = regexp.MustCompile(`(?:曾用名|又名|别名|原名称?|化名|绰号|外号|小名|乳名|英文名|外文名|中文名|护照名)(?:为|是|叫|系)?:?[“"]?([^,。;:()“”"]{1,40})`)
	shortName = hinted(`(?:以下简称|以下均称|以下统称|以下称|下称|简称)(?:为)?:?[“"《]?([^,。;:()“”"》]{2,20})[”"》]?`, `简称 下称 统称 均称`)
	lawyerRe  = regexp.MustCompile(`律师|法律服务|法律工作者|法律援助`)
	bornRe    = regexp.MustCompile(`出生|生(?:,|。|于|$)`)
)

// form is a way in which an actor is named in a paper.
type form struct {
	text  string // folded, without middle dots
	short bool   // a short name of an organisation
	gone  bool   // a 曾用名: deleted with its lead-in
	doubt bool   // worth a look each time
	near  bool   // the name with one character mistyped
}

// actor is someone, or some body, that a paper names.
type actor struct {
	name    string // as printed
	folded  string // see key
	role    string
	org     bool
	organ   bool // an organ of state
	lawyer  bool
	birth   review.Date
	address string
	says    string // the rest of the paragraph, folded
	party   bool
	ward    []*actor // whose 法定代理人 this is
	forms   []form
	class   string // why the name is hidden; "" keeps it
	alias   string
	short   string
	listed  bool // from the case file only
	already bool // the name was masked before
	other   bool // named in the running text only
	place   span // where
}

// key is the name as it is looked up: folded, without middle dots.
func (a *actor) key() string {
	if a.folded == "" {
		a.folded = bare(plain(a.name))
	}
	return a.folded
}

// bare is a folded name without middle dots.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '·' {
			return -1
		}
		return r
	}, s)
}

// cast is all actors, the people of the court, and what is known of numbers.
type cast struct {
	profile     Profile
	actors      []*actor
	heads       []span
	whose       []owned
	staff       []string // folded
	keepWords   []string // folded
	numbers     map[string]string
	keepNumbers map[string]bool
	chosen      []string // folded; what a person decided to hide
	tails       []knownAddress
	homes       []knownAddress // towns, villages and estates of known addresses
	places      []string
	lexicon     *lexicon
	doubts      []Doubt
}

// owned is a stretch of a party's paragraph.
type owned struct {
	span
	by *actor
}

type knownAddress struct{ text, class string }

// at is the actor whose paragraph i lies in.
func (c *cast) at(i int) *actor {
	for _, o := range c.whose {
		if i >= o.start && i < o.end {
			return o.by
		}
	}
	return nil
}

// hides says whether any name is hidden.
func (c *cast) hides() bool {
	return slices.ContainsFunc(c.actors, func(a *actor) bool { return a.class != "" })
}

// ofCourt says whether the court's people include name.
func (c *cast) ofCourt(name string) bool { return slices.Contains(c.staff, bare(name)) }

func readCast(f *folded, in Input, p Profile) *cast {
	c := &cast{profile: p, numbers: map[string]string{}, keepNumbers: map[string]bool{}}
	c.readHead(f, in.Paper)
	c.readBody(f)
	c.addParties(f, in.Parties)
	c.readStaff(f, in)
	c.readOthers(f)
	c.readShort(f)
	c.readPlaces(f, in.Paper)
	c.readChosen(in)
	return c
}

// leads are the words that open the paragraphs of the parties, in order, and
// where the last of these paragraphs ends, as far as the paper's parts tell.
func leads(f *folded, paper *review.Paper) (out []span, end int) {
	add := func(s span) {
		if f.at(s.end-1) == '四' && f.at(s.end) == '川' { // 被执行人四川某公司 is not the fourth
			s.end--
		}
		if !slices.ContainsFunc(out, s.overlaps) {
			out = append(out, s)
		}
	}
	for _, p := range paper.All(review.PartParty) {
		s := span{f.index(p.Start), f.index(p.End)}
		end = max(end, s.end)
		if m := f.match(roleOpen, s.start, s.end); m != nil && m[0] == s.start {
			add(span{m[0], m[1]})
		}
	}
	f.each(roleLead, func(m []int) { add(span{m[0], m[1]}) })
	f.each(roleBare, func(m []int) { add(span{m[0], m[2]}) })
	f.each(roleStop, func(m []int) { add(span{m[0], m[2]}) })
	slices.SortFunc(out, func(a, b span) int { return a.start - b.start })
	return out, end
}

// paragraphEnd is where the paragraph ends that lead opens: within the parts of
// the parties at the next one's beginning, elsewhere at the full stop or line
// end, and in any case where the body begins.
func paragraphEnd(f *folded, lead span, limit, end int) int {
	stop := limit
	if lead.start < end {
		stop = min(stop, max(end, lead.end))
	} else {
		for k := lead.end; k < stop; k++ {
			if f.at(k) == '。' && !goesOn.MatchString(f.slice(k+1, k+6)) || f.broken(k) && k > lead.end+4 {
				stop = k
			}
		}
	}
	if m := f.match(bodyBegins, lead.end, stop); m != nil {
		stop = m[0]
	}
	return stop
}

// goesOn is what still speaks of a party after a full stop.
var goesOn = regexp.MustCompile(`^(?:住所|住址|地址|经营场所|公民身份|身份证|统一社会|联系电话)`)

// readHead reads the paragraphs of the parties.
func (c *cast) readHead(f *folded, paper *review.Paper) {
	leads, end := leads(f, paper)
	var parties []*actor
	for i, l := range leads {
		limit := f.len()
		if i+1 < len(leads) {
			limit = leads[i+1].start
		}
		stop := paragraphEnd(f, l, limit, end)
		role := roleWord.FindString(f.slice(l.start, l.end))
		agent := agentRole.MatchString(role)
		at := l.end
		var last *actor
		for at < stop {
			n := nameEnd(f, at, limit)
			if n == at {
				break
			}
			if n > stop { // the name runs on into the next line, and so does the paragraph
				for stop = n; stop < limit && !f.broken(stop); stop++ {
				}
			}
			name := original(f, at, n)
			a := &actor{name: name, role: role, party: !agent, org: orgName(plain(name)), says: f.slice(n, stop)}
			if personSays.MatchString(a.says) && !orgForm(a.key()) {
				a.org = false
			}
			if statutory(role) && len(parties) > 0 {
				a.ward = parties[len(parties)-1:]
			}
			if !nameLike(a.key()) || genericName.MatchString(a.key()) {
				break
			}
			a = c.add(a)
			last = a
			c.whose = append(c.whose, owned{span{at, stop}, a})
			if f.at(n) != '、' {
				break
			}
			at = n + 1
		}
		whole := span{l.start, stop}
		c.heads = append(c.heads, whole)
		if last == nil {
			continue
		}
		if !agent {
			parties = append(parties, last)
		}
		last.read(f, whole)
	}
	slices.SortStableFunc(c.whose, func(a, b owned) int { return b.start - a.start })
}

var (
	agentRole  = regexp.MustCompile(`^(?:` + agentRoles + `)$`)
	bodyBegins = regexp.MustCompile(`(?:申请执行人|申请人)[^:,。;]{2,60}?(?:与|和|诉|申请执行|申请强制执行)[^:。;]{2,120}?(?:一案|纠纷)|关于[^。;]{2,120}?(?:一案|纠纷)|本院(?:在|于|依据|依法|作出|受理|根据|立案|执行|已)|因被执行人`)
)

// nameEnd is where the name ends that begins at i.
func nameEnd(f *folded, i, stop int) int {
	k := i
	for k < stop && k-i < 60 {
		r := f.at(k)
		if r == '(' && k > i { // (集团), (有限合伙), (山东) belong to a name
			if m := f.match(inName, k, stop); m != nil && m[0] == k {
				k = m[1]
				continue
			}
			break
		}
		if punctuation(r) {
			break
		}
		if k > i+1 && nameStop.MatchString(f.slice(k, min(k+8, stop))) && (!f.joined(k) || isDigit(f.at(k+1)) || isDigit(f.at(k+2)) || strings.HasPrefix(f.slice(k, k+2), "住所")) {
			break
		}
		if k > i+1 && f.broken(k) {
			if whole := f.slice(i, nextStop(f, k, stop)); !orgForm(whole) && !(k == i+2 && personLike(whole)) {
				break
			}
		}
		k++
	}
	return k
}

var inName = regexp.MustCompile(`^(?:\((?:集团|有限合伙|普通合伙|特殊普通合伙|个体工商户)\)|\(\p{Han}{2,6}\)\p{Han}{0,20}?(?:公司|厂|店|所|部|行|中心|企业|合作社))`)

func nextStop(f *folded, k, stop int) int {
	for k < stop && !punctuation(f.at(k)) {
		k++
	}
	return k
}

// nameLike keeps out what stands where a name should: 「无」, 「同上」.
func nameLike(s string) bool {
	n := runeLen(s)
	if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("系该其均住现男女", r) && (n > 4 || n < 3) {
		return false
	}
	return n >= 2 && n <= 60 && !strings.ContainsFunc(s, isDigit) && !strings.Contains(s, "同上") && s != "不详" && strings.ContainsFunc(s, func(r rune) bool { return isHan(r) || isAlpha(r) })
}

// original is the text at [i, j) as printed, without white space between Han
// characters.
func original(f *folded, i, j int) string {
	from, to := f.span(i, j)
	s := strings.TrimSpace(string(f.orig[from:to]))
	if strings.ContainsFunc(s, isHan) {
		return squeeze(s)
	}
	return s
}

// add returns the actor of that name, which may have been named before.
func (c *cast) add(a *actor) *actor {
	key := a.key()
	for _, b := range c.actors {
		if b.key() == key {
			if b.says == "" {
				b.says = a.says
			}
			b.party = b.party || a.party
			b.ward = append(b.ward, a.ward...)
			if a.party {
				b.role = a.role
			}
			return b
		}
	}
	a.already = already.MatchString(key)
	if _, ok := hasSuffix(key, words.organs); a.org && ok {
		a.organ = !strings.HasSuffix(key, "公司")
	}
	c.actors = append(c.actors, a)
	return a
}

var already = regexp.MustCompile(`某|^[A-Z]\d*$|[×*]`)

// read takes what the paragraph says of a.
func (a *actor) read(f *folded, s span) {
	text := f.slice(s.start, s.end)
	if lawyerRe.MatchString(a.says) {
		a.lawyer = true
	}
	from, to := f.span(s.start, s.end)
	if a.birth.IsZero() && bornRe.MatchString(text) {
		for _, d := range review.FindDates(string(f.orig[from:to])) {
			if d.Date.Exists() {
				a.birth = d.Date
				break
			}
		}
	}
	if m := homeLead.FindStringSubmatchIndex(a.says); m != nil && a.address == "" {
		rest := a.says[m[1]:]
		if k := strings.IndexAny(rest, ",。;()"); k >= 0 {
			rest = rest[:k]
		}
		if m := addressEnd.FindStringIndex(rest); m != nil {
			rest = rest[:m[0]]
		}
		a.address = rest
	}
	for _, m := range former.FindAllStringSubmatch(a.says, -1) {
		for _, n := range strings.Split(m[1], "、") {
			a.call(n, form{gone: true})
		}
	}
	if m := otherWriting.FindStringSubmatch(a.says); m != nil {
		if latin(m[1]) != latin(plain(a.name)) {
			a.call(m[1], form{})
		}
	}
}

// otherWriting is a name in the other script: John Smith（约翰·史密斯）.
var otherWriting = regexp.MustCompile(`^\(([A-Za-z][A-Za-z .,'&-]{1,80}(?:\([A-Za-z ]{1,20}\)[A-Za-z .,'&-]{0,60})?|\p{Han}{1,12}·[\p{Han}·]{1,20})\)`)

func latin(s string) bool { return strings.ContainsFunc(s, isAlpha) && !strings.ContainsFunc(s, isHan) }

// call adds a form under which a is named.
func (a *actor) call(name string, f form) {
	f.text = bare(plain(name))
	if runeLen(f.text) < 2 {
		return
	}
	for _, g := range a.forms {
		if g.text == f.text {
			return
		}
	}
	a.forms = append(a.forms, f)
}

// readBody takes the applicant from 「申请执行人某甲与被执行人」 of a paper
// that lost its head.
func (c *cast) readBody(f *folded) {
	if len(c.actors) > 0 {
		return
	}
	for _, re := range []pattern{bodyPair, bodyBoth} {
		f.each(re, func(m []int) {
			for k := 2; k+1 < len(m); k += 2 {
				if name := original(f, m[k], m[k+1]); m[k] < m[k+1] && nameLike(plain(name)) {
					c.add(&actor{name: name, role: "当事人", party: true, org: orgName(plain(name))})
				}
			}
		})
	}
}

var (
	bodyPair = hinted(`申请执行人([^,。;:()、的]{2,40}?)(?:与|和|诉)被执行人(\p{Han}{2,40}?(?:公司|厂|店|部|社|中心)|\p{Han}{2,4}?)(?:离婚|民间借贷|借款|金融借款|买卖|机动车|交通|劳动|劳务|租赁|房屋|合同|建设工程|追偿|侵权|健康|生命|信用卡|保证|物业|承揽|运输|公证|仲裁|继承|抚养|赡养|不当得利|股权|案外|行政|非诉|罚|退赔|一案|、|\()`, `被执行人`)
	bodyBoth = hinted(`关于([^,。;:()、的]{2,40}?)(?:申请执行|与)(\p{Han}{2,40}?(?:公司|厂|店|部|社|中心)|\p{Han}{2,4}?)(?:离婚|民间借贷|借款|金融借款|买卖|机动车|交通|劳动|劳务|租赁|房屋|合同|建设工程|追偿|侵权|健康|生命|信用卡|保证|物业|承揽|运输|公证|仲裁|继承|抚养|赡养|不当得利|股权|案外|行政|一案|、)`, `关于`)
)

// addParties adds what the case file knows.
func (c *cast) addParties(f *folded, parties []review.Party) {
	for _, p := range parties {
		name := strings.TrimSpace(p.Name)
		if !nameLike(bare(plain(name))) {
			continue
		}
		a := c.add(&actor{name: name, role: string(p.Role), party: !agentRole.MatchString(string(p.Role)), org: orgName(plain(name)), listed: true})
		switch p.Type {
		case review.NaturalPerson:
			a.org = false
		case review.LegalPerson, review.OtherBody:
			a.org = true
		}
		if a.birth.IsZero() {
			a.birth = p.Birth
		}
		if a.address == "" {
			a.address = plain(p.Address)
		}
		if p.ID != "" {
			c.numbers[strings.ToUpper(digitsX(plain(p.ID)))] = "id"
		}
		if p.CreditCode != "" {
			c.numbers[strings.ToUpper(plain(p.CreditCode))] = "credit_code"
		}
		if r := strings.TrimSpace(p.Representative); nameLike(bare(plain(r))) && !orgName(plain(r)) {
			c.add(&actor{name: r, role: "法定代表人", listed: true})
		}
	}
}

func digitsX(s string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, s)
}
