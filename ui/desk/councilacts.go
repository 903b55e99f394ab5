package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/ui/kit"
)

// acts are what the one at the desk may do with the item now: the secretary
// leads the meeting, members read and vote, the president decides what is his.
func (r *councilRoom) acts() (out []fyne.CanvasObject) {
	d := r.d
	s := d.court.Session()
	_, member := r.roster().Find(s.Person.ID)
	if d.holds(review.RoleCommittee) {
		out = append(out, r.secretary()...)
	}
	if d.holds(review.RolePresident, review.RoleVice) {
		out = append(out, r.president()...)
	}
	if member {
		out = append(out, r.member()...)
	}
	if len(out) == 0 {
		out = append(out, muted(d.say("ui.council.nothing")))
	}
	return out
}

// act records an act that brings no paper, and shows what came of it.
func (r *councilRoom) act(a committee.Act) {
	a.Subject = or(a.Subject, r.id)
	r.do(func(ctx context.Context) error {
		_, err := r.d.court.CommitteeAct(ctx, a, nil)
		return err
	})
}

func (r *councilRoom) do(f func(context.Context) error) {
	d := r.d
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error { return f(ctx) }, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		r.text.SetText("")
		r.option = -1
		r.load(false)
	})
}

// withKey asks for the certificate, and then records what it signs. A dialog's
// button is pressed, never Return.
func (r *councilRoom) withKey(title string, extra []fyne.CanvasObject, f func(ctx context.Context, cred *app.Credential) error) {
	d := r.d
	keys, wrong := newKeyBox(d), kit.NewColumn(0)
	var m *kit.Modal
	body := append(extra, keys.column, wrong)
	m = d.dialog(d.say(title), 520, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.council.sign", func() {
		asked := keys.ask()
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			if err := d.load(ctx, &asked); err != nil {
				return err
			}
			return f(ctx, asked.cred)
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			d.signed(asked)
			m.Hide()
			r.option = -1
			r.load(false)
		})
	}).Primary())
	keys.fits = m.Fit
	if first := keys.first(); first != nil {
		d.win.Canvas().Focus(first)
	}
}

// secretary leads the item from its screening to its papers.
func (r *councilRoom) secretary() (out []fyne.CanvasObject) {
	d, x, m := r.d, r.view.Item, r.view.Meeting
	line := func(code string, a committee.Act) *kit.Button { return d.button(code, func() { r.act(a) }).Primary() }
	typed := func(code, hint string, act func(text string) committee.Act) {
		r.text.SetPlaceHolder(d.say(hint))
		out = append(out, r.text, d.button(code, func() { r.act(act(strings.TrimSpace(r.text.Text))) }).Primary())
	}
	switch x.Stage {
	case committee.Admitted:
		typed("ui.council.screen", "ui.council.screen.hint", func(text string) committee.Act { return committee.Act{Act: committee.ActScreen, Text: text} })
	case committee.Scheduled:
		if m.State == committee.Called {
			out = append(out, r.signIns(m)...)
			out = append(out, line("ui.council.open", committee.Act{Act: committee.ActOpen, Subject: m.ID}))
			break
		}
		out = append(out, r.signIns(m)...)
		out = append(out, line("ui.council.begin", committee.Act{Act: committee.ActBegin}))
	case committee.Reporting:
		typed("ui.council.reported", "ui.council.reported.hint", func(text string) committee.Act {
			return committee.Act{Act: committee.ActReport, Text: text, Reason: r.people[x.Asked.Actor]}
		})
	case committee.Asking, committee.Speaking:
		next, more := x.NextSpeaker(m)
		if more {
			typed("ui.council.spoke", "ui.council.spoke.hint", func(text string) committee.Act {
				return committee.Act{Act: committee.ActSpeak, Member: next.Person, Whom: next.Name, Text: text}
			})
		}
	case committee.Voting:
		out = append(out, r.lead()...)
	case committee.Voted, committee.NoMajority:
		out = append(out, d.button("ui.council.makerecord", func() {
			r.do(func(ctx context.Context) error {
				_, err := d.court.FixRecord(ctx, r.id)
				return err
			})
		}).Primary())
	case committee.Signed, committee.Drafted:
		if !x.Decided() {
			typed("ui.council.again", "ui.council.again.hint", func(text string) committee.Act { return committee.Act{Act: committee.ActAgain, Reason: text} })
			break
		}
		r.text.SetPlaceHolder(d.say("ui.council.reasons.hint"))
		out = append(out, r.text, d.button("ui.council.draft", func() {
			words := r.text.Text
			r.do(func(ctx context.Context) error {
				_, err := d.court.DraftMinutes(ctx, r.id, words)
				return err
			})
		}).Primary())
	case committee.Recorded:
		out = append(out, muted(d.say("ui.council.unsigned", "names", r.names(r.unsigned()))))
	}
	return out
}

// signIns lets the secretary put down who has come.
func (r *councilRoom) signIns(m *committee.Meeting) []fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, p := range m.Roster {
		if !m.Here(p.Person) {
			row = append(row, kit.NewButton(r.d.say("ui.council.signin", "name", p.Name), nil, func() {
				r.act(committee.Act{Act: committee.ActSignIn, Subject: m.ID, Member: p.Person, Whom: p.Name})
			}))
		}
	}
	if len(row) == 0 {
		return nil
	}
	return []fyne.CanvasObject{caption(r.d.say("ui.council.signin.what")), kit.NewFlow(6, row...)}
}

// lead puts the questions one after the other, records what a member tells
// aloud, and closes the vote.
func (r *councilRoom) lead() (out []fyne.CanvasObject) {
	d, x := r.d, r.view.Item
	if x.Open == 0 {
		for q := range x.Request.Questions {
			if _, done := x.Result(q + 1); done || r.polled(q+1) {
				continue
			}
			return []fyne.CanvasObject{d.button("ui.council.put", func() { r.act(committee.Act{Act: committee.ActVoteOpen, Question: q + 1}) }).Primary()}
		}
		return nil
	}
	var row []fyne.CanvasObject
	for _, person := range x.Present {
		if !r.hasVoted(person) {
			row = append(row, kit.NewButton(r.people[person], nil, func() {
				if r.option < 0 {
					d.hint(d.say("ui.council.choose"))
					return
				}
				r.act(committee.Act{Act: committee.ActBallot, Question: x.Open, Member: person, Whom: r.people[person], Option: r.option, Text: strings.TrimSpace(r.text.Text)})
			}))
		}
	}
	if len(row) == 0 {
		return []fyne.CanvasObject{d.button("ui.council.close", func() { r.act(committee.Act{Act: committee.ActVoteClose, Question: x.Open}) }).Primary()}
	}
	r.text.SetPlaceHolder(d.say("ui.council.other.hint"))
	out = append(out, caption(d.say("ui.council.aloud")), kit.NewFlow(6, row...))
	if r.option == 0 {
		out = append(out, r.text)
	}
	return out
}

func (r *councilRoom) polled(q int) bool {
	for _, p := range r.view.Item.Polls {
		if p.Question == q {
			return true
		}
	}
	return false
}

func (r *councilRoom) hasVoted(person string) bool {
	x := r.view.Item
	for _, p := range x.Polls {
		if p.Question == x.Open {
			for _, b := range p.Ballots {
				if b.Member == person {
					return true
				}
			}
		}
	}
	return false
}

func (r *councilRoom) unsigned() (out []string) {
	for _, p := range r.view.Item.Voters() {
		if r.view.Item.Unsigned(p) {
			out = append(out, p)
		}
	}
	return out
}

func (r *councilRoom) names(people []string) string {
	var out []string
	for _, p := range people {
		out = append(out, r.people[p])
	}
	return strings.Join(out, "、")
}
