package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/ui/theme"
)

const extract = `案号,立案日期,结案日期,结案方式,期限届满日,是否有财产,执行标的,到位金额,法院
（2017）鲁9901执1号,2017-11-02,2018-01-11,执行完毕,2018-05-02,是,80000,80000,山东省云湖市人民法院
（2017）鲁9901执2号,2017-11-02,2018-02-08,终结本次执行程序,2018-05-02,否,220000,0,山东省云湖市人民法院
（2017）鲁9901执3号,2017-11-05,2018-02-09,执行完毕,2018-05-05,是,31000.50,31000.50,山东省云湖市人民法院
（2018）鲁9901执4号,2018-01-05,2018-03-09,终结执行,2018-07-05,是,50000,12000,山东省云湖市人民法院
（2018）鲁9901执5号,2018-01-05,2018-04-09,执行完毕,2018-07-05,是,50000,50000,山东省云湖市人民法院
（2018）鲁9901执6号,2018-01-05,2018-04-10,,2018-07-05,是,50000,50000,山东省云湖市人民法院
（2018）鲁9902执1号,2018-01-05,2018-03-11,终结本次执行程序,2018-07-05,否,90000,0,山东省云州市云台区人民法院
（2018）鲁9902执2号,2018-01-05,2018-04-12,执行完毕,2018-07-05,是,7000,7000,山东省云州市云台区人民法院
（2018）鲁9902执恢3号,2018-02-05,,,2018-08-05,是,7000,,山东省云州市云台区人民法院
`

func TestFiguresAreShownWithWhatTheyAreAShareOf(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	list := filepath.Join(t.TempDir(), "案件清单.csv")
	if err := os.WriteFile(list, []byte(extract), 0o600); err != nil {
		t.Fatal(err)
	}
	at, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	first := true
	looks(t, func(t *testing.T, mode theme.Mode, percent int, name string) {
		d := newTestDesk(t, c.config(), mode, percent)
		defer func() { c.must(d.court.Close()) }()
		d.seat(t, "许安宁")
		if first {
			d.indices()
			if said := texts(d); !strings.Contains(said, "还没有提取数据") {
				t.Fatal("without data it says", said)
			}
			d.escape()
			if err := d.court.SetNumber(t.Context(), app.NationalRate{ID: "national termination rate", Hundredths: 3450}, "某通报", time.Date(2018, 4, 20, 0, 0, 0, 0, app.Zone)); err != nil {
				t.Fatal(err)
			}
			if _, err := d.court.TakeExtract(t.Context(), list, app.ExtractRequest{Of: app.ExtractCases, Query: "2018年结案及在办的全部执行案件", Drawn: time.Date(2018, 5, 2, 8, 0, 0, 0, app.Zone)}); err != nil {
				t.Fatal(err)
			}
			first = false
		}
		d.indices()
		shown := texts(d)
		for _, want := range []string{"终本率", "25.00%", "2/8", "达标（目标低于全国平均水平）", "其中1件未载明", "提取时间2018-05-02 08:00"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s is not shown", want)
			}
		}
		shot := d.picture()
		t.Chdir(filepath.Dir(at))
		test.AssertImageMatches(t, "indices-"+name+".png", shot)
		test.Tap(rowsOf(d)[0])
		shown = texts(d)
		for _, want := range []string{"逐月", "2018-03", "云州市云台区人民法院", "案件（8件）", "（2018）鲁9902执1号"} {
			if !strings.Contains(shown, want) {
				t.Errorf("behind it %s is not shown", want)
			}
		}
		test.AssertImageMatches(t, "indices-behind-"+name+".png", d.picture())
		d.escape()
		d.escape()
	})
}
