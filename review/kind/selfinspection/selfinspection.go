// Package selfinspection is the kind 终本案件自查报告 (DK-08): the intermediate court reports by 15 April
// what the self-inspection of terminated cases found, court by court, the two
// classes of defects apart (鲁高法〔2018〕17号 part 1 item 4(4); domain.md §6.3).
package selfinspection

import (
	"embed"
	"maps"
	"slices"
	"strconv"
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
	Organised []string    `json:"组织部署" desc:"组织部署情况，逐项"`
	From      review.Date `json:"起始日期" desc:"自查案件终本的起始日期"`
	To2       review.Date `json:"截止日期" desc:"自查案件终本的截止日期"`
	Method    []string    `json:"自查方法" desc:"全查或者抽查、回避交叉的方法，逐项"`
	Draws     []Draw      `json:"抽样,omitempty" desc:"抽查的，据以重抽的数据，逐院"`
	Rows      []Row       `json:"各院情况" desc:"辖区逐院情况"`
	Total     Row         `json:"合计" desc:"合计栏"`
	Extracted review.Date `json:"数据提取日期" desc:"数据从系统提取的日期"`
	Faults    []string    `json:"主要问题" desc:"问题分类，逐项"`
	Examples  []string    `json:"典型案例,omitempty" desc:"典型案例，隐去当事人信息"`
	Mended    []string    `json:"整改情况" desc:"责令纠正、恢复执行、通报、问责的情况，逐项"`
	Next      []string    `json:"长效措施" desc:"长效措施，逐项"`
	Problems  []Problem   `json:"问题清单,omitempty" desc:"问题案件清单和整改台账，逐案"`
	DueOn     review.Date `json:"上报期限" desc:"应当上报的最后日期"`
}

// Draw is what a sample was drawn by: with it and the list the upper court draws
// the same one.
type Draw struct {
	Court      string      `json:"法院" desc:"法院全称或者规范化简称"`
	Of         int         `json:"名单件数" desc:"抽样名单的件数"`
	Size       int         `json:"抽取件数" desc:"抽取的件数"`
	List       review.Hash `json:"名单SHA-256" desc:"抽样名单（按案号排列，每行一案）的SHA-256"`
	Checkpoint string      `json:"检查点" desc:"事先报送上级法院的操作日志检查点，条数:根值"`
	Number     string      `json:"号码" desc:"上级法院其后给出的号码"`
	Seed       string      `json:"种子" desc:"检查点、换行符、号码的SHA-256"`
}

// Short is the beginning of the seed, as it is printed.
func (d Draw) Short() string { return review.Hash(d.Seed).Short() }

// Problem is a case of the list of problems, with what was done about it.
type Problem struct {
	Court   string            `json:"法院" desc:"法院全称或者规范化简称"`
	Case    review.CaseNumber `json:"案号" desc:"终本案件的案号"`
	Judge   string            `json:"承办人,omitempty" desc:"承办人姓名"`
	Class   string            `json:"类别" desc:"一般违规或者有财产而终本" enum:"一般违规,有财产而终本"`
	Found   []string          `json:"问题" desc:"问题，逐项"`
	Due     review.Date       `json:"整改时限" desc:"整改的最后日期"`
	Done    review.Date       `json:"完成日期,omitzero" desc:"整改完成的日期；未完成的不填"`
	How     string            `json:"整改情况,omitempty" desc:"整改情况"`
	Revived review.CaseNumber `json:"恢复执行案号,omitzero" desc:"恢复执行的案号"`
}

// Classes of problems, as the directive treats them apart.
const (
	Minor = "一般违规"
	Grave = "有财产而终本"
)

// State is what was done about a problem, in a cell.
func (p Problem) State() string {
	switch {
	case !p.Done.IsZero() && p.Revived.Number > 0:
		return p.Done.String() + " " + p.How + "，" + p.Revived.String()
	case !p.Done.IsZero():
		return p.Done.String() + " " + p.How
	case p.Revived.Number > 0:
		return p.Revived.String()
	}
	return "整改中"
}

// Row is one court’s figures.
type Row struct {
	Court  string `json:"法院" desc:"法院全称或者规范化简称"`
	Ended  int    `json:"终本数" desc:"终本案件数"`
	Looked int    `json:"自查数" desc:"自查案件数"`
	Good   int    `json:"合格数" desc:"无违规案件数"`
	Minor  int    `json:"一般违规数" desc:"一般性违规案件数"`
	Grave  int    `json:"有财产而终本数" desc:"有财产可供执行而违规终本案件数"`
	Closed int    `json:"结案数,omitempty" desc:"同期首次执行案件结案数"`
	Done   int    `json:"已整改数,omitempty" desc:"违规案件中已经整改的件数"`
	Back   int    `json:"恢复执行数,omitempty" desc:"违规案件中已经恢复执行的件数"`
}

// EndedRate is the share of terminations among what was closed; 「—」 where that
// is not told.
func (r Row) EndedRate() string { return review.Percent(r.Ended, r.Closed) }

// ClosedText is how many were closed; 「—」 where it is not told.
func (r Row) ClosedText() string {
	if r.Closed == 0 {
		return "—"
	}
	return strconv.Itoa(r.Closed)
}

func column(f *CaseFile, of func(Row) int) []int {
	out := make([]int, len(f.Rows))
	for i, r := range f.Rows {
		out[i] = of(r)
	}
	return out
}

// uneven are the courts whose inspected cases are not those of the three
// outcomes, or more than there are.
func uneven(f *CaseFile) (out []string) {
	for _, r := range f.Rows {
		if r.Looked != r.Good+r.Minor+r.Grave || r.Looked > r.Ended {
			out = append(out, r.Court)
		}
	}
	return out
}

// Unlisted are the courts whose list of problems is not what their row says; none
// where the report has no list.
func (f *CaseFile) Unlisted() (out []string) {
	if len(f.Problems) == 0 {
		return nil
	}
	listed := map[string]Row{}
	for _, p := range f.Problems {
		r := listed[p.Court]
		if p.Class == Grave {
			r.Grave++
		} else {
			r.Minor++
		}
		if !p.Done.IsZero() {
			r.Done++
		}
		if p.Revived.Number > 0 {
			r.Back++
		}
		listed[p.Court] = r
	}
	for _, r := range f.Rows {
		if l := listed[r.Court]; l.Minor != r.Minor || l.Grave != r.Grave || l.Done != r.Done || l.Back != r.Back {
			out = append(out, r.Court)
		}
		delete(listed, r.Court)
	}
	return append(out, slices.Sorted(maps.Keys(listed))...)
}

// Rate is n of all with two decimals, half up; 「—」 of none.
func (r Row) Rate() string { return review.Percent(r.Good, r.Looked) }

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "selfinspection", Title: "终本案件自查报告 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-08", Form: review.FormDocument, Basis: []string{"directive-inspection"},
			Signs: review.RolePresident, Deadline: review.Deadline{Code: "on", On: review.Date{Year: 2018, Month: 4, Day: 15}}, Public: review.Inside, Volume: review.OfficialVolume, Data: true,
		},
		Upward: true,
		Called: `(?:终本|终结本次执行程序)案件自查.*报告$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "签发人", "组织部署", "起始日期", "截止日期", "自查方法", "各院情况", "合计", "数据提取日期", "主要问题", "整改情况", "长效措施", "上报期限"},
		Silent: []string{"上报期限"},
		Runs:   []letter.Clock{{Code: "inspection_report", Basis: "directive-inspection", On: "上报期限", Until: true}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P08A", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "终本数", f.Total.Ended, column(f, func(x Row) int { return x.Ended })...)
				}},
				{ID: "P08B", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "自查数", f.Total.Looked, column(f, func(x Row) int { return x.Looked })...)
				}},
				{ID: "P08C", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "合格数", f.Total.Good, column(f, func(x Row) int { return x.Good })...)
				}},
				{ID: "P08D", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "一般违规数", f.Total.Minor, column(f, func(x Row) int { return x.Minor })...)
				}},
				{ID: "P08E", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "有财产而终本数", f.Total.Grave, column(f, func(x Row) int { return x.Grave })...)
				}},
				{ID: "P08F", Check: func() ruling.Result {
					return r.Must("directive-inspection", "P08F.not", len(uneven(f)) == 0, "list", strings.Join(uneven(f), "、"))
				}},
				{ID: "P08H", Check: func() ruling.Result {
					res := r.Must("directive-inspection", "P08H.not", len(f.Unlisted()) == 0, "list", strings.Join(f.Unlisted(), "、"))
					if res.Outcome == review.Unmet {
						return res.Stopping()
					}
					return res
				}},
				{ID: "P08J", Check: func() ruling.Result {
					return r.Sum("directive-inspection", "已整改数", f.Total.Done, column(f, func(x Row) int { return x.Done })...)
				}},
				{ID: "P08G", Check: func() ruling.Result { return r.InTime("directive-inspection", "上报期限") }},
			}
		},
	})
}
