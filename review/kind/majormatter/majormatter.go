// Package majormatter is the kind 重大执行事项审批: major matters are discussed by three officers or
// more and approved by the president (执行规定 item 5).
package majormatter

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
	Item     string      `json:"事项" desc:"需要审批的重大事项"`
	Facts    []string    `json:"基本情况" desc:"基本情况，逐项"`
	Talked   []string    `json:"讨论人员" desc:"参加讨论的执行员姓名"`
	TalkedOn review.Date `json:"讨论日期" desc:"讨论的日期"`
	Opinions []string    `json:"讨论意见" desc:"讨论意见，逐项"`
}

func distinct(names []string) int {
	seen := map[string]bool{}
	for _, n := range names {
		seen[n] = true
	}
	return len(seen)
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "majormatter", Title: "重大执行事项审批表 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormInside, Basis: []string{"major"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.InnerVolume,
		},
		Office: "承办人",
		Called: `重大(?:执行)?事项审批表$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "事项", "基本情况", "讨论人员", "讨论日期", "讨论意见"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q11A", Check: func() ruling.Result { return r.Must("major", "Q11A.not", distinct(f.Talked) >= 3) }},
				{ID: "Q11B", Check: func() ruling.Result { return r.NotAfter("major", "讨论日期") }},
			}
		},
	})
}
