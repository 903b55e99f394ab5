// Package recusaldecision is the kind 回避决定书: the president decides on the recusal of judges, the
// committee on his own.
package recusaldecision

import (
	"embed"
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
	Asker     string      `json:"申请人" desc:"申请回避的人"`
	Asked     string      `json:"被申请回避人员" desc:"被申请回避的人员姓名"`
	Post      string      `json:"职务" desc:"被申请回避人员的职务"`
	AppliedOn review.Date `json:"申请日期" desc:"申请回避的日期"`
	Ground    string      `json:"申请理由" desc:"申请回避的理由"`
	Opinion   string      `json:"审查意见" desc:"审查意见"`
	Granted   *bool       `json:"准许" desc:"是否准许回避申请"`
}

// either says whether a fact was entered, whatever it is.
func either(fact *bool) *bool {
	if fact == nil {
		return nil
	}
	yes := true
	return &yes
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "recusaldecision", Title: "回避决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"recusal-decision", "recusal-time"}, Signs: review.RolePresident,
			Deadline: review.Deadline{Code: "from_application", Days: 3}, Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^回避决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "申请人", "被申请回避人员", "职务", "申请日期", "申请理由", "审查意见"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q10A", Check: func() ruling.Result { return r.Within("recusal-time", "申请日期", 3) }},
				{ID: "Q10B", Check: func() ruling.Result {
					return r.Must("recusal-decision", "Q10B.not", !strings.Contains(f.Post, "院长") || strings.Contains(f.Post, "副院长"))
				}},
				{ID: "Q10C", Check: func() ruling.Result { return r.Known("recusal-decision", "Q10C.not", either(f.Granted)) }},
			}
		},
	})
}
