package app

import (
	"strings"

	"shenqian/app/ical"
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
