// Package summons is the kind 拘传票: with the president’s approval one who was duly summoned and
// did not come is brought in.
package summons

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
	Person   string      `json:"被拘传人" desc:"被拘传人姓名"`
	Address  string      `json:"住址" desc:"被拘传人住址"`
	Times    int         `json:"传唤次数" desc:"此前依法传唤的次数"`
	Why      string      `json:"拘传理由" desc:"拘传的理由"`
	On       review.Date `json:"应到日期" desc:"应到的日期"`
	Place    string      `json:"应到处所" desc:"应到的处所"`
	Officers []string    `json:"执行人员" desc:"执行拘传的人员姓名"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "summons", Title: "拘传票 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"coercion", "order-form"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Office: "院长",
		Called: `^拘传票$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "被拘传人", "住址", "传唤次数", "拘传理由", "应到日期", "应到处所", "执行人员", "签发人"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q04A", Check: func() ruling.Result { return r.Must("order-form", "Q04A.not", f.Times == 0 || f.Times >= 2).Warn() }},
				{ID: "Q04B", Check: func() ruling.Result { return r.NotBefore("order-form", "应到日期") }},
			}
		},
	})
}
