package mask_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// The corpus: rulings made of sentences whose public form is known, with
// people, organisations and numbers drawn at random. In a sentence {A}, {B} are
// persons, {X}, {Y} organisations, {x}, {y} their short names.

type someone struct {
	family, given string
	alias         string
}

func (s *someone) name() string { return s.family + s.given }

type body struct {
	region, trade, trade2, form, head string
	alias, short                      string
}

func (o *body) name() string  { return o.region + o.trade + o.trade2 + o.form }
func (o *body) brief() string { return o.trade + o.head }

type script struct {
	r         *rand.Rand
	people    []*someone
	orgs      []*body
	judges    []string
	profile   mask.Profile
	in, want  strings.Builder
	secrets   []string
	hideNames bool
}

var (
	families = strings.Fields("王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 马 朱 胡 郭 何 林 高 罗 欧阳 司马 诸葛 尉迟 上官 慕容 令狐 左丘 于 向 应 成 程 方 金 时 万 安 平 和 关 解 路 常 付 查 车 房 石 江 易 温 盛 曲 仇 单 区 尹 佘")
	givens   = strings.Fields("伟 伟东 志成 建国 秀英 磊 洋 静 敏 海波 东升 原 立 明 前 超 国强 小满 德才 玉兰 文静 子涵 长青 天佑 晓峰 大海 淼 犇 一鸣 春生 守义 和平 程 红霞 思远 永 亮 华 明明 鹏飞 卫东 爱民 东 林 河")
	words    = strings.Fields("高原 程序 万元 黄河 方法 时间 于立 向前 成立 金额 平安 房屋 明确 方向 高峰 常识 应当 关键 车辆 安全 江南 路口 易于 时效 文书 单位 查封 付清 石材 和解 任何 支付 国家 周围 终结 申请 金融 温泉 盛世")
	trades   = strings.Fields("海隆 鼎固 澜海 宏远 禾泽 东升 海波 志成 金盾 瑞祥 天成 福满 百川 聚丰 安居 平安 长青 华鑫 永盛 三和")
	regions  = strings.Fields("济南 山东 云湖市 青岛 济南市历下区 山东省云湖市 烟台 云湖")
	lines    = strings.Fields("肥料 建筑安装 纸业 粮油贸易 物业服务 建材 科技 商贸 房地产开发 农机销售 货运 小额贷款 生态农业 海产品 包装 劳务 食品")
	endings  = [][2]string{{"有限公司", "公司"}, {"有限责任公司", "公司"}, {"股份有限公司", "公司"}, {"集团有限公司", "公司"}, {"厂", "厂"}, {"经营部", "经营部"}, {"专业合作社", "合作社"}}
)

func pick[T any](r *rand.Rand, s []T) T { return s[r.IntN(len(s))] }

func newScript(r *rand.Rand, p mask.Profile) *script {
	s := &script{r: r, profile: p, hideNames: p == mask.Practice2024}
	used := map[string]bool{}
	for len(s.people) < 3 {
		q := &someone{family: pick(r, families), given: pick(r, givens)}
		if r.IntN(5) == 0 {
			w := []rune(pick(r, words))
			q = &someone{family: string(w[:1]), given: string(w[1:])}
		}
		if used[q.name()] || substring(used, q.name()) {
			continue
		}
		used[q.name()] = true
		s.people = append(s.people, q)
	}
	for len(s.orgs) < 2 {
		e := pick(r, endings)
		o := &body{region: pick(r, regions), trade: pick(r, trades), trade2: pick(r, lines), form: e[0], head: e[1]}
		if used[o.trade] {
			continue
		}
		used[o.trade] = true
		s.orgs = append(s.orgs, o)
	}
	for len(s.judges) < 4 {
		j := pick(r, families) + pick(r, givens)
		switch r.IntN(6) {
		case 0:
			j = pick(r, s.people).name() + pick(r, []string{"东", "南", "国", "明", "英"})
		case 1:
			j = pick(r, s.people).name()
		case 2:
			j = pick(r, families) + s.orgs[0].trade
		}
		if !used["judge"+j] {
			used["judge"+j] = true
			s.judges = append(s.judges, j)
		}
	}
	return s
}

// substring says whether a name lies in another; then the truth of a sentence
// would not be known.
func substring(used map[string]bool, name string) bool {
	for u := range used {
		if strings.Contains(u, name) || strings.Contains(name, u) {
			return true
		}
	}
	return false
}

// say adds a sentence and what must come of it; a third argument is what must
// come of it in the 2024 profile.
func (s *script) say(in, want string, want2024 ...string) {
	if s.profile == mask.Practice2024 && len(want2024) > 0 {
		want = want2024[0]
	}
	s.in.WriteString(in)
	s.want.WriteString(want)
}

// fill puts the names in. Which place a name has in the order of appearance is
// read off the input.
func (s *script) fill() (in, want string) {
	raw := s.in.String()
	var rep, alias []string
	type seen struct {
		at  int
		who any
	}
	var order []seen
	for i, q := range s.people {
		if at := strings.Index(raw, "{"+string(rune('A'+i))+"}"); at >= 0 {
			order = append(order, seen{at, q})
		}
	}
	for i, o := range s.orgs {
		if at := strings.Index(raw, "{"+string(rune('X'+i))+"}"); at >= 0 {
			order = append(order, seen{at, o})
		}
	}
	for i := range order {
		for k := i + 1; k < len(order); k++ {
			if order[k].at < order[i].at {
				order[i], order[k] = order[k], order[i]
			}
		}
	}
	count, next := map[string]int{}, map[string]int{}
	base := func(w any) (string, string) {
		if o, ok := w.(*body); ok {
			return o.region + "某" + o.trade2 + o.form, "某" + o.trade2 + o.head
		}
		return w.(*someone).family + "某", ""
	}
	for _, o := range order {
		a, b := base(o.who)
		count[a]++
		count["short "+b]++
	}
	for _, o := range order {
		a, b := base(o.who)
		na, nb := a, b
		if count[a] > 1 {
			next[a]++
			na += strconv.Itoa(next[a])
		}
		if b != "" && count["short "+b] > 1 {
			next["short "+b]++
			nb += strconv.Itoa(next["short "+b])
		}
		switch w := o.who.(type) {
		case *body:
			w.alias, w.short = na, nb
		case *someone:
			w.alias = na
		}
	}
	for i, q := range s.people {
		k := "{" + string(rune('A'+i)) + "}"
		rep = append(rep, k, q.name())
		if !s.hideNames {
			q.alias = q.name()
		}
		alias = append(alias, k, q.alias)
	}
	for i, o := range s.orgs {
		k, b := "{"+string(rune('X'+i))+"}", "{"+string(rune('x'+i))+"}"
		rep = append(rep, k, o.name(), b, o.brief())
		if s.profile == mask.Rule2016 {
			o.alias, o.short = o.name(), o.brief()
		}
		alias = append(alias, k, o.alias, b, o.short)
	}
	return strings.NewReplacer(rep...).Replace(raw), strings.NewReplacer(alias...).Replace(s.want.String())
}

func (s *script) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + s.r.IntN(10))
	}
	if b[0] == '0' {
		b[0] = '6'
	}
	return string(b)
}

func (s *script) id() string {
	d := "379901" + fmt.Sprintf("%04d%02d%02d", 1940+s.r.IntN(60), 1+s.r.IntN(12), 1+s.r.IntN(28)) + s.digits(3)
	if s.r.IntN(4) == 0 {
		return s.dress(d + "X")
	}
	return s.dress(d + s.digits(1))
}

func (s *script) mobile() string {
	return s.dress("1" + pick(s.r, []string{"3", "5", "8", "9"}) + s.digits(9))
}

func (s *script) account() string {
	return s.dress("62" + s.digits(pick(s.r, []int{14, 17, 10})))
}

// dress writes a number in one of the ways in which papers write them.
func (s *script) dress(d string) string {
	s.secrets = append(s.secrets, d)
	switch s.r.IntN(6) {
	case 0:
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, d)
	case 1:
		return group(d, " ", 4)
	case 2:
		return group(d, "-", 4)
	case 3:
		return group(d, "　", 6)
	}
	return d
}

func group(d, by string, n int) string {
	if len(d) == 11 {
		return d[:3] + by + d[3:7] + by + d[7:]
	}
	var out []string
	for ; len(d) > n; d = d[n:] {
		out = append(out, d[:n])
	}
	return strings.Join(append(out, d), by)
}

func (s *script) write() {
	r := s.r
	s.say("山东省云湖市人民法院\n执行裁定书\n（2018）鲁9901执112号之一\n", "山东省云湖市人民法院\n执行裁定书\n（2018）鲁9901执112号之一\n")
	id := s.id()
	colon := pick(r, []string{"：", ""})
	s.say("申请执行人"+colon+"{A}，男，1969年11月20日出生，汉族，住山东省云湖市清河镇渔湾村"+strconv.Itoa(1+r.IntN(99))+"号，公民身份号码"+id+"。\n",
		"申请执行人"+colon+"{A}，男，1969年11月20日出生，汉族，住山东省云湖市。\n")
	code := "91370102MA3ABCDE0X"
	s.say("被执行人"+colon+"{X}，住所地山东省济南市历下区经十路1号，统一社会信用代码"+code+"。\n", "被执行人"+colon+"{X}，住所地山东省济南市历下区经十路1号，统一社会信用代码"+code+"。\n", "被执行人"+colon+"{X}，住所地山东省济南市历下区。\n")
	s.say("法定代表人"+colon+"{B}，执行董事。\n", "法定代表人"+colon+"{B}，执行董事。\n")
	s.say("委托诉讼代理人"+colon+"乔一鸣，山东循法律师事务所律师。\n", "委托诉讼代理人"+colon+"乔一鸣，山东循法律师事务所律师。\n")
	s.say("被执行人"+colon+"{C}，女，1980年5月1日出生，住云湖市芦花街道，联系电话："+s.mobile()+"。\n", "被执行人"+colon+"{C}，女，1980年5月1日出生，住云湖市。\n")
	s.same("申请执行人{A}与被执行人{X}（以下简称{x}）、{C}民间借贷纠纷一案，本院作出的（2017）鲁9901民初1088号民事判决书已经发生法律效力。{A}向本院申请强制执行，要求{x}、{C}偿还借款本金" + s.digits(6) + ".50元。本院于2018年2月6日立案执行。\n本院在执行过程中，采取了以下措施：\n")
	sentences := []func(){
		func() {
			s.same("2018年2月9日，向被执行人{x}、{C}送达执行通知书、报告财产令，" + s.judges[0] + "法官当场释明。")
		},
		func() {
			s.say("查明{C}（公民身份号码："+s.id()+"）名下无车辆。", "查明{C}名下无车辆。")
		},
		func() {
			s.say("拨打{C}的手机"+s.mobile()+"，无人接听。", "拨打{C}的手机，无人接听。")
		},
		func() {
			s.say("冻结{C}在中国建设银行的账户"+s.account()+"内存款6318.40元。", "冻结{C}在中国建设银行的账户内存款6318.40元。")
		},
		func() {
			s.say("查封{C}名下鲁Y·"+pick(r, []string{"90C32", "D1234", "8K66L"})+"号轿车一辆。", "查封{C}名下鲁Y·×××××号轿车一辆。")
		},
		func() {
			s.say("查封{x}名下鲁（2018）云湖市不动产权第00"+s.digits(5)+"号房屋。", "查封{x}名下××号房屋。")
		},
		func() { s.same("本院约谈{A}，{A}表示不能提供{C}的其他财产线索。") },
		func() { s.same("{x}的法定代表人{B}未到庭，对{B}发出限制消费令。") },
		func() {
			s.same("有线索的可以联系本院执行局，电话0539-88" + s.digits(6) + "。")
		},
		func() {
			s.same("另有（2018）鲁0102执" + s.digits(4) + "号、（2016）云民初字第" + s.digits(3) + "号案件。")
		},
		func() { s.same("扣划" + s.digits(7) + ".00元，余款" + s.digits(11) + "元。") },
		func() { s.same("由执行员" + s.judges[1] + "到现场调查。") },
		func() {
			s.same("本次执行程序于2018年5月30日告知，被执行人应当履行，利息、金额、时间均已明确。")
		},
		func() { s.same("{C}称其已向{A}支付利息。") },
		func() {
			s.say("到{C}住所地芦花街道盐仓社区走访。", "到{C}住所地走访。")
		},
	}
	r.Shuffle(len(sentences), func(i, k int) { sentences[i], sentences[k] = sentences[k], sentences[i] })
	for i, f := range sentences[:6+r.IntN(len(sentences)-6)] {
		if r.IntN(3) == 0 {
			s.same("\n" + strconv.Itoa(i+1) + "．")
		}
		f()
	}
	s.same("\n本院认为，未发现其他可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：\n终结本次执行程序。\n本裁定送达后立即生效。\n")
	gap := pick(r, []string{"", "　　", "  "})
	s.same("审判长" + gap + s.judges[0] + "\n审判员" + gap + s.judges[1] + "\n人民陪审员" + gap + s.judges[2] + "\n二〇一八年六月八日\n书记员" + gap + s.judges[3])
}

func (s *script) same(text string) { s.say(text, text) }

func TestCorpus(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 60
	}
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 7))
		p := pick(r, []mask.Profile{mask.Rule2016, mask.Practice2024, mask.Practice2024})
		s := newScript(r, p)
		s.write()
		in, want := s.fill()
		input := mask.Input{Cause: "民间借贷纠纷"}
		if r.IntN(2) == 0 {
			input.Parties = []review.Party{
				{Role: review.Applicant, Name: s.people[0].name(), Type: review.NaturalPerson},
				{Role: review.Debtor, Name: s.orgs[0].name(), Type: review.LegalPerson, Representative: s.people[1].name()},
				{Role: review.Debtor, Name: s.people[2].name(), Type: review.NaturalPerson},
			}
		}
		shape := r.IntN(4)
		switch shape {
		case 1: // one unbroken paragraph
			in, want = strings.ReplaceAll(in, "\n", ""), strings.ReplaceAll(want, "\n", "")
		case 2: // hard line ends
			in = wrap(in, 30+r.IntN(20))
		}
		input.Paper = ruling.Read(in)
		if shape == 3 { // a text of which nobody has found the parts
			input.Paper = review.NewPaper(in, nil)
		}
		got, err := mask.Mask(input, p)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, in, got)
		text := got.Text
		if shape == 2 {
			text, want = flat(text), flat(want)
		}
		if text != want {
			t.Errorf("ruling %d, profile %s, shape %d, judges %v\n%s", i, p, shape, s.judges, difference(text, want))
		}
		digits := strings.NewReplacer("-", "").Replace(flat(norm.NFKC.String(text)))
		for _, secret := range s.secrets {
			if strings.Contains(digits, secret) {
				t.Errorf("ruling %d: %s is left", i, secret)
			}
		}
	}
}

// wrap ends lines after n runes within paragraphs.
func wrap(s string, n int) string {
	var out strings.Builder
	for _, l := range strings.Split(s, "\n") {
		r := []rune(l)
		for ; len(r) > n; r = r[n:] {
			out.WriteString(string(r[:n]) + "\n")
		}
		out.WriteString(string(r) + "\n")
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }

// difference is the first place where two texts part.
func difference(got, want string) string {
	a, b := []rune(got), []rune(want)
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(r []rune) string { return string(r[max(0, min(i-20, len(r))):min(i+30, len(r))]) }
	return " got …" + cut(a) + "\nwant …" + cut(b)
}
