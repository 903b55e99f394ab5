package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/committee"
)

// sit records one act of or before the committee; fill completes it from the
// command's flags. The first argument is the item's or the meeting's id.
func sit(kind committee.ActKind, fill func(r *run, a *app.App, act *committee.Act) error) func(*run) (int, error) {
	return func(r *run) (int, error) {
		return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
			act := committee.Act{Act: kind, Subject: r.args[0]}
			if fill != nil {
				if err := fill(r, a, &act); err != nil {
					return "", err
				}
			}
			_, err := a.CommitteeAct(r.ctx, act, cred)
			return act.Subject, err
		})
	}
}

// onCommittee runs an act and answers with how its item or meeting stands then.
func (r *run) onCommittee(act func(a *app.App, cred *app.Credential) (string, error)) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	var cred *app.Credential
	if r.has("key") {
		if cred, err = r.credential(&a.Workshop); err != nil {
			return 0, err
		}
	}
	id, err := act(a, cred)
	if err != nil {
		return 0, err
	}
	c, err := a.Committee(r.ctx)
	if err != nil {
		return 0, err
	}
	if m := c.Meeting(id); m != nil {
		v := meetingView(m)
		return Good, r.answer(v, func(w io.Writer) { r.printMeeting(w, v) })
	}
	x := c.Item(id)
	if x == nil { // a body
		return Good, r.answer(map[string]string{"body": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
	}
	v := r.itemView(c, x, false)
	return Good, r.answer(v, func(w io.Writer) { r.printItem(w, v) })
}

// member resolves --member, or who sits at the desk.
func (r *run) member(a *app.App, act *committee.Act) error {
	who := r.flag("member")
	if who == "" {
		s := a.Session()
		if s == nil {
			return review.Fault("session.needed")
		}
		who = s.Person.ID
	}
	p, err := a.Person(r.ctx, who)
	if err != nil {
		return err
	}
	act.Member, act.Whom = p.ID, p.Name
	return nil
}

func withMember(more func(r *run, act *committee.Act) error) func(*run, *app.App, *committee.Act) error {
	return func(r *run, a *app.App, act *committee.Act) error {
		if err := r.member(a, act); err != nil {
			return err
		}
		if more == nil {
			return nil
		}
		return more(r, act)
	}
}

// words fill reason and text from flags of these names.
func words(reason, text string) func(*run, *app.App, *committee.Act) error {
	return func(r *run, _ *app.App, act *committee.Act) error {
		act.Reason, act.Text = strings.TrimSpace(r.flag(reason)), strings.TrimSpace(r.flag(text))
		return nil
	}
}

func seenReport(r *run, _ *app.App, act *committee.Act) error {
	act.Standing = review.Hash(r.flag("seen"))
	return nil
}

func ruled(r *run, act *committee.Act) error {
	if r.has("grant") == r.has("deny") {
		return usage("cli.committee.rule")
	}
	act.Yes, act.Reason = r.has("grant"), r.flag("reason")
	return nil
}

// polled is a member's vote on the president's recusal: --member votes.
func polled(r *run, a *app.App, act *committee.Act) error {
	if r.has("yes") == r.has("no") {
		return usage("cli.committee.poll")
	}
	if err := r.member(a, act); err != nil {
		return err
	}
	c, err := a.Committee(r.ctx)
	if err != nil {
		return err
	}
	act.Text, act.Yes = act.Member, r.has("yes")
	act.Member, act.Whom = "", ""
	if x := c.Item(r.args[0]); x != nil {
		for _, k := range x.Recusals {
			if k.State == committee.Proposed {
				act.Member, act.Whom = k.Member, k.Name
			}
		}
	}
	return nil
}

func asked(r *run, _ *app.App, act *committee.Act) error {
	act.Text, act.Reason = strings.TrimSpace(r.flag("text")), r.flag("name")
	return nil
}

func attends(r *run, a *app.App, act *committee.Act) error {
	act.Text, act.Reason = r.flag("name"), r.flag("capacity")
	if p, err := a.Person(r.ctx, act.Text); err == nil {
		act.Member = p.ID
	}
	return nil
}

func inquired(r *run, _ *app.App, act *committee.Act) error {
	on, err := r.day("on")
	act.Member, act.Whom, act.Text, act.On = r.flag("name"), r.flag("name"), r.flag("text"), on
	return err
}

// question reads the second argument.
func (r *run) question(act *committee.Act) error {
	if len(r.args) < 2 {
		return usage("cli.committee.question")
	}
	n, err := strconv.Atoi(r.args[1])
	if err != nil {
		return usage("cli.committee.question")
	}
	act.Question = n
	return nil
}

func put(r *run, _ *app.App, act *committee.Act) error { return r.question(act) }

func ballot(r *run, act *committee.Act) error {
	if err := r.question(act); err != nil {
		return err
	}
	n, err := strconv.Atoi(r.flag("option"))
	if err != nil {
		return usage("cli.committee.option")
	}
	act.Option, act.Text, act.Change = n, strings.TrimSpace(r.flag("words")), r.has("change")
	return nil
}

func speech(r *run, act *committee.Act) error {
	act.Text, act.Change = strings.TrimSpace(r.flag("text")), r.has("change")
	return nil
}

func otherChair(r *run, act *committee.Act) error {
	act.Reason = r.flag("delegation")
	return nil
}

func toFull(r *run, _ *app.App, act *committee.Act) error {
	act.Member, act.Reason = r.flag("body"), r.flag("reason")
	return nil
}

// committeeBody records a body's composition from a file.
func committeeBody(r *run) (int, error) {
	b, err := app.ReadFileFully(r.args[0])
	if err != nil {
		return 0, err
	}
	var body committee.Body
	if err := json.Unmarshal(b, &body); err != nil {
		return 0, usage("cli.committee.file", "file", r.args[0], "why", err.Error())
	}
	return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
		for i, m := range body.Members { // by name in the file, by id in the journal
			p, err := a.Person(r.ctx, m.Name)
			if err != nil {
				return "", err
			}
			body.Members[i].Person, body.Members[i].Name = p.ID, p.Name
		}
		_, err := a.CommitteeAct(r.ctx, committee.Act{Act: committee.ActBody, Subject: body.ID, Body: &body}, cred)
		if err == nil && body.On(review.DateOf(a.Now())).Even() {
			rule, _ := a.CommitteeRule()
			fmt.Fprintln(r.Stderr, r.words.Say("cli.committee.even", "body", body.Name, "count", strconv.Itoa(len(body.On(review.DateOf(a.Now())))), "basis", rule.Composition.Cite()))
		}
		return body.ID, err
	})
}

// committeeRequest lays a case before a body, with its questions and the report
// that every member reads: a paper that the president referred, or, named by
// its number in the file of questions, a difficult case without one.
func committeeRequest(r *run) (int, error) {
	b, err := app.ReadFileFully(r.flag("questions"))
	if err != nil {
		return 0, err
	}
	var q committee.Request
	if err := json.Unmarshal(b, &q); err != nil {
		return 0, usage("cli.committee.file", "file", r.flag("questions"), "why", err.Error())
	}
	return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
		if len(r.args) > 0 {
			if q.Matter, err = a.Find(r.ctx, r.args[0]); err != nil {
				return "", err
			}
		}
		report, missing, err := a.CommitteeReportPaper(r.ctx, r.flag("report"))
		if err != nil {
			return "", err
		}
		c, err := a.RequestCommittee(r.ctx, r.flag("item"), q, report, cred)
		if err != nil {
			return "", err
		}
		if len(missing) > 0 {
			fmt.Fprintln(r.Stderr, r.words.Say("cli.committee.sections", "names", strings.Join(missing, "、")))
		}
		if id := r.flag("item"); id != "" {
			return id, nil
		}
		return c.Items[len(c.Items)-1].ID, nil
	})
}

// committeeCall calls a meeting on items, or changes one that has not begun.
func committeeCall(r *run) (int, error) {
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	return r.onCommittee(func(a *app.App, cred *app.Credential) (string, error) {
		call := committee.Call{Body: r.flag("body"), On: on, Place: r.flag("place"), Delegation: r.flag("delegation"), Shared: r.has("shared"), Items: r.args}
		p, err := a.Person(r.ctx, r.flag("chair"))
		if err != nil {
			return "", err
		}
		call.Chair = p.ID
		c, err := a.CommitteeAct(r.ctx, committee.Act{Act: committee.ActCall, Subject: r.flag("meeting"), Call: &call}, cred)
		if err != nil {
			return "", err
		}
		if id := r.flag("meeting"); id != "" {
			return id, nil
		}
		return c.Meetings[len(c.Meetings)-1].ID, nil
	})
}
