package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/review/kind/selfinspection"
	"shenqian/signing"
	"shenqian/signing/keys"
	"shenqian/signing/pdftext"
	"shenqian/signing/trust"
	"shenqian/signing/typeset"
)

// province are courts with an authority that vouches for them.
type province struct {
	t         *testing.T
	w         *Workshop
	authority *trust.Authority
	demo      map[string]any
}

func newProvince(t *testing.T) *province {
	t.Helper()
	w, err := NewWorkshop(Config{Clock: benchClock()})
	if err != nil {
		t.Fatal(err)
	}
	authority, err := trust.NewTrainingAuthority(rand.Reader, "省", benchDay)
	if err != nil {
		t.Fatal(err)
	}
	p := &province{t: t, w: w, authority: authority, demo: map[string]any{}}
	b, err := os.ReadFile("../review/kind/selfinspection/demo.json")
	if err == nil {
		err = json.Unmarshal(b, &p.demo)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *province) key(court string) *keys.Credential {
	p.t.Helper()
	k, err := p.authority.Issue(court, "", benchDay.AddDate(-1, 0, 0), benchDay.AddDate(1, 0, 0))
	if err != nil {
		p.t.Fatal(err)
	}
	return k
}

func (p *province) root() [][]byte { return [][]byte{p.authority.PEM()} }

// dossier is a court's case file over its rows; change has the last word.
func (p *province) dossier(court string, rows []selfinspection.Row, change func(map[string]any)) []byte {
	p.t.Helper()
	f := map[string]any{}
	for k, v := range p.demo {
		f[k] = v
	}
	total := selfinspection.Row{Court: "合计"}
	for _, r := range rows {
		total.Ended += r.Ended
		total.Looked += r.Looked
		total.Good += r.Good
		total.Minor += r.Minor
		total.Grave += r.Grave
	}
	f["法院"], f["各院情况"], f["合计"] = court, rows, total
	if change != nil {
		change(f)
	}
	b, err := json.Marshal(f)
	if err != nil {
		p.t.Fatal(err)
	}
	return b
}

// report is a signed PDF that says words and carries data.
func (p *province) report(words, data []byte, key *keys.Credential) []byte {
	p.t.Helper()
	return p.reportSaying(words, func(text string) string { return text }, data, key)
}

// reportSaying is one whose text somebody changed.
func (p *province) reportSaying(words []byte, change func(string) string, data []byte, key *keys.Credential) []byte {
	p.t.Helper()
	k, err := p.w.kindOfCaseFile(words)
	if err != nil {
		p.t.Fatal(err)
	}
	f, unknown, err := k.ReadFacts(words)
	if err != nil || len(unknown) > 0 {
		p.t.Fatal(unknown, err)
	}
	text, err := k.(review.Composer).Compose(f)
	if err != nil {
		p.t.Fatal(err)
	}
	text = change(text)
	on := review.DateOf(benchDay)
	s, err := p.w.typesetAs(context.Background(), k.Read(strings.Replace(text, "　年　月　日", on.Arabic(), 1)), f.CaseNumber().String(), on, typeset.PDFA3U,
		[]typeset.Attachment{{Name: reportData, MIME: "application/json", Data: data}})
	if err != nil {
		p.t.Fatal(err)
	}
	signed, err := signing.Sign(s.PDF, signing.Request{Key: key, Time: benchDay, Name: key.Certificate.Subject.CommonName})
	if err != nil {
		p.t.Fatal(err)
	}
	return signed
}

func (p *province) put(dir, name string, pdf []byte) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), pdf, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func (p *province) rollUp(r RollUpRequest) *RollUp {
	p.t.Helper()
	if r.Trusted == nil {
		r.Trusted = p.root()
	}
	out, err := p.w.RollUpReports(p.t.Context(), r)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

var basic = []selfinspection.Row{
	{Court: "甲县人民法院", Ended: 120, Looked: 120, Good: 110, Minor: 9, Grave: 1},
	{Court: "乙县人民法院", Ended: 80, Looked: 80, Good: 80},
	{Court: "丙县人民法院", Ended: 200, Looked: 100, Good: 91, Minor: 9},
	{Court: "丁区人民法院", Ended: 64, Looked: 64, Good: 60, Minor: 2, Grave: 2},
	{Court: "戊区人民法院", Ended: 33, Looked: 33, Good: 30, Minor: 3},
	{Court: "己市人民法院", Ended: 150, Looked: 150, Good: 149, Minor: 1},
}

// Six courts report to the intermediate court, it to the high court; what
// arrives there is the sum of what was reported.
func TestReportsGoUpThreeLevelsAndStillAddUp(t *testing.T) {
	p := newProvince(t)
	dir := t.TempDir()
	var names []string
	for i, r := range basic {
		d := p.dossier(r.Court, []selfinspection.Row{r}, nil)
		p.put(dir, fmt.Sprint(i, ".pdf"), p.report(d, d, p.key(r.Court)))
		names = append(names, r.Court)
	}
	up := p.rollUp(RollUpRequest{Dir: dir, Expected: names})
	if !up.Whole() || up.Accepted != 6 || up.Total.Terminated != 647 || up.Total.Inspected != 547 || up.Rate != "95.06%" {
		t.Fatalf("%+v", up)
	}
	if last := up.Last; len(last) != 3 || last[0].Court != "戊区人民法院" || last[1].Court != "丙县人民法院" || last[2].Court != "甲县人民法院" {
		t.Errorf("%+v", last)
	}
	if l := up.Levels; len(l) != 1 || l[0].Level != "基层" || len(l[0].Courts) != 3 {
		t.Errorf("%+v", l)
	}
	draft, err := p.w.RollUpDraft(up)
	if err != nil {
		t.Fatal(err)
	}
	var figures map[string]any
	if err := json.Unmarshal(draft, &figures); err != nil {
		t.Fatal(err)
	}
	const middle = "某市中级人民法院"
	d := p.dossier(middle, nil, func(f map[string]any) {
		for k, v := range figures {
			f[k] = v
		}
	})
	high := t.TempDir()
	p.put(high, "某市.pdf", p.report(d, d, p.key(middle)))
	top := p.rollUp(RollUpRequest{Dir: high})
	if !top.Whole() || top.Total.Terminated != up.Total.Terminated || top.Total.Found["withassets"] != 3 || len(top.Sheets) != 6 {
		t.Errorf("%+v", top)
	}
}

// Whatever is wrong with a report is said, and nothing of it is in the sum.
func TestAReportThatIsNotRightIsNeverFoldedIn(t *testing.T) {
	p := newProvince(t)
	good, bad := basic[0], basic[1]
	plain := p.dossier(bad.Court, []selfinspection.Row{bad}, nil)
	key := p.key(bad.Court)
	other := bad
	other.Good, other.Minor = 79, 1
	stranger := newProvince(t)
	twice := []selfinspection.Row{bad, good}
	for want, files := range map[string]map[string][]byte{
		"rollup.verdict": {"b.pdf": func() []byte {
			pdf := p.report(plain, plain, key)
			pdf[len(pdf)/3] ^= 1
			return pdf
		}()},
		"rollup.untrusted": {"b.pdf": p.report(plain, plain, stranger.key(bad.Court))},
		"rollup.signer":    {"b.pdf": p.report(plain, plain, p.key("丙县人民法院"))},
		"rollup.words":     {"b.pdf": p.report(p.dossier(bad.Court, []selfinspection.Row{other}, nil), plain, key)},
		"rollup.twice":     {"b.pdf": p.report(plain, plain, key), "c.pdf": p.report(p.dossier(bad.Court, []selfinspection.Row{other}, nil), p.dossier(bad.Court, []selfinspection.Row{other}, nil), key)},
		"rollup.period": {"b.pdf": func() []byte {
			d := p.dossier(bad.Court, []selfinspection.Row{bad}, func(f map[string]any) { f["截止日期"] = "2017-12-31" })
			return p.report(d, d, key)
		}()},
		"inspection.total.qualified": {"b.pdf": func() []byte {
			d := p.dossier(bad.Court, []selfinspection.Row{bad}, func(f map[string]any) {
				f["合计"] = selfinspection.Row{Court: "合计", Ended: 80, Looked: 80, Good: 79, Minor: 1}
			})
			return p.report(d, d, key)
		}()},
		"rollup.unknown": {"b.pdf": p.report(plain, p.dossier(bad.Court, []selfinspection.Row{bad}, func(f map[string]any) { f["奖金"] = 1 }), key)},
		"rollup.overlap": {"b.pdf": func() []byte {
			d := p.dossier(bad.Court, twice, nil)
			return p.report(d, d, key)
		}()},
	} {
		dir := t.TempDir()
		d := p.dossier(good.Court, []selfinspection.Row{good}, nil)
		p.put(dir, "a.pdf", p.report(d, d, p.key(good.Court)))
		for name, pdf := range files {
			p.put(dir, name, pdf)
		}
		up := p.rollUp(RollUpRequest{Dir: dir, Expected: []string{good.Court, bad.Court}})
		for _, x := range up.Reports {
			if x.File != "a.pdf" && x.Code != want {
				t.Errorf("%s is refused as %q, want %q: %s", x.File, x.Code, want, x.Error)
			}
		}
		if want != "rollup.overlap" && (up.Accepted != 1 || up.Total.Terminated != good.Ended) || want == "rollup.overlap" && up.Accepted != 0 {
			t.Errorf("%s: %d accepted, %d terminated", want, up.Accepted, up.Total.Terminated)
		}
		if up.Whole() || !slices.Contains(up.Missing, bad.Court) {
			t.Errorf("%s: nobody is missed: %v", want, up.Missing)
		}
		if _, err := p.w.RollUpDraft(up); Code(err) != "rollup.notwhole" {
			t.Errorf("%s: a report is drafted: %v", want, err)
		}
	}
	dir := t.TempDir()
	pdf := p.report(plain, plain, key)
	p.put(dir, "a.pdf", pdf)
	p.put(dir, "b.pdf", pdf)
	if up := p.rollUp(RollUpRequest{Dir: dir}); up.Accepted != 1 || up.Reports[1].Code != "rollup.again" || up.Total.Terminated != 80 {
		t.Errorf("the same file twice: %+v", up)
	}
	if _, err := p.w.RollUpReports(t.Context(), RollUpRequest{Dir: dir}); Code(err) != "rollup.trust" {
		t.Error(err)
	}
}

// Courts are ranked among their like: an intermediate court's own cases are not
// set against a basic court's.
func TestCourtsAreRankedAmongTheirLike(t *testing.T) {
	p := newProvince(t)
	dir := t.TempDir()
	for i, own := range []selfinspection.Row{{Court: "东市中级人民法院", Ended: 10, Looked: 10, Good: 7, Minor: 3}, {Court: "西市中级人民法院", Ended: 10, Looked: 10, Good: 6, Minor: 4}} {
		basic := basic[i]
		d := p.dossier(own.Court, []selfinspection.Row{own, basic}, nil)
		p.put(dir, own.Court+".pdf", p.report(d, d, p.key(own.Court)))
	}
	up := p.rollUp(RollUpRequest{Dir: dir})
	if l := up.Levels; !up.Whole() || len(l) != 2 || l[0].Level != "中院" || l[0].Courts[0].Court != "西市中级人民法院" || len(l[1].Courts) != 2 || l[1].Courts[0].Court != "甲县人民法院" {
		t.Errorf("%+v", up)
	}
}

// What the table on the page says is what the data says, cell for cell.
func TestATableThatIsNotTheDatasIsRefused(t *testing.T) {
	p := newProvince(t)
	rows := []selfinspection.Row{
		{Court: "甲县人民法院", Ended: 120, Looked: 120, Good: 110, Minor: 9, Grave: 1},
		{Court: "乙县人民法院", Ended: 80, Looked: 80, Good: 78, Minor: 1, Grave: 1},
	}
	const middle = "某市中级人民法院"
	d, key := p.dossier(middle, rows, nil), p.key(middle)
	put := func(is, becomes string) func(string) string {
		return func(text string) string {
			if !strings.Contains(text, is) {
				t.Fatalf("%q is not in the text", is)
			}
			return strings.Replace(text, is, becomes, 1)
		}
	}
	line := func(text, has string) string {
		for l := range strings.Lines(text) {
			if strings.HasPrefix(l, has) && strings.Contains(l, "91.67%") {
				return l
			}
		}
		t.Fatal("no such row")
		return ""
	}
	for name, c := range map[string]struct {
		change func(string) string
		want   string
	}{
		"as it is":                 {func(s string) string { return s }, ""},
		"two heads swapped":        {put("合格数\t一般违规", "一般违规\t合格数"), "rollup.table"},
		"two other heads swapped":  {put("一般违规\t有财产而终本", "有财产而终本\t一般违规"), "rollup.table"},
		"two columns swapped":      {put("\t110\t9\t", "\t9\t110\t"), "rollup.table"},
		"a court beside another’s": {put("甲县人民法院\t110", "乙县人民法院\t110"), "rollup.table"},
		"a digit over the border":  {put("\t110\t9\t1\t", "\t11\t09\t1\t"), "rollup.cells"},
		"a row that is not there":  {func(s string) string { return strings.Replace(s, line(s, "甲县人民法院"), "", 1) }, "rollup.table"},
		"a row twice":              {func(s string) string { l := line(s, "甲县人民法院"); return strings.Replace(s, l, l+l, 1) }, "rollup.table"},
	} {
		dir := t.TempDir()
		p.put(dir, "a.pdf", p.reportSaying(d, c.change, d, key))
		up := p.rollUp(RollUpRequest{Dir: dir})
		if got := up.Reports[0].Code; got != c.want {
			t.Errorf("%s: %q, want %q: %s", name, got, c.want, up.Reports[0].Error)
		}
	}
}

// Cells that are drawn in the data's order and stand in another are not where
// the data has them.
func TestACellStandsInItsRowAndColumn(t *testing.T) {
	const text = "法院\t合格\t违规\n甲\t9\t1\n乙\t7\t3\n"
	draw := func(change func(cells [][]pdftext.Mark)) []pdftext.Mark {
		var cells [][]pdftext.Mark
		for i, row := range tablesIn(text)[0] {
			cells = append(cells, nil)
			for j, words := range row {
				x := 100 * float64(j+1)
				cells[i] = append(cells[i], pdftext.Mark{Page: 1, Text: words, X: x, End: x + 24, Y: 700 - 20*float64(i)})
			}
		}
		change(cells)
		return slices.Concat(cells...)
	}
	for want, change := range map[string]func([][]pdftext.Mark){
		"": func([][]pdftext.Mark) {},
		"rollup.cells heads": func(c [][]pdftext.Mark) {
			c[0][1].X, c[0][2].X = c[0][2].X, c[0][1].X
			c[0][1].End, c[0][2].End = c[0][2].End, c[0][1].End
		},
		"rollup.cells a cell moved":  func(c [][]pdftext.Mark) { c[1][1].X, c[1][1].End = 310, 334 },
		"rollup.cells rows swapped":  func(c [][]pdftext.Mark) { c[1][2].Y, c[2][2].Y = c[2][2].Y, c[1][2].Y },
		"rollup.cells page before":   func(c [][]pdftext.Mark) { c[1][0].Page, c[1][1].Page, c[1][2].Page = 2, 2, 2 },
		"rollup.table another value": func(c [][]pdftext.Mark) { c[2][1].Text = "8" },
	} {
		err := shownTables(text, draw(change))
		if code, _, _ := strings.Cut(want, " "); Code(err) != code {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// A hundred and sixty reports are added up, as a province has.
func BenchmarkRollUp(b *testing.B) {
	p := newProvince(&testing.T{})
	dir := b.TempDir()
	for i := range 160 {
		r := basic[i%6]
		r.Court = fmt.Sprintf("第%d人民法院", i)
		d := p.dossier(r.Court, []selfinspection.Row{r}, nil)
		p.put(dir, fmt.Sprint(i, ".pdf"), p.report(d, d, p.key(r.Court)))
	}
	b.ResetTimer()
	for b.Loop() {
		start := time.Now()
		up, err := p.w.RollUpReports(b.Context(), RollUpRequest{Dir: dir, Trusted: p.root()})
		if err != nil || !up.Whole() {
			b.Fatal(err)
		}
		b.ReportMetric(160/time.Since(start).Seconds(), "reports/s")
	}
}
