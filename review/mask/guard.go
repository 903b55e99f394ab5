package mask

import (
	"regexp"
	"strings"
)

// A name that is also a word (高原, 程序, 万元) or whose characters meet at the
// border of two words (位于｜洋河) is hidden only where a name can stand. Each
// place where it was left is a doubt.

// guarded says whether a form needs its surroundings looked at.
func guarded(f form) bool {
	n := runeLen(f.text)
	return n <= 3 && (words.everyday[f.text] || strings.Contains(words.form, f.text)) ||
		n == 2 && wordEnds[[]rune(f.text)[0]] != "" || f.doubt && (words.everyday[f.text] || isIndustry(f.text))
}

// wordEnds are surnames that often end a word, with what that word begins with.
var wordEnds = map[rune]string{
	'于': "位对关由属等至基鉴处低高少多限用便大小优始终归源忠急善",
	'向': "面方走流偏导指意趋动",
	'应': "供相对适反响感效",
	'和': "共温调总饱缓柔",
	'经': "已曾业一财神途",
	'由': "自理事缘因",
	'从': "服随听",
	'成': "形完造达构组促合制建",
	'相': "互真",
	'方': "双对甲乙丙丁地官警各多",
	'时': "同届及临准按小当",
	'高': "提最",
	'付': "支给交垫偿",
	'平': "水公和",
	'金': "现资租本押罚奖佣基定保",
	'房': "住楼平厂",
	'车': "汽轿货客火",
	'单': "清名账订保运",
	'江': "长",
	'关': "机有相海",
	'解': "理了和调",
	'安': "公治保",
	'言': "发",
}

var (
	leftStrong  = regexp.MustCompile(`(?:` + partyRoles + `|` + agentRoles + `|妻子?|丈夫|父亲|母亲|儿子|女儿|之子|之女|主任|经理|局长|董事长?|约谈|传唤|传唤到|拘留|拘传|询问|拨打|联系|通知|责令|查封|扣押|冻结|扣划|划拨|提取|查明|查找|查询|公民|案外人|证人|经与|简称|告知|偿还|返还|归还|赔偿|给付|支付|交付|汇至|汇入|汇给|转入|转给|反映|划至|转至|发放至|发还|退还|支付给|发放给|认为|主张|在执行|申请执行|强制执行|关于|称|经营者|承认欠|尚欠|拖欠|欠|诉|拘留|罚款|限制|要求|请求|判令|判决|责令|表示|催告|委托|抵押给|转让给|出借给|借给|确定|证明|证实|调取|走访|核实|查实|发现|应付|经查|拍卖|变卖|交出|协助|盯住|跟踪|说|提出|等待|替|提供|要求被执行人|邻居说|村民说)$`)
	leftWeak    = `了在人告与和及对向由将被给让同即系为令而但把某到致约供求因待`
	rightStrong = regexp.MustCompile(`^(?:\((?:公民|身份|曾用|又名|男|女|以下|系|电话|手机|联系|收件|住|微信|\d{3})|,(?:男|女),|名下|住所|住址|户籍|住处|居住|家中|处|表示|称|陈述|声称|自述|未到|未履|未按|未在|未报|未提|拒不|拒绝|拒收|下落|偿还|支付|返还|给付|承担|到庭|到场|到院|签收|送达|发出|采取|履行|申报|报告|交纳|缴纳|本人|先生|女士|夫妻|犯|因犯|出具|持有|所有|所欠|民间借贷|借款|买卖|离婚|金融借款|机动车|追偿|劳务|劳动|租赁|房屋|物业|信用卡|运输|侵权|健康权|建设工程|继承|抚养|赡养|合同纠纷|纠纷|向|与被|与其|的(?:其他)?(?:农用|小型|大型|重型|轻型|微型|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:\(|[A-HJ-NP-Z])|财产|妻|丈夫|父|母|子女|银行|存款|车|房|账|电话|手机|住|户籍|委托|法定|工资|收入|公积金|身份|公民|下落|债权|债务|申请|意见|申报|诉讼|代理|行为|公司)|账户|帐户|账号|电话|手机|存款|车辆|房屋|房产|工资|保证|承认|同意|认可|有能力|无能力|留置|列入|代表|代|各|家|述称|知悉|公积金|常年|汇入|拖欠|已支付|已付|以\d|以现金|承担|不接受|驾|签订|承诺|当场|每月|每年|回复|卧病|预留|接听|予以|诉[^讼]|自称|书面|出具|签署|失联|去向|抚养|代收|父亲|母亲|家属|名义|纳入|保险人|抵押合同|应付|尚欠|未付|银行卡|银行存款|银行流水|在外|在本|在家|将|要求|委托|愿意|愿|患|所有|法定继承|继承|追索|承揽|赡养|提供|退赔|赔偿|应|司法拘留|罚款|达成|限制消费|限制高消费|身份证|有|服务|草原|合伙|分家|权属|物权|票据|所驾|驾驶|款项|借款|货款|投资款|赔偿款|各项|房屋折价|人民币|共同|无法|没有|已离|离家|签字|交纳|领取|竞得|出资|主动|来电|拒|不服|不予|不认可|不在|认为|于\d{4}年|于当日|于同日|持有|居住|走访|外出|否认|协商|分居|离婚|结婚|同居|再婚|家境|年迈|近[一二两三半]年|亦|电告|位于|在逃|逃匿|(?:已)?被(?:限制|列入|纳入|拘留|判|依法)|申请执行|申请强制|租金|运费|医疗费|留言|来信|写信|撤回|放弃继承|放弃|带路|回娘家|挂靠|早搬|搬走|搬离|改名|唯一|与老伴|办理过户|权利义务|只回|可能藏|享有|负担|继续履行|可以请求|其他可供|无[关存车房业]|存款|:|\p{Han}{2,12}?纠纷|\p{Han}{1,4}[费款]\d|\d+(?:\.\d+)?万?元)`)
	rightWeak   = regexp.MustCompile(`^(?:[\d一二三四五六七八九十]|与|和|及|对|将|被|同|系|是|为|经|未|已|于|在|从|把|的|之|到|现|应|仍|均|不|无|有|提|负|共|可|并|也|所|持|交|出|申|拒|签|收|来|作为|因|至|等|自|曾|又|再|每|另|尚|承|取|处|通过)`)
)

// nameCan says whether a guarded name can stand at s.
func (c *cast) nameCan(f *folded, s span, text string) bool {
	before, after := f.at(s.start-1), f.at(s.end)
	if c.inHead(s.start) {
		return true
	}
	if !words.everyday[text] && !isIndustry(text) {
		// No word by itself: only not where it is cut out of others.
		first := []rune(text)[0]
		right := f.slice(s.end, s.end+8)
		goesOn := punctuation(after) || f.broken(s.end) || rightStrong.MatchString(right)
		if ends := wordEnds[first]; ends != "" && strings.ContainsRune(ends, before) && before != 0 && !goesOn {
			return false
		}
		return after == 0 || !strings.Contains(words.form, text+string(after)) || leftStrong.MatchString(f.slice(s.start-6, s.start))
	}
	if isDigit(before) && strings.HasPrefix(text, "万") { // 796万元
		return false
	}
	left := f.slice(s.start-7, s.start)
	right := f.slice(s.end, s.end+8)
	if before == '、' && c.endsName(left) && !abstract.MatchString(text+right) { // one more of a list of names
		return true
	}
	if words.seldom[text] {
		return !namesThing.MatchString(right) && !landBefore.MatchString(left)
	}
	open := punctuation(before) || before == '.' || f.broken(s.start)
	shut := punctuation(after) || f.broken(s.end)
	strongLeft, strongRight := leftStrong.MatchString(left), rightStrong.MatchString(right)
	weakLeft := open || isDigit(before) || strings.ContainsRune(leftWeak, before)
	weakRight := shut || rightWeak.MatchString(right)
	switch {
	case strongLeft && (strongRight || weakRight), strongRight && weakLeft:
		return true
	case c.hasParty(text) && open && before != '、' && isHan(after) && !abstract.MatchString(text+right):
		return true
	case c.hasParty(text) && open && isDigit(after): // a sum or a number beside each name of a list
		return true
	case c.hasParty(text) && open && strings.ContainsRune("、与和及", after) && !abstract.MatchString(text+right) && before != '、':
		return true
	case weakLeft && strings.ContainsRune("、与和及", after) && c.beginsName(f.slice(s.end+1, s.end+16)):
		return true
	case open || strings.ContainsRune("与和及", before):
		// In a list of names a name.
		return weakRight && (c.endsName(left) || strings.ContainsRune("、与和及诉", after) && c.beginsName(f.slice(s.end+1, s.end+16)))
	}
	return false
}

var (
	// 平安银行, 黄河流域, 和平协商 are not about a party.
	namesThing = regexp.MustCompile(`^(?:银行(?:[^卡账帐存流]|$)|保险|财险|人寿|养老|证券|集团|公司|地区|地带|流域|大桥|隧道|东路|西路|南路|北路|中路|路|街|大道|巷|镇|乡|村|区|市|县|省|小区|花园|家园|社区|广场|大厦|医院|学校|中学|小学|酒店|宾馆|超市|商场|协商|解决|相处|发展|水利)`)
	landBefore = regexp.MustCompile(`(?:青藏|黄土|云贵|内蒙古|蒙古|帕米尔|位于|坐落于|坐落|座落于)$`)
)

// abstract is how sentences begin with such a word as a word.
var abstract = regexp.MustCompile(`^(?:任何(?:单位|人|一方|组织|个人)|程序(?:违法|合法|终结|转换|正当)|时间(?:自|为|从|截|不|较)|金额(?:为|以|共|较|不|合|计|与|的|及)|成功(?:扣|执行|送|拍|变)|明确(?:表示|拒|告知|的|约定|要求|了)|方法(?:为|如|是|的)|方式|方案|全部|全额|全面|安全(?:生产|的|、)|万元|于(?:本|法|是)|平等|平均|文书(?:已|送|的)|文件|单位|施工|施行|申报|付款|付清|支付|解除|计算|计息|经|公|应|相|查|法|权|利|期|限|国|房|车|农|水)`)

// hasParty says whether a party of the paper is called by that word.
func (c *cast) hasParty(text string) bool {
	for _, a := range c.actors {
		if a.party && a.key() == text {
			return true
		}
	}
	return false
}

// endsName says whether s ends with an actor's name and one rune more.
func (c *cast) endsName(s string) bool {
	r := []rune(s)
	if len(r) < 3 {
		return false
	}
	s = string(r[:len(r)-1])
	for _, a := range c.actors {
		for _, f := range a.forms {
			if strings.HasSuffix(s, tailOf(f.text, 6)) {
				return true
			}
		}
	}
	return strings.HasSuffix(s, "公司")
}

func (c *cast) beginsName(s string) bool {
	for _, a := range c.actors {
		for _, f := range a.forms {
			if rest, ok := strings.CutPrefix(s, f.text); ok && !strings.HasPrefix(rest, "均") {
				return true
			}
		}
	}
	return false
}

func tailOf(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// inHead says whether i lies in a party's paragraph.
func (c *cast) inHead(i int) bool {
	for _, h := range c.heads {
		if i >= h.start && i < h.end {
			return true
		}
	}
	return false
}
