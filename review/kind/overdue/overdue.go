// Package overdue is the kind 超期未结书面说明 (DK-04): once the limit has ended, the reasons
// are explained in writing case by case (鲁高法〔2018〕17号 part 1 item 2(2)).
package overdue

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
	Filed    review.Date `json:"立案日期" desc:"立案日期"`
	Limit    review.Date `json:"执行期限届满日期" desc:"扣除、延长后的执行期限届满日期"`
	Excluded string      `json:"扣除延长情况,omitempty" desc:"期限扣除、延长的情况和依据"`
	Done     []string    `json:"已采取措施" desc:"已经采取的执行措施，逐项"`
	Reasons  []string    `json:"超期原因" desc:"超期未结的原因，逐项"`
	Next     []string    `json:"下一步措施" desc:"下一步措施，逐项"`
	Finish   review.Date `json:"预计办结日期" desc:"预计办结的日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "overdue", Title: "超期未结书面说明 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-04", Form: review.FormInside, Basis: []string{"directive-explain"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "limit_end"}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Office: "承办人",
		Called: `(?:超期|逾期|期限届满).{0,8}未结.*说明$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "立案日期", "执行期限届满日期", "已采取措施", "超期原因", "下一步措施", "预计办结日期"},
		Runs:   []letter.Clock{{Code: "overdue_finish", Basis: "directive-explain", On: "预计办结日期", Done: []string{"结案文书"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P04A", Check: func() ruling.Result {
					return r.Must("directive-explain", "P04A.not", f.Limit.IsZero() || r.On.IsZero() || f.Limit.Before(r.On)).Warn()
				}},
				{ID: "P04B", Check: func() ruling.Result { return r.After("directive-explain", "预计办结日期") }},
				{ID: "P04C", Check: func() ruling.Result {
					return r.InOrder("directive-explain", "立案日期", "执行期限届满日期")
				}},
			}
		},
	})
}
