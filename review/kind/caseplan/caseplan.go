// Package caseplan is the kind 逐案执行方案 (DK-10): one plan for each case with property that was
// accepted before 2018, 涉民生 and small claims first (鲁高法〔2018〕17号 part 1 item
// 2 and 2(1)). The director issues it.
package caseplan

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
	Filed  review.Date    `json:"立案日期" desc:"立案日期"`
	Claim  *review.Amount `json:"执行标的金额" desc:"执行标的金额（元）"`
	Living bool           `json:"涉民生,omitempty" desc:"是否涉民生案件"`
	Assets []Asset        `json:"可供执行财产" desc:"可供执行的财产"`
	Steps  []Step         `json:"执行步骤" desc:"执行步骤，按时间顺序"`
	Finish review.Date    `json:"预计执结日期" desc:"预计执行完毕的日期"`
	Risks  []string       `json:"风险预案,omitempty" desc:"风险和预案，逐项"`
}

// Asset is property that can be disposed of.
type Asset struct {
	Name  string `json:"财产" desc:"财产名称、数量、位置"`
	State string `json:"状态" desc:"查封、评估、拍卖等状态"`
}

// Step is one step with its day.
type Step struct {
	What   string      `json:"措施" desc:"措施"`
	Person string      `json:"责任人" desc:"责任人姓名"`
	By     review.Date `json:"完成日期" desc:"完成的日期"`
}

// What was accepted before 2018 is to end by the middle of that year.
var (
	acceptedBy = review.Date{Year: 2017, Month: 12, Day: 31}
	endsBy     = review.Date{Year: 2018, Month: 6, Day: 30}
)

// P10A: cases with property that were accepted by 31 December 2017 end by 30
// June 2018.
func endsInTime(r *letter.Reading, f *CaseFile) ruling.Result {
	if f.Filed.IsZero() || f.Finish.IsZero() || acceptedBy.Before(f.Filed) {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	return r.Must("directive-plan", "P10A.not", !endsBy.Before(f.Finish)).Warn()
}

// small is the claim below which a case is to be hurried.
const small = review.Amount(100000 * 100)

// Small says whether the claim is within ¥100,000.
func (f *CaseFile) Small() bool { return f.Claim != nil && *f.Claim <= small }

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "caseplan", Title: "逐案执行方案 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-10", Form: review.FormInside, Basis: []string{"directive-plan"},
			Signs: review.RoleDirector, Deadline: review.Deadline{Code: "on", On: review.Date{Year: 2018, Month: 3, Day: 31}}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Office: "承办人",
		Called: `执行方案$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "立案日期", "执行标的金额", "可供执行财产", "执行步骤", "预计执结日期"},
		Runs:   []letter.Clock{{Code: "plan_end", Basis: "directive-plan", On: "预计执结日期", Done: []string{"结案文书"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P10A", Check: func() ruling.Result { return endsInTime(r, f) }},
				{ID: "P10B", Check: func() ruling.Result {
					return r.Must("directive-plan", "P10B.not", !slices.ContainsFunc(f.Steps, func(s Step) bool { return s.Person == "" || s.By.IsZero() })).Warn()
				}},
				{ID: "P10C", Check: func() ruling.Result {
					return r.Must("directive-plan", "P10C.not", f.Finish.IsZero() || !slices.ContainsFunc(f.Steps, func(s Step) bool { return f.Finish.Before(s.By) })).Warn()
				}},
			}
		},
	})
}
