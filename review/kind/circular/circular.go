// Package circular is the kind 通报: defects are made known to the courts below (鲁高法〔2018〕17号
// part 1 items 3(4) and 4(4), part 2 item 4).
package circular

import (
	"embed"
	"slices"
	"strings"

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
	Subject   string      `json:"通报事由" desc:"如2018年第一季度执行节点超期情况"`
	Class     string      `json:"违规类别" desc:"通报的类别" enum:"一般性违规,节点超期,漏录案件,未及时财产调查,其他"`
	Overview  []string    `json:"总体情况" desc:"总体情况，逐段"`
	Rows      []Fault     `json:"问题清单" desc:"存在问题的案件"`
	Asked     []string    `json:"要求" desc:"整改要求，逐项"`
	Extracted review.Date `json:"数据提取日期" desc:"数据从系统提取的日期"`
}

// Fault is a case with its defect.
type Fault struct {
	Court  string            `json:"法院" desc:"法院"`
	Number review.CaseNumber `json:"案号" desc:"案号"`
	What   string            `json:"问题" desc:"存在的问题"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "circular", Title: "通报 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormDocument, Basis: []string{"directive-notice", "directive-inspection"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.OfficialVolume,
		},
		Called: `通报$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "通报事由", "违规类别", "总体情况", "问题清单", "要求", "数据提取日期"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q12A", Check: func() ruling.Result {
					return r.Must("directive-notice", "Q12A.not", !slices.ContainsFunc(f.Rows, func(x Fault) bool { return x.Court == "" || x.Number.Number == 0 || x.What == "" })).Warn()
				}},
				{ID: "Q12B", Check: func() ruling.Result {
					return r.Must("directive-inspection", "Q12B.not", !slices.ContainsFunc(f.Rows, func(x Fault) bool { return f.Class == "一般性违规" && strings.Contains(x.What, "有财产") })).Warn()
				}},
			}
		},
	})
}
