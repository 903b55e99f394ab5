package termination

import (
	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// CaseFile 案件信息 is what the court knows of the case, under the field names
// of the courts' own system (domain.md §2.1). A field that is missing is not
// known, which is not the same as "no": hence the pointers.
type CaseFile struct {
	Paper    string            `json:"文书种类,omitempty" desc:"文书种类" enum:"终结本次执行程序裁定书"`
	Number   review.CaseNumber `json:"案号" desc:"案号，如（2018）鲁0102执1234号之一"`
	Court    string            `json:"法院" desc:"执行法院全称"`
	Cause    string            `json:"案由,omitempty" desc:"执行依据的案由"`
	BasisDoc *BasisDocument    `json:"执行依据,omitempty" desc:"执行依据"`
	Filed    review.Date       `json:"立案日期,omitzero" desc:"执行立案日期"`
	Received review.Date       `json:"签收日期,omitzero" desc:"承办人签收日期"`
	Inquired review.Date       `json:"查控完成日期,omitzero" desc:"线上、线下财产查控全部完成的日期"`
	Parties  []review.Party    `json:"当事人" desc:"申请执行人、被执行人及其他当事人"`

	Ground       string `json:"终结本次执行事由,omitempty" desc:"终结本次执行程序的事由"`
	ByApplicant  *bool  `json:"申请人申请终结本次执行程序,omitempty" desc:"是否由申请执行人申请终结本次执行程序"`
	OnlyDeed     *bool  `json:"执行内容仅为行为,omitempty" desc:"执行标的是否仅为行为或者特定物"`
	NonSuit      *bool  `json:"非诉行政执行,omitempty" desc:"是否为非诉行政执行案件（执行期限三个月）"`
	HasProperty  *bool  `json:"是否有财产,omitempty" desc:"是否发现被执行人财产"`
	Shortened    string `json:"不足三个月终本理由,omitempty" desc:"立案不足三个月而终本的理由"`
	SeriesOf     string `json:"系列案,omitempty" desc:"系列案名称；同一系列各案相同"`
	Undertaker   string `json:"承办人,omitempty" desc:"承办人姓名"`
	ClerkName    string `json:"书记员,omitempty" desc:"书记员姓名"`
	ApplicantSay string `json:"申请执行人意见,omitempty" desc:"约谈中申请执行人的意见，一句话"`

	GroundCode   string            `json:"终本情形,omitempty" desc:"终本情形；不填即穷尽调查未发现可供执行的财产" enum:"未发现财产,申请执行人书面同意,中止满二年,无线索且书面同意,财产不能变现,分期履行,特困救助"`
	Confirmation *Confirmation     `json:"签字确认,omitempty" desc:"申请执行人对无财产可供执行的签字确认"`
	Settling     *bool             `json:"执行和解履行中,omitempty" desc:"执行和解协议是否正在履行"`
	Objection    *bool             `json:"异议未审结,omitempty" desc:"是否有未审结的执行异议、案外人异议"`
	Petition     string            `json:"信访情况,omitempty" desc:"涉本案的信访及办理情况，一句话"`
	FirstCase    review.CaseNumber `json:"首次执行案号,omitzero" desc:"恢复执行案件的首次执行案号；已采取的措施见该案"`

	Due       *review.Amount `json:"应执行标的金额,omitempty" desc:"元"`
	Realised  *review.Amount `json:"实际到位金额,omitempty" desc:"元"`
	Waived    *review.Amount `json:"放弃金额,omitempty" desc:"申请执行人放弃的金额，元"`
	Remaining *review.Amount `json:"尚未执行标的金额,omitempty" desc:"元"`
	Ledger    []Receipt      `json:"执行款台账,omitempty" desc:"执行款到账明细"`

	LimitFrom   review.Date `json:"执行期限起始日期,omitzero" desc:"执行期限起始日期"`
	LimitTo     review.Date `json:"执行期限届满日期,omitzero" desc:"执行期限届满日期，已扣除、延长"`
	LimitEdits  []LimitEdit `json:"扣除、延长执行期限记录,omitempty" desc:"扣除或者延长执行期限的记录"`
	WhyOverdue  string      `json:"执行超期原因,omitempty" desc:"执行超期原因"`
	Notice      review.Date `json:"发出执行通知书日期,omitzero" desc:"发出执行通知书日期"`
	ReportOrder review.Date `json:"发出报告财产令日期,omitzero" desc:"发出报告财产令日期"`
	ReportBy    review.Date `json:"财产报告期限,omitzero" desc:"财产报告期限"`

	Debtors    []DebtorFacts        `json:"被执行人情况,omitempty" desc:"每名被执行人的通知、报告、限制消费、失信等情况"`
	Assets     []Asset              `json:"财产,omitempty" desc:"查明的财产及处置情况"`
	Requests   []Request            `json:"申请调查,omitempty" desc:"申请执行人的审计、悬赏申请"`
	Letters    []Letter             `json:"函件,omitempty" desc:"协助查找、协助扣押、移送公安、引导自诉等函件"`
	Bankruptcy *Bankruptcy          `json:"执转破,omitempty" desc:"征询移送破产审查"`
	Hearing    *Hearing             `json:"听证,omitempty" desc:"申请执行人不同意终本时的听证"`
	Interviews []Interview          `json:"约谈,omitempty" desc:"终本约谈"`
	Inquiries  []Inquiry            `json:"财产调查,omitempty" desc:"财产调查"`
	Clues      []Clue               `json:"执行线索,omitempty" desc:"执行线索"`
	Measures   []Measure            `json:"惩戒措施,omitempty" desc:"限制消费、失信、罚款、拘留等"`
	Panel      []review.PanelMember `json:"合议庭,omitempty" desc:"合议庭成员；独任时为一人"`
	Minutes    *ruling.Minutes      `json:"评议笔录,omitempty" desc:"合议庭评议笔录"`
}

// BasisDocument 执行依据.
type BasisDocument struct {
	Number    string      `json:"文号" desc:"文号，如（2017）鲁0102民初88号"`
	Form      string      `json:"文种,omitempty" desc:"民事判决书、民事调解书、仲裁裁决书等"`
	By        string      `json:"作出机关,omitempty" desc:"作出机关"`
	Effective review.Date `json:"生效日期,omitzero" desc:"生效日期"`
}

// Receipt is one entry of the 执行款 ledger.
type Receipt struct {
	On     review.Date   `json:"日期" desc:"到账日期"`
	Amount review.Amount `json:"金额" desc:"元"`
	Debtor string        `json:"被执行人,omitempty" desc:"缴款的被执行人"`
}

// LimitEdit is a deduction from, or an extension of, the time limit.
type LimitEdit struct {
	Type       string      `json:"类型" desc:"扣除或者延长的事由"`
	From       review.Date `json:"起始日期" desc:"起始日期"`
	To         review.Date `json:"截止日期,omitzero" desc:"截止日期"`
	ApprovedBy string      `json:"批准机关,omitempty" desc:"批准机关"`
	ApprovedOn review.Date `json:"批准日期,omitzero" desc:"批准日期"`
}

// Interview 终本约谈.
type Interview struct {
	With    string      `json:"被约谈人" desc:"被约谈人"`
	On      review.Date `json:"时间,omitzero" desc:"约谈日期"`
	How     string      `json:"方式,omitempty" desc:"当面、电话、视频等"`
	ClueBy  review.Date `json:"提供线索期限,omitzero" desc:"提供线索期限"`
	About   string      `json:"事由,omitempty" desc:"事由"`
	Place   string      `json:"场所,omitempty" desc:"场所"`
	Present string      `json:"参加人员,omitempty" desc:"参加人员"`
	Agreed  *bool       `json:"是否同意终本,omitempty" desc:"是否同意终本"`
	Topics  []string    `json:"告知事项,omitempty" desc:"执行情况、财产调查措施、被执行人的财产情况、终本的依据、法律后果"`
	Signed  *bool       `json:"签名或录音,omitempty" desc:"笔录是否签名，或者有录音、通话记录"`
	Clues   []string    `json:"提出线索,omitempty" desc:"约谈中提出的财产线索"`
}

// Inquiry is one inquiry into a debtor's property.
type Inquiry struct {
	By     string      `json:"调查单位,omitempty" desc:"调查或者协助调查的单位"`
	Of     string      `json:"被调查人" desc:"被调查人"`
	How    string      `json:"方式,omitempty" desc:"网络查控或者现场调查" enum:"网络查控,现场调查"`
	What   string      `json:"调查内容" desc:"银行存款、车辆、不动产、有价证券、住房公积金等"`
	Staff  string      `json:"调查人员,omitempty" desc:"两名以上执行人员姓名"`
	On     review.Date `json:"日期,omitzero" desc:"调查日期"`
	Result string      `json:"结果,omitempty" desc:"反馈结果"`
}

// Clue 执行线索.
type Clue struct {
	From     string      `json:"来源" desc:"来源"`
	Content  string      `json:"内容" desc:"内容"`
	Status   string      `json:"状态,omitempty" desc:"未核实、核实完毕"`
	Received review.Date `json:"收到日期,omitzero" desc:"收到线索的日期"`
	Verified review.Date `json:"核实日期,omitzero" desc:"核实日期"`
	Result   string      `json:"核实结果,omitempty" desc:"核实结果"`
	Urgent   *bool       `json:"情况紧急,omitempty" desc:"是否情况紧急"`
}

// Measure is 限制消费, 失信, 罚款 or 拘留 against one debtor.
type Measure struct {
	Against string      `json:"被执行人" desc:"对象"`
	Type    string      `json:"措施" desc:"限制消费令、失信决定书、罚款、拘留等"`
	On      review.Date `json:"日期,omitzero" desc:"决定日期"`
	Lifted  review.Date `json:"解除日期,omitzero" desc:"解除日期"`

	told bool // by the words: nobody entered it, so it never blocks
	near bool // told beside its day, not merely in a sentence that names one
}
