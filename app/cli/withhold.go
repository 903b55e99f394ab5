package cli

import (
	"shenqian/app"
	"shenqian/review"
)

// withhold marks that a ruling is not published, agrees to that, or takes the
// mark back.
func withhold(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		switch {
		case r.has("lift"):
			return a.Unwithhold(r.ctx, id, r.flag("reason"))
		case r.has("consent"):
			c, err := r.credential(&a.Workshop)
			if err != nil {
				return nil, err
			}
			return a.ConsentToWithhold(r.ctx, id, r.flag("reason"), c)
		}
		return a.Withhold(r.ctx, id, review.Ground(r.flag("ground")), r.flag("reason"))
	})
}

// recall takes public copies back.
func recall(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		c, err := r.credential(&a.Workshop)
		if err != nil {
			return nil, err
		}
		return a.Recall(r.ctx, id, r.flag("reason"), c)
	})
}
