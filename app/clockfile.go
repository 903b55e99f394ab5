package app

import (
	"strings"

	"shenqian/app/ical"
	"shenqian/app/sheets"
	"shenqian/review"
)

// ClockCalendar is the clocks as an iCalendar file, which calendars of phones
// and desks take in. It names cases by 案号 alone, and nobody.
func (a *App) ClockCalendar(clocks []RunningClock) []byte {
	events := make([]ical.Event, len(clocks))
	for i, c := range clocks {
		id := strings.Join([]string{a.Court().Name, c.ID, c.Clock, itoa(c.N)}, "\x00")
		e := ical.Event{
			UID: string(review.HashOf([]byte(id))[:32]) + "@shenqian", On: c.Due,
			Summary: c.CaseNumber + "　" + c.Name, Description: strings.Join(append([]string{c.Basis}, c.Notes...), "\n"),
		}
		if !c.Warn.IsZero() && !c.Warned {
			e.Alarm = c.Warn.Days(c.Due)
		}
		events[i] = e
	}
	return ical.Write(a.Words.Say("ical.name"), events, a.Now())
}

// ClockSheet is the board of limits as .xlsx, the first to end first: whose each
// is, since when it runs, how many days are left, on which ground.
func (a *App) ClockSheet(clocks []RunningClock) ([]byte, error) {
	say := a.Words.Paper
	p := sheets.Page{
		Name: say("clocksheet.name"), Title: say("clocksheet.title", "court", a.Court().Name, "on", review.DateOf(a.Now()).Arabic()), Program: producer, Made: a.Now(), Foot: "&P / &N",
		Header: []string{
			say("clocksheet.due"), say("clocksheet.left"), say("clocksheet.number"), say("clocksheet.clock"), say("clocksheet.judge"), say("clocksheet.clerk"),
			say("clocksheet.from"), say("clocksheet.basis"), say("clocksheet.notes"),
		},
	}
	for _, c := range clocks {
		from := ""
		if !c.From.IsZero() {
			from = c.From.String()
		}
		p.Rows = append(p.Rows, []any{c.Due.String(), c.DaysLeft, c.CaseNumber, c.Name, c.InCharge, c.Clerk, from, c.Basis, strings.Join(c.Notes, "；")})
	}
	return sheets.Write(p)
}
