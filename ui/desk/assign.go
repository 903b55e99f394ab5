package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// assignAll gives every open matter of one judge or clerk into other hands, as
// when someone leaves.
func (d *Desk) assignAll() {
	all, err := d.court.People(context.Background())
	if err != nil {
		d.fail(err)
		return
	}
	today := review.DateOf(d.court.Now())
	var leaving, judges, clerks []string
	for _, p := range all {
		_, judge := p.Holds(review.RoleJudge, today)
		_, clerk := p.Holds(review.RoleClerk, today)
		leaving = append(leaving, p.Name)
		if judge {
			judges = append(judges, p.Name)
		}
		if clerk {
			clerks = append(clerks, p.Name)
		}
	}
	from, judge, clerk, wrong := widget.NewSelect(leaving, nil), widget.NewSelect(judges, nil), widget.NewSelect(clerks, nil), kit.NewColumn(0)
	from.PlaceHolder, judge.PlaceHolder, clerk.PlaceHolder = d.say("ui.assign.choose"), d.say("ui.assign.keep"), d.say("ui.assign.keep")
	var m *kit.Modal
	m = d.dialog(d.say("ui.assign.title"), 480, []fyne.CanvasObject{
		muted(d.say("ui.assign.what")), labelled(d.say("ui.assign.from"), from), labelled(d.say("ui.assign.judge"), judge), labelled(d.say("ui.assign.clerk"), clerk), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.assign.do", func() {
		who, to := from.Selected, review.Assignment{Judge: judge.Selected}
		if clerk.Selected != "" {
			to.Clerks = []string{clerk.Selected}
		}
		count := 0
		d.work(work{label: d.say("ui.working"), act: true, stop: true}, func(ctx context.Context, tell app.Progress) error {
			if who == "" || to.Judge == "" && len(to.Clerks) == 0 {
				return review.Fault("ui.assign.nobody")
			}
			cases, err := d.court.InHandsOf(ctx, who)
			if err != nil {
				return err
			}
			for i, c := range cases {
				if err := ctx.Err(); err != nil {
					return err
				}
				tell(i, len(cases), c)
				id, err := d.court.Find(ctx, c)
				if err != nil {
					return err
				}
				if _, err := d.court.Assign(ctx, id, to); err != nil {
					return err
				}
				count++
			}
			return nil
		}, func(err error) {
			if err != nil && !canceled(err) {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			m.Hide()
			d.said(d.say("ui.assign.done", "count", itoa(count)), false)
			d.reload()
		})
	}).Primary())
}
