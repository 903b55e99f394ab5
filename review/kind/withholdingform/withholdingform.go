// Package withholdingform is the kind 裁判文书不公开审批表 (DK-02N): by which item of 法释〔2016〕19号 art 4 a
// ruling is not published. Items 1 to 4 hold by law; the fifth is the
// vice-president’s to decide (practice.md 12).
package withholdingform

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
	Ruling    string      `json:"文书名称" desc:"不公开的裁判文书名称"`
	Ground    string      `json:"不公开情形" desc:"法释〔2016〕19号第四条的情形" enum:"涉及国家秘密,未成年人犯罪,以调解方式结案或者确认人民调解协议效力,离婚诉讼或者涉及未成年子女抚养、监护,人民法院认为不宜在互联网公布的其他情形"`
	Why       []string    `json:"理由" desc:"不公开的理由，逐项"`
	Effective review.Date `json:"生效日期" desc:"文书生效的日期"`
}

// New returns the kind over a book of law.
func New(book *law.Book) review.Kind {
	return letter.New(book, letter.Kind{
		Name: "withholdingform", Title: "裁判文书不公开审批表 案件信息", RuleDate: "2026-12-01", Folder: folder,
		Entry: review.About{
			DK: "DK-02N", Form: review.FormInside, Basis: []string{"publication-4"},
			Signs: review.RoleVice, Public: review.Inside, Volume: review.InnerVolume,
		},
		Office: "承办人",
		Called: `不(?:公开|上网).*审批表$`,
		New:    func() letter.Fields { return &CaseFile{} },
		Needs:  []string{"案号", "文书名称", "不公开情形", "理由", "生效日期"},
		Runs:   []letter.Clock{{Code: "withhold_decision", Basis: "publication-7", From: "生效日期", Days: 7, Until: true}},
		Own: func(r *letter.Reading) []ruling.Rule {
			f := r.Facts.(*CaseFile)
			return []ruling.Rule{
				{ID: "P02A", Check: func() ruling.Result { return r.NotAfter("publication-4", "生效日期") }},
				{ID: "P02B", Check: func() ruling.Result {
					return r.Must("publication-4", "P02B.not", !strings.HasPrefix(f.Ground, "人民法院认为不宜") || len(f.Cosigners) > 0).Warn()
				}},
			}
		},
	})
}
