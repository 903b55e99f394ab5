package law_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/law"
)

func day(t testing.TB, s string) (d review.Date) {
	t.Helper()
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorkingDaysFollowTheStateCouncil(t *testing.T) {
	c := book(t).Calendar()
	for in, works := range map[string]bool{
		"2015-09-03": false, "2015-09-04": false, "2015-09-05": false, "2015-09-06": true, // 抗战胜利70周年
		"2015-06-20": false, "2015-06-22": false,
		"2016-10-08": true, "2016-10-09": true, "2016-10-10": true,
		"2018-09-29": true, "2018-09-30": true, "2018-10-01": false, "2018-10-07": false, "2018-10-08": true,
		"2018-12-29": true, "2018-12-31": false,
		"2019-04-28": true, "2019-05-01": false, "2019-05-02": false, "2019-05-03": false, "2019-05-05": true, // 调整
		"2020-01-19": true, "2020-01-31": false, "2020-02-01": false, "2020-02-03": true, // 延长
		"2022-12-31": false, "2023-01-02": false, "2023-10-07": true, "2023-10-08": true, "2023-10-06": false,
		"2024-02-09": true, "2024-02-10": false, // 除夕 was recommended, not ordered
		"2025-01-28": false, "2025-02-04": false, "2025-02-08": true, "2025-05-02": false, "2025-05-05": false, "2025-04-27": true,
		"2026-02-14": true, "2026-02-23": false, "2026-02-24": true, "2026-09-20": true, "2026-11-24": true,
	} {
		if got, guessed := c.Working(day(t, in)); got != works || guessed != 0 {
			t.Errorf("%s: works %v (guessed %d), want %v", in, got, guessed, works)
		}
	}
}

func TestBeyondTheKnownYearsWeekendsAloneCount(t *testing.T) {
	c := book(t).Calendar()
	for in, want := range map[string]struct {
		works   bool
		guessed int
	}{
		"2026-12-24": {true, 0}, "2026-12-31": {true, 2027}, "2027-10-01": {true, 2027}, "2027-10-02": {false, 2027}, "2014-05-05": {true, 2014}, "2031-01-04": {false, 2031},
	} {
		if works, guessed := c.Working(day(t, in)); works != want.works || guessed != want.guessed {
			t.Errorf("%s: %v %d", in, works, guessed)
		}
	}
}

func TestSevenWorkingDaysPassOverHolidays(t *testing.T) {
	c := book(t).Calendar()
	for from, want := range map[string]string{
		"2018-09-27": "2018-10-11", // 28, 29 and 30 are worked; 8–11 October
		"2018-06-04": "2018-06-13",
		"2020-01-21": "2020-02-07", // 22, 23; 3–7 February
		"2023-09-27": "2023-10-12", // 28; 7, 8 worked; 9–12
		"2015-09-01": "2015-09-11", // 2; 6 worked; 7–11
	} {
		if got := review.AddWorkingDays(c, day(t, from), 7); got.On.String() != want || got.Guessed != 0 {
			t.Errorf("from %s: %+v, want %s", from, got, want)
		}
	}
	if got := review.AddWorkingDays(c, day(t, "2026-12-22"), 7); got.Guessed != 2027 {
		t.Errorf("%+v is told as sure", got)
	}
}

func TestEachYearOfTheCalendarIsReadAndHasItsSource(t *testing.T) {
	years := map[int]bool{}
	for _, n := range book(t).Calendar().Notices() {
		years[n.Year] = true
		if !n.Read || n.Source == "" || n.Notice == "" || n.Issued.IsZero() {
			t.Errorf("%+v", n)
		}
	}
	for y := 2015; y <= 2026; y++ {
		if !years[y] {
			t.Errorf("%d is missing", y)
		}
	}
}

// notice2027 is what the arrangement of a year may look like; the real one
// comes when the State Council gives it.
const notice2027 = `{"year": 2027, "notice": "国办发明电〔2026〕0号", "issued": "2026-11-04", "off": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-12", "2027-04-03/2027-04-05", "2027-05-01/2027-05-05", "2027-06-09", "2027-09-15", "2027-10-01/2027-10-07"], "work": ["2027-01-30", "2027-02-14", "2027-05-08", "2027-09-26", "2027-10-09"], "read": true, "source": "测试"}`

func TestACourtLoadsAFurtherYear(t *testing.T) {
	n, err := law.ReadNotice([]byte(notice2027))
	if err != nil {
		t.Fatal(err)
	}
	b := book(t)
	next, err := b.With(n)
	if err != nil {
		t.Fatal(err)
	}
	if works, guessed := next.Calendar().Working(day(t, "2027-10-01")); works || guessed != 0 {
		t.Error("the year is not known")
	}
	if _, guessed := next.Calendar().Working(day(t, "2026-12-31")); guessed != 0 {
		t.Error("the turn of the year is still a guess")
	}
	if works, _ := b.Calendar().Working(day(t, "2027-10-01")); !works {
		t.Error("the book it came from changed")
	}
	if next.Version() == b.Version() {
		t.Error("another calendar bears the same version")
	}
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := law.ReadNotice(text); err != nil || !slices.Equal(again.Off, n.Off) || !slices.Equal(again.Work, n.Work) {
		t.Errorf("%v %v", again, err)
	}
	adjusting := `{"year": 2027, "notice": "国办发明电〔2027〕1号", "issued": "2027-03-01", "adjusts": "国办发明电〔2026〕0号", "off": ["2027-06-10"], "work": ["2027-06-12"], "read": true, "source": "测试"}`
	if n, err = law.ReadNotice([]byte(adjusting)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.With(n); code(err) != "calendar.adjusts" {
		t.Error(err)
	}
	if next, err = next.With(n); err != nil {
		t.Fatal(err)
	}
	if works, _ := next.Calendar().Working(day(t, "2027-06-10")); works {
		t.Error("the change does not hold")
	}
}

func code(err error) string {
	if e, ok := err.(*review.Error); ok {
		return e.Code
	}
	return ""
}

func TestAHostileOrContradictoryCalendarIsRefused(t *testing.T) {
	with := func(old, now string) string {
		if !strings.Contains(notice2027, old) {
			t.Fatal(old)
		}
		return strings.Replace(notice2027, old, now, 1)
	}
	for name, c := range map[string]struct{ text, code string }{
		"no JSON":                {"放假", "calendar.file"},
		"nothing":                {"", "calendar.file"},
		"another kind of file":   {`{"案号": "（2018）鲁0102执1号"}`, "calendar.file"},
		"two of them":            {notice2027 + notice2027, "calendar.file"},
		"too large":              {notice2027 + strings.Repeat(" ", 65<<10), "calendar.file"},
		"not UTF-8":              {with("测试", "\xff"), "calendar.file"},
		"a day that is none":     {with("2027-06-09", "2027-02-29"), "calendar.day"},
		"a stretch of years":     {with("2027-10-01/2027-10-07", "2027-10-01/2037-10-07"), "calendar.day"},
		"a stretch backwards":    {with("2027-10-01/2027-10-07", "2027-10-07/2027-10-01"), "calendar.day"},
		"a year far off":         {with(`"year": 2027`, `"year": 20270`), "calendar.year"},
		"another year's days":    {with(`"2027-06-09"`, `"2028-06-09"`), "calendar.outside"},
		"no day at all":          {with(`"2027-06-09"`, `null`), "calendar.outside"},
		"a day both off and on":  {with(`"2027-05-08"`, `"2027-05-02"`), "calendar.doubled"},
		"a weekday worked":       {with(`"2027-05-08"`, `"2027-05-10"`), "calendar.weekday"},
		"a day forgotten":        {with(`"2027-05-08", `, ``), "calendar.balance"},
		"a holiday forgotten":    {with(`"2027-06-09", `, ``), "calendar.balance"},
		"no number":              {with("国办发明电〔2026〕0号", " "), "calendar.lacks"},
		"no source":              {with(`"测试"`, `""`), "calendar.lacks"},
		"a number with newlines": {with("国办发明电〔2026〕0号", `a\nb`), "calendar.text"},
		"issued in another time": {with("2026-11-04", "2016-11-04"), "calendar.issued"},
	} {
		if _, err := law.ReadNotice([]byte(c.text)); code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	b := book(t)
	for name, c := range map[string]struct {
		change func(*law.Notice)
		code   string
	}{
		"a year that is known":       {func(n *law.Notice) { n.Notice = "国办发明电〔2025〕70号" }, "calendar.known"},
		"a notice that is known":     {func(*law.Notice) {}, "calendar.twice"},
		"a change of another notice": {func(n *law.Notice) { n.Notice, n.Adjusts = "x", "国办发明电〔2024〕12号" }, "calendar.adjusts"},
	} {
		all := b.Calendar().Notices()
		n := all[len(all)-1]
		c.change(&n)
		if _, err := b.With(n); code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	n, err := law.ReadNotice([]byte(with(`"2027-01-30"`, `"2026-12-27"`)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.With(n); err != nil {
		t.Errorf("a Sunday of December worked: %v", err)
	}
}

func FuzzReadNotice(f *testing.F) {
	f.Add([]byte(notice2027))
	f.Add([]byte(`{"year":2027,"off":["2027-01-01/2027-01-31",null],"work":["0001-01-01"]}`))
	b := book(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := law.ReadNotice(data)
		if err != nil {
			return
		}
		if next, err := b.With(n); err == nil {
			review.AddWorkingDays(next.Calendar(), review.Date{Year: n.Year, Month: 1, Day: 1}, 300)
		}
	})
}
