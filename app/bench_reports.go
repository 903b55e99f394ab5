package app

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/review/index"
	"shenqian/signing"
	"shenqian/signing/typeset"
)

// benchCaseCount is how many cases a province's intermediate court closes with
// its lower courts in a year.
const benchCaseCount = 100_000

// benchReports measures all indices over a year's cases beside a bare scan of
// the same rows, and a report of forty pages frozen and signed beside its
// typesetting.
func (w *Workshop) benchReports(ctx context.Context, each time.Duration) ([]BenchRow, error) {
	lines := index.EncodeCases(benchCases(benchCaseCount))
	defs, err := index.Load()
	if err != nil {
		return nil, err
	}
	year := index.Period{From: review.Date{Year: 2018, Month: 1, Day: 1}, To: review.Date{Year: 2018, Month: 12, Day: 31}}
	kit, err := w.Kit()
	if err != nil {
		return nil, err
	}
	now := w.Now()
	cred, err := benchCredential("bench", now)
	if err != nil {
		return nil, err
	}
	doc := benchReport()
	closed := 0
	return race(ctx, []benchmark{
		{"indices.scan", "", func() error {
			for line := range bytes.Lines(lines) { // reads every byte of every row, and counts one thing
				if bytes.Contains(line, []byte("2018-12-31")) {
					closed++
				}
			}
			return nil
		}},
		{"indices", "indices.scan", func() error {
			cases, err := index.DecodeCases(lines)
			if err != nil {
				return err
			}
			for _, d := range defs {
				if _, err := index.Reckon(d, index.Data{Cases: cases}, year, false); err != nil {
					return err
				}
			}
			return nil
		}},
		{"report.typeset", "", func() error { _, err := kit.Typeset(ctx, doc); return err }},
		{"report", "report.typeset", func() error {
			r, err := kit.Typeset(ctx, doc)
			if err != nil {
				return err
			}
			_ = review.HashOf(r.PDF)
			_, err = signing.Sign(r.PDF, signing.Request{Key: cred, Time: now})
			return err
		}},
	}, each)
}

// benchCases are cases of all sorts, the same each time.
func benchCases(n int) []index.Case {
	out := make([]index.Case, n)
	for i := range out {
		filed := review.Date{Year: 2017, Month: 7, Day: 1}.AddDays(i * 7 % 500)
		c := index.Case{
			Number: review.CaseNumber{Year: 2018, Court: fmt.Sprintf("鲁99%02d", i%17+1), Type: "执", Number: i + 1}, Manner: index.Open,
			Assets: index.Answer(i % 3), Filed: filed, Due: filed.AddMonths(6),
		}
		if i%4 > 0 {
			c.Closed = filed.AddDays(i * 13 % 300)
			c.Manner = []index.Manner{index.Finished, index.Terminated, index.Ended}[i%3]
		}
		out[i] = c
	}
	return out
}

// benchReport is a report of some forty pages: words, and a long table with a
// column of shares.
func benchReport() typeset.Document {
	var table strings.Builder
	table.WriteString("法院\t终本数\t自查数\t合格率\t主要问题")
	for i := range 640 {
		share := new(big.Rat).SetFrac64(int64(9000+i%1000), 100)
		fmt.Fprintf(&table, "\n云州市第%d人民法院\t%d\t%d\t%s%%\t终本约谈笔录未载明法律后果", i+1, 100+i, 100+i, share.FloatString(2))
	}
	t := tableOf(table.String(), 0)
	for i := range t.Rows { // it is no part of a source text
		for j := range t.Rows[i].Cells {
			t.Rows[i].Cells[j].From = 0
		}
	}
	blocks := []typeset.Block{typeset.Paragraph{Style: typeset.OfficialTitle, Text: "关于终本案件自查情况的报告", Source: -1}}
	for range 60 {
		blocks = append(blocks, typeset.Paragraph{Style: typeset.Body, Text: strings.Repeat("辖区各院对终结本次执行程序案件逐案自查，对发现的问题逐项整改。", 4), Source: -1})
	}
	return typeset.Document{Title: "bench", Producer: producer, Created: midnight(review.Date{Year: 2018, Month: 4, Day: 15}), Blocks: append(blocks, t)}
}
