package termination

import "shenqian/review"

// Asset 财产 is what was found of a debtor's, and what became of it.
type Asset struct {
	Owner     string         `json:"被执行人" desc:"所有人"`
	Type      string         `json:"种类" desc:"存款、动产、车辆、船舶、不动产、股权、其他" enum:"存款,动产,车辆,船舶,不动产,股权,其他"`
	Name      string         `json:"名称,omitempty" desc:"财产名称"`
	Value     *review.Amount `json:"金额,omitempty" desc:"余额或者评估价，元"`
	Measure   string         `json:"控制措施,omitempty" desc:"查封、扣押、冻结、轮候查封等"`
	SeizedTo  review.Date    `json:"控制期限届满日期,omitzero" desc:"查封、扣押、冻结期限届满日期"`
	First     *bool          `json:"首先查封,omitempty" desc:"本院是否首先查封"`
	Disposed  *bool          `json:"已处置,omitempty" desc:"是否已处置完毕"`
	Started   *bool          `json:"已启动处置,omitempty" desc:"首先查封的，是否已启动处置"`
	WhyNot    string         `json:"不可执行原因,omitempty" desc:"拍卖变卖未成、未实际扣押、轮候查封、无益拍卖、唯一住房、生活必需品、小额、他案处置中或者其他"`
	Evidence  string         `json:"证据,omitempty" desc:"不可执行的证据材料"`
	Auctions  int            `json:"拍卖次数,omitempty" desc:"拍卖次数"`
	Sale      *bool          `json:"变卖,omitempty" desc:"拍卖不成后是否变卖"`
	Refused   *bool          `json:"拒绝抵债,omitempty" desc:"申请执行人是否拒绝接受或者依法不能接受抵债"`
	Managed   string         `json:"强制管理,omitempty" desc:"强制管理的考虑或者实施情况"`
	LetterOn  review.Date    `json:"协助扣押函日期,omitzero" desc:"向公安机关等发出协助扣押函的日期"`
	Explained review.Date    `json:"首封不处理说明日期,omitzero" desc:"首查封法院不处理的书面说明日期"`
}
