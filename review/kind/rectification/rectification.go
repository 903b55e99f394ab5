// Package rectification is the kind 整改回报: the answer to a 责令纠正通知书, defect by defect.
package rectification

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
	Order   string      `json:"责令纠正文号" desc:"责令纠正通知书的发文字号"`
	OrderOn review.Date `json:"收到日期" desc:"收到责令纠正通知书的日期"`
	MendBy  review.Date `json:"纠正期限" desc:"责令纠正的最后日期"`
	Rows    []Mended    `json:"整改情况" desc:"逐项整改情况"`
	Left    []string    `json:"未完成事项,omitempty" desc:"尚未完成的事项和完成时间，逐项"`
}

// Mended is a defect and what was done.
type Mended struct {
	What   string      `json:"问题" desc:"问题"`
	Done   string      `json:"整改措施" desc:"整改措施"`
	Result string      `json:"结果" desc:"结果"`
	On     review.Date `json:"完成日期,omitzero" desc:"完成的日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "rectification", Title: "整改回报 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormLetter, Basis: []string{"directive-correct"}, Signs: review.RolePresident,
			Deadline: review.Deadline{Code: "by_order"}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `整改(?:情况)?(?:的)?(?:报告|回报)$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "责令纠正文号", "收到日期", "纠正期限", "整改情况"},
		Silent: []string{"纠正期限"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q14A", Check: func() ruling.Result { return r.InTime("directive-correct", "纠正期限") }},
				{ID: "Q14B", Check: func() ruling.Result {
					return r.Must("directive-correct", "Q14B.not", !slices.ContainsFunc(f.Rows, func(x Mended) bool { return x.Done == "" || x.Result == "" })).Warn()
				}},
			}
		},
	})
}
