// Package guidance is the kind 督导反馈: what the monthly inspection on the spot found (鲁高法
// 〔2018〕17号 part 4 item 2).
package guidance

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
	From   review.Date `json:"督导起始日期" desc:"现场督导开始的日期"`
	Ends   review.Date `json:"督导结束日期" desc:"现场督导结束的日期"`
	Team   []string    `json:"督导人员" desc:"督导人员姓名"`
	Good   []string    `json:"工作成效" desc:"工作成效，逐项"`
	Faults []string    `json:"存在问题" desc:"存在问题，逐项"`
	Asked  []string    `json:"整改要求" desc:"整改要求，逐项"`
	MendBy review.Date `json:"整改期限" desc:"完成整改并报告的最后日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "guidance", Title: "督导反馈 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormLetter, Basis: []string{"directive-guide"}, Signs: review.RolePresident,
			Deadline: review.Deadline{Code: "monthly"}, Public: review.Inside, Volume: review.OfficialVolume,
		},
		Called: `督导.*反馈(?:意见|函)?$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "督导起始日期", "督导结束日期", "督导人员", "存在问题", "整改要求", "整改期限"},
		Runs:   []letter.Clock{{Code: "rectification", Basis: "directive-guide", On: "整改期限", Done: []string{"整改回报"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "Q15A", Check: func() ruling.Result { return r.InOrder("directive-guide", "督导起始日期", "督导结束日期") }},
				{ID: "Q15B", Check: func() ruling.Result { return r.After("directive-guide", "整改期限") }},
				{ID: "Q15C", Check: func() ruling.Result { return r.NotAfter("directive-guide", "督导结束日期") }},
			}
		},
	})
}
