package index

import (
	"strings"

	"shenqian/review"
)

// Case is an enforcement case as a court's system exports it. What is not known
// is zero, and of amounts not Known.
type Case struct {
	Number   review.CaseNumber
	Court    string      // 法院, "" in the list of one court
	Filed    review.Date // 立案日期
	Closed   review.Date // 结案日期; zero with Manner Open: still open
	Manner   Manner
	Due      review.Date // 执行期限届满日, what is deducted counted in
	Deducted int         // 扣除天数
	Assets   Answer      // 是否有财产可供执行
	Owed     Money       // 执行标的
	Realised Money       // 到位金额
	Place    string      // where it stands in the list
}

// Answer is yes, no, or not told.
type Answer int8

const (
	Untold Answer = iota
	Yes
	No
)

func answer(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// Money is an amount, if it is Known.
type Money struct {
	Amount review.Amount
	Known  bool
}

// Manner is how a case was closed 结案方式: 法发〔2014〕26号 art 14 (from memory).
type Manner string

const (
	MannerUntold Manner = ""
	Open         Manner = "未结"
	Finished     Manner = "执行完毕"
	Terminated   Manner = "终结本次执行程序"
	Ended        Manner = "终结执行"
	Cancelled    Manner = "销案"
	Refused      Manner = "不予执行"
	Dismissed    Manner = "驳回申请"
)

// manners are the words by which courts' lists say it.
var manners = map[string]Manner{
	"未结": Open, "在办": Open, "未结案": Open,
	"执行完毕": Finished, "自动履行": Finished, "强制执行": Finished, "和解履行完毕": Finished, "执行和解并履行完毕": Finished, "全部执行完毕": Finished,
	"终结本次执行程序": Terminated, "终本": Terminated, "终结本次执行": Terminated, "程序终结": Terminated,
	"终结执行": Ended, "终结": Ended,
	"销案": Cancelled, "不予执行": Refused, "驳回申请": Dismissed, "驳回执行申请": Dismissed, "裁定驳回申请": Dismissed,
}

// ParseManner reads a manner as lists have it.
func ParseManner(s string) (Manner, error) {
	s = strings.TrimSpace(s)
	if m, ok := manners[s]; ok || s == "" {
		return m, nil
	}
	return "", review.Fault("index.manner", "text", s)
}

// closed says whether the case is closed.
func (c *Case) closed() Answer {
	switch {
	case !c.Closed.IsZero():
		return Yes
	case c.Manner == Open:
		return No
	case c.Manner != MannerUntold:
		return Yes // closed, on a day that is not told
	}
	return Untold
}

// Check refuses a case that can't be as it is told.
func (c *Case) Check() error {
	bad := func(code string, args ...string) error {
		return review.Fault(code, append([]string{"number", c.Number.String(), "place", c.Place}, args...)...)
	}
	for name, d := range map[string]review.Date{"立案日期": c.Filed, "结案日期": c.Closed, "期限届满日": c.Due} {
		if !d.IsZero() && !d.Exists() {
			return bad("index.day", "field", name, "text", d.String())
		}
	}
	switch {
	case c.Number.Number == 0:
		return bad("index.nonumber")
	case !c.Closed.IsZero() && !c.Filed.IsZero() && c.Closed.Before(c.Filed):
		return bad("index.order", "filed", c.Filed.String(), "closed", c.Closed.String())
	case c.Manner == Open && !c.Closed.IsZero():
		return bad("index.open", "closed", c.Closed.String())
	case c.Realised.Known && c.Owed.Known && c.Realised.Amount > c.Owed.Amount:
		return bad("index.realised", "owed", c.Owed.Amount.String(), "realised", c.Realised.Amount.String())
	case c.Deducted < 0 || c.Deducted > 0 && !c.Closed.IsZero() && !c.Filed.IsZero() && c.Deducted > c.Filed.Days(c.Closed):
		return bad("index.deducted")
	}
	return nil
}
