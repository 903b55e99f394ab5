package termination

import (
	"regexp"
	"strings"
	"unicode"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// telling is what a ruling says below its head, without white space, so that
// names spaced out or broken over a line are whole; place leads back to the
// paper.
type telling struct {
	runes []rune
	place []int // of each rune in the paper
}

// tellingOf is the body down to the rights told.
func tellingOf(p *review.Paper) telling {
	t := telling{runes: make([]rune, 0, p.Len()+len(p.Parts)), place: make([]int, 0, p.Len()+len(p.Parts))}
	for _, q := range p.Parts {
		switch q.Role {
		case review.PartCause, review.PartCourse, review.PartReasoning, review.PartDisposition, review.PartRights:
		default:
			continue
		}
		at := q.Start
		for _, c := range p.Of(q) {
			if !unicode.IsSpace(c) {
				t.runes, t.place = append(t.runes, c), append(t.place, at)
			}
			at++
		}
		t.runes, t.place = append(t.runes, '\n'), append(t.place, max(0, at-1))
	}
	return t
}

func (t telling) at(from, to int) ruling.Place {
	return ruling.Place{Start: t.place[from], End: t.place[to-1] + 1}
}

// has says whether s stands at i.
func (t telling) has(s []rune, i int) bool {
	if i < 0 || i+len(s) > len(t.runes) {
		return false
	}
	for k, c := range s {
		if t.runes[i+k] != c {
			return false
		}
	}
	return true
}

// A name stands between words that lead to one and words that follow one. Only
// there is something that is nearly a name taken for it: 王建国 is near 王建军,
// who may be his brother.
const (
	beforeName = "人与和及同对向由将给令求付还被、，。：:；（(“\"》案为以因据经定与达约谈责对系告到至划封查询结调讯\n并列即就院现问询找见称访后中"
	afterName  = "未不的在于与和及等名发送负应享报承对因、，。；：（）()”\"支偿履同表提称申以有为已是之交系均无没被外下逾拒经现仅所其自据按要住向到拿确仍需须一银存买民合金承房借追机建劳离行劳财纠作采收本共各二三个应该来能主要可至认户工赔返分连保清尚欠放自愿纳列限账帐户罚拘处进又再亦后时生行返写签收领交缴汇转微工房车家村单给犯请求判上此曾即就\n"
)

// kinWords before a name say that it is another person's.
var kinWords = regexp.MustCompile(`(?:父亲?|母亲?|妻子?|丈夫|儿子?|女儿?|[兄弟姐妹]|哥哥|配偶|爱人|亲属|邻居|书记|主任|村民|案外人|证人|会计|房东|之[父母妻夫子女]|员工|职工|股东|经理|干警|法官|执行员|保证人|担保人)$`)

func in(set string, r rune) bool { return strings.ContainsRune(set, r) }

// bounded says whether [from, to) stands where a name does.
func (t telling) bounded(from, to int) bool {
	if from > 0 && !in(beforeName, t.runes[from-1]) {
		return false
	}
	if to < len(t.runes) && !in(afterName, t.runes[to]) {
		return false
	}
	return !kinWords.MatchString(string(t.runes[max(0, from-4):from]))
}

// cast are the names that a ruling may use: of its parties and who stands for
// them, of its judges, and the short names it gives.
type cast struct {
	parties []review.Party
	names   []string            // parties, representatives, agents, former names
	shorts  []string            // the short names in order
	short   map[string]string   // short name to what it stands for
	all     map[string]struct{} // everything above, and the staff
}

var (
	givenName  = regexp.MustCompile(`^(?:为)?[:：]?[“"「‘]?([\p{Han}A-Za-z0-9·、]{2,40}?)[”"」’]?(?:[）)，,；;。]|$)`)
	formerName = regexp.MustCompile(`(?:曾用名|别名|又名|原名|化名|现名|译名|英文名|外文名|变更为|更名为)[:：为]?([\p{Han}A-Za-z· ]{2,40}?)(?:[，,。；;）)、]|$)`)
	agentName  = regexp.MustCompile(`(?:代理人|代表人|负责人|经营者|投资人|合伙人)[:：]?([\p{Han}·]{2,12}?)(?:[，,。；;（(]|$)`)

	formerSigns = []string{"用名", "别名", "又名", "原名", "化名", "现名", "译名", "文名", "更为", "更名为"}
)

// shortNames calls given with every name for short, 以下简称澜海公司, and what
// stands before it.
func shortNames(s string, given func(before, names string)) {
	for i := 0; ; {
		k := strings.Index(s[i:], "称")
		if k < 0 {
			return
		}
		at := i + k
		i = at + len("称")
		before, brief := strings.CutSuffix(s[:at], "简")
		if !brief {
			if before, brief = strings.CutSuffix(s[:at], "下"); !brief {
				continue
			}
		}
		if m := givenName.FindStringSubmatch(s[i:min(len(s), i+160)]); m != nil {
			for _, w := range []string{"分别", "以下", "下", "统"} {
				before = strings.TrimSuffix(before, w)
			}
			given(strings.TrimRight(before, "（("), m[1])
		}
	}
}

// castOf reads who may be named.
func castOf(p *review.Paper, w ruling.Words, told telling) cast {
	c := cast{parties: w.Parties, short: map[string]string{}, all: map[string]struct{}{}}
	add := func(name string) {
		name = ruling.Squeeze(name)
		if len([]rune(name)) > 1 {
			c.names = append(c.names, name)
			c.all[name] = struct{}{}
		}
	}
	for _, party := range w.Parties {
		add(party.Name)
		add(party.Representative)
	}
	head := ruling.Squeeze(p.Join(review.PartParty))
	body := string(told.runes)
	for _, s := range []string{head, body} {
		if hasAny(s, formerSigns...) {
			for _, m := range formerName.FindAllStringSubmatch(s, -1) {
				c.all[m[1]] = struct{}{}
			}
		}
		shortNames(s, func(before, names string) {
			for _, name := range strings.Split(names, "、") {
				if _, ok := c.short[name]; !ok {
					c.shorts = append(c.shorts, name)
				}
				c.short[name] = nameBefore(before, c.names)
				c.all[name] = struct{}{}
			}
		})
	}
	for _, m := range agentName.FindAllStringSubmatch(head, -1) {
		c.all[m[1]] = struct{}{}
	}
	for _, m := range w.Panel {
		c.all[ruling.Squeeze(m.Name)] = struct{}{}
	}
	c.all[w.Clerk] = struct{}{}
	return c
}

// nameBefore is the name that s ends in, or, of a long one, nearly does.
func nameBefore(s string, names []string) string {
	for _, n := range names {
		if strings.HasSuffix(s, n) {
			return n
		}
	}
	for _, n := range names {
		want := []rune(n)
		if len(want) < longName || len(s) < len(n) {
			continue
		}
		if have := []rune(s[max(0, len(s)-4*len(want)):]); len(have) >= len(want) && near(have[len(have)-len(want):], want) {
			return n
		}
	}
	return ""
}

func (c cast) knows(name string) bool {
	_, ok := c.all[name]
	return ok
}

// mentions says whether a known name begins at i of the telling.
func (c cast) mentions(t telling, i int) bool {
	for n := range c.all {
		if t.has([]rune(n), i) {
			return true
		}
	}
	return false
}
