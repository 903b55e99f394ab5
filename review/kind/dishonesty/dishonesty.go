// Package dishonesty is the kind 纳入失信被执行人名单决定书: the president issues it; minors are not
// listed, and the ground decides whether there is a term (2017年修正).
package dishonesty

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
	Basis  string   `json:"执行依据" desc:"执行依据的文号和名称"`
	Ground string   `json:"情形" desc:"纳入的情形" enum:"有履行能力而拒不履行,以伪造证据、暴力、威胁等方法妨碍、抗拒执行,以虚假诉讼、虚假仲裁或者隐匿、转移财产等方法规避执行,违反财产报告制度,违反限制消费令,无正当理由拒不履行执行和解协议"`
	Facts  []string `json:"事实" desc:"认定的事实，逐项"`
	Minor  *bool    `json:"未成年人" desc:"被执行人是否未成年人"`
	Years  int      `json:"期限,omitempty" desc:"纳入期限（年），有履行能力而拒不履行的不填"`
}

func adult(f *CaseFile) *bool {
	if f.Minor == nil {
		return nil
	}
	ok := !*f.Minor
	return &ok
}

// termFits: who can perform and does not stays on the list until he performs;
// the other grounds have two years, which may be made one to three longer.
func termFits(f *CaseFile) bool {
	if f.Ground == "" {
		return true
	}
	if f.Ground == "有履行能力而拒不履行" {
		return f.Years == 0
	}
	return f.Years >= 2 && f.Years <= 5
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "dishonesty", Title: "失信决定书 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			Form: review.FormOrder, Basis: []string{"shixin-decision", "shixin-exclusions"}, Signs: review.RolePresident,
			Public: review.Inside, Volume: review.MainVolume,
		},
		Called: `^(?:纳入失信被执行人名单|失信)决定书$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"主送", "案号", "执行依据", "情形", "事实"},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "Q02A", Check: func() ruling.Result { return r.Known("shixin-exclusions", "Q02A.not", adult(f)) }},
				{ID: "Q02B", Check: func() ruling.Result { return r.Must("shixin-exclusions", "Q02B.not", termFits(f)).Warn() }},
				{ID: "Q02C", Check: func() ruling.Result { return r.Must("shixin-decision", "Q02C.not", r.ToParties(review.Debtor)).Warn() }},
			}
		},
	})
}
