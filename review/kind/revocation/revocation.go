// Package revocation is the kind 撤销终本裁定书: the termination of this round is
// revoked, and the enforcement goes on.
package revocation

import (
	"regexp"

	"shenqian/review"
	"shenqian/review/kind/later"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

var (
	revokes = regexp.MustCompile(`撤销[^。；]{0,80}(?:裁定|终结本次执行程序)`)
	goesOn  = regexp.MustCompile(`恢复[^。；]{0,40}执行|继续执行`)
)

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return &later.Kind{
		Name: "revocation", Title: "撤销终本裁定书 案件信息", LinkKind: review.LinkRevocation, RuleDate: "2026-11-24", Basis: "later-ruling", Book: book,
		Disposes: revokes,
		Own: func(r *later.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "L04", Words: true, Check: func() ruling.Result { return namesTheRuling(r) }},
				{ID: "L05", Words: true, Check: func() ruling.Result { return enforcementGoesOn(r) }},
			}
		},
	}
}

// L04: the 主文 names the ruling that is revoked by its 案号.
func namesTheRuling(r *later.Reading) ruling.Result {
	q, ok := r.Paper.First(review.PartDisposition)
	if !ok {
		return r.Unmet("later-ruling", "L04.none", ruling.Place{})
	}
	for _, n := range review.FindCaseNumbers(revokes.FindString(r.Paper.Join(review.PartDisposition))) {
		if n.CaseNumber == r.Facts.EarlierNo {
			return ruling.Met
		}
	}
	return r.Unmet("later-ruling", "L04.unnamed", ruling.PlaceOf(q))
}

// L05: what becomes of the enforcement is said.
func enforcementGoesOn(r *later.Reading) ruling.Result {
	if goesOn.MatchString(ruling.Squeeze(r.Paper.Join(review.PartDisposition, review.PartRights))) {
		return ruling.Met
	}
	return r.Unmet("later-ruling", "L05.silent", ruling.Place{})
}
