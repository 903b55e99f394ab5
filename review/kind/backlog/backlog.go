// Package backlog is the kind 补录清零确认报告 (DK-03): the president of the intermediate court
// confirms what was found outside the system and entered, for the courts below
// him, and reports it (鲁高法〔2018〕17号 part 1 item 1).
package backlog

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
	Method    []string    `json:"排查方法" desc:"排查的范围和方法，逐项"`
	Rows      []Row       `json:"各院情况" desc:"辖区逐院的排查、补录情况"`
	Total     Row         `json:"合计" desc:"合计栏"`
	Extracted review.Date `json:"数据提取日期" desc:"数据从系统提取的日期"`
	Cleared   *bool       `json:"已清零" desc:"是否已无帐外案、抽屉案"`
	Next      []string    `json:"下一步措施,omitempty" desc:"防止再次漏录的措施，逐项"`
}

// Row is one court’s figures.
type Row struct {
	Court   string      `json:"法院" desc:"法院全称或者规范化简称"`
	Found   int         `json:"排查数" desc:"排查出的系统外未结案件数"`
	Entered int         `json:"补录数" desc:"已补录案件数"`
	Left    int         `json:"剩余数" desc:"剩余未补录案件数"`
	Done    review.Date `json:"完成日期,omitzero" desc:"补录完成的日期"`
	Person  string      `json:"责任人,omitempty" desc:"责任人姓名"`
}

func column(f *CaseFile, of func(Row) int) []int {
	out := make([]int, len(f.Rows))
	for i, r := range f.Rows {
		out[i] = of(r)
	}
	return out
}

// uneven are the courts whose found cases are not those entered and left.
func uneven(f *CaseFile) (out []string) {
	for _, r := range f.Rows {
		if r.Found != r.Entered+r.Left {
			out = append(out, r.Court)
		}
	}
	return out
}

// cleared is the president's word that nothing is left, which the figures must
// bear out; nil if he has not given it.
func cleared(f *CaseFile) *bool {
	if f.Cleared == nil {
		return nil
	}
	ok := !*f.Cleared || f.Total.Left == 0
	return &ok
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "backlog", Title: "补录清零确认报告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-03", Form: review.FormDocument, Basis: []string{"directive-backlog"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "spc_nodes"}, Public: review.Inside, Volume: review.OfficialVolume,
		},
		Upward: true,
		Called: `补录.*(?:清零|确认).*报告$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "签发人", "排查方法", "各院情况", "合计", "数据提取日期"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P03A", Check: func() ruling.Result {
					return r.Sum("directive-backlog", "排查数", f.Total.Found, column(f, func(x Row) int { return x.Found })...)
				}},
				{ID: "P03B", Check: func() ruling.Result {
					return r.Sum("directive-backlog", "补录数", f.Total.Entered, column(f, func(x Row) int { return x.Entered })...)
				}},
				{ID: "P03C", Check: func() ruling.Result {
					return r.Sum("directive-backlog", "剩余数", f.Total.Left, column(f, func(x Row) int { return x.Left })...)
				}},
				{ID: "P03D", Check: func() ruling.Result {
					return r.Must("directive-backlog", "P03D.not", len(uneven(f)) == 0, "list", strings.Join(uneven(f), "、"))
				}},
				{ID: "P03E", Check: func() ruling.Result { return r.Known("directive-backlog", "P03E.not", cleared(f)) }},
			}
		},
	})
}
