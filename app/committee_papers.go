package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/signing/typeset"
)

// The committee's two papers. 会议记录 tells word for word what each said and
// how he voted, and is signed by all who voted; it never leaves 副卷. 会议纪要
// tells the result and its reasons, and names nobody of a minority. Results in
// both are what the votes come to: nobody writes them.

// voterField is the empty signature field of a voter in the record.
func voterField(person string) string { return "Voter-" + person }

// approverField is that of who approves the minutes.
const approverField = "Approver"

// committeePaper sets one of the two.
func (a *App) committeePaper(ctx context.Context, title, mark string, at time.Time, blocks []typeset.Block) (*Sheet, error) {
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	mark = a.Words.Paper(mark, "court", a.Court().Name)
	out := []typeset.Block{
		typeset.NewPage{Mark: mark},
		typeset.Paragraph{Style: typeset.CourtName, Text: a.Court().Name, Source: -1},
		typeset.Paragraph{Style: typeset.DocumentName, Text: title, Source: -1},
	}
	r, err := kit.Typeset(ctx, typeset.Document{
		Title: title, Producer: producer, Created: at.In(Zone).Truncate(time.Second), PageMark: mark, Blocks: append(out, blocks...),
	})
	if err != nil {
		return nil, err
	}
	return sheet(r), nil
}

// committeeWriter writes the parts that the papers share.
type committeeWriter struct {
	a   *App
	x   *committee.Item
	m   *committee.Meeting
	out []typeset.Block
}

func (w *committeeWriter) head(code string, args ...string) {
	w.out = append(w.out, typeset.Paragraph{Style: typeset.Heading, Text: w.a.Words.Paper(code, args...), Source: -1, KeepWithNext: true})
}

func (w *committeeWriter) say(code string, args ...string) { w.text(w.a.Words.Paper(code, args...)) }

func (w *committeeWriter) text(s string) {
	for _, line := range strings.Split(s, "\n") {
		if strings.TrimSpace(line) != "" {
			w.out = append(w.out, typeset.Paragraph{Style: typeset.Body, Text: line, Source: -1})
		}
	}
}

func (w *committeeWriter) name(person string) string {
	p, _ := w.m.Roster.Find(person)
	return p.Name
}

func (w *committeeWriter) names(people []string) string {
	var out []string
	for _, p := range w.m.Roster { // in the roster's order, whoever came first
		if slices.Contains(people, p.Person) {
			out = append(out, p.Name)
		}
	}
	return orNone(w.a, out)
}

func orNone(a *App, names []string) string {
	if len(names) == 0 {
		return a.Words.Paper("committee.paper.none")
	}
	return strings.Join(names, "、")
}

// who says who was there, who not and why, who presided and who attended.
func (w *committeeWriter) who() {
	x, m := w.x, w.m
	var absent, recused, attend []string
	for _, p := range m.Roster {
		switch {
		case x.Recused(p.Person):
			recused = append(recused, p.Person)
		case !slices.Contains(x.Heard, p.Person):
			absent = append(absent, p.Person)
		}
	}
	for _, t := range m.Attendees {
		attend = append(attend, w.a.Words.Paper("committee.paper.attendee", "name", t.Name, "capacity", t.Capacity))
	}
	w.say("committee.paper.when", "on", m.Call.On.Arabic(), "place", m.Call.Place)
	w.say("committee.paper.item", "number", x.Request.Number, "title", x.Request.Title, "round", itoa(x.Round))
	chair := w.name(x.ChairOf(m))
	if m.Call.Delegation != "" && x.Chair == "" {
		chair = w.a.Words.Paper("committee.paper.delegated", "name", chair, "paper", m.Call.Delegation)
	}
	w.say("committee.paper.chair", "name", chair)
	w.say("committee.paper.present", "all", itoa(len(m.Roster)), "needed", itoa(m.Roster.Needed()), "count", itoa(len(x.Heard)), "names", w.names(x.Heard))
	w.say("committee.paper.absent", "names", w.names(absent))
	w.say("committee.paper.recused", "names", w.names(recused))
	w.say("committee.paper.attend", "names", orNone(w.a, attend))
	if m.Call.Shared {
		w.say("committee.paper.shared")
	}
}

// result says in words what a vote came to, and why.
func (w *committeeWriter) result(q int, t committee.Tally) string {
	question := w.x.Request.Questions[q-1]
	say := w.a.Words.Paper
	args := []string{"all", itoa(t.All), "needed", itoa(t.Needed), "present", itoa(t.Present)}
	if t.Carried == 0 {
		return say("committee.paper.nomajority", args...)
	}
	return say("committee.paper.carried", append(args, "option", question.Options[t.Carried-1], "count", itoa(t.Counts[t.Carried-1]))...)
}

// CommitteeRecord sets 会议记录 of an item whose vote is over.
func (a *App) CommitteeRecord(ctx context.Context, v *CommitteeView) (*Sheet, error) {
	w := &committeeWriter{a: a, x: v.Item, m: v.Meeting}
	w.who()
	w.head("committee.paper.report")
	for _, r := range w.x.Asks {
		if r.Round == w.x.Round {
			w.text(remarkLine(a, r))
		}
	}
	w.head("committee.paper.remarks")
	for _, r := range w.x.Remarks {
		if r.Round == w.x.Round {
			w.text(remarkLine(a, r))
		}
	}
	w.head("committee.paper.votes")
	for _, p := range w.x.Polls {
		w.poll(p)
	}
	w.head("committee.paper.signatures")
	if s := a.Session(); s != nil {
		w.say("committee.paper.recorder", "name", s.Person.Name)
	}
	w.say("committee.paper.signing")
	for _, person := range w.x.Voters() {
		w.out = append(w.out, typeset.FieldBox{Field: voterField(person), Label: w.name(person), Height: 16})
	}
	return a.committeePaper(ctx, a.Words.Paper("committee.paper.record"), "committee.paper.mark", a.Now(), w.out)
}

func remarkLine(a *App, r committee.Remark) string {
	code := "committee.paper.said"
	if r.Change {
		code = "committee.paper.changed"
	}
	return a.Words.Paper(code, "name", r.Name, "text", r.Text)
}

// poll is the vote on one question: who voted how, by name, and its result.
func (w *committeeWriter) poll(p committee.Poll) {
	q := w.x.Request.Questions[p.Question-1]
	w.say("committee.paper.question", "question", itoa(p.Question), "text", q.Text)
	for i, option := range q.Options {
		var names []string
		for _, b := range p.Ballots {
			if b.Option == i+1 {
				names = append(names, b.Name)
			}
		}
		w.say("committee.paper.option", "n", itoa(i+1), "option", option, "count", itoa(len(names)), "names", orNone(w.a, names))
	}
	for _, b := range p.Ballots {
		if b.Option == 0 {
			w.say("committee.paper.other", "name", b.Name, "words", b.Words)
		}
	}
	for _, b := range p.Changed {
		w.say("committee.paper.wasbefore", "name", b.Name, "option", optionName(w.a, q, b))
	}
	w.text(w.result(p.Question, p.Tally))
}

func optionName(a *App, q committee.Question, b committee.Ballot) string {
	if b.Option == 0 {
		return a.Words.Paper("committee.paper.otheropinion", "words", b.Words)
	}
	return q.Options[b.Option-1]
}

// CommitteeMinutes sets 会议纪要 of an item that is decided. Its wording is the
// reasons; the results stand as the votes made them, and no voter is named.
func (a *App) CommitteeMinutes(ctx context.Context, v *CommitteeView, reasons string) (*Sheet, error) {
	x := v.Item
	if !x.Decided() {
		return nil, review.Fault("committee.stage", "state", "committee."+string(x.Stage))
	}
	if name := namesMinority(x, reasons); name != "" {
		rule, _ := a.CommitteeRule()
		return nil, review.Fault("committee.minutesname", "name", name, "basis", rule.Secrecy.Cite())
	}
	w := &committeeWriter{a: a, x: x, m: v.Meeting}
	w.who()
	w.head("committee.paper.decision")
	for i, q := range x.Request.Questions {
		t, _ := x.Result(i + 1)
		w.say("committee.paper.question", "question", itoa(i+1), "text", q.Text)
		w.say("committee.paper.decided", "option", q.Options[t.Carried-1])
	}
	w.head("committee.paper.reasons")
	w.text(reasons)
	if last, ok := w.out[len(w.out)-1].(typeset.Paragraph); ok { // the box never stands alone on a page
		last.KeepWithNext = true
		w.out[len(w.out)-1] = last
	}
	w.out = append(w.out, typeset.FieldBox{Field: approverField, Label: a.Words.Paper("committee.paper.approval"), Height: 28})
	return a.committeePaper(ctx, a.Words.Paper("committee.paper.minutes"), "committee.paper.internal", a.Now(), w.out)
}

// namesMinority is a member whom the minutes' words name though he did not vote
// for what was decided; "" if they name none.
func namesMinority(x *committee.Item, words string) string {
	for _, p := range x.Polls {
		for _, b := range p.Ballots {
			if b.Option != p.Tally.Carried && strings.Contains(words, b.Name) {
				return b.Name
			}
		}
	}
	return ""
}
