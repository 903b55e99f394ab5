// Package upperopinion is the kind 上级处理意见 (DK-07): the upper court examines why a first-seizing
// court does not dispose; if the reasons do not stand, that court begins the
// appraisal and sale within ten days of receipt (鲁高法〔2018〕17号 part 1 item
// 2(4)).
package upperopinion

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
	Asset  string      `json:"查封财产" desc:"首先查封的财产"`
	Told   review.Date `json:"收到说明日期" desc:"收到首先查封法院书面说明的日期"`
	Stands *bool       `json:"理由成立" desc:"书面说明的理由是否成立"`
	Views  []string    `json:"审查意见" desc:"审查意见，逐项"`
	Asked  []string    `json:"处理要求" desc:"处理要求，逐项"`
}

var tenDays = regexp.MustCompile(`(?:十日|10日)内启动`)

// P07B: where the reasons don't stand, the ten days and what is to begin are said.
func saysTenDays(r *letter.Reading, f *CaseFile) ruling.Result {
	if f.Stands == nil || *f.Stands {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	return r.Says("directive-dispute", "自接到处理意见之日起十日内启动评估、拍卖程序", tenDays)
}

// known says whether a fact was entered, whatever it is.
func known(fact *bool) *bool {
	if fact == nil {
		return nil
	}
	yes := true
	return &yes
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "upperopinion", Title: "上级处理意见 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-07", Form: review.FormLetter, Basis: []string{"directive-dispute"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "when_examined"}, Public: review.Inside, Volume: review.InnerVolume,
		},
		Called: `首(?:先)?查封.*处理意见$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "查封财产", "收到说明日期", "审查意见", "处理要求"},
		Runs:   []letter.Clock{{Code: "auction_start", Basis: "directive-dispute", Days: 10, Done: []string{"评估委托书", "拍卖公告"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P07A", Check: func() ruling.Result { return r.Known("directive-dispute", "P07A.not", known(f.Stands)) }},
				{ID: "P07B", Words: true, Check: func() ruling.Result { return saysTenDays(r, f) }},
			}
		},
	})
}
