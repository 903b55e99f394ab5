// Package leaderslist is the kind 院庭长带头办案清单 (DK-18): the difficult cases that the presidents
// and heads of division handle themselves (鲁高法〔2018〕17号 part 1 item 8). To
// sign a paper off is not to handle the case.
package leaderslist

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
	Year      string      `json:"统计期间" desc:"如2018年第二季度"`
	Cases     []Handled   `json:"案件" desc:"案件清单"`
	Extracted review.Date `json:"数据提取日期" desc:"数据从系统提取的日期"`
}

// Handled is a case with the one who handles it.
type Handled struct {
	Number review.CaseNumber `json:"案号" desc:"案号"`
	Cause  string            `json:"案由" desc:"案由"`
	Leader string            `json:"院庭长" desc:"姓名"`
	Office string            `json:"职务" desc:"职务"`
	How    string            `json:"办理方式" desc:"办理方式" enum:"承办,担任审判长,包案,仅审签"`
	Filed  review.Date       `json:"立案日期" desc:"立案日期"`
	State  string            `json:"进展" desc:"进展"`
}

// twice says whether a case is counted more than once.
func twice(f *CaseFile) bool {
	seen := map[review.CaseNumber]bool{}
	for _, c := range f.Cases {
		if seen[c.Number] {
			return true
		}
		seen[c.Number] = true
	}
	return false
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "leaderslist", Title: "院庭长带头办案清单 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-18", Form: review.FormInside, Basis: []string{"directive-leaders"},
			Signs: review.RolePresident, Public: review.Inside, Volume: review.OfficialVolume,
		},
		Called: `带头办(?:案|理).*清单$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"统计期间", "案件", "数据提取日期"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P18A", Check: func() ruling.Result {
					return r.Must("directive-leaders", "P18A.not", !slices.ContainsFunc(f.Cases, func(c Handled) bool { return c.How == "仅审签" })).Warn()
				}},
				{ID: "P18B", Check: func() ruling.Result { return r.Must("directive-leaders", "P18B.not", !twice(f)).Warn() }},
			}
		},
	})
}
