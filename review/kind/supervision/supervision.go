// Package supervision is the kind 督办函 (DK-11): the upper court's command
// centre presses a case whose limit comes near or was missed (鲁高法〔2018〕17号
// part 1 item 2(2), item 3(2); part 2 items 2 and 4).
package supervision

import (
	"embed"

	"shenqian/review"
	"shenqian/review/kind/letter"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

//go:embed text.tmpl demo.json
var folder embed.FS

// CaseFile is what the letter says.
type CaseFile struct {
	letter.File
	Source   string      `json:"督办来源" desc:"因何督办" enum:"期限预警,查控预警,信访督办,巡查发现,超期未结"`
	Filed    review.Date `json:"立案日期,omitzero" desc:"被督办案件的立案日期"`
	Limit    review.Date `json:"执行期限届满日期,omitzero" desc:"扣除、延长后的执行期限届满日期"`
	Faults   []string    `json:"存在问题" desc:"核查发现的问题，逐项"`
	Asked    []string    `json:"督办要求" desc:"要求办理的事项，逐项"`
	AnswerBy review.Date `json:"反馈期限,omitzero" desc:"书面报告办理情况的最后日期"`
	Petition string      `json:"信访编号,omitempty" desc:"信访督办的信访编号"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "supervision", Title: "督办函 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-11", Form: review.FormLetter, Basis: []string{"directive-supervise"}, Signs: review.RolePresident,
			Deadline: review.Deadline{Code: "warning", Days: review.WarningDays}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `督办.*函$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "督办来源", "存在问题", "督办要求", "反馈期限"},
		Runs:   []letter.Clock{{Code: "supervision_answer", Basis: "directive-supervise", On: "反馈期限", Done: []string{"督办反馈"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P11A", Check: func() ruling.Result { return r.After("directive-supervise", "反馈期限") }},
				{ID: "P11B", Most: review.Warn, Check: func() ruling.Result {
					if f.Source == "超期未结" || f.AnswerBy.IsZero() || f.Limit.IsZero() {
						return ruling.Result{Outcome: review.NotApplicable}
					}
					return r.InOrder("directive-supervise", "反馈期限", "执行期限届满日期")
				}},
				{ID: "P11C", Most: review.Info, Check: func() ruling.Result {
					return r.Must("directive-supervise", "P11C.not", f.Source != "信访督办" || f.Petition != "")
				}},
			}
		},
	})
}
