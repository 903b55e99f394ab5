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
	due, realised, remaining := w.due.known(), w.realised.known(), w.remaining.known()
	if r.entered != nil {
		for _, e := range []struct {
			name  string
			words stated
			file  *review.Amount
		}{{"应执行标的金额", w.due, c.Due}, {"实际到位金额", w.realised, c.Realised}, {"尚未执行标的金额", w.remaining, c.Remaining}} {
			if v := e.words.known(); v != nil && e.file != nil && *v != *e.file {
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
	at := w.remaining.at
	if at.End == 0 {
		at = w.due.at
	}
	if due == nil || realised == nil || remaining == nil {
		if w.due.open {
			return r.Unknown("amounts", "I02.open", w.due.at)
		}
		return r.Unknown("amounts", "I02.unstated", at)
	}
	var waived review.Amount
	if c.Waived != nil {
		waived = *c.Waived
	}
	if want := *due - *realised - waived; want != *remaining {
		return r.Unmet("amounts", "I02.sum", at, "due", due.String(), "realised", realised.String(), "waived", waived.String(), "want", want.String(), "remaining", remaining.String())
	}
	return ruling.Met
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
