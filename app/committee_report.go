package app

import (
	"bytes"
	"context"
	"strings"

	"shenqian/app/intake"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/signing/typeset"
)

// CommitteeReportPaper is the 审理报告 as all members will read it: a PDF as it
// stands, or the words of a text or Word file set by us. missing are the
// sections that such a report commonly has and this one does not.
func (a *App) CommitteeReportPaper(ctx context.Context, path string) (pdf []byte, missing []string, err error) {
	b, err := readFile(path)
	if err != nil {
		return nil, nil, err
	}
	if bytes.HasPrefix(b, []byte("%PDF-")) {
		return b, nil, nil
	}
	doc, err := intake.ReadRuling(ctx, path, b)
	if err != nil {
		return nil, nil, err
	}
	lines := strings.Split(strings.TrimSpace(doc.Text), "\n")
	if len(lines) < 2 {
		return nil, nil, review.Fault("committee.request.report")
	}
	w := &committeeWriter{a: a}
	for _, line := range lines[1:] {
		if committee.IsHeading(line) {
			w.out = append(w.out, typeset.Paragraph{Style: typeset.Heading, Text: strings.TrimSpace(line), Source: -1, KeepWithNext: true})
			continue
		}
		w.text(line)
	}
	sh, err := a.committeePaper(ctx, strings.TrimSpace(lines[0]), "committee.paper.mark", a.Now(), w.out)
	if err != nil {
		return nil, nil, err
	}
	return sh.PDF, committee.MissingSections(doc.Text), nil
}
