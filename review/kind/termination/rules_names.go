package termination

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// T12: the names below the head are those of the head. What is one character
// away, has two exchanged or one lost is taken for a slip.
func (r *reading) namesAreSpelledAlike() ruling.Result {
	for _, name := range slices.Concat(r.cast.names, r.cast.shorts) {
		if from, to, ok := r.slip([]rune(name)); ok {
			return r.Unmet("text-form", "T12.near", r.telling.at(from, to), "words", string(r.telling.runes[from:to]), "name", name).Warn()
		}
	}
	return ruling.Met
}

// longName is from how many characters a name is so long that another one is
// not near it by chance.
const longName = 7

// slip finds where the telling nearly has the name.
func (r *reading) slip(name []rune) (from, to int, ok bool) {
	n, t := len(name), r.telling
	if n < 2 {
		return 0, 0, false
	}
	for i := 0; i+n <= len(t.runes); i++ {
		w := t.runes[i : i+n]
		// Most places differ in their first two characters already.
		if w[0] != name[0] && w[1] != name[1] && w[0] != name[1] {
			continue
		}
		switch {
		case r.exchanged(w, name) && !r.cast.knows(string(w)):
			return i, i + n, true
		case r.differs(w, name, i) && !r.cast.knows(string(w)) && !r.cast.mentions(t, i):
			return i, i + n, true
		}
		if n < 3 {
			continue
		}
		if short := t.runes[i : i+n-1]; lacks(short, name) && !r.cast.knows(string(short)) && !r.cast.mentions(t, i) && r.strictlyBounded(i, i+n-1, n) {
			return i, i + n - 1, true
		}
	}
	return 0, 0, false
}

// differs says whether w, at i, is the name but for one character.
func (r *reading) differs(w, name []rune, i int) bool {
	n, miss, at := len(name), 0, 0
	for k := range name {
		if w[k] != name[k] {
			miss++
			at = k
		}
		if miss > 1 && (n < longName || miss > 2) {
			return false
		}
	}
	if miss == 0 || !unicode.Is(unicode.Han, w[at]) {
		return false
	}
	switch {
	case miss == 2: // two of a trade: 造纸 for 纸业
		return w[at-1] != name[at-1] && (slices.Contains(name[at-1:at+1], w[at]) || slices.Contains(name[at-1:at+1], w[at-1])) && allHan(w)
	case n >= longName:
		return allHan(w)
	case n == 2:
		// 张伟: the surname must stand, and must be nothing but one.
		return at == 1 && in(surnames, w[0]) && r.telling.bounded(i, i+n) && !slices.Contains(notNames, string(w))
	}
	if w[n-1] == '司' { // 澜海公司厂区: a company's name may be followed by anything
		return (i == 0 || in(beforeName, r.telling.runes[i-1])) && allHan(w)
	}
	return r.telling.bounded(i, i+n) && allHan(w)
}

// exchanged says whether w is the name with two neighbours exchanged.
func (r *reading) exchanged(w, name []rune) bool {
	if len(name) < 3 {
		return false
	}
	k := 0
	for k < len(name) && w[k] == name[k] {
		k++
	}
	if k+1 >= len(name) || w[k] != name[k+1] || w[k+1] != name[k] {
		return false
	}
	return slices.Equal(w[k+2:], name[k+2:])
}

// lacks says whether w is the name with one character lost, not its first.
func lacks(w, name []rune) bool {
	k := 0
	for k < len(w) && w[k] == name[k] {
		k++
	}
	return k > 0 && !strings.ContainsRune("省市县区", name[k]) && slices.Equal(w[k:], name[k+1:])
}

// strictlyBounded asks more of what has lost a character: a word that leads to
// a party before it.
func (r *reading) strictlyBounded(from, to, full int) bool {
	if !r.telling.bounded(from, to) {
		return false
	}
	if full >= longName {
		return true
	}
	return from > 0 && (strings.ContainsRune("向对令求", r.telling.runes[from-1]) || r.roleBefore(from))
}

func (r *reading) roleBefore(i int) bool {
	return strings.HasSuffix(string(r.telling.runes[max(0, i-5):i]), "执行人")
}

func allHan(w []rune) bool {
	for _, c := range w {
		if !unicode.Is(unicode.Han, c) && c != '·' && c != '（' && c != '）' {
			return false
		}
	}
	return true
}

// Surnames behind 被执行人; one that is a word of these papers (于, 向, 应) is not
// looked for.
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊殷葛严梅霍翁柯阮柳倪鲍肖卞齐俞欧常鲁韦覃岑苗章奚柏窦洪嵇邢裴荣甄曲靳焦谷仲伊仇栾厉詹卓蔺屠蒙池胥闻翟冉桑桂牛扈燕庄晏柴瞿艾耿匡寇聂敖辛阚饶游竺巩褚戚卜岳盛裘骆祝凌陶温祁滕佟谌缪冼麦伍邝佘娄丛鞠屈翁苑兰闫隋雒逄粟亓谯禹楚刁尉涂"

// notNames are words that begin like a name.
var notNames = strings.Fields("余款 余额 余下 余欠 余债 余部 方可 方才 方能 方式 方面 方已 万元 万余 高消 高额 高龄 高度 高息 马上 金额 金钱 金融 金属 金某 常住 常年 常用 常在 常驻 严重 严格 任何 任意 任职 任一 何时 何种 史上 白天 石材 田地 田亩 江苏 江西 文书 文件 文化 文某 易于 康复 段内 雷同 龙头 许可 许多 张贴 程序 程某 叶某 黄金 高某 林地 林木 林权 梅某 温州 毛利 毛坯 钱款 钱财 孔某 贺某 安排 武汉 徐州 郑州 苏州 沈阳 唐山 石家 马鞍 夏天 季度 齐全 齐备 王某 李某 张某 刘某 陈某 杨某 赵某 周某 吴某 常委 曾经 曾用 曾于 曾在 曾向 曾将 曾因 曾对 曾被 曾为 曾有 曾多 岳父 岳母 凌晨 温馨 温岭 荣誉 盛大 伍佰 伍拾 伍仟 伍万 伍元 兰州 鲁0 苗木 牛羊 牛只 燕郊 桂林 洪灾 洪水 谷物 曲折 游戏 游客 陶瓷 池塘 柴油 蒙古 祝贺 屈服 卓越 焦化 庄稼 伊犁 邢台 桑蚕 章程 荣成 辛苦 楚雄 涂料 涂改 涂某 饶恕 匡算 柏油 艾灸 仲裁 麦田 麦地")

var (
	orgName    = regexp.MustCompile(`^[\p{Han}A-Za-z0-9（）()·]{2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|合作社|经营部|商行|事务所|支行)`)
	roleBefore = []rune("执行人")
)

// Words before 公司 that name no company: what it is, or what it does.
var plainCompanies = regexp.MustCompile(`(?:[该本其两各贵某一二三两几数]|上述|前述|有限|股份|责任|集团|总|分|子|母|保险|担保|信托|物业|拍卖|评估|典当|小贷|贷款|网络|燃气|电力|供电|供水|自来水|证券|租赁|房地产|房产|开发|建筑|劳务|快递|物流|移动|联通|电信|支付|烟草|公交|客运|运输|关联|案外|目标|项目|投资|基金|科技|支付宝|财付通|腾讯|阿里|蚂蚁|滴滴|顺丰|京东|登记|结算|期货|资产|管理|服务|咨询|广告|商贸|贸易|食品|机械|装饰|工程|建设|安装|农业|电子|纺织|航运|船务|港务|被执行人|申请执行人|上市|国有|民营|家|个|名|系|为|至|到|在|对|向|从|由|与|和|及)$`)

// doing are words of two characters that a sentence on a company begins with.
var doing = strings.Fields("调取 查封 冻结 扣押 扣划 划拨 提取 轮候 走访 前往 查询 查找 查明 查看 查阅 查实 调查 核查 核实 询问 讯问 约谈 通知 传唤 责令 限制 纳入 列入 公告 送达 邮寄 委托 协助 函请 函告 执行 评估 拍卖 变卖 处置 联系 要求 申请 起诉 移送 追加 变更 撤销 注销 吊销 登记 注册 成立 设立 入股 持有 认缴 转让 投资 经营 控制 挂靠 承包 承租 出租 租用 租赁 搬离 清空 停产 停业 歇业 复工 进入 勘查 勘验 搜查 清点 张贴 依法 依据 经过 经查 发现 显示 证明 认为 说明 表示 以及 及其 或者 并且 但是 因为 由于 其中 其他 其余 另外 另有 还有 名下 现有 原有 所有 所在 所属 上级 下属 下设 旗下 隶属 原告 被告 债权 债务 担保 第三 案外 无关 相关 有关 涉案 涉事 案涉 外地 当地 本地 外省 异地 境外 国外 境内 同一 不同 多个 多家 数家 两家 三家 一家 某些 部分 全部 各家 大型 小型 中小 家族 夫妻 空壳 皮包 一人 个人 私营 民营 国有 央企 外资 合资 独资 控股 参股 上市 新设 老板 股东 员工 职工 工作 任职 就职 供职 打工 务工 离开 来到 到达 返回 位于 坐落 坐标 地址 住所 电话 账户 工商 税务 银行 开户 征信 信用 失信 破产 清算 重整 管理 劳务 派遣 中介 搬家 开锁 保洁 保安 装卸 运输 仓储 冷链 养殖 种植 矿业 煤炭 石油 化工 制药 医药 汽车 用车 网约 外卖 直播 游戏 软件 电商 平台 微信 支付 理财 典当 融资 财务 会计 审计 鉴定 测绘 设计 监理 造价 咨询 律师 法务 公证 翻译")

// T13: whoever is called the debtor or the applicant is one, and a company's
// short name was given.
func (r *reading) nobodyElseIsAParty() ruling.Result {
	if len(r.cast.names) == 0 {
		return notApplicable
	}
	t := r.telling
	for i := 0; i+3 < len(t.runes); i++ {
		if !t.has(roleBefore, i) {
			continue
		}
		from := i + 3
		if r.cast.mentions(t, from) {
			continue
		}
		if to, ok := r.stranger(from); ok {
			return r.Unmet("text-form", "T13.stranger", t.at(from, to), "name", string(t.runes[from:to])).Warn()
		}
	}
	return r.shortNamesAreGiven()
}

// stranger says whether a name begins at from, and where it ends.
func (r *reading) stranger(from int) (to int, ok bool) {
	t := r.telling
	rest := string(t.runes[from:min(len(t.runes), from+44)])
	if m := orgName.FindString(rest); m != "" && !strings.ContainsAny(m, "的与和对向在将为及未") && !r.partOfAKnown(m) {
		return from + len([]rune(m)), true
	}
	if to, ok := r.strangerYu(from); ok {
		return to, true
	}
	if from >= len(t.runes) || !in(surnames, t.runes[from]) {
		return 0, false
	}
	for n := 2; n <= 3; n++ {
		to = from + n
		if to >= len(t.runes) || !allHan(t.runes[from:to]) {
			return 0, false
		}
		if slices.Contains(notNames, string(t.runes[from:from+2])) {
			return 0, false
		}
		if in(afterName, t.runes[to]) && !in("未不的在于与和及等应已", t.runes[to-1]) {
			return to, r.slipOf(from, to) == ""
		}
	}
	return 0, false
}

// strangerYu looks for a 于 that is a surname: 被执行人于梅、. Only what is listed or
// followed by a stop is taken for one, and nothing that 于 leads to.
func (r *reading) strangerYu(from int) (to int, ok bool) {
	t := r.telling
	if from >= len(t.runes) || t.runes[from] != '于' {
		return 0, false
	}
	for to = from + 2; to <= from+3 && to < len(t.runes); to++ {
		name := string(t.runes[from:to])
		if in("、与和及的", t.runes[to]) && allHan(t.runes[from:to]) && !yuLeads.MatchString(name) {
			return to, r.slipOf(from, to) == ""
		}
	}
	return 0, false
}

// yuLeads is 于 before a day, a place or an act.
var yuLeads = regexp.MustCompile(`[日年月时期限前后内中间上下庭院处元案此其该本同当次即近一二两三四五六七八九十]`)

// slipOf is the known name that [from, to) is a slip of: T12 says so.
func (r *reading) slipOf(from, to int) string {
	for _, name := range r.cast.names {
		n := []rune(name)
		if from+len(n) <= len(r.telling.runes) {
			if w := r.telling.runes[from : from+len(n)]; r.exchanged(w, n) || r.differs(w, n, from) {
				return name
			}
		}
		if lacks(r.telling.runes[from:to], n) && len(n) == to-from+1 {
			return name
		}
	}
	return ""
}

// partOfAKnown says whether an organisation is a party's, a branch of it or
// spelled nearly like it.
func (r *reading) partOfAKnown(org string) bool {
	o := []rune(org)
	for _, name := range r.cast.names {
		if strings.HasPrefix(org, name) || strings.HasSuffix(name, org) || strings.HasPrefix(name, org) {
			return true
		}
		n := []rune(name)
		if len(n) == len(o) && len(n) >= longName && (r.exchanged(o, n) || r.differs(o, n, 0)) {
			return true
		}
	}
	for short := range r.cast.short {
		if strings.HasPrefix(org, short) {
			return true
		}
	}
	return false
}

func near(a, b []rune) bool {
	miss := 0
	for k := range a {
		if a[k] != b[k] {
			miss++
		}
	}
	return miss <= min(2, len(a)-3)
}

// shortNamesAreGiven looks for 甲乙公司 that was never said to stand for one.
func (r *reading) shortNamesAreGiven() ruling.Result {
	t := r.telling
	text := string(t.runes)
	if !strings.Contains(text, "公司") {
		return ruling.Met
	}
	for i := 0; i+2 < len(t.runes); i++ {
		if t.runes[i] != '公' || t.runes[i+1] != '司' {
			continue
		}
		for n := 2; n <= 4 && i-n >= 0; n++ {
			from := i - n
			if from > 0 && !in(beforeName, t.runes[from-1]) || !allHan(t.runes[from:i]) {
				continue
			}
			stem := string(t.runes[from:i])
			if strings.ContainsAny(stem, "的该本其对向与和及在到将为被人") || r.known(stem+"公司", from) || beginsWithDoing(stem) || plainCompanies.MatchString(stem) {
				continue
			}
			whose := r.standsFor(stem)
			switch {
			case whose != "":
				return r.Unmet("text-form", "T13.short", t.at(from, i+2), "words", stem+"公司", "name", whose).Warn()
			case !namedInFull(text, stem):
				return r.Unmet("text-form", "T13.stranger", t.at(from, i+2), "name", stem+"公司").Warn()
			}
		}
	}
	return ruling.Met
}

func beginsWithDoing(stem string) bool {
	return slices.ContainsFunc(doing, func(w string) bool { return strings.HasPrefix(stem, w) })
}

// namedInFull says whether a company with the stem in its name is named in full,
// party or not: 芳洲公司 is 云湖市芳洲市政园林有限公司.
func namedInFull(text, stem string) bool {
	for rest := text; ; {
		i := strings.Index(rest, stem)
		if i < 0 {
			return false
		}
		rest = rest[i+len(stem):]
		name, _, ok := strings.Cut(rest[:min(len(rest), 90)], "公司")
		if ok && name != "" && !strings.ContainsAny(name, "，。；、：\n") {
			return true
		}
	}
}

// known says whether a short name was given, or is a slip of one that was.
func (r *reading) known(short string, from int) bool {
	if r.cast.knows(short) {
		return true
	}
	s := []rune(short)
	for k := range r.cast.all {
		n := []rune(k)
		if len(n) == len(s) && (r.exchanged(s, n) || r.differs(s, n, from)) || strings.HasSuffix(k, short) {
			return true
		}
		// 判令澜海公司: a known name, or a slip of one, behind other words.
		if o := len(s) - len(n); o > 0 && len(n) > 2 && n[len(n)-1] == '司' && near(s[o:], n) {
			return true
		}
	}
	return false
}

// standsFor is the party whose name the stem is taken from.
func (r *reading) standsFor(stem string) string {
	for _, p := range r.cast.parties {
		if strings.HasSuffix(p.Name, "公司") && strings.Contains(p.Name, stem) && p.Type != review.NaturalPerson {
			return p.Name
		}
	}
	return ""
}
