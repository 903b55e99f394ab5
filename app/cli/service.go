package cli

import (
	"shenqian/app"
	"shenqian/review"
)

// day reads a flag that is a day.
func (r *run) day(flag string) (d review.Date, err error) {
	if v := r.flag(flag); v != "" {
		err = d.UnmarshalText([]byte(v))
	}
	return d, err
}

// days are the first and the last day of a period, zero where not given.
func (r *run) days() (from, to review.Date, err error) {
	if from, err = r.day("from"); err == nil {
		to, err = r.day("to")
	}
	return from, to, err
}

// serve records a service, or strikes out an entry (--void REASON), or does
// all rows of a list.
func serve(r *run) (int, error) {
	if isList(r.args[0]) {
		return serveList(r)
	}
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	proof, err := r.optionalFile("proof")
	if err != nil {
		return 0, err
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		return a.Serve(r.ctx, id, app.ServeRequest{Party: r.flag("party"), How: r.flag("how"), On: on, Proof: proof, Void: r.flag("void")})
	})
}

// infobase records the entry in the 终本案件信息库, or with --removed why the
// case was taken out of it. With --sheet alone it writes what is to be entered.
func infobase(r *run) (int, error) {
	if r.has("sheet") {
		if len(r.given("on", "removed")) > 0 {
			return 0, usage("cli.sheetalone")
		}
		return infobaseSheet(r)
	}
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	if on.IsZero() {
		return 0, review.Fault("serve.nodate")
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		if r.has("removed") {
			return a.LeaveInfobase(r.ctx, id, on, r.flag("removed"))
		}
		return a.EnterInfobase(r.ctx, id, on)
	})
}

// requery records a query for property after the termination.
func requery(r *run) (int, error) {
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	if on.IsZero() {
		return 0, review.Fault("serve.nodate")
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Requery(r.ctx, id, on, r.flag("result")) })
}

// revive records 恢复执行立案.
func revive(r *run) (int, error) {
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	if on.IsZero() {
		return 0, review.Fault("serve.nodate")
	}
	return r.each(r.args[:1], func(a *app.App, id string) (*review.Matter, error) {
		return a.Revive(r.ctx, id, r.flag("number"), on, r.flag("ground"))
	})
}

// assign gives cases into other hands; with --from, every case of that judge
// or clerk that is not closed.
func assign(r *run) (int, error) {
	cases := r.args
	if from := r.flag("from"); from != "" {
		ids, err := r.casesOf(from)
		if err != nil {
			return 0, err
		}
		cases = append(cases, ids...)
	}
	if len(cases) == 0 {
		return 0, usage("cli.arguments", "command", "assign")
	}
	return r.each(cases, func(a *app.App, id string) (*review.Matter, error) {
		return a.Assign(r.ctx, id, review.Assignment{Judge: r.flag("judge"), Clerks: r.flags["clerk"]})
	})
}

func (r *run) casesOf(name string) ([]string, error) {
	a, err := r.open(false)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	return a.InHandsOf(r.ctx, name)
}

// substitute records that the committee recused the president in a case.
func substitute(r *run) (int, error) {
	scan, on, err := r.handSigned("scan")
	if err != nil {
		return 0, err
	}
	return r.each(r.args[:1], func(a *app.App, id string) (*review.Matter, error) {
		return a.Substitute(r.ctx, id, r.flag("recused"), r.flag("by"), on, r.flag("reason"), scan)
	})
}
