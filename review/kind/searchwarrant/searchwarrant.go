// Package searchwarrant is the kind 搜查令: signed by the president (民事诉讼法, 搜查).
package searchwarrant

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
	Officers []string `json:"执行人员" desc:"执行搜查的人员姓名"`
	Target   string   `json:"搜查对象" desc:"被搜查的被执行人"`
	Place    string   `json:"搜查地点" desc:"搜查的住所或者财产隐匿地"`
	Why      string   `json:"隐匿情形" desc:"不履行义务并隐匿财产的情形"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "searchwarrant", Title: "搜查令 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"search", "order-form"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Office: "院长",
		Called: `^搜查令$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "执行人员", "搜查对象", "搜查地点", "隐匿情形", "签发人"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q03A", Check: func() ruling.Result { return r.Must("search", "Q03A.not", len(f.Officers) >= 2).Warn() }},
				{ID: "Q03B", Check: func() ruling.Result {
					return r.Must("search", "Q03B.not", slices.ContainsFunc(f.Parties, func(p review.Party) bool { return p.Role == review.Debtor && p.Name == f.Target })).Warn()
				}},
			}
		},
	})
}
