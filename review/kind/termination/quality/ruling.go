package quality

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/kind/termination"
)

// Ruling is a ruling with the facts it is made of. Faults change its slots, its
// file or its text.
type Ruling struct {
	Template *Template
	Parties  []review.Party
	court    court
	words    map[string]string
	dates    map[string]review.Date
	money    map[string]review.Amount
	drop     map[string]bool
	edits    []func(text string) string
	File     *termination.CaseFile
}

// New draws a ruling that is in order.
func New(t *Template, seed uint64) (*Ruling, error) {
	d := &draw{rand.New(rand.NewPCG(seed, uint64(len(t.Name)))), map[string]bool{}}
	r := &Ruling{Template: t, words: map[string]string{}, dates: map[string]review.Date{}, money: map[string]review.Amount{}, drop: map[string]bool{}}
	r.drawCourt(d)
	r.drawParties(d)
	r.drawDates(d)
	r.drawMoney(d)
	r.drawNumbers(d)
	r.drawLaw()
	r.drawPanel(d)
	return r, r.fill()
}

func (r *Ruling) drawCourt(d *draw) {
	t := r.Template
	switch t.court {
	case "中院":
		r.court = pick(d, highCourts)
	case "海事":
		r.court = pick(d, seaCourts)
	case "":
		r.court = pick(d, courts)
	default:
		for r.court.region != t.court {
			r.court = pick(d, courts)
		}
	}
	r.words["法院"], r.words["院码"] = r.court.name, r.court.code
	r.words["依据院"] = r.court.name
	r.words["监狱"], r.words["仲裁委"], r.words["公证处"] = r.court.province+"东山监狱", r.court.place+"仲裁委员会", r.court.province+r.court.place+"公证处"
	r.words["所"] = r.court.province[:len(r.court.province)-len("省")] + "循法律师事务所"
	r.words["案由"] = t.cause
	if t.cause == "" {
		r.words["案由"] = pick(d, []string{"民间借贷纠纷", "买卖合同纠纷", "金融借款合同纠纷", "房屋租赁合同纠纷", "承揽合同纠纷", "合伙合同纠纷", "追偿权纠纷"})
	}
}

func (r *Ruling) drawParties(d *draw) {
	add := func(slot string, role review.PartyRole, kind string) {
		p, short := d.party(role, kind, r.court)
		r.Parties = append(r.Parties, p)
		for k, v := range map[string]string{
			"": p.Name, ".性别": p.Sex, ".族": p.Ethnicity, ".址": p.Address, ".证": p.ID, ".代": p.Representative,
			".职": p.Post, ".信": p.CreditCode, ".简": short,
		} {
			r.words[slot+k] = v
		}
		r.dates[slot+".生"] = p.Birth
	}
	for i, k := range r.Template.applicant {
		add(nth("申", i), review.Applicant, k)
	}
	for i, k := range r.Template.debtors {
		add(nth("被", i), review.Debtor, k)
	}
}

func nth(slot string, i int) string {
	if i == 0 {
		return slot
	}
	return slot + strconv.Itoa(i+1)
}

func (r *Ruling) drawDates(d *draw) {
	t := r.Template
	on := t.from.AddDays(d.IntN(t.from.Days(t.to) + 1))
	filed := on.AddDays(-(100 + d.IntN(70)))
	if t.Name == "short-dates" { // all in one year
		filed = on.AddDays(-100)
	}
	set := func(name string, day review.Date) { r.dates[name] = day }
	set("裁定", on)
	set("立案", filed)
	set("申请", filed.AddDays(-d.IntN(7)))
	set("判决", filed.AddDays(-(90 + d.IntN(200))))
	set("通知", filed.AddDays(1+d.IntN(7)))
	set("查控1", filed.AddDays(8+d.IntN(6)))
	set("走访", filed.AddDays(20+d.IntN(15)))
	set("限消", filed.AddDays(36+d.IntN(8)))
	set("失信", filed.AddDays(45+d.IntN(10)))
	set("扣划", filed.AddDays(40+d.IntN(20)))
	set("拍1", filed.AddDays(50))
	set("拍2", filed.AddDays(70))
	set("查控2", on.AddDays(-(16 + d.IntN(12))))
	set("约谈", on.AddDays(-(5 + d.IntN(9))))
	set("评议", on.AddDays(-(1 + d.IntN(3))))
}

func (r *Ruling) drawMoney(d *draw) {
	unit := review.Amount(1)
	if r.Template.round {
		unit = 10000
	}
	draw := func(from, to int) review.Amount {
		v := review.Amount(from+d.IntN(to-from)) * 100
		if d.IntN(2) == 0 {
			v += review.Amount(d.IntN(100))
		}
		return v / unit * unit
	}
	due := draw(30000, 3000000)
	paid := review.Amount(0)
	switch r.Template.money {
	case "part", "waived", "shares":
		paid = draw(500, 25000)
	case "two":
		r.money["到位甲"], r.money["到位乙"] = draw(500, 9000), draw(500, 9000)
		paid = r.money["到位甲"] + r.money["到位乙"]
	}
	if r.Template.money == "waived" {
		r.money["放弃"] = draw(1000, 4000)
	}
	r.money["标的"], r.money["到位"] = due, paid
	r.money["余额"] = due - paid - r.money["放弃"]
	r.money["份额1"] = due / 3
	r.money["份额2"] = due - due/3
	r.money["本金"] = due * 4 / 5 / 100 * 100
	r.money["利息"] = due - r.money["本金"]
	r.money["执行费"] = draw(300, 3000)
	if r.Template.money == "shares" {
		n := 1
		for i := range r.Parties {
			if r.Parties[i].Role == review.Debtor {
				v := r.money["份额"+strconv.Itoa(n)]
				r.Parties[i].Liability, r.Parties[i].Share = review.Several, &v
				n++
			}
		}
	}
}

func (r *Ruling) drawNumbers(d *draw) {
	t, year := r.Template, r.dates["立案"].Year
	n := 100 + d.IntN(6000)
	r.words["年"], r.words["号"] = strconv.Itoa(year), strconv.Itoa(n)
	r.words["案号"] = fmt.Sprintf("（%d）%s%s%d号%s", year, r.court.code, t.kind, n, t.suffix)
	by := r.dates["判决"].Year
	r.words["首执案号"] = fmt.Sprintf("（%d）%s执%d号之一", by-1, r.court.code, 100+d.IntN(6000))
	b := 100 + d.IntN(6000)
	switch t.basis {
	case "行审":
		r.words["依据"] = fmt.Sprintf("（%d）%s行审%d号", by, r.court.code, b)
	case "刑":
		r.words["依据"] = fmt.Sprintf("（%d）%s刑初%d号", by, r.court.code, b)
	case "仲裁":
		r.words["依据"] = fmt.Sprintf("（%d）%s仲裁字第%d号", by, string([]rune(r.court.place)[:1]), b)
	case "公证":
		r.words["依据"] = fmt.Sprintf("（%d）%s证执字第%d号", by, string([]rune(r.court.place)[:2]), b)
	case "旧":
		r.words["依据"] = fmt.Sprintf("（%d）%s民初字第%d号", 2013+d.IntN(3), string([]rune(r.court.place)[:1]), b)
	default:
		r.words["依据"] = fmt.Sprintf("（%d）%s民初%d号", by, r.court.code, b)
	}
}

func (r *Ruling) drawLaw() {
	on := r.dates["裁定"]
	article, end, effect, objection, order := 519, 257, 258, 225, 154
	if !on.Before(review.Date{Year: 2022, Month: 1, Day: 1}) {
		end, effect, objection, order = 264, 265, 232, 157
	}
	if !on.Before(review.Date{Year: 2022, Month: 4, Day: 10}) {
		article = 517
	}
	if !on.Before(review.Date{Year: 2024, Month: 1, Day: 1}) {
		end, effect, objection = 268, 269, 236
	}
	r.words["条"], r.words["条数"] = review.Numeral(article), strconv.Itoa(article)
	r.words["终结条"], r.words["生效条"] = review.Numeral(end), review.Numeral(effect)
	r.words["异议条"], r.words["裁定条"] = review.Numeral(objection), review.Numeral(order)
	r.words["主文"] = "终结本次执行程序"
}

func (r *Ruling) drawPanel(d *draw) {
	for _, slot := range []string{"长", "审1", "审2", "助", "书", "律"} {
		r.words[slot] = d.person()
	}
}

// Text is the ruling as it would be filed.
func (r *Ruling) Text() string {
	text := r.expand(r.Template.body)
	for _, edit := range r.edits {
		text = edit(text)
	}
	return text
}

var (
	slot    = regexp.MustCompile(`\{([^{}:"]+)(?::([^{}"]+))?\}`)
	segment = regexp.MustCompile(`\[\[([^|\]]+)\|([^\]]*)\]\]`)
)

func (r *Ruling) expand(body string) string {
	body = segment.ReplaceAllStringFunc(body, func(s string) string {
		m := segment.FindStringSubmatch(s)
		if r.drop[m[1]] {
			return ""
		}
		return m[2]
	})
	return slot.ReplaceAllStringFunc(body, func(s string) string {
		m := slot.FindStringSubmatch(s)
		if v, ok := r.words[m[1]]; ok {
			if m[2] == "空" {
				return strings.Join(strings.Split(v, ""), "　")
			}
			return v
		}
		if v, ok := r.dates[m[1]]; ok {
			return date(v, m[2])
		}
		if v, ok := r.money[m[1]]; ok {
			return amount(v, m[2])
		}
		return s
	})
}

func date(d review.Date, form string) string {
	switch form {
	case "中":
		return d.Chinese()
	case "月日":
		return fmt.Sprintf("%d月%d日", d.Month, d.Day)
	case "iso":
		return d.String()
	}
	return d.Arabic()
}

func amount(a review.Amount, form string) string {
	switch form {
	case "万":
		return (a / 10000).String() + "万"
	case "大":
		return capitals(a)
	}
	return a.String()
}

// capitals writes 贰拾陆万捌仟伍佰元整.
func capitals(a review.Amount) string {
	const digits = "零壹贰叁肆伍陆柒捌玖"
	d := []rune(digits)
	n := int64(a / 100)
	group := func(n int64) string {
		s, gap := "", false
		for _, u := range []struct {
			v    int64
			name string
		}{{1000, "仟"}, {100, "佰"}, {10, "拾"}, {1, ""}} {
			q := n / u.v % 10
			if q == 0 {
				gap = s != ""
				continue
			}
			if gap {
				s += "零"
				gap = false
			}
			s += string(d[q]) + u.name
		}
		return s
	}
	out := ""
	if w := n / 10000; w > 0 {
		out = group(w) + "万"
	}
	if rest := n % 10000; rest > 0 {
		if out != "" && rest < 1000 {
			out += "零"
		}
		out += group(rest)
	}
	return out + "元整"
}

// fill makes the case file.
func (r *Ruling) fill() error {
	t := r.Template
	yes, no := true, false
	number, err := review.ParseCaseNumber(r.words["案号"])
	if err != nil {
		return err
	}
	m := func(name string) *review.Amount { v := r.money[name]; return &v }
	c := &termination.CaseFile{
		Number: number, Court: r.court.name, Cause: r.words["案由"], Parties: r.Parties,
		BasisDoc: &termination.BasisDocument{Number: r.words["依据"], Effective: r.dates["判决"].AddDays(20)},
		Filed:    r.dates["立案"], Received: r.dates["立案"].AddDays(1), HasProperty: &no, OnlyDeed: &no, Settling: &no, Objection: &no,
		Due: m("标的"), Realised: m("到位"), Remaining: m("余额"),
		LimitFrom: r.dates["立案"], LimitTo: r.dates["立案"].AddMonths(6), Notice: r.dates["通知"], ReportOrder: r.dates["通知"],
		Minutes: &ruling.Minutes{On: r.dates["评议"], Signed: &yes}, ClerkName: r.words["书"], Undertaker: r.words["审1"],
		Panel: []review.PanelMember{{Name: r.words["长"], Office: "审判长", Presiding: true}, {Name: r.words["审1"], Office: "审判员", InCharge: true}, {Name: r.words["审2"], Office: "审判员"}},
	}
	if t.money == "waived" {
		c.Waived = m("放弃")
	}
	if *c.Realised > 0 {
		c.Ledger = []termination.Receipt{{On: r.dates["扣划"], Amount: *c.Realised, Debtor: r.words["被"]}}
	}
	if len(t.applicant) > 0 {
		c.Interviews = []termination.Interview{{With: r.words["申"], On: r.dates["约谈"], How: "当面", Agreed: &yes, Signed: &yes, Topics: []string{"执行情况", "财产调查措施", "被执行人的财产情况", "终本的依据", "法律后果"}}}
	}
	for _, p := range r.Parties {
		if p.Role != review.Debtor {
			continue
		}
		c.Debtors = append(c.Debtors, termination.DebtorFacts{Name: p.Name, Notice: r.dates["通知"], ReportOrder: r.dates["通知"], Questioned: r.dates["走访"], HeadLimited: headLimited(p)})
		c.Measures = append(c.Measures, termination.Measure{Against: p.Name, Type: "限制消费令", On: r.dates["限消"]}, termination.Measure{Against: p.Name, Type: "失信决定书", On: r.dates["失信"]})
		for _, q := range []string{"查控1", "查控2"} {
			c.Inquiries = append(c.Inquiries, termination.Inquiry{By: "总对总网络查控系统", Of: p.Name, How: "网络查控", What: "银行存款、互联网银行、车辆、不动产、有价证券、工商登记、理财、保险、公积金", On: r.dates[q], Result: "已反馈"})
		}
		c.Inquiries = append(c.Inquiries, termination.Inquiry{By: "住所地村（居）民委员会", Of: p.Name, How: "现场调查", What: "到住所地走访", Staff: r.words["审1"] + "、" + r.words["书"], On: r.dates["走访"], Result: "未发现财产"})
	}
	if t.facts != "" {
		// A list that is decoded into would keep what its old entries said.
		if strings.Contains(t.facts, `"被执行人情况"`) {
			c.Debtors = nil
		}
		if strings.Contains(t.facts, `"惩戒措施"`) {
			c.Measures = nil
		}
		if err := json.Unmarshal([]byte(r.expand(t.facts)), c); err != nil {
			return fmt.Errorf("quality: %s: %w", t.Name, err)
		}
	}
	r.File = c
	return nil
}

func headLimited(p review.Party) *bool {
	if p.Representative == "" {
		return nil
	}
	yes := true
	return &yes
}

// On is the day that the ruling bears.
func (r *Ruling) On() review.Date { return r.dates["裁定"] }
