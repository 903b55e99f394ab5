// Package jointdecision is the kind 协同执行决定书 (DK-05): the upper court decides on joint
// enforcement and sends the decision to every court that takes part (鲁高法
// 〔2018〕17号 part 1 item 2(3)). Since 2024 it is one mode of 交叉执行 (法发
// 〔2024〕9号), so the mode is a field.
package jointdecision

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
	Asked    string      `json:"报请文号" desc:"报请的发文字号"`
	Received review.Date `json:"收到报请日期" desc:"收到报请的日期"`
	Mode     string      `json:"执行方式" desc:"交叉执行的方式" enum:"协同,督促,指令,提级,集中"`
	Lead     string      `json:"牵头法院" desc:"牵头的法院全称"`
	Shares   []Share     `json:"参与法院" desc:"参与协同的法院及其分工"`
	Ends     review.Date `json:"协同期限" desc:"协同执行应当完成的日期"`
}

// Share is what one court does.
type Share struct {
	Court string `json:"法院" desc:"参与法院全称"`
	Task  string `json:"分工" desc:"该法院负责的事项"`
}

// P05F: the decision goes to every court that takes part.
func everyCourtIsTold(r *letter.Reading, f *CaseFile) ruling.Result {
	var left []string
	for _, s := range f.Shares {
		if !slices.Contains(f.To, s.Court) {
			left = append(left, s.Court)
		}
	}
	return r.Must("directive-joint", "P05F.not", len(left) == 0, "list", strings.Join(left, "、"))
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "jointdecision", Title: "协同执行决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-05", Form: review.FormOrder, Basis: []string{"directive-joint"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "from_request", Days: 10}, Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^协同执行决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "报请文号", "收到报请日期", "执行方式", "牵头法院", "参与法院", "协同期限"},
		Runs:   []letter.Clock{{Code: "joint_end", Basis: "directive-joint", On: "协同期限", Done: []string{"协同执行结果报告"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P05E", Check: func() ruling.Result { return r.Within("directive-joint", "收到报请日期", 10) }},
				{ID: "P05F", Check: func() ruling.Result { return everyCourtIsTold(r, f) }},
				{ID: "P05G", Check: func() ruling.Result { return r.After("directive-joint", "协同期限") }},
			}
		},
	})
}
