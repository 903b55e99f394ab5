// Package extension is the kind 期限延长审批: six months, three for what is not from litigation; the
// president may extend by three months, more goes to the high court (审限规定 art
// 5; to be asked for ten days before the end, art 12 by analogy).
package extension

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
	Filed  review.Date `json:"立案日期" desc:"立案日期"`
	Limit  review.Date `json:"执行期限届满日期" desc:"现行执行期限届满日期"`
	Until2 review.Date `json:"延长至" desc:"申请延长至的日期"`
	Nth    int         `json:"第几次延长" desc:"第几次申请延长"`
	Why    []string    `json:"延长理由" desc:"申请延长的理由，逐项"`
	Done   []string    `json:"已采取措施" desc:"已经采取的执行措施，逐项"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "extension", Title: "延长执行期限审批表 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormInside, Basis: []string{"extension", "extension-12"}, Signs: review.RolePresident,
			Deadline: review.Deadline{Code: "before_limit_days", Days: 10}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Office: "承办人",
		Called: `延长执行期限审批表$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "立案日期", "执行期限届满日期", "延长至", "第几次延长", "延长理由"},
		Runs:   []letter.Clock{{Code: "limit", Basis: "extension", On: "执行期限届满日期", Until: true}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q08A", Check: func() ruling.Result { return r.Before("extension-12", "执行期限届满日期", 10) }},
				{ID: "Q08B", Check: func() ruling.Result {
					return r.Must("extension", "Q08B.not", f.Limit.IsZero() || f.Until2.IsZero() || !f.Limit.AddMonths(3).Before(f.Until2))
				}},
				{ID: "Q08C", Check: func() ruling.Result { return r.Must("extension", "Q08C.not", f.Nth <= 1).Warn() }},
				{ID: "Q08D", Check: func() ruling.Result { return r.InOrder("extension", "执行期限届满日期", "延长至") }},
			}
		},
	})
}
