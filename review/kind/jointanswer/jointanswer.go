// Package jointanswer is the kind 协同执行答复 (DK-05): the upper court answers a request within ten
// days; where none is needed it tells the lower court to go on alone (鲁高法
// 〔2018〕17号 part 1 item 2(3)).
package jointanswer

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
	Asked    string      `json:"报请文号" desc:"报请的发文字号"`
	Received review.Date `json:"收到报请日期" desc:"收到报请的日期"`
	Answer   string      `json:"答复意见" desc:"是否协同" enum:"需要协同,不需要协同,补充材料"`
	Reasons  []string    `json:"理由" desc:"答复的理由，逐项"`
}

var alone = regexp.MustCompile(`自行执行`)

// P05D: where no joint enforcement is needed, the court is told to go on alone.
func answersPlainly(r *letter.Reading, f *CaseFile) ruling.Result {
	if f.Answer != "不需要协同" {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	return r.Says("directive-joint", "由报请法院自行执行", alone)
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "jointanswer", Title: "协同执行答复 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-05", Form: review.FormLetter, Basis: []string{"directive-joint"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "from_request", Days: 10}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `协同执行.*答复$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "报请文号", "收到报请日期", "答复意见", "理由"},
		Runs:   []letter.Clock{{Code: "joint_answer", Basis: "directive-joint", Days: 10, From: "收到报请日期", Until: true}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P05C", Check: func() ruling.Result { return r.Within("directive-joint", "收到报请日期", 10) }},
				{ID: "P05D", Words: true, Check: func() ruling.Result { return answersPlainly(r, f) }},
			}
		},
	})
}
