// Package reward is the kind 悬赏公告 (DK-12): on the application of the applicant a reward is
// offered for clues to property; the court decides within ten days (财产调查规定
// arts 21, 22; 鲁高法〔2018〕17号 part 1 item 4(3)).
package reward

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
	Applied    review.Date    `json:"申请日期" desc:"申请执行人书面申请悬赏的日期"`
	Reward     *review.Amount `json:"悬赏金额,omitempty" desc:"固定的悬赏金额（元）"`
	Formula    string         `json:"计算方法,omitempty" desc:"悬赏金的计算方法，如按实际到位金额的百分比"`
	Conditions []string       `json:"领取条件" desc:"悬赏金的领取条件，逐项"`
	Promised   *bool          `json:"申请人承诺" desc:"申请执行人是否承诺支付悬赏金并书面确认"`
	Channel    string         `json:"发布方式" desc:"公告发布的媒体或者场所"`
	Ends       review.Date    `json:"有效期至" desc:"公告有效期的最后日期"`
	Claimed    *review.Amount `json:"尚未执行金额" desc:"尚未执行的金额（元）"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "reward", Title: "悬赏公告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-12", Form: review.FormOrder, Basis: []string{"reward-21", "directive-reward"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "from_application", Days: 10}, Public: review.PublicNotice, Volume: review.MainVolume,
		},
		Called: `^(?:执行)?悬赏公告$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "申请日期", "领取条件", "发布方式", "有效期至", "联系电话", "尚未执行金额"},
		Silent: []string{"申请日期"},
		Runs:   []letter.Clock{{Code: "reward_ends", Basis: "reward-21", On: "有效期至"}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P12A", Check: func() ruling.Result { return r.Within("reward-21", "申请日期", 10) }},
				{ID: "P12B", Check: func() ruling.Result { return r.Must("reward-21", "P12B.not", f.Reward != nil || f.Formula != "") }},
				{ID: "P12C", Check: func() ruling.Result { return r.Known("reward-21", "P12C.not", f.Promised) }},
				{ID: "P12D", Check: func() ruling.Result { return r.After("reward-21", "有效期至") }},
			}
		},
	})
}
