// Package privateprosecution is the kind 引导自诉告知书 (DK-15): where the police do not pursue the debtor,
// the applicant is told of private prosecution (鲁高法〔2018〕17号 part 1 item 5).
package privateprosecution

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
	Accused string      `json:"被控告人" desc:"拟控告的被执行人"`
	Reply   string      `json:"公安机关答复" desc:"公安机关不予追究的答复"`
	ReplyOn review.Date `json:"答复日期" desc:"公安机关答复的日期"`
	Where   string      `json:"管辖法院" desc:"提起自诉的管辖法院"`
	Proof   []string    `json:"可提供证据" desc:"法院可以依申请提供的证据，逐项"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "privateprosecution", Title: "自诉权利告知书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-15", Form: review.FormOrder, Basis: []string{"directive-crime", "refusal-crime"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "when_refused"}, Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^(?:引导自诉|自诉权利)告知书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "被控告人", "公安机关答复", "答复日期", "管辖法院", "可提供证据"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P15A", Check: func() ruling.Result { return r.NotAfter("directive-crime", "答复日期") }},
				{ID: "P15B", Check: func() ruling.Result {
					return r.Must("directive-crime", "P15B.not", slices.ContainsFunc(f.Parties, func(p review.Party) bool { return p.Role == review.Applicant && slices.Contains(f.To, p.Name) })).Warn()
				}},
			}
		},
	})
}
