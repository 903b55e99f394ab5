// Package eviction is the kind 强制迁出公告: signed by the president, it orders to move out by a day
// (民事诉讼法, 强制迁出).
package eviction

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
	Estate   string      `json:"房屋或者土地" desc:"应当迁出的房屋或者退出的土地"`
	Occupant string      `json:"占有人" desc:"应当迁出的人"`
	Basis    string      `json:"执行依据" desc:"执行依据的文号和名称"`
	MoveBy   review.Date `json:"迁出期限" desc:"责令履行的最后日期"`
}

var forced = regexp.MustCompile(`逾期[^。]{0,20}强制执行`)

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "eviction", Title: "强制迁出公告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"eviction", "order-form"}, Signs: review.RolePresident,
			Public: review.PublicNotice, Volume: review.MainVolume,
		},
		Office: "院长",
		Called: `^(?:强制(?:迁出|腾退|搬迁).{0,8}公告)$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "房屋或者土地", "占有人", "执行依据", "迁出期限", "签发人"},
		Runs:   []letter.Clock{{Code: "eviction_due", Basis: "eviction", On: "迁出期限", Done: []string{"腾退笔录", "迁出笔录"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			return []ruling.Rule{
				{ID: "Q07A", Check: func() ruling.Result { return r.After("eviction", "迁出期限") }},
				{ID: "Q07B", Words: true, Check: func() ruling.Result { return r.Says("eviction", "逾期不履行的，强制执行", forced) }},
			}
		},
	})
}
