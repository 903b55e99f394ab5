package mask

import (
	"regexp"
	"strings"
)

// What only a person can decide: R-10 health, R-11 minors of the running text,
// R-14 informants, R-15 papers of the 副卷, organisations that are no party.

var (
	health   = hinted(`癌|肿瘤|白血病|尿毒症|艾滋病?|精神病|精神分裂|精神障碍|抑郁|残疾人?|伤残|瘫痪|脑梗|脑出血|中风|心脏病|糖尿病|高血压|肝炎|肺结核|透析|化疗|住院|诊断|手术|患病|患有|疾病|重病|大病|怀孕|流产|卧床|植物人|昏迷|智力障碍|失明|聋哑|截肢|后遗症|吸毒|戒毒|生活不能自理`, `癌 肿瘤 白血病 尿毒症 艾滋 精神 抑郁 残 瘫痪 脑 中风 病 高血压 肝炎 肺结核 透析 化疗 住院 诊断 手术 患 怀孕 流产 卧床 植物人 昏迷 智力 失明 聋哑 截肢 后遗 毒 自理`)
	internal = hinted(`审签笺|签发稿|合议笔录|评议笔录|合议庭评议|审判委员会|审委会|副卷|专业法官会议|院长审批|请示报告|内部函`, `审签 签发稿 笔录 评议 审判委员会 审委会 副卷 专业法官 院长 请示 内部函`)
	minorSay = hinted(`未成年|幼儿|学龄前|小学生|初中生|高中生`, `未成年 幼儿 学龄 学生 初中 高中`)
	clueFrom = hinted(`举报人|线索提供人|提供线索人|悬赏举报`, `举报 线索提供 提供线索人`)
	lastFour = hinted(`(?:尾号|末四位|后四位)(?:为|是)?:?\d{4}`, `尾号 四位`)
	company  = around(`[\p{Han}()]{2,30}?(?:有限责任公司|股份有限公司|有限公司|合作社|合伙企业)`, 32, `有限责任公司 股份有限公司 有限公司 合作社 合伙企业`)
	notOther = regexp.MustCompile(`银行|保险|律师|评估|拍卖|公证|会计|证券|信用|信托|邮政|电信|移动|联通|供电|京东|淘宝|阿里|支付宝|财付通|腾讯`)
	cutLeft  = `向对与和由在于到至从将被给及的以为经系是,。人求,、`
	masked   = around(`\p{Han}{1,2}某{1,2}\d{0,2}|\p{Han}某[甲乙丙丁]`, 3, `某`)
)

func (j *job) looks() {
	if j.finished {
		return
	}
	f := j.f
	for _, l := range []struct {
		re   pattern
		code string
	}{
		{health, "health"},
		{internal, "internal"},
		{minorSay, "minor.body"},
		{clueFrom, "informant"},
		{lastFour, "account.tail"},
	} {
		f.each(l.re, func(m []int) {
			j.doubt(span{m[0], m[1]}, l.code, "word", f.slice(m[0], m[1]))
		})
	}
	for _, a := range j.cast.actors {
		if a.other && a.class != "" {
			j.doubt(a.place, "name.other", "name", a.name)
		} else if a.other && !a.lawyer && j.cast.hides() {
			j.doubt(a.place, "name.unknown", "name", a.name)
		}
	}
	if j.profile == Practice2024 {
		j.otherCompanies()
	}
	j.earlierAliases()
}

// otherCompanies points out organisations that are no party, each once.
func (j *job) otherCompanies() {
	seen := map[string]bool{}
	j.f.each(company, func(m []int) {
		s := span{m[0], m[1]}
		for k := s.end - 3; k > s.start; k-- {
			if strings.ContainsRune(cutLeft, j.f.at(k)) {
				s.start = k + 1
				break
			}
		}
		name := j.f.slice(s.start, s.end)
		if seen[name] || runeLen(name) < 6 || notOther.MatchString(name) || !j.free(s) {
			return
		}
		seen[name] = true
		j.doubt(s, "org.other", "name", name)
	})
}

// earlierAliases points out people whom the original hides already and whom an
// alias given here might be taken for.
func (j *job) earlierAliases() {
	seen := map[string]bool{}
	j.f.each(masked, func(m []int) {
		s := span{m[0], m[1]}
		name := j.f.slice(s.start, s.end)
		for _, a := range j.cast.actors {
			if a.alias == name && !seen[name] && j.free(s) {
				seen[name] = true
				j.doubt(s, "already", "name", name)
			}
		}
	})
}
