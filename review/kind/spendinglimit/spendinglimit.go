// Package spendinglimit is the kind 限制消费令: issued under the president’s signature, and a condition
// of every termination (2010年规定 art 5; the nine items are from memory of the
// 2015 text).
package spendinglimit

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
	Basis   string      `json:"执行依据" desc:"执行依据的文号和名称"`
	Filed   review.Date `json:"立案日期" desc:"立案日期"`
	Noticed review.Date `json:"执行通知书日期" desc:"执行通知书送达的日期"`
	Heads   []string    `json:"单位责任人,omitempty" desc:"被执行人为单位的，其法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "spendinglimit", Title: "限制消费令 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"limit-order-5", "limit-orders", "order-form"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Office: "院长",
		Called: `^限制(?:高)?消费令$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "执行依据", "立案日期", "签发人"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q01A", Check: func() ruling.Result {
					return r.Must("limit-orders", "Q01A.not", !r.ToBody() || len(f.Heads) > 0).Warn()
				}},
				{ID: "Q01B", Check: func() ruling.Result { return r.NotAfter("limit-orders", "执行通知书日期") }},
				{ID: "Q01C", Check: func() ruling.Result { return r.Must("limit-orders", "Q01C.not", r.ToParties(review.Debtor)).Warn() }},
			}
		},
	})
}
