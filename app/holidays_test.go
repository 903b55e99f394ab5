package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/review"
)

const holidays2027 = `{"year": 2027, "notice": "国办发明电〔2026〕0号", "issued": "2026-11-04", "off": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-12", "2027-04-03/2027-04-05", "2027-05-01/2027-05-05", "2027-06-09", "2027-09-15", "2027-10-01/2027-10-07"], "work": ["2027-01-30", "2027-02-14", "2027-05-08", "2027-09-26", "2027-10-09"], "read": true, "source": "测试"}`

// file imports a case file alone, with these fields.
func (d *desk) file(t *testing.T, fields string) {
	t.Helper()
	d.sit(t, "书记")
	path := filepath.Join(t.TempDir(), "案件信息.json")
	text := `{"案号":"（2026）鲁9901执9号","法院":"山东省云湖市人民法院","当事人":[{"称谓":"申请执行人","姓名或名称":"孟庆安"},{"称谓":"被执行人","姓名或名称":"段志成"}],"承办人":"甲法官",` + fields + `}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := d.Import(t.Context(), []string{path}, nil); err != nil || r.Items[0].Error != "" {
		t.Fatal(r, err)
	}
}

// clocksAt are the clocks of the desk's only matter, as of a day.
func clocksAt(t *testing.T, a *app.App, f app.ClockFilter) []string {
	t.Helper()
	all, err := a.Clocks(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range all {
		s := c.Clock + " " + c.Due.String()
		if c.Guessed > 0 {
			s += " guessed"
		}
		out = append(out, s)
	}
	return out
}

func TestAYearThatTheCourtLoadsMovesItsLimits(t *testing.T) {
	d := newDesk(t)
	d.file(t, `"立案日期":"2026-08-08","查控完成日期":"2026-09-01"`) // six months: the middle of the Spring Festival
	if got := clocksAt(t, d.App, app.ClockFilter{}); !slices.Equal(got, []string{"limit 2027-02-08 guessed"}) {
		t.Fatal(got)
	}
	if _, err := d.AddHolidays(t.Context(), d.keys["书记"], []byte(holidays2027)); app.Code(err) != "role.maynot" {
		t.Error("a clerk sets the court's calendar:", err)
	}
	if _, err := d.AddHolidays(t.Context(), d.keys["院长"], []byte(strings.Replace(holidays2027, `"2027-05-08", `, "", 1))); app.Code(err) != "calendar.balance" {
		t.Error(err)
	}
	// Another window of the same court, opened before.
	other, err := app.Open(t.Context(), app.Config{Data: d.dir, Clock: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := d.AddHolidays(t.Context(), d.keys["院长"], []byte(holidays2027)); err != nil {
		t.Fatal(err)
	}
	want := []string{"limit 2027-02-14"} // a Sunday, which is worked
	for name, a := range map[string]*app.App{"this desk": d.App, "another desk": other} {
		if got := clocksAt(t, a, app.ClockFilter{}); !slices.Equal(got, want) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if _, err := other.AddHolidays(t.Context(), d.keys["院长"], []byte(holidays2027)); app.Code(err) != "calendar.twice" {
		t.Error("loaded by two desks:", err)
	}
	// Settings saved by one who does not know of it leave it where it is.
	c := d.Court()
	c.Calendar, c.Public = nil, []string{"0537-0000000"}
	if err := d.SaveCourt(t.Context(), d.keys["院长"], c); err != nil {
		t.Fatal(err)
	}
	again, err := app.Open(t.Context(), app.Config{Data: d.dir, Clock: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n := again.Holidays(); n[len(n)-1].Year != 2027 || len(again.Court().Calendar) != 1 {
		t.Error("the year is lost")
	}
	if r, err := again.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Errorf("%+v %v", r, err)
	}
}

func TestClocksTellWhoseTheyAreAndWhatTheyAskFor(t *testing.T) {
	d := newDesk(t)
	d.file(t, `"立案日期":"2018-01-16","查控完成日期":"2018-02-01"`)
	at := func(day review.Date) app.RunningClock {
		t.Helper()
		d.now = time.Date(day.Year, time.Month(day.Month), day.Day, 9, 0, 0, 0, app.Zone)
		all, err := d.Clocks(t.Context(), app.ClockFilter{})
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		return all[0]
	}
	due := review.Date{Year: 2018, Month: 7, Day: 16}
	if c := at(due.AddDays(-11)); c.Warned || c.DaysLeft != 11 || c.Asks != "" || c.InCharge == "" {
		t.Errorf("%+v", c)
	}
	if c := at(due.AddDays(-10)); !c.Warned || c.Due != due || c.Warn != due.AddDays(-10) {
		t.Errorf("%+v", c)
	}
	if c := at(due); c.DaysLeft != 0 || c.Asks != "" {
		t.Errorf("%+v", c)
	}
	if c := at(due.AddDays(1)); c.DaysLeft != -1 || c.Asks != app.OvertimePaper || len(c.Notes) != 1 {
		t.Errorf("%+v", c)
	}
	if got := clocksAt(t, d.App, app.ClockFilter{Within: 5}); len(got) != 1 {
		t.Error("what is overdue is not within five days:", got)
	}
	if got := clocksAt(t, d.App, app.ClockFilter{ID: "termination/（2018）鲁0102执9号"}); len(got) != 0 {
		t.Error("another matter has", got)
	}
}
