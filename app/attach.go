package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/app/intake"
	"shenqian/review"
)

// attachmentTypes are the papers a dossier of enforcement holds. A name is
// searched for them in this order: 执行通知书送达回证 is a 送达回证.
var attachmentTypes = []string{
	"约谈笔录", "送达回证", "查控反馈", "合议笔录", "评议笔录", "立案审批表", "申请执行书", "授权委托书", "身份证明", "执行通知书", "报告财产令", "财产申报表",
	"限制消费令", "失信决定书", "调查笔录", "搜查笔录", "执行笔录", "评估报告", "拍卖材料", "扣划凭证", "拘留决定书", "罚款决定书", "执行依据",
}

// otherType is what no type fits.
const otherType = "其他材料"

// AttachmentTypes are the types an attachment may have.
func AttachmentTypes() []string { return append(slices.Clone(attachmentTypes), otherType) }

// AttachmentType guesses an attachment's type from its file name.
func AttachmentType(name string) string {
	for _, t := range attachmentTypes {
		if strings.Contains(name, t) {
			if t == "评议笔录" {
				return "合议笔录"
			}
			return t
		}
	}
	return otherType
}

// AttachFolder files a folder of scans with one matter, each by the type that
// its name tells. A file whose name tells another 案号 is refused; what is no
// scan is passed over. The same scan again changes nothing.
func (a *App) AttachFolder(ctx context.Context, id, folder string) (*ImportReport, error) {
	found, err := collect([]string{folder})
	if err != nil {
		return nil, err
	}
	defer found.close()
	report := &ImportReport{Items: []ImportItem{}}
	for _, f := range found.files {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		item := ImportItem{File: f.path, CaseNumber: numberOf(id), Kind: kindOf(id), As: "attachment"}
		switch err := a.attachFound(ctx, id, f, &item); {
		case err == nil, Code(err) == "attachment.twice":
		case endsImport(err):
			return report, err
		default:
			item.Error, item.Code = a.Words.Explain(err), Code(err)
		}
		report.Items = append(report.Items, item)
	}
	return report, nil
}

func (a *App) attachFound(ctx context.Context, id string, f found, item *ImportItem) error {
	b, err := f.read()
	if err != nil {
		return err
	}
	name := filepath.Base(f.path)
	if k := intake.Sniff(name, b); k != intake.PDF && k != intake.Image {
		item.As = "passed_over"
		return nil
	}
	for _, n := range review.FindCaseNumbers(name) {
		if number := n.CaseNumber.String(); number != numberOf(id) && number != caseOf(numberOf(id)) {
			return review.Fault("attachment.othercase", "name", name, "number", number)
		}
	}
	item.Type = AttachmentType(name)
	return a.Attach(ctx, id, name, item.Type, b)
}

// caseOf is the number of the case without the paper's 之一.
func caseOf(number string) string {
	n, err := review.ParseCaseNumber(number)
	if err != nil {
		return number
	}
	return n.Case().String()
}

// Attach files an attachment with a matter.
func (a *App) Attach(ctx context.Context, id, name, kind string, b []byte) error {
	if f := intake.Sniff(name, b); f != intake.PDF && f != intake.Image {
		return review.Fault("attachment.format", "name", name)
	}
	_, err := a.do(ctx, id, step{
		event: review.Event{Kind: review.EventAttach, Attachment: &review.Attachment{File: review.HashOf(b), Name: name, Type: kind, Size: len(b)}},
		roles: []review.Role{review.RoleClerk, review.RoleJudge}, files: [][]byte{b},
	})
	return err
}
