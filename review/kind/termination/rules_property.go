package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// E: what was found and why it can't be disposed of (373 arts. 1(3), 4).

// Reasons why an asset can't be disposed of. Art. 4 names the first two; the
// others are what courts accept besides (practice.md 22).
const (
	unsold  = "拍卖变卖未成"
	notHeld = "未实际扣押"
)

var knownReasons = []string{unsold, notHeld, "轮候查封", "无益拍卖", "唯一住房", "生活必需", "小额", "他案处置"}

var (
	disposalWords = []string{"拍卖", "变卖", "成交", "扣划", "划拨", "提取", "抵债", "发放", "发还", "受偿", "上缴", "抵顶", "解除"}
	reasonWords   = []string{"轮候", "首封", "首先查封", "在先", "抵押", "未能实际扣押", "未实际扣押", "未扣押", "唯一住房", "唯一住所", "无余值", "不足", "未予", "不予", "流拍", "未成交", "未能成交", "无变现", "无实际", "不具备处置", "暂不", "未查找到", "未能查找", "未能扣押", "报废", "质押", "余额", "必需", "专用", "专项", "无法处置", "不宜处置", "不能处置", "租赁", "他人"}
)

// E01: every asset is disposed of, or it is said and proved why not. Only a
// missing reason or proof blocks.
func (r *reading) assetsAreDisposedOf() ruling.Result {
	for _, a := range r.facts.Assets {
		switch {
		case yes(a.Disposed):
		case a.WhyNot == "" && a.Disposed == nil:
			return r.open("373-1-3")
		case a.WhyNot == "":
			return r.Unmet("373-1-3", "E01.reason", r.assetAt(a), "asset", a.name())
		case a.Evidence == "" && !r.course.has(reasonWords...):
			return r.Unmet("373-1-3", "E01.proof", r.assetAt(a), "asset", a.name(), "reason", a.WhyNot).Warn()
		}
	}
	switch {
	case len(r.facts.Assets) > 0:
		return ruling.Met
	case !r.course.has("查封", "扣押", "冻结"):
		return notApplicable
	case r.course.has(disposalWords...) || r.course.has(reasonWords...):
		return ruling.Met
	}
	return r.open("373-1-3")
}

func (a Asset) name() string {
	if a.Name != "" {
		return a.Name
	}
	return a.Owner + a.Type
}

func (r *reading) assetAt(a Asset) ruling.Place {
	if a.Name == "" {
		return ruling.Place{}
	}
	return r.sentenceAt(a.Name)
}

// E02: what could not be sold went through its auctions (movables two, others
// three, or two and a 变卖 online), the applicant would not take it, and
// compulsory management was considered.
func (r *reading) unsoldAssetsWereOffered() ruling.Result {
	any := false
	for _, a := range r.facts.Assets {
		if yes(a.Disposed) || !hasAny(a.WhyNot, unsold, "流拍", "未成交") {
			continue
		}
		any = true
		rounds := 3
		if hasAny(a.Type, "动产", "车辆", "船舶") && a.Type != "不动产" || yes(a.Sale) {
			rounds = 2
		}
		var lack []string
		switch {
		case a.Auctions == 0:
			return r.open("373-4")
		case a.Auctions < rounds:
			lack = append(lack, "拍卖次数")
		}
		if no(a.Refused) {
			lack = append(lack, "以物抵债的征询")
		}
		if len(lack) > 0 {
			return r.Unmet("373-4", "E02.lack", r.assetAt(a), "asset", a.name(), "auctions", itoa(a.Auctions), "lack", strings.Join(lack, "、"))
		}
		if a.Refused == nil || a.Managed == "" {
			return r.open("373-4")
		}
	}
	switch {
	case any:
		return ruling.Met
	case !r.course.has("流拍", "未成交", "未能成交"):
		return notApplicable
	case r.course.has("抵债", "以物", "抵偿"):
		return ruling.Met
	}
	return r.open("373-4")
}

// E03: a vehicle or vessel that is seized in the register and not held was
// asked for by letter.
func (r *reading) unheldVehiclesWereSought() ruling.Result {
	any := false
	for _, a := range r.facts.Assets {
		if yes(a.Disposed) || !strings.Contains(a.WhyNot, notHeld) {
			continue
		}
		any = true
		if a.LetterOn.IsZero() && !r.wrote("协助扣押") && !r.course.has("协助扣押", "协助执行", "公安", "交警", "海事", "渔港", "布控") {
			return r.Unmet("373-4", "E03.noletter", r.assetAt(a), "asset", a.name()).Warn()
		}
	}
	switch {
	case any:
		return ruling.Met
	case !r.course.has("未能实际扣押", "未实际扣押", "未能扣押", "查封档案", "登记档案"):
		return notApplicable
	case r.wrote("协助扣押"), r.course.has("协助扣押", "协助执行", "公安", "交警", "海事", "布控", "未能查找到", "查找"):
		return ruling.Met
	}
	return r.open("373-4")
}

func (r *reading) wrote(kind string) bool {
	for _, l := range r.facts.Letters {
		if l.Type == kind {
			return true
		}
	}
	return false
}

// E04: a reason outside the accepted ones is shown: art. 4 names only two.
func (r *reading) reasonsAreOfTheList() ruling.Result {
	any := false
	for _, a := range r.facts.Assets {
		if yes(a.Disposed) || a.WhyNot == "" {
			continue
		}
		any = true
		if !hasAny(a.WhyNot, knownReasons...) {
			return r.Unmet("373-4", "E04.other", r.assetAt(a), "asset", a.name(), "reason", a.WhyNot).Warn()
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// E05: a balance passes as small below 1000 yuan and five in a hundred of the
// claim.
func (r *reading) smallBalancesAreSmall() ruling.Result {
	const most, share = review.Amount(100000), 20
	any := false
	for _, a := range r.facts.Assets {
		if a.Type != "存款" || !strings.Contains(a.WhyNot, "小额") {
			continue
		}
		any = true
		if a.Value == nil {
			return r.open("court-practice")
		}
		if *a.Value >= most || r.facts.Due != nil && *a.Value > *r.facts.Due/share {
			return r.Unmet("court-practice", "E05.large", r.assetAt(a), "asset", a.name(), "value", a.Value.String())
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// E06: where this court seized first, it has begun to dispose, or explained
// why not; any reason of E01 will do (practice.md 22).
func (r *reading) firstSeizureIsUsed() ruling.Result {
	_, in := r.Book.Cite("directive-first", r.On)
	any := false
	for _, a := range r.facts.Assets {
		if !yes(a.First) || !in || !r.inShandong() {
			continue
		}
		any = true
		if !yes(a.Disposed) && !yes(a.Started) && a.WhyNot == "" && a.Explained.IsZero() {
			return r.Unmet("directive-first", "E06.idle", r.assetAt(a), "asset", a.name())
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}

// E07: a seizure that ends within six months of the ruling is pointed out to
// the applicant, who must ask for its renewal.
func (r *reading) renewalsArePointedOut() ruling.Result {
	any := false
	for _, a := range r.facts.Assets {
		if a.SeizedTo.IsZero() || r.On.IsZero() || yes(a.Disposed) {
			continue
		}
		any = true
		if a.SeizedTo.Before(r.On.AddMonths(6)) && !hasAny(r.Paper.Text, "续封", "续行查封", "续行冻结", "续行扣押", "续冻") {
			return r.Unmet("373-16", "E07.ending", r.assetAt(a), "asset", a.name(), "ends", a.SeizedTo.Arabic())
		}
	}
	if !any {
		return notApplicable
	}
	return ruling.Met
}
