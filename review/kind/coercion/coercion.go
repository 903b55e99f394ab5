// Package coercion is the kind 拘留决定书 or 罚款决定书: the president approves it; up to 15 days, up
// to ¥100,000 for a person and ¥50,000 to ¥1,000,000 for a body.
package coercion

import (
	"embed"
	"regexp"
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
	Measure string         `json:"措施" desc:"采取的措施" enum:"拘留,罚款,罚款、拘留"`
	Person  string         `json:"被处罚人" desc:"被拘留或者罚款的人或者单位"`
	Body    *bool          `json:"单位" desc:"被处罚人是否单位"`
	Acts    []string       `json:"事实" desc:"妨害执行的事实，逐项"`
	Days    int            `json:"拘留天数,omitempty" desc:"拘留的天数"`
	Fine    *review.Amount `json:"罚款金额,omitempty" desc:"罚款金额（元）"`
	PayBy   review.Date    `json:"缴纳期限,omitzero" desc:"缴纳罚款的最后日期"`
	Higher  string         `json:"复议法院" desc:"上一级人民法院全称"`
}

var review1 = regexp.MustCompile(`申请复议`)

func detains(f *CaseFile) bool { return strings.Contains(f.Measure, "拘留") }

const yuan = 100

// fineFits says whether a fine is within what the law allows; nil if it is not
// known whether it is a person's or a body's.
func fineFits(f *CaseFile) *bool {
	ok := true
	if !strings.Contains(f.Measure, "罚款") {
		return &ok
	}
	if f.Body == nil {
		return nil
	}
	if f.Fine == nil || *f.Fine <= 0 {
		ok = false
	} else if *f.Body {
		ok = *f.Fine >= 50000*yuan && *f.Fine <= 1000000*yuan
	} else {
		ok = *f.Fine <= 100000*yuan
	}
	return &ok
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "coercion", Title: "拘留罚款决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"coercion", "coercion-limits", "order-form"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^(?:拘留|罚款|罚款、拘留|拘留、罚款)决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "措施", "被处罚人", "事实", "复议法院"},
		Runs:   []letter.Clock{{Code: "fine_due", Basis: "coercion", On: "缴纳期限", Done: []string{"罚款收据"}}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q05A", Check: func() ruling.Result {
					return r.Must("coercion-limits", "Q05A.not", !detains(f) || f.Days >= 1 && f.Days <= 15).Warn()
				}},
				{ID: "Q05B", Check: func() ruling.Result { return r.Known("coercion-limits", "Q05B.not", fineFits(f)) }},
				{ID: "Q05C", Words: true, Check: func() ruling.Result {
					return r.Says("coercion", "可以向上一级人民法院申请复议一次", review1)
				}},
				{ID: "Q05D", Check: func() ruling.Result {
					return r.Must("coercion-limits", "Q05D.not", f.Body == nil || !*f.Body || !detains(f)).Warn()
				}},
			}
		},
	})
}
