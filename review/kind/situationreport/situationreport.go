// Package situationreport is the kind 情况报告: difficulties are reported to the party committee’s political
// and legal commission, and support is asked for (鲁高法〔2018〕17号 part 1 item 5,
// part 3 item 3, part 4 item 1).
package situationreport

import (
	"embed"
	"regexp"

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
	Subject string   `json:"报告事由" desc:"如执行人员人身保险办理"`
	Facts   []string `json:"基本情况" desc:"基本情况，逐项"`
	Hard    []string `json:"困难和问题" desc:"困难和问题，逐项"`
	Next    []string `json:"下一步措施" desc:"下一步措施，逐项"`
	Wished  []string `json:"建议事项,omitempty" desc:"请求支持的事项，逐项"`
}

var asks = regexp.MustCompile(`(?:妥否|当否|请批示|请审批|请批复)`)

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "situationreport", Title: "情况报告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormDocument, Basis: []string{"directive-party"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.OfficialVolume,
		},
		Upward: true,
		Called: `^关于.*情况的报告$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "签发人", "报告事由", "基本情况", "困难和问题", "下一步措施"},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "Q16A", Words: true, Check: func() ruling.Result {
					return r.Must("official-rules", "Q16A.not", !asks.MatchString(ruling.Squeeze(r.Paper.Text))).Warn()
				}},
			}
		},
	})
}
