// Package firstseizure is the kind 首查封不处理书面说明 (DK-06): the court that seized first explains in
// writing why it does not dispose of the property (鲁高法〔2018〕17号 part 1 item
// 2(4)).
package firstseizure

import (
	"embed"
	"slices"

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
	Asset   string            `json:"查封财产" desc:"首先查封的财产"`
	SealNo  review.CaseNumber `json:"查封裁定案号" desc:"首先查封裁定的案号"`
	Sealed  review.Date       `json:"查封日期" desc:"首先查封的日期"`
	Later   []Waiting         `json:"后续案件" desc:"因此无法执行的后续案件"`
	Reasons []string          `json:"未处置理由" desc:"未予处置的理由，逐项"`
	Plan    string            `json:"处置计划" desc:"处置计划"`
	PlanBy  review.Date       `json:"启动处置日期" desc:"计划启动评估、拍卖的日期"`
}

// Waiting is a case that waits for the property.
type Waiting struct {
	Number    review.CaseNumber `json:"案号" desc:"案号"`
	Court     string            `json:"执行法院" desc:"执行法院"`
	Applicant string            `json:"申请执行人,omitempty" desc:"申请执行人"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "firstseizure", Title: "首查封不处理书面说明 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-06", Form: review.FormLetter, Basis: []string{"directive-dispute"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "when_asked"}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `首(?:先)?查封.*说明$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "查封财产", "查封裁定案号", "查封日期", "后续案件", "未处置理由", "启动处置日期"},
		Runs:   []letter.Clock{{Code: "first_disposal", Basis: "directive-dispute", On: "启动处置日期", Done: []string{"评估委托书", "拍卖公告"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P06A", Check: func() ruling.Result { return r.After("directive-dispute", "启动处置日期") }},
				{ID: "P06B", Check: func() ruling.Result {
					return r.Must("directive-dispute", "P06B.not", !slices.ContainsFunc(f.Later, func(w Waiting) bool { return w.Number == f.CaseNo })).Warn()
				}},
			}
		},
	})
}
