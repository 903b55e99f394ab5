package cli

import (
	"fmt"
	"io"

	"shenqian/app"
	"shenqian/review"
)

// deskList lists the sign-ins whose hours are not over.
func deskList(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	all, err := a.OpenDesks(r.ctx)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(all, func(w io.Writer) {
		if len(all) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.desk.none"))
		}
		for _, o := range all {
			r.printDesk(w, o)
		}
	})
}

func (r *run) printDesk(w io.Writer, o app.OpenDesk) {
	fmt.Fprintln(w, r.words.Say("cli.desk.line", "id", o.Short(), "name", o.Name, "where", r.whereabouts(o), "from", clockTime(o), "until", o.Until.In(app.Zone).Format("15:04")))
	if o.Revoked != nil {
		fmt.Fprintln(w, "\t"+r.words.Say("cli.desk.revoked", "on", review.DateOf(o.Revoked.At).Arabic(), "reason", o.Revoked.Reason))
	}
}

func clockTime(o app.OpenDesk) string { return o.From.In(app.Zone).Format("2006-01-02 15:04") }

func (r *run) whereabouts(o app.OpenDesk) string {
	if o.Where == "" {
		return r.words.Say("desk.somewhere")
	}
	return o.Where
}

// deskRevoke revokes a desk: by its id or by its machine.
func deskRevoke(r *run) (int, error) {
	if !r.has("key") {
		return 0, review.Fault("key.needed")
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
	gone, err := a.RevokeDesk(r.ctx, by, r.args[0], r.flag("why"))
	if err != nil {
		return 0, err
	}
	return Good, r.answer(gone, func(w io.Writer) {
		for _, o := range gone {
			fmt.Fprintln(w, r.words.Say("cli.desk.gone", "id", o.Short(), "name", o.Name, "where", r.whereabouts(o)))
		}
	})
}

// sayElsewhere tells whoever signs in where else he sits.
func (r *run) sayElsewhere(w io.Writer, all []app.OpenDesk) {
	for _, o := range all {
		fmt.Fprintln(w, r.words.Say("session.elsewhere", "where", r.whereabouts(o), "from", clockTime(o), "id", o.Short()))
	}
}
