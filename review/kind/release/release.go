// Package release is the kind 提前解除拘留决定书: one who admits and mends his fault may be
// released early with the president’s approval (解释 art 182).
package release

import (
	"embed"

	"shenqian/review"
	"shenqian/review/kind/letter"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

//go:embed text.tmpl demo.json
var folder embed.FS

// CaseFile is what the paper says.
type CaseFile struct {
	letter.File
	Person  string            `json:"被拘留人" desc:"被拘留人姓名"`
	Earlier review.CaseNumber `json:"拘留决定案号" desc:"拘留决定书的案号"`
	From    review.Date       `json:"拘留起始日期" desc:"拘留开始的日期"`
	Ends    review.Date       `json:"拘留届满日期" desc:"拘留届满的日期"`
	Why     []string          `json:"解除理由" desc:"承认并改正错误的情况，逐项"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "release", Title: "提前解除拘留决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"release", "coercion"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^提前解除拘留决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "被拘留人", "拘留决定案号", "拘留起始日期", "拘留届满日期", "解除理由"},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "Q06A", Check: func() ruling.Result { return r.InOrder("release", "拘留起始日期", "拘留届满日期") }},
				{ID: "Q06B", Check: func() ruling.Result { return r.InTime("release", "拘留届满日期") }},
				{ID: "Q06C", Check: func() ruling.Result { return r.NotAfter("release", "拘留起始日期") }},
			}
		},
	})
}
