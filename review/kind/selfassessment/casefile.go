package selfassessment

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/letter"
)

// CaseFile is what the paper says.
type CaseFile struct {
	letter.File
	Overview   []string    `json:"总体情况" desc:"组织自查自评的总体情况，逐项"`
	From       review.Date `json:"起始日期" desc:"自评期间的起始日期"`
	To2        review.Date `json:"截止日期" desc:"自评期间的截止日期"`
	Extracted  review.Date `json:"数据提取日期" desc:"数据从系统提取的日期"`
	Scores     []Score     `json:"自评得分" desc:"一级指标逐项的分值、自评分和扣分理由"`
	Total      Total       `json:"合计" desc:"分值、自评分的合计"`
	Cores      []Figure    `json:"核心指标" desc:"三个90%、一个80%，逐项写明分子、分母和公式"`
	Regulated  []Claim     `json:"规范执行,omitempty" desc:"财产调查、处置、款物、终本、惩戒，逐项"`
	Open       []Claim     `json:"阳光执行,omitempty" desc:"文书上网、信息公开、流程告知，逐项"`
	Supervised []Claim     `json:"监督管理,omitempty" desc:"督办、协同、通报，逐项；中级法院、高级法院填写"`
	System     []Claim     `json:"制度机制,omitempty" desc:"高级法院填写"`
	Supported  []Claim     `json:"执行保障" desc:"人员、装备、经费、值班，逐项"`
	Staff      []Staff     `json:"人员配备" desc:"逐院的人员、执行指挥中心、值班电话、保险"`
	Quality    []Figure    `json:"执行质效" desc:"执行质效指标，逐项写明分子、分母和公式"`
	Petitions  Petitions   `json:"信访" desc:"执行信访的登记、办结和案访比"`
	Ledger     []Problem   `json:"整改台账" desc:"自查发现的问题和整改"`
	Next       []string    `json:"下一步" desc:"下一步措施，逐项"`
	Evidence   []Evidence  `json:"证据目录" desc:"每项主张对应的文件"`
	DueOn      review.Date `json:"上报期限" desc:"应当上报的最后日期"`
}

// Score is a 一级指标.
type Score struct {
	Name     string      `json:"一级指标" desc:"第三方评估指标体系的一级指标"`
	Full     Points      `json:"分值" desc:"满分，至多两位小数"`
	Own      Points      `json:"自评分" desc:"自评得分"`
	Deducted []Deduction `json:"扣分,omitempty" desc:"逐项扣分"`
}

// Deduction is what points were taken off for.
type Deduction struct {
	Why    string `json:"理由" desc:"扣分理由"`
	Points Points `json:"分" desc:"扣多少分"`
}

// Lost is the sum of the deductions.
func (s Score) Lost() (sum Points) {
	for _, d := range s.Deducted {
		sum += d.Points
	}
	return sum
}

// Why are the deductions in words.
func (s Score) Why() string {
	var out []string
	for _, d := range s.Deducted {
		out = append(out, d.Why+"，扣"+d.Points.String()+"分")
	}
	return cmp.Or(strings.Join(out, "；"), "—")
}

// Total is the last row of the scores.
type Total struct {
	Full Points `json:"分值" desc:"各项分值之和"`
	Own  Points `json:"自评分" desc:"各项自评分之和"`
}

// Lost is what the whole lost.
func (t Total) Lost() Points { return t.Full - t.Own }

// Figure is an index with what it is a share of.
type Figure struct {
	Name    string `json:"指标" desc:"指标名称"`
	N       int    `json:"分子" desc:"分子"`
	D       int    `json:"分母" desc:"分母"`
	Formula string `json:"公式" desc:"计算公式"`
}

// Rate is n of N with two decimals, half up; 「—」 of none.
func (f Figure) Rate() string { return review.Percent(f.N, f.D) }

// Goal is what it is held against.
func (f Figure) Goal() string {
	if g, ok := goalOf(f.Name); ok {
		return "≥" + strconv.Itoa(g.Least) + "%"
	}
	return "—"
}

// Reached is whether it is reached.
func (f Figure) Reached() string {
	g, ok := goalOf(f.Name)
	switch {
	case !ok || f.D <= 0:
		return "—"
	case f.N*100 >= g.Least*f.D:
		return "是"
	}
	return "否"
}

// Claim is a sentence of the report and the files that bear it out.
type Claim struct {
	Says     string   `json:"内容" desc:"主张的内容，一项一句"`
	Evidence []string `json:"证据,omitempty" desc:"证据目录中的编号"`
}

// Printed is the claim with where its evidence is.
func (c Claim) Printed() string {
	says := strings.TrimRight(strings.TrimSpace(c.Says), "。；，")
	if len(c.Evidence) == 0 {
		return says + "。"
	}
	return says + "（证据" + strings.Join(c.Evidence, "、") + "）。"
}

// Staff is a court's people and means.
type Staff struct {
	Court    string `json:"法院" desc:"法院全称"`
	All      int    `json:"在编人数" desc:"全院在编人数"`
	Enforce  int    `json:"执行人员" desc:"执行人员数"`
	Centre   int    `json:"指挥中心在编" desc:"执行指挥中心正式在编人数"`
	Phones   int    `json:"值班电话" desc:"向社会公布的执行指挥中心固定电话部数"`
	Insured  int    `json:"已投保" desc:"已购买人身保险的执行干警人数"`
	Entitled int    `json:"应投保" desc:"应当购买人身保险的执行干警人数"`
}

// Share is the share of enforcement among all.
func (s Staff) Share() string { return review.Percent(s.Enforce, s.All) }

// Petitions are those of the period, and of the same period a year before.
type Petitions struct {
	Registered  int `json:"登记数" desc:"期内登记的执行信访件数"`
	Finished    int `json:"办结数" desc:"其中已办结的件数"`
	Cases       int `json:"在办案件数" desc:"期内在办执行案件件数"`
	Before      int `json:"上年登记数,omitempty" desc:"上年同期登记的执行信访件数"`
	CasesBefore int `json:"上年在办案件数,omitempty" desc:"上年同期在办执行案件件数"`
}

// Rate and Ratio are 办结率 and 案访比; RatioBefore is the ratio a year before.
func (p Petitions) Rate() string        { return review.Percent(p.Finished, p.Registered) }
func (p Petitions) Ratio() string       { return review.Percent(p.Registered, p.Cases) }
func (p Petitions) RatioBefore() string { return review.Percent(p.Before, p.CasesBefore) }

// Problem is an entry of the rectification ledger.
type Problem struct {
	Says  string      `json:"问题" desc:"自查发现的问题"`
	Who   string      `json:"责任单位" desc:"责任单位或者责任人"`
	How   string      `json:"整改措施" desc:"整改措施"`
	Due   review.Date `json:"整改时限" desc:"整改的最后日期"`
	Done  review.Date `json:"完成日期,omitzero" desc:"整改完成的日期；未完成的不填"`
	Proof []string    `json:"证据,omitempty" desc:"证据目录中的编号"`
}

// Evidence is a file that bears claims out.
type Evidence struct {
	No   string      `json:"编号" desc:"证据编号，如1"`
	Says string      `json:"证明事项" desc:"证明什么"`
	File string      `json:"文件" desc:"文件名"`
	Sum  review.Hash `json:"SHA-256,omitempty" desc:"作为附件提交的，其SHA-256（64位十六进制）"`
}

// Short is the beginning of the sum, as it is printed.
func (e Evidence) Short() string { return cmp.Or(e.Sum.Short(), "—") }

// Part is a section of claims.
type Part struct {
	No, Heading string
	Claims      []Claim
	staff       bool
}

// Parts are the sections of claims that the report has, numbered from 三 on.
func (f *CaseFile) Parts() (out []Part) {
	for _, p := range []Part{
		{Heading: "制度机制", Claims: f.System},
		{Heading: "规范执行", Claims: f.Regulated},
		{Heading: "阳光执行", Claims: f.Open},
		{Heading: "监督管理", Claims: f.Supervised},
		{Heading: "执行保障", Claims: f.Supported, staff: true},
	} {
		if len(p.Claims) > 0 || p.staff {
			p.No = review.Numeral(3 + len(out))
			out = append(out, p)
		}
	}
	return out
}

// Staffed says whether the table of people stands in a section.
func (p Part) Staffed() bool { return p.staff }

// After is the number of the section so many after those of claims.
func (f *CaseFile) After(n int) string { return review.Numeral(2 + len(f.Parts()) + n) }

// claims are all there are.
func (f *CaseFile) claims() []Claim {
	return slices.Concat(f.System, f.Regulated, f.Open, f.Supervised, f.Supported)
}
