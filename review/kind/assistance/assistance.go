// Package assistance is the kind 协助查找、扣押函 (DK-13): the police are asked to find a debtor or to
// hold a vehicle (鲁高法〔2018〕17号 part 1 item 3(3)).
package assistance

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
	Persons  []Sought    `json:"查找对象,omitempty" desc:"请求查找的人"`
	Vehicles []Vehicle   `json:"车辆,omitempty" desc:"请求扣押的车辆"`
	Asked    []string    `json:"协助事项" desc:"请求协助的事项，逐项"`
	AnswerBy review.Date `json:"反馈期限,omitzero" desc:"请求反馈的最后日期"`
}

// Sought is a person to be found.
type Sought struct {
	Name string `json:"姓名" desc:"姓名"`
	ID   string `json:"证件号码,omitempty" desc:"公民身份号码"`
	Last string `json:"最后下落,omitempty" desc:"已知的最后下落"`
}

// Vehicle is a vehicle to be held.
type Vehicle struct {
	Plate string            `json:"号牌" desc:"号牌号码"`
	Model string            `json:"车型,omitempty" desc:"品牌型号"`
	VIN   string            `json:"识别代号,omitempty" desc:"车辆识别代号"`
	Order review.CaseNumber `json:"查封裁定案号,omitzero" desc:"查封裁定的案号"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "assistance", Title: "协助查找（扣押）函 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-13", Form: review.FormLetter, Basis: []string{"directive-police"},
			Signs: review.RolePresident, Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `协助(?:查找|扣押|查控).*函$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "协助事项", "联系人", "联系电话"},
		Runs:   []letter.Clock{{Code: "police_answer", Basis: "directive-police", On: "反馈期限", Done: []string{"公安机关反馈"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P13A", Check: func() ruling.Result {
					return r.Must("directive-police", "P13A.not", len(f.Persons)+len(f.Vehicles) > 0)
				}},
				{ID: "P13B", Check: func() ruling.Result {
					return r.Must("directive-police", "P13B.not", !slices.ContainsFunc(f.Vehicles, func(v Vehicle) bool { return v.Order.Number == 0 })).Warn()
				}},
				{ID: "P13C", Check: func() ruling.Result {
					return r.Must("directive-police", "P13C.not", !slices.ContainsFunc(f.Persons, func(p Sought) bool { return p.ID == "" })).Warn()
				}},
			}
		},
	})
}
