// Package bankruptcytransfer is the kind 执转破移送决定书 (DK-09): with a party’s written consent the
// enforcement of an enterprise that has a ground of bankruptcy goes to the court
// of bankruptcy (法发〔2017〕2号; 鲁高法〔2018〕17号 part 1 item 6).
package bankruptcytransfer

import (
	"embed"
	"slices"
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
	Consenting []string    `json:"同意移送的当事人" desc:"书面同意移送的申请执行人或者被执行人"`
	ConsentOn  review.Date `json:"书面同意日期" desc:"书面同意的日期"`
	Legal      *bool       `json:"企业法人" desc:"被执行人是否企业法人"`
	Ground     string      `json:"破产原因" desc:"不能清偿到期债务，并且" enum:"资产不足以清偿全部债务,明显缺乏清偿能力"`
	Facts      []string    `json:"认定事实" desc:"认定破产原因的事实，逐项"`
	PanelOn    review.Date `json:"合议日期" desc:"合议庭评议的日期"`
	Receiver   string      `json:"受移送法院" desc:"受移送法院全称"`
	Files      []string    `json:"移送材料" desc:"移送的材料，逐项"`
	Told       *bool       `json:"已通知其他执行法院,omitempty" desc:"是否已书面通知所有已知执行法院"`
}

// strangers are those who consented without being a party.
func strangers(f *CaseFile) (out []string) {
	for _, name := range f.Consenting {
		if !slices.ContainsFunc(f.Parties, func(p review.Party) bool { return p.Name == name }) {
			out = append(out, name)
		}
	}
	return out
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "bankruptcytransfer", Title: "移送破产审查决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-09", Form: review.FormOrder, Basis: []string{"bankruptcy-transfer", "bankruptcy-transfer-signed", "interpretation-bankruptcy", "directive-bankruptcy"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "quota"}, Public: review.PublicByLaw, Volume: review.MainVolume,
		},
		Panel:  true,
		Called: `^(?:移送破产审查|执行移送破产审查|移送)决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "同意移送的当事人", "书面同意日期", "企业法人", "破产原因", "认定事实", "合议日期", "受移送法院", "移送材料"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P09A", Check: func() ruling.Result { return r.Known("bankruptcy-transfer", "P09A.not", f.Legal) }},
				{ID: "P09B", Check: func() ruling.Result { return r.InOrder("bankruptcy-transfer", "书面同意日期", "合议日期") }},
				{ID: "P09C", Check: func() ruling.Result { return r.NotAfter("bankruptcy-transfer", "合议日期") }},
				{ID: "P09D", Check: func() ruling.Result {
					return r.Must("bankruptcy-transfer", "P09D.not", len(strangers(f)) == 0, "list", strings.Join(strangers(f), "、"))
				}},
				{ID: "P09E", Check: func() ruling.Result { return r.Known("bankruptcy-transfer", "P09E.not", f.Told) }},
			}
		},
	})
}
