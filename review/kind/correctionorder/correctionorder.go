// Package correctionorder is the kind 责令纠正通知书: the upper court orders that a defect be corrected by
// a day; 整改回报 answers it (鲁高法〔2018〕17号 part 1 item 4(4)).
package correctionorder

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
	Faults []string    `json:"存在问题" desc:"存在的问题，逐项"`
	Norms  []string    `json:"违反的规定" desc:"违反的规定，逐项"`
	Asked  []string    `json:"纠正要求" desc:"纠正的要求，逐项"`
	MendBy review.Date `json:"纠正期限" desc:"完成纠正并报告的最后日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "correctionorder", Title: "责令纠正通知书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormLetter, Basis: []string{"directive-correct"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `责令纠正通知书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "存在问题", "违反的规定", "纠正要求", "纠正期限"},
		Runs:   []letter.Clock{{Code: "rectification", Basis: "directive-correct", On: "纠正期限", Done: []string{"整改回报"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "Q13A", Check: func() ruling.Result { return r.After("directive-correct", "纠正期限") }},
			}
		},
	})
}
