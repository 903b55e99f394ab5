package app

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"shenqian/review/kind/selfinspection"
)

// assessment is a court's self-assessment as a case file; change has the last
// word.
func (p *province) assessment(court string, change func(map[string]any)) []byte {
	p.t.Helper()
	b, err := os.ReadFile("../review/kind/selfassessment/demo.json")
	if err != nil {
		p.t.Fatal(err)
	}
	f := map[string]any{}
	if err := json.Unmarshal(b, &f); err != nil {
		p.t.Fatal(err)
	}
	f["法院"] = court
	if change != nil {
		change(f)
	}
	if b, err = json.Marshal(f); err != nil {
		p.t.Fatal(err)
	}
	return b
}

// lower takes points off a court's 阳光执行 and off its total.
func lower(by float64) func(map[string]any) {
	return func(f map[string]any) {
		row := f["自评得分"].([]any)[1].(map[string]any)
		row["自评分"] = row["自评分"].(float64) - by
		row["扣分"] = append(row["扣分"].([]any), map[string]any{"理由": "又一项", "分": by})
		total := f["合计"].(map[string]any)
		total["自评分"] = total["自评分"].(float64) - by
	}
}

func TestSelfAssessmentsStandSideBySide(t *testing.T) {
	p := newProvince(t)
	dir := t.TempDir()
	for i, court := range []string{"甲市中级人民法院", "乙市中级人民法院", "丙市中级人民法院", "丁市中级人民法院"} {
		var change func(map[string]any)
		if i > 0 {
			change = lower(float64(i))
		}
		d := p.assessment(court, change)
		p.put(dir, court+".pdf", p.report(d, d, p.key(court)))
	}
	up, err := p.w.RollUpAssessments(t.Context(), RollUpRequest{Dir: dir, Trusted: p.root()})
	if err != nil || !up.Whole() || len(up.Courts) != 4 || len(up.Cores) != 4 {
		t.Fatalf("%+v %v", up, err)
	}
	if c := up.Cores[0]; c.N != 4*18642 || c.D != 4*20015 || c.Rate != "93.14%" || c.Courts != 4 || c.Reached != "yes" {
		t.Errorf("%+v", c)
	}
	if l := up.Lowest; len(l) != 1 || l[0].Level != "中院" || len(l[0].Courts) != 3 || l[0].Courts[0].Court != "丁市中级人民法院" || l[0].Courts[0].Exact != "91.75/100" {
		t.Errorf("%+v", l)
	}
	const bad = "戊市中级人民法院"
	good, key := p.assessment(bad, nil), p.key(bad)
	contradicts := p.assessment(bad, func(f map[string]any) { f["合计"] = map[string]any{"分值": 100, "自评分": 99} })
	impossible := p.assessment(bad, func(f map[string]any) { f["核心指标"].([]any)[0].(map[string]any)["分子"] = 99999 })
	for want, pdf := range map[string][]byte{
		"rollup.stops":  p.report(contradicts, contradicts, key),
		"rollup.stops ": p.report(impossible, impossible, key),
		"rollup.table":  p.reportSaying(good, func(s string) string { return strings.Replace(s, "\t32.5\t", "\t33.5\t", 1) }, good, key),
		"rollup.words":  p.report(good, p.assessment(bad, lower(1)), key),
		"rollup.kind": func() []byte {
			d := p.dossier(bad, basic[:1], nil)
			return p.report(d, d, key)
		}(),
	} {
		p.put(dir, "z.pdf", pdf)
		up, err := p.w.RollUpAssessments(t.Context(), RollUpRequest{Dir: dir, Trusted: p.root(), Expected: []string{bad}})
		if err != nil || up.Accepted != 4 || len(up.Missing) != 1 || lastCode(up) != strings.TrimSpace(want) {
			t.Errorf("%s: %s %v", want, lastCode(up), err)
		}
	}
}

// lastCode is why the last file was refused.
func lastCode(up *AssessmentRollUp) string {
	for _, x := range up.Reports {
		if x.File == "z.pdf" {
			return x.Code
		}
	}
	return ""
}

// Tables that break over many pages, with heads that stand again and cells that
// wrap, still say what the data says.
func TestALongReportIsTakenIn(t *testing.T) {
	p := newProvince(t)
	const court = "某市中级人民法院"
	var rows []selfinspection.Row
	var problems []map[string]any
	for i := range 40 {
		r := selfinspection.Row{Court: "某省某市第" + itoa(i+1) + "基层人民法院（筹）", Ended: 100 + i, Looked: 100 + i, Good: 97 + i, Minor: 3}
		rows = append(rows, r)
		for n := range 3 {
			problems = append(problems, map[string]any{
				"法院": r.Court, "案号": "（2017）鲁" + itoa(9900+i) + "执" + itoa(10*i+n+1) + "号", "承办人": "郑文博", "类别": "一般违规",
				"问题": []string{"不符合「终本前约谈申请执行人」（G01）", "约谈笔录未载明法律后果"}, "整改时限": "2018-05-01",
			})
		}
	}
	d := p.dossier(court, rows, func(f map[string]any) { f["问题清单"] = problems })
	dir := t.TempDir()
	p.put(dir, "a.pdf", p.report(d, d, p.key(court)))
	if up := p.rollUp(RollUpRequest{Dir: dir}); !up.Whole() || len(up.Sheets) != 40 {
		t.Errorf("%+v", up.Reports[0].Error)
	}
	fewer := p.dossier(court, rows, func(f map[string]any) { f["问题清单"] = problems[1:] })
	p.put(dir, "a.pdf", p.report(fewer, fewer, p.key(court)))
	if up := p.rollUp(RollUpRequest{Dir: dir}); up.Reports[0].Code != "rollup.list" {
		t.Errorf("%q: a case is left out of the list", up.Reports[0].Code)
	}
}
