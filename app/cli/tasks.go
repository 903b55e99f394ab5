package cli

import (
	"strconv"

	"shenqian/app"
	"shenqian/review"
)

// task makes of a remark what somebody is to do (--text, --owner, --due), or
// closes one (--done N --how).
func task(r *run) (int, error) {
	if r.has("done") {
		n, err := strconv.Atoi(r.flag("done"))
		if err != nil {
			return 0, usage("cli.task.number", "text", r.flag("done"))
		}
		return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Fulfil(r.ctx, id, n, r.flag("how")) })
	}
	due, err := r.day("due")
	if err != nil {
		return 0, err
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		return a.Ask(r.ctx, id, r.flag("text"), r.flag("owner"), due)
	})
}
