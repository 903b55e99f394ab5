package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/inspection"
	"shenqian/ui/kit"
)

const ended = `案号,立案日期,结案日期,结案方式,法院
（2017）鲁9901执11号,2017-11-02,2018-01-11,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执12号,2017-11-02,2018-02-08,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执13号,2017-11-05,2018-02-09,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执14号,2017-11-05,2018-02-10,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执15号,2017-11-05,2018-02-11,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执16号,2017-11-05,2018-02-12,终结本次执行程序,山东省云湖市人民法院
（2017）鲁9901执17号,2017-11-05,2018-02-13,执行完毕,山东省云湖市人民法院
`

// inspect begins a self-inspection with some results.
func inspect(t *testing.T, c *testCourt) {
	t.Helper()
	list := filepath.Join(t.TempDir(), "终本清单.csv")
	c.must(os.WriteFile(list, []byte(ended), 0o600))
	c.sit("许安宁")
	_, err := c.app.TakeExtract(t.Context(), list, app.ExtractRequest{Of: app.ExtractCases, Query: "全部", Drawn: c.now.Add(-time.Hour)})
	c.must(err)
	_, err = c.app.PlanInspection(t.Context(), app.PlanRequest{ID: "2018-04", Period: index.Period{From: review.Date{Year: 2018, Month: 1, Day: 1}, To: review.Date{Year: 2018, Month: 3, Day: 31}}})
	c.must(err)
	for i, r := range []inspection.Result{
		{Outcome: inspection.Qualified},
		{Outcome: inspection.Irregular, Judge: "林知夏", Due: review.Date{Year: 2018, Month: 4, Day: 1}, Defects: []inspection.Defect{{Rule: "G01"}, {Rule: "other", Note: "笔录未签名"}}},
		{Outcome: inspection.Irregular, Judge: "郑文博", Due: review.Date{Year: 2033, Month: 5, Day: 1}, Defects: []inspection.Defect{{Rule: "D02"}}},
		{Outcome: inspection.WithAssets, Judge: "林知夏", Due: review.Date{Year: 2018, Month: 4, Day: 1}, Done: review.Date{Year: 2018, Month: 3, Day: 28}, How: "已撤销并恢复执行", Revived: review.CaseNumber{Year: 2018, Court: "鲁9901", Type: "执恢", Number: 31}, Defects: []inspection.Defect{{Rule: "E01"}}},
	} {
		r.Number = review.CaseNumber{Year: 2017, Court: "鲁9901", Type: "执", Number: 11 + i}
		_, err := c.app.RecordResult(t.Context(), "2018-04", r)
		c.must(err)
	}
}

func golden(t *testing.T, d *Desk, at, name string) {
	t.Helper()
	shot := d.picture()
	t.Chdir(at)
	test.AssertImageMatches(t, name+".png", shot)
}

func TestASelfInspectionIsShownAndCarriedOn(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	inspect(t, c)
	c.must(c.app.Close())
	at, err := filepath.Abs(".")
	c.must(err)
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "许安宁")
		d.inspections()
		shown := texts(d)
		for _, want := range []string{"25.00%", "1/4", "（2017）鲁9901执15号", "（2018）鲁9901执恢31号", "笔录未签名"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s is not shown", want)
			}
		}
		golden(t, d, at, "inspection-"+name)
		press(t, d, d.say("ui.inspection.draft"))
		if said := d.toast.Sentence(); !strings.Contains(said, "2") {
			t.Error("an unfinished inspection makes a report:", said)
		}
		test.Tap(rowsOf(d)[0]) // the first that is open
		golden(t, d, at, "inspection-result-"+name)
		d.escape()
		d.escape()
		if d.top() != nil {
			t.Error("the page stays")
		}
	})
	d := newTestDesk(t, c.config(), "light", 100)
	d.seat(t, "许安宁")
	d.inspections()
	for range 2 {
		test.Tap(rowsOf(d)[0])
		press(t, d, d.say("ui.inspection.save"))
		if shown := texts(d); !strings.Contains(shown, "不是自查结论") {
			t.Fatal("without an outcome it is taken:", shown)
		}
		d.escape()
		in, err := d.court.Inspection(t.Context(), "2018-04")
		c.must(err)
		if _, err := d.court.RecordResult(t.Context(), "2018-04", inspection.Result{Number: in.Open[0], Outcome: inspection.Qualified}); err != nil {
			t.Fatal(err)
		}
		d.escape()
		d.inspections()
	}
	if shown := texts(d); strings.Contains(shown, "还没有结论") {
		t.Error("all are done, and it says", shown)
	}
}

func TestARollUpShowsWhoIsNotFoldedInFirst(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	at, err := filepath.Abs(".")
	c.must(err)
	sheet := func(court string, ended, inspected, good, irregular, assets, mended int) inspection.Sheet {
		return inspection.Sheet{Court: court, Closed: 2 * ended, Terminated: ended, Inspected: inspected, ToMend: irregular + assets, Mended: mended, Found: map[inspection.Outcome]int{inspection.Qualified: good, inspection.Irregular: irregular, inspection.WithAssets: assets}}
	}
	sheets := []inspection.Sheet{sheet("山东省云湖市人民法院", 612, 612, 571, 38, 3, 38), sheet("山东省云桥市人民法院", 488, 488, 459, 28, 1, 27), sheet("山东省云州市云台区人民法院", 305, 305, 288, 17, 0, 16), sheet("山东省云田县人民法院", 36, 0, 0, 0, 0, 0)}
	total, err := inspection.Total("合计", sheets)
	c.must(err)
	up := &app.RollUp{
		From: review.Date{Year: 2018, Month: 1, Day: 1}, To: review.Date{Year: 2018, Month: 3, Day: 31}, Accepted: 4, Sheets: sheets, Total: total, Rate: total.Rate(),
		Missing: []string{"山东省云原县人民法院"},
		Reports: []app.RolledReport{{File: "云湖.pdf", Court: sheets[0].Court}, {File: "云桥.pdf", Court: sheets[1].Court}, {File: "云台.pdf", Court: sheets[2].Court}, {File: "云田.pdf", Court: sheets[3].Court}, {File: "云岭.pdf", Court: "山东省云岭县人民法院", Code: "rollup.table", Error: "文稿中的表格与所带数据不一致（「云岭县人民法院　9　110」一行），没有汇总。"}},
		Last:    []app.RankedCourt{{Court: sheets[0].Court, Rate: sheets[0].Rate(), Exact: "571/612"}, {Court: sheets[1].Court, Rate: sheets[1].Rate(), Exact: "459/488"}, {Court: sheets[2].Court, Rate: sheets[2].Rate(), Exact: "288/305"}},
	}
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "顾清和")
		d.rollUps()
		press(t, d, d.say("ui.rollup.run"))
		if shown := texts(d); !strings.Contains(shown, "！") {
			t.Error("without a folder it says nothing")
		}
		d.escape()
		d.dialog(d.say("ui.rollup.title"), 900, d.rolledUp(up))
		shown := texts(d)
		for _, want := range []string{"云岭.pdf", "云原县", "93.30%", "94.06%", "571/612", "1441"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s is not shown", want)
			}
		}
		golden(t, d, at, "rollup-"+name)
		d.escape()
	})
}

func TestSelfAssessmentsAreShownSideBySide(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	at, err := filepath.Abs(".")
	c.must(err)
	cores := func(rates ...string) (out []app.AssessedFigure) {
		for i, name := range []string{"有财产可供执行案件法定期限内实际执结率", "无财产可供执行案件终本合格率", "执行信访办结率", "近三年整体执结率"} {
			reached := "yes"
			if rates[i] < "90" && i < 3 {
				reached = "no"
			}
			out = append(out, app.AssessedFigure{Name: name, N: 188, D: 200, Rate: rates[i], Reached: reached, Courts: 3, Told: 4})
		}
		return out
	}
	up := &app.AssessmentRollUp{
		RollUp: app.RollUp{From: review.Date{Year: 2016, Month: 1, Day: 1}, To: review.Date{Year: 2018, Month: 5, Day: 31}, Accepted: 3, Reports: make([]app.RolledReport, 3)},
		Courts: []app.AssessedCourt{
			{Court: "山东省云州市中级人民法院", Own: "94.75", Full: "100", Rate: "94.75%", Cores: cores("93.14%", "93.82%", "94.47%", "85.01%")},
			{Court: "山东省云海市中级人民法院", Own: "91", Full: "100", Rate: "91.00%", Cores: cores("89.02%", "92.00%", "91.10%", "82.40%")},
			{Court: "山东省云阳市中级人民法院", Own: "88.5", Full: "100", Rate: "88.50%", Cores: cores("91.77%", "90.01%", "90.25%", "80.06%")},
		},
		Cores:  cores("91.31%", "91.94%", "89.94%", "82.49%"),
		Lowest: []app.RankedLevel{{Level: "中院", Courts: []app.RankedCourt{{Court: "山东省云阳市中级人民法院", Rate: "88.50%", Exact: "88.5/100"}, {Court: "山东省云海市中级人民法院", Rate: "91.00%", Exact: "91/100"}}}},
	}
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "顾清和")
		d.dialog(d.say("ui.rollup.title"), 900, d.assessedUp(up))
		shown := texts(d)
		for _, want := range []string{"94.75/100", "89.02%", "188/200", "云阳市中级人民法院"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s is not shown", want)
			}
		}
		golden(t, d, at, "assessments-"+name)
		d.escape()
	})
}

func TestARemarkIsATaskUntilItIsDone(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	at, err := filepath.Abs(".")
	c.must(err)
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "顾清和")
		d.taskBoard()
		first := texts(d)
		d.escape()
		if !strings.Contains(first, d.say("ui.tasks.none")) {
			t.Fatal("without a task it says", first)
		}
		today := review.DateOf(d.court.Now())
		id := d.open.id
		for i, x := range []string{"抓紧续封不动产", "约谈申请执行人，说明评估进展", "与公安机关联系查找车辆"} {
			if _, err := d.court.Ask(t.Context(), id, x, "林知夏", today.AddDays(2+9*i)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.court.Fulfil(t.Context(), id, 3, "已发协助查找函"); err != nil {
			t.Fatal(err)
		}
		d.taskBoard()
		shown := texts(d)
		for _, want := range []string{"抓紧续封不动产", "已发协助查找函", "林知夏", today.AddDays(2).String()} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s is not shown", want)
			}
		}
		golden(t, d, at, "taskboard-"+name)
		press(t, d, d.say("ui.tasks.close"))
		press(t, d, d.say("ui.tasks.close"))
		if shown := texts(d); !strings.Contains(shown, "！") {
			t.Error("closed without a word of what was done")
		}
		d.escape()
		press(t, d, d.say("ui.tasks.ask"))
		golden(t, d, at, "taskboard-ask-"+name)
		d.escape()
		d.escape()
		d.escape()
	})
}

func TestThePresidentFindsTheSpotCheckAtOnce(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	at, err := filepath.Abs(".")
	c.must(err)
	inEachLook(t, c, func(t *testing.T, d *Desk, name string) {
		d.seat(t, "顾清和")
		day := d.queue.pages.spot
		if day == nil || day.Fresh == 0 {
			t.Fatalf("%+v", day)
		}
		if shown := screenTexts(d); !strings.Contains(shown, d.say("ui.spot.fresh", "count", itoa(day.Fresh))) {
			t.Error("nobody says that there is something to draw from")
		}
		fresh := day.Fresh
		d.drawSpot(1) // every one, so that the picture is no lottery
		day = d.queue.pages.spot
		if len(day.Papers) != fresh || day.Fresh != 0 {
			t.Fatalf("%+v", day)
		}
		d.typedKey(fyne.KeyF9, 0)
		if d.open == nil || d.open.id != day.Papers[0].ID {
			t.Fatal("the key opens no paper that was drawn")
		}
		if shown := screenTexts(d); !strings.Contains(shown, day.Papers[0].Number) || !strings.Contains(shown, "✓ A01") {
			t.Error("the paper drawn does not show its whole evidence")
		}
		golden(t, d, at, "spot-"+name)
		press(t, d, d.say("ui.spot.how"))
		shown := texts(d)
		for _, want := range []string{"今日抽查\n山东省云湖市人民法院\n", "1/1"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%q is not shown", want)
			}
		}
		d.escape()
	})
}

// screenTexts are the texts of the desk itself.
func screenTexts(d *Desk) string {
	var b strings.Builder
	walk(d.win.Content(), func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.Text); ok {
			b.WriteString(x.String() + "\n")
		}
	})
	return b.String()
}
