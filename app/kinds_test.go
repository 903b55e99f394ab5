package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/signing/pdfa"
	"shenqian/signing/pdftext"
	"shenqian/signing/typeset"
)

// goldenDay is the day on which the golden papers are issued; that of June tells
// of May.
var (
	goldenDay  = review.Date{Year: 2018, Month: 4, Day: 10}
	goldenDays = map[string]review.Date{"selfassessment": {Year: 2018, Month: 6, Day: 8}}
)

func goldenDayOf(kind string) review.Date {
	if d, ok := goldenDays[kind]; ok {
		return d
	}
	return goldenDay
}

// goldenPaper is a kind's demonstration dossier as its service copy is set.
func goldenPaper(t *testing.T, w *Workshop, k review.Composer) (*review.Paper, []byte) {
	t.Helper()
	b, err := k.(interface{ Demo() ([]byte, error) }).Demo()
	if err != nil {
		t.Fatal(err)
	}
	f, _, err := k.ReadFacts(b)
	if err != nil {
		t.Fatal(k.ID(), err)
	}
	p, err := composed(k, f)
	if err != nil {
		t.Fatal(k.ID(), err)
	}
	kit, err := w.Kit()
	if err != nil {
		t.Fatal(err)
	}
	blocks := append(layOut(p, goldenDayOf(k.ID())), typeset.SealField{Field: sealField, Label: "院印"})
	r, err := kit.Typeset(t.Context(), typeset.Document{Title: w.title(p, f.CaseNumber().String()), Producer: producer, Created: midnight(goldenDayOf(k.ID())), Blocks: blocks})
	if err != nil {
		t.Fatal(k.ID(), err)
	}
	return p, r.PDF
}

// Every kind that writes its own text has a golden PDF, which a person looked
// at. A new one lies in testdata/failed: look at it, then copy it.
func TestEveryKindsPaperIsItsGoldenPDF(t *testing.T) {
	w, err := NewWorkshop(Config{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, k := range w.Kinds() {
		c, ok := k.(review.Composer)
		if !ok {
			continue
		}
		n++
		p, pdf := goldenPaper(t, w, c)
		findings, err := pdfa.Check(pdf)
		if err != nil || len(findings) > 0 {
			t.Errorf("%s is not within PDF/A-2a: %v %v", k.ID(), err, findings)
		}
		saysItsText(t, k.ID(), p, pdf)
		golden := filepath.Join("testdata", "kinds", k.ID()+".pdf")
		if want, err := os.ReadFile(golden); err == nil && bytes.Equal(want, pdf) {
			continue
		}
		failed := filepath.Join("testdata", "failed", "kinds", k.ID()+".pdf")
		if err := os.MkdirAll(filepath.Dir(failed), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(failed, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%s differs from %s; the new one is %s", k.ID(), golden, failed)
	}
	if n < 30 {
		t.Fatalf("only %d kinds", n)
	}
}

// saysItsText: every paragraph of the text stands on the pages, and the day of
// issue in the date's place.
func saysItsText(t *testing.T, kind string, p *review.Paper, pdf []byte) {
	t.Helper()
	doc, err := pdftext.Extract(pdf)
	if err != nil {
		t.Fatal(kind, err)
	}
	var b strings.Builder
	for _, l := range doc.Lines {
		b.WriteString(l.Text)
	}
	page := strings.Join(strings.Fields(b.String()), "")
	for _, q := range p.Parts {
		want := strings.Join(strings.Fields(p.Of(q)), "")
		switch q.Role {
		case review.PartTable, review.PartPrinted, review.PartBody: // over pages and columns
			continue
		case review.PartDate:
			want = goldenDayOf(kind).Chinese()
			if p.Form.Official() {
				want = goldenDayOf(kind).Arabic()
			}
		}
		if !strings.Contains(page, want) {
			t.Errorf("%s: %q is not on the pages", kind, want)
		}
	}
}

// A table's cells lie where its text says, so that a finding in one can be
// shown.
func TestACellOfATableHasItsPlaceInTheText(t *testing.T) {
	text := "法院\t件数\n云湖市人民法院\t 12 \n\n合计\t12"
	table := tableOf(text, 5)
	runes := []rune(strings.Repeat("-", 5) + text)
	for _, r := range table.Rows {
		for _, c := range r.Cells {
			from := c.From - 1
			if got := string(runes[from : from+len([]rune(c.Text))]); got != c.Text {
				t.Errorf("%q stands at %d, not %q", got, from, c.Text)
			}
		}
	}
	if len(table.Rows) != 3 || !table.Rows[0].Header || table.Rows[1].Header {
		t.Errorf("%+v", table.Rows)
	}
}
