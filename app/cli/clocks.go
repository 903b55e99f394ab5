package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"shenqian/app"
	"shenqian/review/law"
)

// clocks lists the limits that run; --days N (or --within N) those that end
// within N days, which includes what is overdue; --case those of one matter;
// --ics FILE writes them as a calendar besides, --xlsx FILE as a table.
func clocks(r *run) (int, error) {
	f := app.ClockFilter{}
	for _, flag := range []string{"within", "days"} {
		n, err := r.count(flag)
		if err != nil {
			return 0, err
		}
		if n > 0 {
			f.Within = n
		}
	}
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	if text := r.flag("case"); text != "" {
		if f.ID, err = a.Find(r.ctx, text); err != nil {
			return 0, err
		}
	}
	all, err := a.Clocks(r.ctx, f)
	if err != nil {
		return 0, err
	}
	if path := r.flag("ics"); path != "" {
		if err := os.WriteFile(path, a.ClockCalendar(all), 0o644); err != nil {
			return 0, err
		}
	}
	if path := r.flag("xlsx"); path != "" {
		b, err := a.ClockSheet(all)
		if err != nil {
			return 0, err
		}
		if err := writeNew(path, b); err != nil {
			return 0, err
		}
	}
	return Good, r.answer(all, func(w io.Writer) {
		if len(all) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.clocks.none"))
		}
		for _, c := range all {
			fmt.Fprintln(w, r.clockLine(c))
		}
		for _, flag := range []string{"ics", "xlsx"} {
			if path := r.flag(flag); path != "" {
				fmt.Fprintln(w, r.words.Say("cli.written", "file", path))
			}
		}
	})
}

func (r *run) clockLine(c app.RunningClock) string {
	code, notes := "cli.clock", ""
	if c.DaysLeft < 0 {
		code = "cli.overdue"
	}
	if len(c.Notes) > 0 {
		notes = r.words.Say("cli.clock.notes", "notes", strings.Join(c.Notes, "；"))
	}
	return r.words.Say(code, "number", c.CaseNumber, "clock", c.Name, "due", c.Due.String(), "days", fmt.Sprint(max(c.DaysLeft, -c.DaysLeft)),
		"whose", c.InCharge, "basis", c.Basis, "notes", notes)
}

// courtCalendar lists the notices on holidays that are known, or loads that of
// a year.
func courtCalendar(r *run) (int, error) {
	if len(r.args) == 0 {
		return holidays(r)
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	by, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	b, err := app.ReadFileFully(r.args[0])
	if err != nil {
		return 0, err
	}
	n, err := a.AddHolidays(r.ctx, by, b)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(n, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.holidays.loaded", "year", fmt.Sprint(n.Year), "notice", n.Notice))
	})
}

func holidays(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	all := a.Holidays()
	return Good, r.answer(all, func(w io.Writer) {
		for _, n := range all {
			adjusts := ""
			if n.Adjusts != "" {
				adjusts = r.words.Say("cli.holidays.adjusts", "notice", n.Adjusts)
			}
			fmt.Fprintln(w, r.words.Say("cli.holidays", "year", fmt.Sprint(n.Year), "notice", n.Notice, "off", days(n.Off), "work", days(n.Work), "adjusts", adjusts))
		}
	})
}

func days(list []law.Stretch) string {
	n := 0
	for _, s := range list {
		n += s.From.Days(s.To) + 1
	}
	return fmt.Sprint(n)
}
