package mask

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// People whom the running text names but the paragraphs of the parties don't:
// relatives, bidders, third parties, whoever gave a clue. A name is taken
// for one only right after a word for such a person, and every one of them is
// shown to a person.

var (
	otherStrong = hinted(`(?:案外人|证人|鉴定人|举报人|线索提供人|提供线索人|实际控制人|买受人|竞买人|竞得人|承租人|租户|共有人|股东|监事|财务负责人|被害人|法定代表人|委托诉讼代理人|委托代理人|法定代理人|诉讼代理人|经营者|联系人|担保人|保证人)(?:即|为|是|系|叫|:)?`, ``)
	otherKin    = hinted(`(?:婚生子|婚生女|婚生子女|非婚生子|非婚生女|长子|次子|长女|次女|独生子|独生女|养子|养女|继子|继女|孙子|孙女|外孙|外孙女|配偶|妻子|其妻|之妻|丈夫|其夫|之夫|父亲|其父|之父|母亲|其母|之母|儿子|其子|之子|女儿|其女|之女|其兄|其弟|其姐|其妹|哥哥|弟弟|姐姐|妹妹|亲属|亲友|朋友|邻居|员工|职工|村民|司机|会计|户主|登记在|过户给|转让给|转账给|出售给|赠与给?|抵押给|汇给)(?:即|为|是|系|叫|:)?`, ``)
	// A villager's name is whatever stands between what he is and what he says.
	otherTells = hinted(`(?:村主任|村书记|村支书|支部书记|村委会主任|嘎查达|网格员|社区主任|治保主任|组长|门卫|房东|邻居|村民|房客|保安)(\p{Han}{2,6}?)(?:介绍|称|陈述|反映|表示|证实|述称|讲述|告知|证明)`, ``)
	// What is done with or by somebody who is named in passing: led by him, asked of
	// him, said by him.
	otherLed   = hinted(`由(\p{Han}{2,4}?)(?:带路|带领|指认|陪同|引路|见证|作证|代签|代收|转交|代为)`, `带 指认 陪同 引路 证 代 转交`)
	otherAsked = hinted(`向(\p{Han}{2,4}?)(?:核实|了解|调查|询问|求证|取证)`, `核实 了解 调查 询问 求证 取证`)
	informants = regexp.MustCompile(`^(?:举报人|线索提供人|提供线索人)`)
	otherEnds  = regexp.MustCompile(`^(?:名下|之间|之妻|之夫|之子|之女|之父|之母|处|系|与|和|及|的|到|在|于|称|表示|代|向|提供|举报|反映|陈述|签收|所有|以|均|已|现|未|同意|共有|经营|主张|领取|介绍|证实|交付|付款|认为|愿|达成|实际|占有|占用|控制|使用|管理|租赁|承包|购得|拍得|抵债|扣留|开走|驾驶|代为|亦|均|又|仍|自|曾|诉|提出|申请|要求|实施|保管|辩称|述称|承租|居住|陪同|到场|竞得|取得|购买|作为|等|也|因|对|将|由|从|尾号|账户|账号|银行|电话|手机|微信|承认|支付|转账|收取|持有|保管|出具)`)
	// 今年, 当年 end no name.
	yearWord   = regexp.MustCompile(`[今去前明当同历次每一两三四五六七八九十多数整半]年`)
	lawyerNext = regexp.MustCompile(`^[,(][^。;]{0,20}律师`)
	notInName  = `的了在是为与和向对于将被其该本未无不已名下人等所及到从给由者公司院市县区镇村号元月日款额案法行执债务权房产车辆称表示说同`
)

// readOthers adds the people found in the running text.
func (c *cast) readOthers(f *folded) {
	find := func(re pattern, strong bool) {
		f.each(re, func(m []int) {
			for _, h := range c.heads {
				if m[0] >= h.start && m[0] < h.end {
					return
				}
			}
			n := guessName(f, m[1], strong)
			if n == 0 || n == 2 && !strong && !(f.at(m[1]-1) == '给' && punctuation(f.at(m[1]+2))) {
				return
			}
			s := span{m[1], m[1] + n}
			text := f.slice(s.start, s.end)
			if c.ofCourt(text) {
				return
			}
			role := strings.TrimRight(f.slice(m[0], m[1]), ":即为是系叫")
			before := len(c.actors)
			a := c.add(&actor{name: original(f, s.start, s.end), role: role})
			if len(c.actors) > before {
				a.other = true
				a.place = s
				a.bornAt(f, s.end)
				if k := f.slice(s.end, min(s.end+24, f.len())); lawyerNext.MatchString(k) {
					a.lawyer = true
				}
			}
		})
	}
	f.each(otherTells, func(m []int) {
		text := f.slice(m[2], m[3])
		if strings.ContainsAny(text, notInName+"委会组具民村") || c.ofCourt(text) || c.inHead(m[0]) || strings.Contains(words.form, text) {
			return
		}
		before := len(c.actors)
		a := c.add(&actor{name: original(f, m[2], m[3]), role: f.slice(m[0], m[2])})
		if len(c.actors) > before {
			a.other, a.place = true, span{m[2], m[3]}
		}
	})
	for _, re := range []pattern{otherLed, otherAsked} {
		f.each(re, func(m []int) { c.named(f, span{m[2], m[3]}) })
	}
	find(otherStrong, true)
	find(otherKin, false)
}

// named takes somebody for a person who is named in passing, if the paper says
// of him again what people do.
func (c *cast) named(f *folded, s span) {
	text := f.slice(s.start, s.end)
	if strings.ContainsAny(f.slice(s.start+1, s.end), notInName) || words.everyday[text] || strings.Contains(words.form, text) || c.inHead(s.start) || c.ofCourt(text) ||
		strings.Count(f.text, text) < 2 || orgName(text) {
		return
	}
	before := len(c.actors)
	a := c.add(&actor{name: original(f, s.start, s.end)})
	if len(c.actors) > before {
		a.other, a.place = true, s
	}
}

// bornAt takes the birthday in 「张小宝（2012年3月1日出生）」.
func (a *actor) bornAt(f *folded, i int) {
	if m := bornAfter.FindString(f.slice(i, i+24)); m != "" {
		if d := review.FindDates(m); len(d) > 0 && d[0].Date.Exists() {
			a.birth = d[0].Date
		}
	}
}

var bornAfter = regexp.MustCompile(`^[,(](?:男|女)?,?(?:\d{4}年\d{1,2}月\d{1,2}日)(?:出生|生)`)

// guessName is the length of the name at i, 0 if none can be told.
func guessName(f *folded, i int, strong bool) int {
	first := f.at(i)
	lengths := []int{3, 2}
	if words.compound[f.slice(i, i+2)] {
		lengths = []int{4, 3}
	} else if !words.surnames[first] || words.everyday[f.slice(i, i+2)] {
		return actingName(f, i, strong)
	}
	for _, n := range lengths {
		s := f.slice(i, i+n)
		if runeLen(s) != n || strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) }) {
			continue
		}
		if words.everyday[f.slice(i, i+2)] && n > 2 || words.everyday[s] && !(strong && words.seldom[s]) || strings.Contains(words.form, f.slice(i, i+2)) || strings.ContainsRune("于向和应从经由连相全能都别及并加但因", first) && (n < 3 || !strong) {
			continue
		}
		given := i + 1
		if lengths[0] == 4 {
			given++
		}
		if strings.ContainsAny(f.slice(given, i+n), notInName) || yearWord.MatchString(s) {
			continue
		}
		if f.at(i+n-1) == '有' { // 占有, 所有; but 钱有余 is a name
			continue
		}
		if next := f.at(i + n); punctuation(next) || f.broken(i+n) || otherEnds.MatchString(f.slice(i+n, i+n+3)) {
			return n
		}
	}
	// After a word for such a person a name it is: it ends where rulings' own
	// words begin.
	for _, n := range []int{lengths[1], lengths[0]} {
		s := f.slice(i, i+n)
		if strong && runeLen(s) == n && strings.Contains(words.form, f.slice(i+n, i+n+2)) && !strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) }) &&
			!strings.ContainsAny(f.slice(i+1, i+n), notInName) && !words.everyday[s] && !strings.Contains(words.form, s) && !strings.Contains(words.form, f.slice(i, i+2)) {
			return n
		}
	}
	return 0
}

// acts is what only a person does or has.
var acts = regexp.MustCompile(`^(?:称|述称|辩称|陈述|表示|否认|承认|持有|名下|已支付|已付清|已领取|已收到|领取|占有|实际占有|到庭|签收|离家|共有|保管|承租|居住|驾驶)`)

// actingName is the length of a name at i by which no surname goes, or which is
// a word too, after a word for such a person: the paper says elsewhere what its
// bearer did.
func actingName(f *folded, i int, strong bool) int {
	for _, n := range []int{3, 2} {
		s, next := f.slice(i, i+n), f.slice(i+n, i+n+4)
		word := words.everyday[s]
		if runeLen(s) != n || strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) }) ||
			!word && (strings.Contains(words.form, s) || words.everyday[f.slice(i, i+2)] || strings.ContainsAny(f.slice(i+1, i+n), notInName) || yearWord.MatchString(s)) {
			continue
		}
		if !punctuation(f.at(i+n)) && !f.broken(i+n) && !otherEnds.MatchString(next) {
			continue
		}
		here := acts.MatchString(next)
		if here && !word && strong || actsElsewhere(f, s, i) > 0 && (here || strong || punctuation(f.at(i+n))) {
			return n
		}
	}
	return 0
}

// actsElsewhere counts where else s begins a clause and does something.
func actsElsewhere(f *folded, s string, but int) (n int) {
	for from := 0; ; {
		k := strings.Index(f.text[from:], s)
		if k < 0 {
			return n
		}
		at := f.runeAt(from + k)
		if at != but && (punctuation(f.at(at-1)) || f.broken(at)) && acts.MatchString(f.slice(at+runeLen(s), at+runeLen(s)+4)) {
			n++
		}
		from += k + len(s)
	}
}
