// Package stay is the kind 暂缓执行决定书: three months; longer needs the president (执行规定
// item 77).
package stay

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
	Asker    string      `json:"申请人,omitempty" desc:"申请暂缓执行的人；法院依职权的不填"`
	Why      []string    `json:"理由" desc:"暂缓执行的理由，逐项"`
	Security string      `json:"担保情况,omitempty" desc:"提供担保的情况"`
	From     review.Date `json:"暂缓起始日期" desc:"暂缓执行开始的日期"`
	Ends     review.Date `json:"暂缓届满日期" desc:"暂缓执行届满的日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "stay", Title: "暂缓执行决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"stay"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Panel:  true,
		Called: `^暂缓执行决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "理由", "暂缓起始日期", "暂缓届满日期"},
		Runs:   []letter.Clock{{Code: "stay_ends", Basis: "stay", On: "暂缓届满日期", Done: []string{"恢复执行通知书"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q09A", Check: func() ruling.Result { return r.InOrder("stay", "暂缓起始日期", "暂缓届满日期") }},
				{ID: "Q09B", Check: func() ruling.Result {
					return r.Must("stay", "Q09B.not", f.From.IsZero() || f.Ends.IsZero() || !f.From.AddMonths(3).Before(f.Ends)).Warn()
				}},
			}
		},
	})
}
