// Package selfassessment is the kind 迎检自查自评报告 (DK-19): by 10 June the court reports how it
// scores itself before the third-party assessment, what that rests on, file by
// file, and what it has put right (鲁高法〔2018〕17号 part 4 item 3; domain.md
// §6.4).
package selfassessment

import (
	"embed"

	"shenqian/review"
	"shenqian/review/kind/letter"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

//go:embed text.tmpl demo.json
var folder embed.FS

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "selfassessment", Title: "迎检自查自评报告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-19", Form: review.FormDocument, Basis: []string{"directive-assessment"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "on", On: review.Date{Year: 2018, Month: 6, Day: 10}}, Public: review.Inside, Volume: review.OfficialVolume, Data: true,
		},
		Upward: true,
		Called: `(?:自查自评|迎检).*报告$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs: []string{
			"主送", "签发人", "总体情况", "起始日期", "截止日期", "数据提取日期", "自评得分", "合计", "核心指标", "规范执行", "阳光执行", "执行保障",
			"人员配备", "执行质效", "信访", "整改台账", "下一步", "证据目录", "上报期限",
		},
		Silent: []string{"上报期限"},
		Runs:   []letter.Clock{{Code: "assessment_report", Basis: "directive-assessment", On: "上报期限", Until: true}},
		Own: func(r *letter.Reading) []ruling.Rule {
			c := checker{r, r.Facts.(*CaseFile)}
			return []ruling.Rule{
				{ID: "P19A", Check: c.firstLevels},
				{ID: "P19B", Check: c.deductions},
				{ID: "P19C", Check: c.totals},
				{ID: "P19D", Check: c.cores},
				{ID: "P19E", Check: c.goals},
				{ID: "P19F", Check: c.figures},
				{ID: "P19G", Check: c.claims},
				{ID: "P19H", Check: c.index},
				{ID: "P19I", Check: c.sums},
				{ID: "P19J", Check: c.share},
				{ID: "P19K", Check: c.centres},
				{ID: "P19L", Check: c.insurance},
				{ID: "P19M", Check: c.phones},
				{ID: "P19N", Check: c.petitions},
				{ID: "P19P", Check: c.complaints},
				{ID: "P19Q", Check: c.ledger},
				{ID: "P19R", Check: c.overdue},
				{ID: "P19S", Check: func() ruling.Result { return r.NotAfter("directive-assessment", "数据提取日期") }},
				{ID: "P19T", Check: func() ruling.Result { return r.InOrder("directive-assessment", "起始日期", "截止日期") }},
				{ID: "P19U", Check: func() ruling.Result { return r.InTime("directive-assessment", "上报期限") }},
			}
		},
	})
}
