// Package policereferral is the kind 移送公安函 (DK-14): before the limit ends, clues to the crime of
// refusing to perform are referred to the police (鲁高法〔2018〕17号 part 1 item 5).
// The judicial interpretation differs before and after 1 December 2024.
package policereferral

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
	Suspect  string      `json:"涉嫌人员" desc:"涉嫌拒不执行判决、裁定的人员或者单位"`
	Limb     string      `json:"情形" desc:"有能力执行而拒不执行的情形"`
	Acts     []string    `json:"事实" desc:"有能力执行而拒不执行的事实，逐项"`
	Proof    []string    `json:"证据" desc:"证据材料，逐项"`
	Punished []string    `json:"此前处罚,omitempty" desc:"此前罚款、拘留的决定，逐项"`
	Limit    review.Date `json:"执行期限届满日期" desc:"执行期限届满日期"`
}

var cited = regexp.MustCompile(`法释〔20\d\d〕\d+号`)

// turn is the day on which the second interpretation came into force.
var turn = review.Date{Year: 2024, Month: 12, Day: 1}

// P14B: an interpretation that is cited is the one of the paper's day.
func citesTheRuleInForce(r *letter.Reading) ruling.Result {
	want := "法释〔2015〕16号"
	if !r.On.Before(turn) {
		want = "法释〔2024〕13号"
	}
	for _, c := range cited.FindAllString(ruling.Squeeze(r.Paper.Text), -1) {
		if c != want {
			return r.Must("refusal-crime", "P14B.not", false, "cited", c, "want", want).Warn()
		}
	}
	return ruling.Met
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "policereferral", Title: "移送公安函 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-14", Form: review.FormLetter, Basis: []string{"directive-crime", "refusal-crime"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "before_limit"}, Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `移送.*(?:涉嫌|线索|犯罪).*函$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "涉嫌人员", "情形", "事实", "证据", "执行期限届满日期", "联系人", "联系电话"},
		Silent: []string{"执行期限届满日期"},
		Runs:   []letter.Clock{{Code: "police_reply", Basis: "directive-crime", Days: 30, Done: []string{"公安机关反馈", "立案决定书", "不予立案通知书"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "P14A", Check: func() ruling.Result { return r.InTime("directive-crime", "执行期限届满日期") }},
				{ID: "P14B", Words: true, Check: func() ruling.Result { return citesTheRuleInForce(r) }},
			}
		},
	})
}
