package termination

import (
	"shenqian/review"
	"shenqian/review/kind/ruling"
)

// I02: due − realised − waived = remaining, in the words, in the case file
// and between the two (practice.md 17: open-ended interest is allowed; Σ over
// debtors only where each owes a share; without a ledger a warning).
func (r *reading) amountsReconcile() ruling.Result {
	w, c := r.money, r.facts
	due, realised, remaining := w.due.known(), w.realised.known(), w.outstanding()
	if r.entered != nil {
		for _, e := range []struct {
			name  string
			words stated
			file  *review.Amount
		}{{"应执行标的金额", w.due, c.Due}, {"实际到位金额", w.realised, c.Realised}, {"尚未执行标的金额", w.remaining, c.Remaining}} {
			if v := e.words.base(); v != nil && e.file != nil && *v != *e.file {
				return r.Unmet("amounts", "I02.differs", e.words.at, "field", e.name, "words", v.String(), "file", e.file.String())
			}
		}
		due, realised, remaining = c.Due, c.Realised, c.Remaining
		if res, wrong := r.ledger(realised); wrong {
			return res
		}
	}
	if res, wrong := r.shares(due); wrong {
		return res
	}
	if res, wrong := r.partsGiveTheirSum(); wrong {
		return res
	}
	at := w.remaining.at
	if at.End == 0 {
		at = w.due.at
	}
	var waived review.Amount
	if c.Waived != nil {
		waived = *c.Waived
	}
	wrong := func(due, realised, remaining review.Amount) ruling.Result {
		if waived == 0 {
			return r.Unmet("amounts", "I02.sum", at, "due", due.String(), "realised", realised.String(), "want", (due - realised).String(), "remaining", remaining.String())
		}
		return r.Unmet("amounts", "I02.waived", at, "due", due.String(), "realised", realised.String(), "waived", waived.String(), "want", (due - realised - waived).String(), "remaining", remaining.String())
	}
	if due == nil || realised == nil || remaining == nil {
		if !w.due.open {
			return r.Unknown("amounts", "I02.unstated", at)
		}
		// Interest that runs on leaves more than the difference, never less.
		if d, got, left := w.due.base(), w.realised.known(), w.remaining.base(); got != nil && left != nil && *left < *d-*got-waived {
			return wrong(*d, *got, *left)
		} else if got != nil && left != nil && w.remaining.open && *left > 2*(*d-waived) {
			// With more interest still to come, twice the claim is a digit too many.
			return wrong(*d, *got, *left)
		}
		return r.Unknown("amounts", "I02.open", w.due.at)
	}
	if *due-*realised-waived != *remaining {
		return wrong(*due, *realised, *remaining)
	}
	if waived > 0 {
		return ruling.MetBy("passed.I02.waived", "due", due.String(), "realised", realised.String(), "waived", waived.String(), "remaining", remaining.String())
	}
	return ruling.MetBy("passed.I02.right", "due", due.String(), "realised", realised.String(), "remaining", remaining.String())
}

// ledger compares what came in with what is said to have.
func (r *reading) ledger(realised *review.Amount) (ruling.Result, bool) {
	if len(r.facts.Ledger) == 0 || realised == nil {
		return ruling.Result{}, false
	}
	var sum review.Amount
	for _, e := range r.facts.Ledger {
		sum += e.Amount
	}
	if sum == *realised {
		return ruling.Result{}, false
	}
	return r.Unmet("amounts", "I02.ledger", r.money.realised.at, "sum", sum.String(), "realised", realised.String()), true
}

// shares adds up debtors who each owe a share.
func (r *reading) shares(due *review.Amount) (ruling.Result, bool) {
	var sum review.Amount
	n := 0
	for _, p := range r.facts.Parties {
		if p.Role != review.Debtor {
			continue
		}
		if p.Liability != review.Several || p.Share == nil {
			return ruling.Result{}, false
		}
		sum += *p.Share
		n++
	}
	if n < 2 || due == nil || sum == *due {
		return ruling.Result{}, false
	}
	return r.Unmet("amounts", "I02.shares", r.money.due.at, "sum", sum.String(), "due", due.String()), true
}

// partsGiveTheirSum: amounts that are added up in the words, or told in both
// scripts, agree; and what was taken gives what came in, where the words tell of
// nothing but takings.
func (r *reading) partsGiveTheirSum() (ruling.Result, bool) {
	if all := r.money.sums.wrong; len(all) > 0 {
		w := all[0]
		if w.capitals {
			return r.Unmet("amounts", "I02.capitals", w.at, "figures", w.said.String(), "capitals", w.want.String()), true
		}
		return r.Unmet("amounts", "I02.parts", w.at, "sum", w.want.String(), "total", w.said.String()), true
	}
	m := r.money
	if len(m.takings) < 2 || !m.realised.found || m.realised.open || r.course.has(otherIncome...) {
		return ruling.Result{}, false
	}
	var sum review.Amount
	for i, t := range m.takings {
		if t.at.Start-m.takings[0].at.Start > 80 || t.open {
			return ruling.Result{}, false // not one list
		}
		for _, o := range m.takings[:i] {
			if o.amount == t.amount {
				return ruling.Result{}, false // told twice
			}
		}
		sum += t.amount
	}
	if sum == m.realised.amount {
		return ruling.Result{}, false
	}
	return r.Unmet("amounts", "I02.parts", m.realised.at, "sum", sum.String(), "total", m.realised.amount.String()), true
}

// otherIncome are words for money that came in otherwise, or went out again.
var otherIncome = []string{"执行费", "扣除", "其中", "拍卖", "变卖", "成交", "履行了", "自动履行", "交来", "交纳", "交至", "分配", "余款", "到期债权", "抵", "退还", "垫付", "受理费", "报酬", "费用", "提取", "代为"}
