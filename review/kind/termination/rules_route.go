package termination

import (
	"strings"

	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// A: whether the case may end this way at all.

// A01: only 执 and 执恢 cases end in 终本; numbers from before 2016 count by
// their word (practice.md 19).
func (r *reading) caseIsEnforcement() ruling.Result {
	n := r.facts.Number
	// （2015）云执字第112号: the court's word may look like a province.
	kind := strings.TrimSuffix(n.Type, "字第")
	switch {
	case n.Number == 0:
		return notApplicable // T05 says so
	case kind == "执", kind == "执恢":
		return ruling.Met
	case n.Old && strings.HasPrefix(n.Type, "执") && !hasAny(n.Type, "异", "复", "保", "监"):
		return ruling.Met
	}
	at := ruling.Place{}
	if q, ok := r.Paper.First(review.PartNumber); ok {
		at = ruling.PlaceOf(q)
	}
	return r.Unmet("case-number-rules", "A01.type", at, "type", n.Type)
}

// A02: what is enforced is, at least in part, money.
func (r *reading) claimIsMoney() ruling.Result {
	switch {
	case yes(r.facts.OnlyDeed):
		return r.Unmet("court-practice", "A02.deed", ruling.Place{})
	case no(r.facts.OnlyDeed), r.facts.Due != nil, r.money.due.found, r.facts.Remaining != nil:
		return ruling.Met
	}
	return r.open("court-practice")
}

// A03: something is left to enforce.
func (r *reading) somethingIsLeft() ruling.Result {
	left := r.facts.Remaining
	if left == nil && r.facts.Due != nil && r.facts.Realised != nil {
		v := *r.facts.Due - *r.facts.Realised
		if r.facts.Waived != nil {
			v -= *r.facts.Waived
		}
		left = &v
	}
	switch {
	case left == nil:
		return notApplicable // I02 says so
	case *left <= 0:
		return r.Unmet("court-practice", "A03.nothing", r.money.remaining.at, "remaining", left.String())
	}
	return ruling.Met
}

// A04: a debtor is left: not every one is dead without an estate.
func (r *reading) aDebtorIsLeft() ruling.Result {
	ds := r.debtors()
	if len(ds) == 0 {
		return notApplicable
	}
	told := false
	for _, p := range ds {
		d := r.debtor(p.Name)
		if d.Status != dead && d.Status != "终止" {
			return ruling.Met
		}
		if no(d.NoEstate) {
			return ruling.Met
		}
		told = told || d.told || d.NoEstate == nil
	}
	if told {
		return r.open("cpl-end")
	}
	return r.Unmet("cpl-end", "A04.dead", ruling.Place{})
}

// A05: no settlement is being performed, unless that is the ground.
func (r *reading) noSettlementRuns() ruling.Result {
	switch {
	case r.facts.GroundCode == "分期履行", no(r.facts.Settling):
		return ruling.Met
	case yes(r.facts.Settling):
		return r.Unmet("26-16", "A05.settling", r.sentenceAt("和解"))
	}
	for _, s := range r.course.sentences {
		if hasAny(s.text, "达成和解", "执行和解", "和解协议") && !hasAny(s.text, "未达成", "未能达成", "终止", "恢复") &&
			!r.course.has("未履行和解", "未按和解", "不履行和解", "未按约定", "未再付款", "未再履行", "反悔") {
			return r.open("26-16")
		}
	}
	return notApplicable
}

// A06: the ground that is claimed has its evidence. Without a code it is the
// ordinary one (practice.md 16): nothing found, verified, approved.
func (r *reading) groundIsProved() ruling.Result {
	code, proved := r.facts.GroundCode, false
	switch code {
	case "", "未发现财产":
		return ruling.Met
	case "申请执行人书面同意", "无线索且书面同意":
		proved = r.facts.Confirmation != nil || r.agreed() == 1
	case "中止满二年":
		for _, e := range r.facts.LimitEdits {
			proved = proved || strings.Contains(e.Type, "中止") && !e.To.IsZero() && !e.To.Before(e.From.AddMonths(24))
		}
	case "财产不能变现":
		for _, a := range r.facts.Assets {
			proved = proved || a.Auctions > 0 || yes(a.Sale)
		}
		proved = proved || r.course.has("流拍", "未成交", "未能成交", "变卖")
	case "分期履行":
		proved = yes(r.facts.Settling) || r.course.has("分期", "和解")
	case "特困救助":
		proved = r.course.has("救助")
	default:
		return r.Unmet("26-16", "A06.ground", ruling.Place{}, "ground", code)
	}
	if proved {
		return ruling.Met
	}
	return r.Unmet("26-16", "A06.proof", ruling.Place{}, "ground", code)
}

// agreed is 1 where every applicant's view that is known is consent, -1 where
// one disagrees, 0 where none is known.
func (r *reading) agreed() int {
	view := 0
	for _, iv := range r.facts.Interviews {
		switch {
		case no(iv.Agreed):
			return -1
		case yes(iv.Agreed):
			view = 1
		}
	}
	return view
}

// A07: no objection to the case's property is undecided.
func (r *reading) noObjectionPends() ruling.Result {
	switch {
	case yes(r.facts.Objection):
		return r.Unmet("pending-objection", "A07.pending", r.sentenceAt("异议"))
	case no(r.facts.Objection):
		return ruling.Met
	}
	for _, s := range r.course.sentences {
		if hasAny(s.text, "执行异议", "案外人异议", "异议之诉") && hasAny(s.text, "正在", "尚未", "审查中", "审理中", "未审结") {
			return r.open("pending-objection")
		}
	}
	return notApplicable
}
