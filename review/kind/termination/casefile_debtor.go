package termination

import "shenqian/review"

// DebtorFacts 被执行人情况 is what the court did to one debtor, and why not.
type DebtorFacts struct {
	Name        string      `json:"被执行人" desc:"姓名或者名称"`
	Status      string      `json:"状态,omitempty" desc:"死亡、终止、下落不明、服刑等"`
	NoEstate    *bool       `json:"无遗产,omitempty" desc:"死亡或者终止且无遗产、无义务承受人"`
	Notice      review.Date `json:"执行通知书日期,omitzero" desc:"执行通知书发出日期"`
	ReportOrder review.Date `json:"报告财产令日期,omitzero" desc:"报告财产令发出日期"`
	ByPublicity *bool       `json:"公告送达,omitempty" desc:"执行通知书、报告财产令是否公告送达"`
	Report      string      `json:"财产报告,omitempty" desc:"报告财产情况" enum:"已报告,逾期报告,拒绝报告,虚假报告"`
	Checked     review.Date `json:"报告核查日期,omitzero" desc:"财产报告的核查日期"`
	WhyNoFine   string      `json:"未惩戒理由,omitempty" desc:"逾期、拒绝、虚假报告而未惩戒的理由"`
	Limited     *bool       `json:"已限制消费,omitempty" desc:"是否已发出限制消费令"`
	WhyNoLimit  string      `json:"未限制消费理由,omitempty" desc:"机关法人、未成年、死亡、其他等"`
	HeadLimited *bool       `json:"法定代表人等已限制消费,omitempty" desc:"单位的法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人是否一并限制消费"`
	Eligible    *bool       `json:"符合失信条件,omitempty" desc:"是否符合纳入失信被执行人名单的条件"`
	WhyNoShixin string      `json:"未纳入失信理由,omitempty" desc:"未成年、已担保、足额查控、顺序在后、无失信情形、服刑、年老、疾病、宽限期、信用修复、机关法人、死亡、其他"`
	Questioned  review.Date `json:"询问日期,omitzero" desc:"对被执行人或者其负责人等的询问日期"`
	Hiding      *bool       `json:"隐匿财产,omitempty" desc:"是否隐匿财产、会计账簿且拒不交出"`
	Obstructed  *bool       `json:"妨害执行,omitempty" desc:"是否有妨害执行的行为"`
	WhyNoArrest string      `json:"未罚款拘留理由,omitempty" desc:"年老、疾病、怀孕、人大代表、其他等"`
	Crime       *bool       `json:"涉嫌拒执罪,omitempty" desc:"是否涉嫌拒不执行判决、裁定罪"`
	WhyNoCrime  string      `json:"未移送理由,omitempty" desc:"涉嫌拒执罪而未移送的理由"`

	told bool // by the words: nobody entered it, so it never blocks
}

// Confirmation 签字确认: the applicant confirms in writing that there is
// nothing to enforce against (解释 519/517, the way without a panel).
type Confirmation struct {
	By        string      `json:"确认人" desc:"签字人"`
	On        review.Date `json:"日期,omitzero" desc:"签字日期"`
	Authority *bool       `json:"特别授权,omitempty" desc:"代理人签字的，是否有特别授权"`
}

// Request is the applicant's request for an audit or a reward notice.
type Request struct {
	Type    string      `json:"种类" desc:"审计或者悬赏" enum:"审计,悬赏"`
	On      review.Date `json:"申请日期,omitzero" desc:"申请日期"`
	Decided review.Date `json:"决定日期,omitzero" desc:"决定日期"`
	Granted *bool       `json:"准许,omitempty" desc:"是否准许"`
	Done    *bool       `json:"已实施,omitempty" desc:"准许的，是否已实施"`
}

// Letter 函件 to another authority.
type Letter struct {
	Type   string      `json:"种类" desc:"函件种类" enum:"协助查找,协助扣押,移送公安,引导自诉,商请移送处置"`
	To     string      `json:"对象,omitempty" desc:"受函机关"`
	On     review.Date `json:"日期,omitzero" desc:"发函日期"`
	Answer string      `json:"回复,omitempty" desc:"回复情况"`
}

// Bankruptcy 执转破 is whether the debtor was offered to the insolvency court.
type Bankruptcy struct {
	Eligible *bool       `json:"符合条件,omitempty" desc:"企业法人是否符合破产条件"`
	Asked    review.Date `json:"征询日期,omitzero" desc:"征询当事人意见的日期"`
	Agreed   *bool       `json:"同意移送,omitempty" desc:"当事人是否书面同意移送"`
	Referred review.Date `json:"移送决定日期,omitzero" desc:"移送决定书日期"`
}

// Hearing 听证 before another panel.
type Hearing struct {
	On     review.Date          `json:"日期,omitzero" desc:"听证日期"`
	Panel  []review.PanelMember `json:"合议庭,omitempty" desc:"听证合议庭成员"`
	Result string               `json:"结果,omitempty" desc:"听证结果"`
}
