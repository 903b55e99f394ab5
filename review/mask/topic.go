package mask

import (
	"regexp"
	"strings"
)

// topic is what the words before a number say that it is.
type topic int

const (
	noWord topic = iota
	idWord
	accountWord
	phoneWord
	imWord
	creditWord
	licenceWord
	contractWord
)

var topics = []struct {
	topic topic
	words *regexp.Regexp
}{
	{idWord, regexp.MustCompile(`身份证|身份号|证件号|护照|通行证|台胞证|回乡证|军官证|士兵证|居留证|居住证`)},
	{accountWord, regexp.MustCompile(`账号|帐号|账户|帐户|卡号|银行卡|存折|开户|储蓄卡|信用卡|借记卡|收款|户名|汇入|转入|存款户|社保卡|公积金号|基本户|一般户|专用户|工资卡|银行|信用社|农商行`)},
	{phoneWord, regexp.MustCompile(`电话|手机|联系方式|传真|座机|拨打|致电|短信|来电|小灵通|热线`)},
	{imWord, regexp.MustCompile(`(?i)QQ号?码?|微信号|微信`)},
	{creditWord, regexp.MustCompile(`信用代码|机构代码|注册号|税号|纳税人识别号|营业执照`)},
	{licenceWord, regexp.MustCompile(`执业证|执业许可|律师证`)},
	{contractWord, regexp.MustCompile(`合同号|编号|票号|票据号|汇票号码?|支票号码?|单号|订单号|流水号|凭证号|保单号?|发票号码?|文号|批号|型号|条码|项目代码`)},
}

// about is the topic of the number at i: the last word of any topic in the
// sentence before it. Other numbers between do not count, so that in a list
// the last is as much an account as the first.
func (j *job) about(i int) topic {
	var before []rune
	for k := i - 1; k >= 0 && len(before) < 14; k-- {
		c := j.f.at(k)
		if strings.ContainsRune("。;", c) {
			break
		}
		if isDigit(c) || c == '-' || c == '·' || c == '*' {
			continue
		}
		before = append(before, c)
	}
	for a, b := 0, len(before)-1; a < b; a, b = a+1, b-1 {
		before[a], before[b] = before[b], before[a]
	}
	last, best := -1, noWord
	for _, t := range topics {
		if m := t.words.FindAllStringIndex(string(before), -1); m != nil && m[len(m)-1][1] > last {
			last, best = m[len(m)-1][1], t.topic
		}
	}
	if best == noWord && j.f.match(accountAfter, i, min(i+44, j.f.len())) != nil {
		return accountWord
	}
	return best
}

var accountAfter = regexp.MustCompile(`^[\d·*-]{8,40}(?:号)?的?(?:账户|帐户|账号|帐号|银行卡|银行账|存款|卡内|户内)`)
