package quality

import (
	"regexp"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/termination"
)

// Fault is something that goes wrong in rulings and that a rule should find.
type Fault struct {
	Name  string
	Rules []string // any of these finds it
	Data  bool     // it stands in the case file; else in the words
	// Touches keeps faults apart that would cover one another.
	Touches string
	// plant changes the ruling; false where the fault does not fit it.
	plant func(r *Ruling, d *draw) bool
}

// everything is what a fault touches that leaves others nothing to be found in:
// a ruling without its date can't be held against any law.
const everything = "*"

// Faults are all that are planted.
func Faults() []Fault { return append(append(wordFaults(), partyFaults()...), dataFaults()...) }

func word(touches, name string, plant func(r *Ruling, d *draw) bool, rules ...string) Fault {
	return Fault{Name: name, Rules: rules, Touches: touches, plant: plant}
}

// edit plants a change of the text; it fits if the text changes.
func (r *Ruling) edit(change func(string) string) bool {
	text := r.Text()
	if change(text) == text {
		return false
	}
	r.edits = append(r.edits, change)
	return true
}

func swap(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func sub(re *regexp.Regexp, to string) func(string) string {
	return func(s string) string {
		m := re.FindStringSubmatchIndex(s)
		if m == nil {
			return s
		}
		return s[:m[0]] + string(re.ExpandString(nil, to, s, m)) + s[m[1]:]
	}
}

// without leaves segments out.
func without(segments ...string) func(*Ruling, *draw) bool {
	return func(r *Ruling, _ *draw) bool {
		for _, s := range segments {
			if !r.Template.has(s) {
				return false
			}
			r.drop[s] = true
		}
		return true
	}
}

func put(slot string, values ...string) func(*Ruling, *draw) bool {
	return func(r *Ruling, d *draw) bool {
		if !strings.Contains(r.Template.body, "{"+slot+"}") {
			return false
		}
		r.words[slot] = pick(d, values)
		return true
	}
}

// redate prints another day; it fits if the day is printed.
func (r *Ruling) redate(slot string, day review.Date) bool {
	before := r.Text()
	r.dates[slot] = day
	return r.Text() != before
}

// has says whether a slot is printed, in any form.
func (r *Ruling) has(slot string) bool {
	return strings.Contains(r.Template.body, "{"+slot+"}") || strings.Contains(r.Template.body, "{"+slot+":")
}

// afterHead changes s behind its parties: in what it tells.
func afterHead(s string, change func(string) string) string {
	i := strings.Index(s, "一案")
	if i < 0 {
		return s
	}
	return s[:i] + change(s[i:])
}

var (
	titleWords = regexp.MustCompile(`执\s*行\s*裁\s*定\s*书\n?`)
	moneyWords = regexp.MustCompile(`([^0-9.])([0-9]{1,3})([0-9]{3})((?:\.[0-9]{2})?元)`)
	dayWords   = regexp.MustCompile(`(20[0-9]{2}年)([0-9]{1,2})月[0-9]{1,2}日`)
	dayOnly    = regexp.MustCompile(`(月[0-9]{1,2})日`)
	panelLine  = regexp.MustCompile(`(?:代理|人民)?(?:审[ 　]*判[ 　]*员|陪审员)[ 　]*\S{2,6}\n`)
)

// wordFaults stand in the words.
func wordFaults() []Fault {
	return []Fault{
		word(everything, "no court", func(r *Ruling, _ *draw) bool { return r.edit(swap(r.court.name, "")) }, "T01"),
		word(everything, "no title", func(r *Ruling, _ *draw) bool { return r.edit(sub(titleWords, "")) }, "T01"),
		word("head", "another title", func(r *Ruling, d *draw) bool {
			return r.edit(sub(titleWords, pick(d, []string{"民事裁定书", "执行决定书", "行政裁定书"})+"\n"))
		}, "T01"),
		word("number", "no number", func(r *Ruling, _ *draw) bool { return r.edit(swap(r.words["案号"], "")) }, "T01"),
		word("clerk", "no clerk", without("书记"), "T01"),
		word(everything, "no date", func(r *Ruling, _ *draw) bool { return r.edit(swap(r.On().Chinese(), "")) }, "T01", "H01", "I03"),

		word("dates", "a day the calendar lacks", func(r *Ruling, d *draw) bool {
			day := pick(d, []string{"2月30日", "4月31日", "13月5日", "11月31日"})
			return r.edit(func(s string) string { return afterHead(s, sub(dayWords, "${1}"+day)) })
		}, "T02"),
		word("dates", "a day as a number", func(r *Ruling, _ *draw) bool { return r.edit(sub(dayOnly, "${1}号")) }, "T10"),
		word(everything, "the wrong zero", func(r *Ruling, d *draw) bool {
			return r.edit(swap(r.On().Chinese(), strings.Replace(r.On().Chinese(), "〇", pick(d, []string{"○", "零", "O", "０"}), 1)))
		}, "T10"),
		word("date", "the date in figures", func(r *Ruling, _ *draw) bool { return r.edit(swap(r.On().Chinese(), r.On().Arabic())) }, "T10"),
		word("dates", "a step after the ruling", func(r *Ruling, d *draw) bool {
			slot := pick(d, []string{"通知", "查控2", "约谈", "失信"})
			if !strings.Contains(r.Template.body, "{"+slot+"}") {
				return false
			}
			return r.redate(slot, r.On().AddDays(3+d.IntN(30)))
		}, "J06", "I08"),
		word("dates", "a step before filing", func(r *Ruling, d *draw) bool {
			slot := pick(d, []string{"通知", "限消", "约谈"})
			if !strings.Contains(r.Template.body, "{"+slot+"}") || r.Template.kind == "执恢" {
				return false
			}
			return r.redate(slot, r.dates["立案"].AddDays(-(30 + d.IntN(60))))
		}, "J06", "B01", "I08"),
		word("date", "too early", func(r *Ruling, d *draw) bool {
			if r.On().Before(review.Date{Year: 2016, Month: 12, Day: 1}) || !r.has("立案") || r.Template.Name == "short-dates" || !strings.Contains(r.Template.body, "{立案}") && !strings.Contains(r.Template.body, "{立案:中}") {
				return false
			}
			v := r.On().AddDays(-(40 + d.IntN(40)))
			r.dates["立案"], r.dates["申请"] = v, v
			r.File.Filed = v
			return true
		}, "H01"),

		word(everything, "a private character", func(r *Ruling, d *draw) bool {
			n := []rune(r.words["被"])
			return r.edit(swap(string(n), string(n[:1])+pick(d, []string{"\uE123", "\uE815", "\uF0A1"})+string(n[1:])))
		}, "T04"),
		word(everything, "a character nobody sees", func(r *Ruling, d *draw) bool {
			n := []rune(r.words["被"])
			return r.edit(swap(string(n), string(n[:1])+pick(d, []string{"\u200b", "\ufeff", "\u00ad", "\u202c"})+string(n[1:])))
		}, "T07"),
		word("words", "a look-alike character", func(r *Ruling, d *draw) bool {
			return r.edit(swap(pick(d, []string{"一案", "人民法院", "不动产", "生效"}), pick(d, []string{"⼀案", "⼈民法院", "不动产⽣", "⽣效"})))
		}, "T07"),
		word("words", "an unpaired bracket", func(r *Ruling, d *draw) bool {
			return r.edit(swap(pick(d, []string{"》", "〉"}), ""))
		}, "T08", "I03", "T05"),
		word("end", "something left over", func(r *Ruling, d *draw) bool {
			more := pick(d, []string{"\n送达时间：　　年　　月　　日", "\n打印人：许某", "\n校对人：", "\n拟稿人：×××"})
			return r.edit(func(s string) string { return strings.TrimRight(s, "\n") + more })
		}, "T09"),
		word("words", "a blank left open", func(r *Ruling, d *draw) bool {
			blank := pick(d, []string{"申请执行人×××", "申请执行人____", "申请执行人XXX"})
			return r.edit(func(s string) string { return afterHead(s, swap("申请执行人", blank)) })
		}, "T09", "T12", "T13"),
		word("money", "grouping commas", func(r *Ruling, d *draw) bool {
			return r.edit(sub(moneyWords, "${1}${2}"+pick(d, []string{",", "，"})+"${3}${4}"))
		}, "T06"),
		word("terms", "a confused term", func(r *Ruling, d *draw) bool {
			from := pick(d, [][2]string{{"报告财产令", "财产报告令"}, {"限制消费令", "限制高消费令"}, {"账户", "帐户"}, {"法定代表人：", "法人代表："}, {"本裁定送达后", "本决定送达后"}})
			return r.edit(swap(from[0], from[1]))
		}, "T11"),

		word("number", "a number nobody can read", func(r *Ruling, d *draw) bool {
			return r.edit(swap(r.words["案号"], strings.Replace(r.words["案号"], r.court.code, pick(d, []string{"鲁99O1", "某某", "S0102"}), 1)))
		}, "T05", "T01"),
		word("number", "the number of another case", func(r *Ruling, d *draw) bool {
			n := r.words["案号"]
			return r.edit(swap(n, strings.Replace(n, r.words["号"]+"号", "9"+r.words["号"]+"号", 1)))
		}, "T05", "I06"),

		word("duty", "no duty told", without("义务"), "I01"),
		word("revival", "no revival told", without("恢复"), "I01"),
		word("remaining", "no outstanding amount", func(r *Ruling, d *draw) bool {
			return strings.Count(r.Template.body, "{余额") == 1 && without("余额")(r, d)
		}, "I01", "I02"),
		word("realised", "no realised amount", func(r *Ruling, d *draw) bool {
			return strings.Count(r.Template.body, "{到位") <= 1 && without("到位")(r, d)
		}, "I01", "I02"),
		word("notice", "no notice told", func(r *Ruling, d *draw) bool {
			r.File.Notice, r.File.ReportOrder = review.Date{}, review.Date{}
			for i := range r.File.Debtors {
				r.File.Debtors[i].Notice, r.File.Debtors[i].ReportOrder = review.Date{}, review.Date{}
			}
			return r.Template.kind == "执" && without("通知")(r, d)
		}, "B01", "B02"),
		word("query", "no query told", func(r *Ruling, d *draw) bool {
			var site []termination.Inquiry
			for _, q := range r.File.Inquiries {
				if q.How != "网络查控" {
					site = append(site, q)
				}
			}
			r.File.Inquiries = site
			return without("查控")(r, d)
		}, "D02"),
		word("limit", "no limit told", func(r *Ruling, d *draw) bool {
			r.File.Measures = nil
			for i := range r.File.Debtors {
				r.File.Debtors[i].Limited = nil
			}
			return r.Template.kind == "执" && without("限消")(r, d)
		}, "C01"),

		word("remaining", "a sum that is wrong", func(r *Ruling, d *draw) bool {
			if !r.has("余额") {
				return false
			}
			r.money["余额"] += review.Amount(1+d.IntN(90)) * 10000
			return true
		}, "I02"),
		word("realised", "another realised amount", func(r *Ruling, d *draw) bool {
			if !strings.Contains(r.Template.body, "到位{到位}元") || r.money["到位"] == 0 {
				return false
			}
			r.money["到位"] += review.Amount(1+d.IntN(9)) * 100
			return true
		}, "I02"),
		word("remaining", "digits exchanged", func(r *Ruling, _ *draw) bool {
			v := r.money["余额"].String()
			for i := 0; i+1 < len(v); i++ {
				if v[i] != v[i+1] && v[i+1] != '.' && v[i+1] != '0' {
					return r.edit(func(s string) string {
						return strings.ReplaceAll(s, v+"元", v[:i]+v[i+1:i+2]+v[i:i+1]+v[i+2:]+"元")
					})
				}
			}
			return false
		}, "I02"),

		word("law", "the article of another day", func(r *Ruling, _ *draw) bool {
			other := map[string]string{"五百一十九": "五百一十七", "五百一十七": "五百一十九"}[r.words["条"]]
			r.words["条"], r.words["条数"] = other, map[string]string{"519": "517", "517": "519"}[r.words["条数"]]
			return true
		}, "I03"),
		word("law", "no article", func(r *Ruling, _ *draw) bool {
			return r.edit(swap("解释》第"+r.words["条"]+"条", "解释》"))
		}, "I03"),
		word("law", "only the procedure law", func(r *Ruling, _ *draw) bool {
			return r.edit(sub(regexp.MustCompile(`《最高人民法院关于适用.中华人民共和国民事诉讼法.的解释》第[^条]{3,6}条`), "《中华人民共和国民事诉讼法》第"+r.words["终结条"]+"条"))
		}, "I03"),
		word("law", "the ending of another edition", func(r *Ruling, _ *draw) bool {
			other := map[string]string{"二百五十七": "二百六十四", "二百六十四": "二百六十八", "二百六十八": "二百五十七"}[r.words["终结条"]]
			return r.edit(swap("《最高人民法院关于适用", "《中华人民共和国民事诉讼法》第"+other+"条第（六）项、《最高人民法院关于适用"))
		}, "I03"),
		word("law", "ruled by 373", func(r *Ruling, _ *draw) bool {
			return r.edit(swap("第"+r.words["条"]+"条", "第"+r.words["条"]+"条、《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条"))
		}, "I04"),
		word("law", "interpretation before law", func(r *Ruling, _ *draw) bool {
			return r.edit(swap("解释》第"+r.words["条"]+"条", "解释》第"+r.words["条"]+"条、《中华人民共和国民事诉讼法》第"+r.words["终结条"]+"条"))
		}, "I04"),
		word("remedy", "sixty days", func(r *Ruling, d *draw) bool {
			return r.edit(swap("本裁定送达", pick(d, []string{"如不服本裁定，可以自收到裁定书之日起六十日内向本院提出书面异议。本裁定送达", "当事人可在60日内提出执行异议。本裁定送达"})))
		}, "I05"),
		word("disposition", "the whole enforcement ended", put("主文", "终结执行", "终结本案执行", "本案终结执行程序", "终结本案的执行程序"), "I06"),
		word("disposition", "enforcement suspended", put("主文", "中止执行", "本案中止执行"), "I06"),
		word("disposition", "and more is ruled", put("主文", "终结本次执行程序，驳回申请执行人的其他执行请求", "终结本次执行程序，并终结执行"), "I06"),
		word("disposition", "another case named", func(r *Ruling, d *draw) bool {
			return put("主文", "终结（"+r.words["年"]+"）"+r.court.code+"执99"+r.words["号"]+"号案件的本次执行程序")(r, d)
		}, "I06"),
		word("number", "its own number again", func(r *Ruling, _ *draw) bool {
			return r.Template.suffix != "" && r.edit(swap("本院认为", "本院作出"+r.words["案号"]+"执行裁定，冻结被执行人账户。本院认为"))
		}, "I07"),

		word("panel", "a panel of two", func(r *Ruling, _ *draw) bool {
			r.File.Panel = r.File.Panel[:2]
			return r.edit(sub(panelLine, ""))
		}, "J01"),
		word("panel", "a sole judge", func(r *Ruling, _ *draw) bool {
			r.File.Panel = r.File.Panel[:1]
			return r.edit(func(s string) string { return sub(panelLine, "")(sub(panelLine, "")(s)) })
		}, "J01"),
		word("panel", "others sign", func(r *Ruling, d *draw) bool { r.words["审2"] = d.person(); return r.has("审2") }, "J01"),
		word("panel", "the presiding judge last", func(r *Ruling, _ *draw) bool {
			return r.edit(func(s string) string {
				m := regexp.MustCompile(`(审[ 　]*判[ 　]*长[ 　]*\S{2,8}\n)((?:.{3,20}\n){2})`).FindStringSubmatchIndex(s)
				if m == nil {
					return s
				}
				return s[:m[2]] + s[m[4]:m[5]] + s[m[2]:m[3]] + s[m[1]:]
			})
		}, "J07"),
		word("panel", "a judge bears a party's name", func(r *Ruling, _ *draw) bool {
			name := ""
			for _, p := range r.Parties {
				if p.Type == review.NaturalPerson && len([]rune(p.Name)) < 4 {
					name = p.Name
				}
			}
			r.words["审2"] = name
			if len(r.File.Panel) < 3 || name == "" {
				return false
			}
			r.File.Panel[2].Name = name
			return true
		}, "J04"),
	}
}
