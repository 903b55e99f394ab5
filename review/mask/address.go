package mask

import (
	"regexp"
	"slices"
	"strings"
)

// an address is kept through the county (县, 区, 旗, 县级市) and
// what lies below it is deleted. In the paragraphs of the parties it reaches to
// the next comma; in running text it reaches as far as its words are those of
// an address.

var (
	homeLead = hinted(`(?:现?居住地|现?住所地|现?住所|现?住址|家庭住址|家庭地址|户籍所在地|户籍地址?|户口所在地|户籍|经常居住地|暂住地?|现住地?|居所地|居所|送达地址|收件地址|收货地址|投递地址|寄送地址|身份证地址|身份证住址|居民身份证住址|登记地址|工商登记地址|在华住址|联系地址|通讯地址|通信地址|邮寄地址|经营场所|经营地址|注册地址?|办公地址|主要办事机构所在地|营业地|地址|租住(?:于|在)?|住)(?:均|也|地)?(?:为|在|于|是|同上)?:?`, ``)
	tailUnit = regexp.MustCompile(`^(?:[^\P{Han}的与和及对到在向于走访调查送达未已被执]{1,9}?(?:街道办事处|办事处|街道|庄村|屯村|营村|镇|乡|苏木|社区|小区|花园|公寓|家园|新村|村委会|村|庄|屯|路|大街|街|巷|胡同|弄|里|大道|道|号楼|楼|栋|幢|座|单元|室|户|组|队|园区|工业园|园|厂|大厦|广场|市场|宿舍|大院|院|期)|(?:[东南西北中甲乙丙丁]|[A-Za-z\d零〇一二三四五六七八九十百-]{1,6})(?:号楼|号院|号|楼|栋|幢|座|单元|室|户|组|队|层|排|弄|巷|期|区|院|段|侧)(?:附\d+号|之[一二三\d])?|社区|小区|花园|新村|家园|(?:路|街|巷|道)\d+号|[^\P{Han}的与及对被执访查达送]{1,6}?\d{1,4}(?:号楼|栋|幢|座))`)
	// 于家庄村: a village may begin with a word that else ends an address.
	tailVillage = regexp.MustCompile(`^[^\P{Han}的与及对被执访查达送]{1,5}?(?:街道|镇|乡|庄村|村|屯|庄|社区|小区|花园|家园|公寓|新村)`)
	belowTrap   = regexp.MustCompile(`(?:街道|镇|乡|村|路|街|大道|巷|号|庄|社区|小区)[^市州盟区县旗]`)
	// Lost commas: what else a party's paragraph says.
	addressEnd = regexp.MustCompile(`(?:申请执行人|被执行人|第三人|法定代表人|负责人|经营者|法定代理人|委托诉讼代理人|委托代理人|诉讼代理人):?|公民身份|居民身份|身份证|统一社会信用|社会信用代码|组织机构代码|联系电话|联系方式|手机|电话|邮编|现羁押|现服刑|系.{0,8}(?:经理|局长|员工|律师)`)
	noAddress  = regexp.MustCompile(`^(?:同上|不详|不明|同前|未知|无|均)`)
	courtsOwn  = regexp.MustCompile(`(?:本院|法院|执行局)(?:的|办公|联系)?$`)
	doorNo     = around(`(?:[^\P{Han}，的与和及位于坐落在]{2,10}(?:路|街|巷|大道|小区|花园|公寓|家园|社区|村)\d{0,4}号?)(?:[东西南北]?\d{1,4}(?:号楼|栋|幢|座|楼))?(?:[东西南北中一二三四五\d]{1,2}单元)\d{1,5}(?:室|号|户)?`, 40, `单元`)
)

// notCounty are the runes after which a 区 is no county.
const notCounty = `小社园校厂院库景牧灾疫辖片分居宿`

// county is how many runes of the address at [from, to) reach through the
// county; ok is false if no unit of that rank or above is named.
func (f *folded) county(from, to int) (end int, ok bool) {
	end = from
	rank := 0 // 1 province, 2 prefecture, 3 county
	for rank < 3 {
		next, r := f.unit(end, to, rank)
		if next == 0 {
			break
		}
		end, rank, ok = next, r, true
		if rank == 1 && municipality(f.slice(from, end)) {
			rank = 2
		}
	}
	return end, ok
}

func municipality(s string) bool {
	return strings.HasSuffix(s, "北京市") || strings.HasSuffix(s, "天津市") || strings.HasSuffix(s, "上海市") || strings.HasSuffix(s, "重庆市")
}

var provincesBare = regexp.MustCompile(`^(?:北京市?|天津市?|上海市?|重庆市?|河北省?|山西省?|内蒙古(?:自治区)?|辽宁省?|吉林省|黑龙江省?|江苏省?|浙江省?|安徽省?|福建省?|江西省?|山东省?|河南省?|湖北省?|湖南省?|广东省?|广西(?:壮族自治区)?|海南省?|四川省?|贵州省?|云南省?|西藏(?:自治区)?|陕西省?|甘肃省?|青海省?|宁夏(?:回族自治区)?|新疆(?:维吾尔自治区|生产建设兵团)?|香港特别行政区|澳门特别行政区|台湾省?)`)

// unit finds the next administrative unit at i and its rank above rank.
func (f *folded) unit(i, to, rank int) (end, r int) {
	rest := f.slice(i, to)
	if rank == 0 {
		if m := provincesBare.FindString(rest); m != "" {
			return i + runeLen(m), 1
		}
	}
	for k := i + 1; k < min(to, i+16); k++ {
		c := f.at(k)
		if !isHan(c) {
			return 0, 0
		}
		name := f.slice(i, k)
		switch {
		case belowTrap.MatchString(f.slice(i+1, k+1)):
			return 0, 0
		case c == '州' && strings.HasSuffix(name, "自治"), c == '盟' && k-i <= 4 && f.at(k+1) != '路', c == '区' && strings.HasSuffix(name, "地") && k-i > 1:
			if rank < 2 {
				return k + 1, 2
			}
		case c == '市' && !strings.ContainsRune("场民政直内区中郊", f.at(k+1)), c == '市' && f.at(k+1) == '中' && f.at(k+2) != '区', c == '市' && (f.at(k+1) == '中' || f.at(k+1) == '区') && f.at(k+2) == '区':
			if f.at(k+1) == '市' && !strings.ContainsRune("区南北中", f.at(k+2)) { // 津市市
				k++
			}
			if rank < 2 {
				return k + 1, 2
			}
			return k + 1, 3
		case c == '县' && f.at(k+1) != '级', c == '旗' && k-i >= 2:
			if f.at(k+1) == '市' || f.at(k+1) == '区' {
				continue
			}
			return k + 1, 3
		case c == '区' && !strings.ContainsRune(notCounty, f.at(k-1)):
			if strings.HasSuffix(name, "自治") {
				return k + 1, 1
			}
			return k + 1, 3
		case c == '省':
			if rank < 1 {
				return k + 1, 1
			}
		}
	}
	return 0, 0
}

// tail is where the words of an address end that begins at i.
func (f *folded) tail(i, to int) int {
	for i < to {
		m := f.match(tailUnit, i, min(to, i+16))
		if m == nil || m[0] != i {
			m = f.match(tailVillage, i, min(to, i+10))
		}
		if m == nil || m[0] != i || m[1] == i || strings.HasPrefix(f.slice(i, m[1]), "本院") {
			return i
		}
		i = m[1]
	}
	return i
}

func (j *job) addresses() {
	f := j.f
	for _, t := range j.cast.tails {
		j.everywhere(t.text, func(s span) { j.hit(j.placeOf(mark{span: s, class: t.class, gone: true})) })
	}
	f.each(homeLead, func(m []int) {
		lead := span{m[0], m[1]}
		if !j.addressLead(lead) || noAddress.MatchString(f.slice(lead.end, lead.end+4)) {
			return
		}
		if courtsOwn.MatchString(f.slice(j.clause(lead.start, 12, "。;"), lead.start)) {
			end := lead.end
			for end < f.len() && !punctuation(f.at(end)) && !f.broken(end) {
				end++
			}
			if s := (span{lead.end, end}); !j.hitIn(s) {
				j.keep(s, "court_address")
			}
			return
		}
		class, hide := j.whose(lead)
		head := j.inHead(lead.start)
		limit := lead.end
		for limit < f.len() && !strings.ContainsRune(",。;)(", f.at(limit)) && limit-lead.end < 80 {
			limit++
		}
		end, ok := f.county(lead.end, limit)
		stop := limit
		if !head && f.at(lead.end-1) != ':' {
			stop = f.tail(end, limit)
			if !ok && stop == end {
				return
			}
		} else if next := f.match(addressEnd, end, limit); next != nil {
			stop = next[0]
		}
		s := span{end, stop}
		if !hide {
			if whole := (span{lead.end, stop}); !j.hitIn(whole) {
				j.keep(whole, class)
			}
			return
		}
		if s.start >= s.end {
			return
		}
		j.cover(mark{span: s, class: class})
		if !ok && head && j.opens(lead.start, "住") {
			// Nothing of it may stay, so neither does its lead-in.
			for i := range j.hits {
				if j.hits[i].span == s {
					j.hits[i].start, j.hits[i].gone = lead.start, true
				}
			}
		}
	})
	f.each(standsAt, func(m []int) { j.houseAt(m[1]) })
	f.each(livesIn, func(m []int) {
		if !j.inHead(m[0]) {
			return
		}
		if end, ok := f.county(m[2], m[3]); ok && end < m[3] {
			if class, hide := j.whose(span{m[0], m[2]}); hide {
				j.cover(mark{span: span{end, m[3]}, class: class})
			}
		}
	})
	for _, h := range j.cast.homes {
		j.everywhere(h.text, func(s span) {
			if !ofPublicBody.MatchString(f.slice(s.end, s.end+8)) && !namedAfter(f, s) {
				j.hit(mark{span: s, class: h.class, with: chosenMark})
			}
		})
	}
	if !j.finished {
		f.each(doorNo, func(m []int) {
			if s := (span{m[0], m[1]}); j.free(s) {
				j.doubt(s, "address.door")
			}
		})
	}
}

var (
	// namedPlace is a part of an address that names the place by itself.
	namedPlace = regexp.MustCompile(`^[^\d]{1,8}(?:街道|镇|乡|村|屯|庄|社区|苏木|嘎查|小区|花园|家园|公寓|新村|庄园|公馆|胡同)$`)
	namedUnit  = regexp.MustCompile(`^[^\d,]{1,8}?(?:街道|镇|乡|村|屯|庄|社区|苏木|嘎查|小区|花园|家园|公寓|新村)(?:镇|乡|街道|村)?`)
	// 清河镇人民法庭, 清河镇人民政府 are not where anyone lives.
	ofPublicBody = regexp.MustCompile(`^(?:人民)?(?:法庭|法院|检察室|政府)|^派出所`)
)

// namedAfter says whether the place at s begins further to the left: 清河村 in
// 小清河村.
func namedAfter(f *folded, s span) bool {
	return strings.ContainsRune("大小东西南北上下前后新老", f.at(s.start-1)) && f.joined(s.start)
}

var (
	standsAt = hinted(`(?:位于|坐落于|坐落在|坐落|座落于|座落)`, `位于 坐落 座落`)
	livesIn  = around(`,([^,。;:()]{6,40})(?:居民|村民|人),`, 45, `居民, 村民, 人,`)
)

// houseAt puts × for where somebody's house stands, below the county.
func (j *job) houseAt(i int) {
	limit := i
	for limit < j.f.len() && !strings.ContainsRune(",。;)(", j.f.at(limit)) && limit-i < 60 {
		limit++
	}
	end, _ := j.f.county(i, limit)
	stop := j.f.tail(end, limit)
	if !strings.ContainsFunc(j.f.slice(end, stop), isDigit) || j.hitIn(span{end, stop}) {
		return
	}
	if class, hide := j.whose(span{i, i}); hide {
		j.cover(mark{span: span{end, stop}, class: class, with: chosenMark})
	}
}

// needsPlace are words after which a place must stand: 到调查 says nothing.
const needsPlace = `到至往在于赴及和与的、`

// placeOf puts × for an address in running text whose mere deletion would leave
// a sentence without its place (法释〔2016〕19号 art 10: partial replacement).
func (j *job) placeOf(m mark) mark {
	if !j.inHead(m.start) && strings.ContainsRune(needsPlace, j.f.at(m.start-1)) {
		m.gone, m.with = false, chosenMark
	}
	return m
}

func (j *job) hitIn(s span) bool {
	return slices.ContainsFunc(j.hits, func(h mark) bool { return h.overlaps(s) })
}

// addressLead says whether the words at lead begin an address: 住 alone does
// so only after punctuation, and never in 住房, 居住.
func (j *job) addressLead(lead span) bool {
	f := j.f
	word := f.slice(lead.start, lead.end)
	next := f.at(lead.end)
	if !isHan(next) && !isDigit(next) && !isAlpha(next) {
		return false
	}
	if strings.HasPrefix(word, "住") && !strings.HasPrefix(word, "住所") && !strings.HasPrefix(word, "住址") {
		if strings.ContainsRune("房宅院建户宿", next) || !(j.opens(lead.start, "住") || j.inHead(lead.start) && strings.ContainsRune("族生女男", f.at(lead.start-1))) {
			return false
		}
	}
	if strings.HasPrefix(word, "户籍") || strings.HasPrefix(word, "地址") || strings.HasPrefix(word, "注册") {
		if strings.HasPrefix(f.slice(lead.end, lead.end+2), "登记") || strings.HasPrefix(f.slice(lead.end, lead.end+2), "资本") {
			return false
		}
	}
	return true
}

// whose says whose address stands at lead, and whether it is hidden.
func (j *job) whose(lead span) (class string, hide bool) {
	org := false
	before := j.f.slice(j.clause(lead.start, 60, "。;"), lead.start)
	if a := j.cast.at(lead.start); a != nil && !j.finished {
		org = a.org
	} else if m := roleAny.FindAllStringIndex(before, -1); m != nil {
		// A finished text has the paragraphs, but not where they stand.
		g := fold(before[m[len(m)-1][1]:])
		name := g.slice(0, nameEnd(g, 0, g.len()))
		org = orgName(name)
		if name == "" {
			org = j.cast.onlyOrgs(roleWord.FindString(before[m[len(m)-1][0]:]))
		}
	} else {
		org = strings.HasSuffix(strings.TrimRight(before, "的,在到名下所有位于坐落座"), "公司")
	}
	switch {
	case !org:
		return "address", true
	case j.profile == Practice2024:
		return "org_address", true
	}
	return "kept_address", false
}

// onlyOrgs says whether everyone in a role is an organisation: then so is the
// 被执行人 whose address a sentence gives.
func (c *cast) onlyOrgs(role string) bool {
	found := false
	for _, a := range c.actors {
		if a.role == role {
			if !a.org {
				return false
			}
			found = true
		}
	}
	return found
}

// cover adds m and takes the place of hits that lie inside it.
func (j *job) cover(m mark) {
	j.keeps = slices.DeleteFunc(j.keeps, func(k mark) bool {
		return k.class == "kept_name" && k.start >= m.start && k.end <= m.end
	})
	for _, k := range j.keeps {
		if k.overlaps(m.span) {
			if k.start <= m.start {
				m.start = k.end
			} else {
				m.end = k.start
			}
		}
	}
	if m.start >= m.end {
		return
	}
	var rest []mark
	for _, h := range j.hits {
		switch {
		case !h.overlaps(m.span):
		case h.start >= m.start && h.end <= m.end:
			continue
		case h.start < m.start:
			m.start = h.end
		default:
			m.end = h.start
		}
		rest = append(rest, h)
	}
	if m.start < m.end {
		j.hits = append(rest, m)
	}
}

func (j *job) inHead(i int) bool { return !j.finished && j.cast.inHead(i) }

// everywhere calls fn for each place where word stands.
func (j *job) everywhere(word string, fn func(span)) {
	if word == "" {
		return
	}
	n := runeLen(word)
	for b := 0; ; {
		i := strings.Index(j.f.text[b:], word)
		if i < 0 {
			return
		}
		at := j.f.runeAt(b + i)
		fn(span{at, at + n})
		b += i + len(word)
	}
}
