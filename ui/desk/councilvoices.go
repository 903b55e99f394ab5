package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/ui/kit"
)

// member are a member's own acts: to have read, to declare a recusal, to vote
// on the question that is put, to sign the record.
func (r *councilRoom) member() (out []fyne.CanvasObject) {
	d, x := r.d, r.view.Item
	me := d.court.Session().Person
	switch x.Stage {
	case committee.Admitted, committee.Screened, committee.Scheduled:
		var row []fyne.CanvasObject
		if !slices.Contains(x.Read, me.ID) {
			row = append(row, d.button("ui.council.haveread", func() { r.act(committee.Act{Act: committee.ActRead}) }))
		}
		row = append(row, d.button("ui.council.recuse", r.recuse).Quiet())
		out = append(out, kit.NewFlow(8, row...))
	case committee.Voting:
		if x.Open > 0 && slices.Contains(x.Present, me.ID) && !r.hasVoted(me.ID) {
			out = append(out, d.button("ui.council.vote", r.vote).Primary(), caption(d.say("ui.council.vote.hint")))
		}
	case committee.Recorded:
		if slices.Contains(r.unsigned(), me.ID) {
			out = append(out, d.button("ui.council.signrecord", r.signRecord).Primary(), caption(d.say("ui.council.signrecord.hint")))
		}
	}
	return out
}

// choose takes an opinion of the question that is put.
func (r *councilRoom) choose(n int) {
	x := r.view.Item
	if x.Open == 0 || n > len(x.Request.Questions[x.Open-1].Options) {
		return
	}
	r.option = n
	r.lay()
}

// vote casts one's own ballot: a number chooses, Ctrl+Enter casts, and the
// certificate signs it.
func (r *councilRoom) vote() {
	d, x := r.d, r.view.Item
	if x.Open == 0 {
		return
	}
	if r.option < 0 {
		d.hint(d.say("ui.council.choose"))
		return
	}
	q, me := x.Request.Questions[x.Open-1], d.court.Session().Person
	a := committee.Act{Act: committee.ActBallot, Subject: r.id, Question: x.Open, Member: me.ID, Whom: me.Name, Option: r.option}
	words := kit.NewArea(2)
	body := []fyne.CanvasObject{kit.NewText(q.Text)}
	if r.option == 0 {
		words.SetPlaceHolder(d.say("ui.council.other.hint"))
		body = append(body, words)
	} else {
		body = append(body, kit.NewText(itoa(r.option)+"　"+q.Options[r.option-1]).Bold())
	}
	cast := func(ctx context.Context, cred *app.Credential) error {
		a.Text = strings.TrimSpace(words.Text)
		_, err := d.court.CommitteeAct(ctx, a, cred)
		return err
	}
	if held := d.sit.held.cred; held != nil && !app.Lost(held) && r.option > 0 {
		r.do(func(ctx context.Context) error { return cast(ctx, held) })
		return
	}
	r.withKey("ui.council.vote.title", body, cast)
}

func (r *councilRoom) recuse() {
	d := r.d
	me := d.court.Session().Person
	why, wrong := kit.NewArea(3), kit.NewColumn(0)
	why.SetPlaceHolder(d.say("ui.council.recuse.hint"))
	var m *kit.Modal
	m = d.dialog(d.say("ui.council.recuse"), 480, []fyne.CanvasObject{muted(d.say("ui.council.recuse.what")), why, wrong},
		d.button("ui.cancel", func() { m.Hide() }), d.button("ui.council.recuse.do", func() {
			text := strings.TrimSpace(why.Text)
			d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
				_, err := d.court.CommitteeAct(ctx, committee.Act{Act: committee.ActRecuse, Subject: r.id, Member: me.ID, Whom: me.Name, Reason: text}, nil)
				return err
			}, func(err error) {
				if err != nil {
					wrong.Set(d.warning(d.words.Explain(err)))
					m.Fit()
					return
				}
				m.Hide()
				r.leave() // who is recused has lost sight of it
				d.said(d.say("ui.council.recuse.done"), false)
			})
		}).Primary())
	d.win.Canvas().Focus(why)
}

// signRecord signs the record that is shown on the left.
func (r *councilRoom) signRecord() {
	seen := r.view.Item.Record
	if r.shown != app.CommitteeRecording { // what is signed is what is shown
		r.shown = app.CommitteeRecording
		r.load(true)
		r.d.hint(r.d.say("ui.council.readrecord"))
		return
	}
	r.withKey("ui.council.signrecord", nil, func(ctx context.Context, cred *app.Credential) error {
		_, err := r.d.court.SignRecord(ctx, r.id, seen, cred)
		return err
	})
}

// president decides what is the president's: the request, recusals, the minutes'
// wording, one reconsideration.
func (r *councilRoom) president() (out []fyne.CanvasObject) {
	d, x := r.d, r.view.Item
	byKey := func(code string, a committee.Act, extra ...fyne.CanvasObject) *kit.Button {
		return d.button(code, func() {
			r.withKey(code, extra, func(ctx context.Context, cred *app.Credential) error {
				a.Subject = r.id
				a.Reason = or(a.Reason, strings.TrimSpace(r.text.Text))
				_, err := d.court.CommitteeAct(ctx, a, cred)
				return err
			})
		})
	}
	isPresident := d.holds(review.RolePresident)
	switch {
	case x.Stage == committee.Requested && isPresident:
		r.text.SetPlaceHolder(d.say("ui.council.sendback.hint"))
		out = append(out, r.text, kit.NewFlow(8, byKey("ui.council.admit", committee.Act{Act: committee.ActAdmit, Standing: x.Request.Report}).Primary(), byKey("ui.council.sendback", committee.Act{Act: committee.ActSendBack})))
	case x.Stage == committee.Drafted:
		out = append(out, d.button("ui.council.approve", r.approveMinutes).Primary())
	case x.Stage == committee.Approved && isPresident && x.Decided():
		r.text.SetPlaceHolder(d.say("ui.council.review.hint"))
		out = append(out, r.text, byKey("ui.council.review", committee.Act{Act: committee.ActReview}))
	}
	for _, k := range x.Recusals {
		if k.State == committee.Proposed && isPresident && k.Member != d.court.Session().Person.ID {
			a := committee.Act{Act: committee.ActRule, Member: k.Member, Whom: k.Name}
			yes := a
			yes.Yes = true
			out = append(out, kit.NewText(d.say("ui.council.recusal", "name", k.Name, "reason", k.Reason)), kit.NewFlow(8, byKey("ui.council.grant", yes).Primary(), byKey("ui.council.deny", a)))
		}
	}
	return out
}

// approveMinutes signs the minutes that are shown on the left.
func (r *councilRoom) approveMinutes() {
	seen := r.view.Item.Minutes
	if r.shown != app.CommitteeResult {
		r.shown = app.CommitteeResult
		r.load(true)
		r.d.hint(r.d.say("ui.council.readminutes"))
		return
	}
	r.withKey("ui.council.approve", nil, func(ctx context.Context, cred *app.Credential) error {
		_, err := r.d.court.ApproveMinutes(ctx, r.id, seen, cred)
		return err
	})
}

// mainAct is Ctrl+Enter in the room: what stands foremost for who sits here.
func (r *councilRoom) mainAct() {
	if r.view == nil {
		return
	}
	x, me := r.view.Item, r.d.court.Session().Person
	switch {
	case x.Open > 0 && slices.Contains(x.Present, me.ID) && !r.hasVoted(me.ID):
		r.vote()
	case x.Stage == committee.Recorded && slices.Contains(r.unsigned(), me.ID):
		r.signRecord()
	case x.Stage == committee.Drafted && r.d.holds(review.RolePresident, review.RoleVice):
		r.approveMinutes()
	}
}
