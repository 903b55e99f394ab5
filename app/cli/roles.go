package cli

import (
	"fmt"
	"io"

	"shenqian/app"
)

// initPostgres gives groups and logins their rights in a court's database, or
// prints the SQL that would.
func initPostgres(r *run) (int, error) {
	var logins []app.DatabaseLogin
	for _, kind := range []string{"user", "keeper"} {
		for _, text := range r.flags[kind] {
			l, err := app.ParseLogin(text, kind == "keeper")
			if err != nil {
				return 0, err
			}
			logins = append(logins, l)
		}
	}
	report, err := app.InitServer(r.ctx, r.config, logins, r.has("print"))
	if err != nil {
		return 0, err
	}
	return Good, r.answer(report, func(w io.Writer) {
		if report.SQL != "" {
			fmt.Fprint(w, report.SQL)
			return
		}
		fmt.Fprintln(w, r.words.Say("cli.roles.done", "database", report.Database, "count", fmt.Sprint(len(report.Logins))))
		for _, l := range report.Logins {
			code := "cli.roles.login"
			if l.Person == "" {
				code = "cli.roles.shared"
			}
			fmt.Fprintln(w, r.words.Say(code, "login", l.Name, "person", l.Person))
		}
		if report.Unread {
			fmt.Fprintln(w, r.words.Say("cli.roles.unread"))
		}
	})
}
