// Package jointrequest is the kind 协同执行报请 (DK-05): a lower court reports a major, difficult
// case for joint enforcement; the upper court answers within ten days (鲁高法
// 〔2018〕17号 part 1 item 2(3)).
package jointrequest

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
	Facts   []string `json:"案情" desc:"案情和执行依据，逐段"`
	Done    []string `json:"已采取措施" desc:"已经采取的执行措施，逐项"`
	Reasons []string `json:"协同理由" desc:"需要协同执行的理由，逐项"`
	Courts  []string `json:"拟协同法院" desc:"拟请参与协同的法院全称"`
	Tasks   []string `json:"协同事项" desc:"请求协同的事项，逐项"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "jointrequest", Title: "协同执行请示 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-05", Form: review.FormDocument, Basis: []string{"directive-joint"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "when_fit"}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Upward: true,
		Called: `协同执行.*请示$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "案情", "已采取措施", "协同理由", "拟协同法院", "协同事项", "签发人"},
		Runs:   []letter.Clock{{Code: "joint_answer", Basis: "directive-joint", Days: 10, Done: []string{"协同执行答复", "协同执行决定"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P05A", Check: func() ruling.Result {
					return r.Must("directive-joint", "P05A.not", !slices.Contains(f.Courts, f.Court)).Warn()
				}},
				{ID: "P05B", Check: func() ruling.Result { return r.Must("official-rules", "P05B.not", len(f.To) < 2).Warn() }},
			}
		},
	})
}
