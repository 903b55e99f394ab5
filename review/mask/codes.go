package mask

import (
	"regexp"
	"strings"
)

// Numbers with letters in them, and what belongs to no other file: R-02
// papers, R-03 e-mail and chat names, R-05 plates, R-06 vehicles, R-07 title
// certificates, R-13 credit codes, R-16 seal words.

const provinceSigns = `京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼`

var (
	sealWords = hinted(`[(\[]?院印[)\]]|\((?:此处)?加?盖?院?印章?\)|(?:本件|此件)与(?:原本|原件|正本)(?:核对)?(?:无异|一致|相符|无误)|\(?校对责任人:?\p{Han}{0,4}\)?`, `院印 核对 校对 盖`)

	email = hinted(`[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`, `@`)
	chat  = hinted(`(?i)(?:微信(?:号码?|账号|帐号|ID)?(?:为|是)?[:(]?|wechat(?:ID)?[:(]?)([A-Za-z][A-Za-z0-9_-]{4,29}|\d{5,20})`, `微信 wechat WeChat wechat: WECHAT`)
	qq    = hinted(`(?i)QQ(?:号码?|账号|帐号)?(?:为|是)?:?(\d{5,12})`, `QQ qq Qq`)
	pay   = hinted(`支付宝(?:账号|帐号|账户|帐户|号)(?:为|是)?:?([A-Za-z0-9][A-Za-z0-9._@+*-]{4,63})`, `支付宝`)

	plate = hinted(`([`+provinceSigns+`使领][A-HJ-NP-Za-hj-np-z])([·.-]?)((?:[A-HJ-NP-Za-hj-np-z0-9]{4,6}[挂学警港澳领]|[A-HJ-NP-Za-hj-np-z0-9]{5,6}))`, ``)
	// 军 and 武警 plates, and those of embassies, have no letter of a place.
	service = hinted(`[军海空北沈兰济南广成京][A-Z]\d{5}|(?:[VKHBSLJNGC][A-Z]|WJ[·.]?(?:[`+provinceSigns+`]|\d{2})[·.]?)[\dA-Z]\d{3,4}[\dA-Z]?|使\d{6}|\d{6}使`, ``)
	vin     = hinted(`[A-HJ-NPR-Za-hj-npr-z0-9]{17}`, ``)
	vinKey  = hinted(`(?i)(?:车架号?码?|车辆识别(?:代号|代码|号码?)|VIN码?)(?:为|是)?:?([A-Za-z0-9*]{6,17})`, `车架 识别 VIN vin`)
	engine  = hinted(`发动机(?:号码?|编号)(?:为|是)?:?([A-Za-z0-9*-]{4,20})`, `发动机`)

	paperKey = hinted(`(?i)(?:护照|通行证|回乡证|台胞证|居留证|居留身份证|居民来往|港澳居民|台湾居民|(?:香港|澳门)(?:永久性|特别行政区)?(?:永久性)?居民身份证)[\p{Han}]{0,8}?(?:证?件?号码?|号)?(?:为|是)?:?\(?([A-Z]{0,3}\d{6,12}[A-Z]?(?:\(\w\))?)`, `护照 证 居民`)
	military = hinted(`(?:[军士文武警兵义]|空|海|沪|北|南|广|济|成|兰|沈)字第\d{5,10}号`, `字第`)
	idKey    = hinted(`(?:公民身份(?:证)?号码?|身份证(?:件)?(?:号码?)?|居民身份证)(?:为|是|系)?:?([0-9A-Za-z*×-]{6,24})`, `身份`)

	credit    = hinted(`[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{2}\d{6}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{10}`, ``)
	creditKey = hinted(`(?:统一社会信用代码|社会信用代码|信用代码)(?:证?号码?)?(?:为|是)?:?([0-9A-Za-z*-]{15,20})`, `信用代码`)
	orgCode   = hinted(`(?:组织机构代码|工商注册号|营业执照注册号|注册号|税务登记证?号|纳税人识别号)(?:证?号码?)?(?:为|是)?:?([0-9A-Za-z*-]{8,20})`, `代码 注册号 登记 识别号`)
)

var (
	titleWord   = regexp.MustCompile(`不动产|房权|房产|房屋|产权|国用|集用|土地|林证|林权|他项|宅基地|抵押|登记证`)
	titleBefore = regexp.MustCompile(`(?:国用|集用|国土用|集建|他项|林证|房权证|房产证|土地证|使用证|[` + provinceSigns + `])$`)
	titles      = []pattern{
		hinted(`[`+provinceSigns+`]?[(\[]\d{4}[)\]]\p{Han}{1,14}?(?:不动产权|不动产证明|不动产登记证明|林地使用证|林证)(?:字)?第?[\d-]+号`, `证 动产`),
		around(`\p{Han}{0,8}(?:房地权证|房权证|房产证|房屋所有权证|房屋他项权证|房他证|房地产权证|房地证|预告登记证明|他项权证|林权证|土地证|土地使用权?证|宅基地使用证|国有土地使用证)\p{Han}{0,10}?(?:字)?(?:[(\[]\d{4}[)\]])?\p{Han}{0,4}?(?:字)?(?:第)?[A-Za-z]{0,3}[\d][\w-]*号`, 8, `权证 房产证 房他证 房地证 土地证 登记证明 使用证`),
		around(`\p{Han}{0,5}?(?:国用|集用|国土用|集建|土他项|他项|林证)(?:[(\[]\d{4}[)\]])?\p{Han}{0,4}?(?:字)?(?:[(\[]\d{4}[)\]])?第?[A-Za-z]{0,2}[\d][\w-]*号`, 5, `国用 集用 国土用 集建 他项 林证`),
		hinted(`(?:不动产权证?书?|房产证|房屋所有权证|产权证书?|土地使用权?证|土地证|他项权证|林权证|不动产登记证明|机动车登记证书|股权证|出资证明书?|采矿许可证|商标注册证|专利证书?|专利)(?:编?号码?)(?:为|是)?:?((?:ZL)?[A-Za-z\d][\w.-]{3,24}|\p{Han}{1,10}字(?:[(\[]\d{4}[)\]])?\p{Han}{0,6}第[\w-]{2,20}号)`, `证 专利`),
		hinted(`ZL\d{8,13}(?:\.[\dX])?号?|商标(?:注册证?)?第\d{5,9}号|第\d{5,9}号(?:注册)?商标`, `ZL 商标`),
	}
)

func (j *job) sealWords() {
	j.f.each(sealWords, func(m []int) { j.hit(mark{span: span{m[0], m[1]}, class: "seal_words", gone: true}) })
}

// codes finds everything that a pattern alone can tell.
func (j *job) codes() {
	j.f.each(creditKey, func(m []int) { j.creditCode(span{m[2], m[3]}) })
	j.f.each(orgCode, func(m []int) { j.creditCode(span{m[2], m[3]}) })
	j.f.each(credit, func(m []int) {
		s := span{m[0], m[1]}
		if v := j.f.slice(s.start, s.end); j.alone(s) && strings.ContainsFunc(v, isAlpha) && !idShape(v) {
			j.creditCode(s)
		}
	})
	for _, p := range []struct {
		re    pattern
		class string
	}{
		{email, "email"},
		{pay, "alipay"},
		{chat, "wechat"},
		{qq, "qq"},
		{paperKey, "document"},
		{military, "document"},
		{vinKey, "vin"},
		{engine, "engine"},
	} {
		j.f.each(p.re, func(m []int) {
			s := span{m[len(m)-2], m[len(m)-1]}
			v := j.f.slice(s.start, s.end)
			if !strings.ContainsFunc(v, isDigit) && p.class != "email" && p.class != "wechat" && p.class != "alipay" {
				return
			}
			if strings.ContainsRune("元万%", j.f.at(s.end)) && j.f.at(s.end) != 0 {
				return
			}
			j.hit(mark{span: s, class: p.class, gone: true})
		})
	}
	j.f.each(vin, func(m []int) {
		s := span{m[0], m[1]}
		v := j.f.slice(s.start, s.end)
		if j.alone(s) && strings.ContainsFunc(v, isAlpha) && strings.ContainsFunc(v, isDigit) && !idShape(v) {
			j.hit(mark{span: s, class: "vin", gone: true})
		}
	})
	j.f.each(idKey, func(m []int) {
		s := span{m[2], m[3]}
		if v := j.f.slice(s.start, s.end); strings.ContainsAny(v, "*×") && strings.ContainsFunc(v, isDigit) {
			j.hit(mark{span: s, class: "id", gone: true})
		}
	})
	j.titles()
	j.plates()
	j.servicePlates()
}

func (j *job) creditCode(s span) {
	if !strings.ContainsFunc(j.f.slice(s.start, s.end), isDigit) {
		return
	}
	if j.profile == Rule2016 {
		j.keep(s, "kept_code")
		return
	}
	j.hit(mark{span: s, class: "credit_code", gone: true})
}

// idShape says whether v has the shape of an identity number.
func idShape(v string) bool {
	i := strings.IndexFunc(v, isAlpha)
	return len(v) == 18 && (i == 17 || i < 0) && v[0] != '0' && birthday(v[6:14])
}

// alone says whether no letter or digit touches s.
func (j *job) alone(s span) bool {
	side := func(r rune) bool { return isAlpha(r) || isDigit(r) }
	return !(side(j.f.at(s.start-1)) && j.f.joined(s.start)) && !(side(j.f.at(s.end)) && j.f.joined(s.end))
}

// titles leaves ××号 of a certificate: the sentence needs to say that there is
// one.
func (j *job) titles() {
	for _, re := range titles {
		j.f.each(re, func(m []int) {
			s := span{m[0], m[1]}
			with := "××号"
			if len(m) > 2 && m[2] >= 0 {
				s = span{m[2], m[3]}
				if j.f.at(s.end) == '号' {
					s.end++
				}
			}
			for k := s.end - 1; k > s.start; k-- {
				if j.f.column(k) {
					s.start = k
					break
				}
				if c := j.f.at(k); c == '下' && j.f.at(k-1) == '名' || strings.ContainsRune("的有为系是对将以由在与和及其名、,:持", c) && isHan(c) {
					s.start = k + 1
					break
				}
			}
			s.start = j.afterNames(s)
			j.hit(mark{span: s, class: "title", with: with})
		})
	}
}

// afterNames is where what stands after the names in s begins: in a line of a
// table an owner stands right before his certificate.
func (j *job) afterNames(s span) int {
	text := j.f.slice(s.start, s.end)
	start := s.start
	for _, a := range j.cast.actors {
		if key := a.key(); runeLen(key) >= 2 {
			if k := strings.LastIndex(text, key); k >= 0 {
				start = max(start, s.start+runeLen(text[:k+len(key)]))
			}
		}
	}
	return start
}

// servicePlates hides the plates of army, police and embassies whole.
func (j *job) servicePlates() {
	j.f.each(service, func(m []int) {
		s := span{m[0], m[1]}
		v := []rune(j.f.slice(s.start, s.end))
		armed := v[0] == '使' || v[len(v)-1] == '使' || v[0] == 'W' || v[0] == '军'
		if !armed && !carWord.MatchString(j.f.slice(s.start-8, s.start)+"|"+j.f.slice(s.end, s.end+6)) || !j.alone(s) {
			return
		}
		j.hit(mark{span: s, class: "plate", with: strings.Repeat("×", len(v))})
	})
}

var carWord = regexp.MustCompile(`车|牌照|牌号`)

// plates keeps the letter of the place and puts × for the rest.
func (j *job) plates() {
	j.f.each(plate, func(m []int) {
		s := span{m[6], m[7]}
		v := j.f.slice(s.start, s.end)
		whole := span{m[0], m[1]}
		if !strings.ContainsFunc(v, isDigit) && !strings.ContainsAny(v, "挂学警港澳领") {
			return
		}
		if next := j.f.at(whole.end); (isAlpha(next) || isDigit(next)) && j.f.joined(whole.end) {
			return
		}
		if !j.free(whole) {
			return
		}
		j.hit(mark{span: s, class: "plate", with: strings.Repeat("×", runeLen(v))})
	})
}
