package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/committee"
)

// itemJSON is an item as it is shown. What was said and how was voted is there
// only for who may see it.
type itemJSON struct {
	Item      string             `json:"item"`
	Title     string             `json:"title"`
	Number    string             `json:"case_number"`
	Stage     committee.Stage    `json:"stage"`
	Body      string             `json:"body"`
	Meeting   string             `json:"meeting,omitempty"`
	Round     int                `json:"round"`
	Report    review.Hash        `json:"report_hash"`
	Read      int                `json:"read"` // how many members have
	Recused   []recusalJSON      `json:"recused,omitempty"`
	Present   []string           `json:"present,omitempty"`
	Next      string             `json:"next_speaker,omitempty"`
	Questions []questionJSON     `json:"questions"`
	Record    review.Hash        `json:"record_hash,omitempty"`
	Signed    []string           `json:"signed,omitempty"`
	Unsigned  []string           `json:"unsigned,omitempty"`
	Minutes   review.Hash        `json:"minutes_hash,omitempty"`
	Remarks   []committee.Remark `json:"remarks,omitempty"`
	Inquiries []inquiryJSON      `json:"inquiries,omitempty"`
}

type recusalJSON struct {
	Name   string                 `json:"name"`
	State  committee.RecusalState `json:"state"`
	Reason string                 `json:"reason"`
}

type inquiryJSON struct {
	Who  string      `json:"who"`
	On   review.Date `json:"on"`
	What string      `json:"what"`
	By   string      `json:"recorded_by"`
}

type questionJSON struct {
	Text    string             `json:"text"`
	Options []string           `json:"options"`
	Closed  bool               `json:"closed"`
	Decided string             `json:"decided,omitempty"`
	Tally   *committee.Tally   `json:"tally,omitempty"`
	Ballots []committee.Ballot `json:"ballots,omitempty"`
}

// itemView shows an item; inside adds what was said and how was voted.
func (r *run) itemView(c *committee.Committee, x *committee.Item, inside bool) itemJSON {
	v := itemJSON{
		Item: x.ID, Title: x.Request.Title, Number: x.Request.Number, Stage: x.Stage, Meeting: x.Meeting, Round: x.Round,
		Report: x.Request.Report, Read: len(x.Read), Record: x.Record, Minutes: x.Minutes,
	}
	body, _ := c.Body(x.Body)
	v.Body = body.Name
	name := func(id string) string {
		for _, m := range body.Members {
			if m.Person == id {
				return m.Name
			}
		}
		return id
	}
	for _, k := range x.Recusals {
		v.Recused = append(v.Recused, recusalJSON{k.Name, k.State, k.Reason})
	}
	for _, p := range x.Present {
		if !x.Running() {
			break
		}
		v.Present = append(v.Present, name(p))
	}
	if m := c.Meeting(x.Meeting); m != nil && (x.Stage == committee.Asking || x.Stage == committee.Speaking) {
		if next, more := x.NextSpeaker(m); more {
			v.Next = next.Name
		}
	}
	for i, q := range x.Request.Questions {
		j := questionJSON{Text: q.Text, Options: q.Options}
		for _, p := range x.Polls {
			if p.Question == i+1 {
				j.Closed = p.Closed
				if inside {
					j.Ballots = p.Ballots
				}
				if p.Closed && inside {
					t := p.Tally
					j.Tally = &t
				}
			}
		}
		if t, ok := x.Result(i + 1); ok {
			j.Decided = q.Options[t.Carried-1]
		}
		v.Questions = append(v.Questions, j)
	}
	for _, p := range x.Voters() {
		if x.Unsigned(p) {
			v.Unsigned = append(v.Unsigned, name(p))
		} else {
			v.Signed = append(v.Signed, name(p))
		}
	}
	if inside {
		v.Remarks = x.Remarks
		for _, q := range x.Inquiries {
			v.Inquiries = append(v.Inquiries, inquiryJSON{q.Whom, q.On, q.Text, q.Name})
		}
	}
	return v
}

func (r *run) printItem(w io.Writer, v itemJSON) {
	say := r.words.Say
	fmt.Fprintln(w, say("cli.committee.item", "item", v.Item, "number", v.Number, "title", v.Title, "stage", say("state.name.committee."+string(v.Stage)), "body", v.Body))
	line := func(code string, names []string) {
		if len(names) > 0 {
			fmt.Fprintln(w, "\t"+say(code, "names", strings.Join(names, "、")))
		}
	}
	line("committee.paper.present.short", v.Present)
	for _, k := range v.Recused {
		fmt.Fprintln(w, "\t"+say("cli.committee.recused."+string(k.State), "name", k.Name, "reason", k.Reason))
	}
	if v.Next != "" {
		fmt.Fprintln(w, "\t"+say("cli.committee.next", "name", v.Next))
	}
	for i, q := range v.Questions {
		fmt.Fprintln(w, "\t"+say("cli.committee.q", "question", strconv.Itoa(i+1), "text", q.Text, "options", numbered(q.Options)))
		if q.Tally != nil {
			fmt.Fprintln(w, "\t\t"+r.tally(q))
		}
		if q.Decided != "" {
			fmt.Fprintln(w, "\t\t"+say("committee.paper.decided", "option", q.Decided))
		}
	}
	if v.Record != "" {
		fmt.Fprintln(w, "\t"+say("cli.committee.recordhash", "hash", string(v.Record)))
	}
	line("cli.committee.signed", v.Signed)
	line("cli.committee.unsigned", v.Unsigned)
	if v.Minutes != "" {
		fmt.Fprintln(w, "\t"+say("cli.committee.minuteshash", "hash", string(v.Minutes)))
	}
	for _, q := range v.Inquiries {
		fmt.Fprintln(w, "\t"+say("cli.committee.inquiry", "who", q.Who, "on", q.On.Arabic(), "what", q.What, "by", q.By))
	}
}

func numbered(options []string) string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = strconv.Itoa(i+1) + " " + o
	}
	return strings.Join(out, "；")
}

func (r *run) tally(q questionJSON) string {
	t := q.Tally
	args := []string{"all", strconv.Itoa(t.All), "needed", strconv.Itoa(t.Needed), "present", strconv.Itoa(t.Present)}
	if t.Carried == 0 {
		return r.words.Say("committee.paper.nomajority", args...)
	}
	return r.words.Say("committee.paper.carried", append(args, "option", q.Options[t.Carried-1], "count", strconv.Itoa(t.Counts[t.Carried-1]))...)
}

// meetingJSON is a meeting as it is shown.
type meetingJSON struct {
	Meeting   string                 `json:"meeting"`
	On        review.Date            `json:"on"`
	Place     string                 `json:"place"`
	State     committee.MeetingState `json:"state"`
	Chair     string                 `json:"chair"`
	All       int                    `json:"all"`
	Needed    int                    `json:"needed"`
	Present   []string               `json:"present"`
	Missing   []string               `json:"missing"`
	Attendees []committee.Attendee   `json:"attendees,omitempty"`
	Items     []string               `json:"items"`
	Even      bool                   `json:"even"`
}

func meetingView(m *committee.Meeting) meetingJSON {
	v := meetingJSON{
		Meeting: m.ID, On: m.Call.On, Place: m.Call.Place, State: m.State, All: len(m.Roster), Needed: m.Roster.Needed(),
		Present: []string{}, Missing: []string{}, Attendees: m.Attendees, Items: m.Call.Items, Even: m.Roster.Even(),
	}
	if c, ok := m.Roster.Find(m.Call.Chair); ok {
		v.Chair = c.Name
	}
	for _, p := range m.Roster {
		if m.Here(p.Person) {
			v.Present = append(v.Present, p.Name)
		} else {
			v.Missing = append(v.Missing, p.Name)
		}
	}
	return v
}

func (r *run) printMeeting(w io.Writer, v meetingJSON) {
	fmt.Fprintln(w, r.words.Say("cli.committee.meeting", "meeting", v.Meeting, "on", v.On.Arabic(), "place", v.Place, "chair", v.Chair,
		"state", r.words.Say("cli.committee.meeting."+string(v.State)), "all", strconv.Itoa(v.All), "needed", strconv.Itoa(v.Needed),
		"count", strconv.Itoa(len(v.Present)), "items", strings.Join(v.Items, "、")))
}

func committeeList(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	s := a.Session()
	if s == nil {
		return 0, review.Fault("session.needed")
	}
	c, err := a.Committee(r.ctx)
	if err != nil {
		return 0, err
	}
	out := struct {
		Items    []itemJSON    `json:"items"`
		Meetings []meetingJSON `json:"meetings"`
	}{[]itemJSON{}, []meetingJSON{}}
	for _, x := range c.Items {
		if !x.Recused(s.Person.ID) { // who is recused has lost sight of it
			out.Items = append(out.Items, r.itemView(c, x, false))
		}
	}
	for _, m := range c.Meetings {
		out.Meetings = append(out.Meetings, meetingView(m))
	}
	return Good, r.answer(out, func(w io.Writer) {
		for _, v := range out.Items {
			r.printItem(w, v)
		}
		for _, v := range out.Meetings {
			r.printMeeting(w, v)
		}
	})
}

func committeeShow(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	view, err := a.CommitteeItem(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	c, err := a.Committee(r.ctx)
	if err != nil {
		return 0, err
	}
	v := r.itemView(c, view.Item, view.Inside)
	return Good, r.answer(v, func(w io.Writer) { r.printItem(w, v) })
}

// committeeWhatIf tells what absences and recusals would do to an item: exit
// status 1 if nothing could be decided.
func committeeWhatIf(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	view, err := a.CommitteeItem(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	on := review.DateOf(a.Now())
	if r.has("on") {
		if on, err = r.day("on"); err != nil {
			return 0, err
		}
	}
	people := func(flag string) (map[string]bool, error) {
		out := map[string]bool{}
		for _, name := range strings.FieldsFunc(r.flag(flag), func(c rune) bool { return c == ',' || c == '，' || c == '、' }) {
			p, err := a.Person(r.ctx, strings.TrimSpace(name))
			if err != nil {
				return nil, err
			}
			out[p.ID] = true
		}
		return out, nil
	}
	absent, err := people("absent")
	if err != nil {
		return 0, err
	}
	recused, err := people("recused")
	if err != nil {
		return 0, err
	}
	o := view.Item.Outlook(view.Body.On(on), absent, recused)
	status := Good
	if !o.Possible {
		status = No
	}
	return status, r.answer(o, func(w io.Writer) {
		var call []string
		for _, m := range o.Call {
			call = append(call, m.Name)
		}
		code := "cli.committee.possible"
		switch {
		case o.Could < o.Needed:
			code = "cli.committee.impossible"
		case !o.Chair:
			code = "cli.committee.nobodychairs"
		}
		fmt.Fprintln(w, r.words.Say(code, "all", strconv.Itoa(o.All), "needed", strconv.Itoa(o.Needed), "could", strconv.Itoa(o.Could), "spare", strconv.Itoa(o.Spare),
			"quorum", view.Rule.Quorum.Cite(), "majority", view.Rule.Majority.Cite()))
		if len(call) > 0 {
			fmt.Fprintln(w, r.words.Say("cli.committee.call.whom", "names", strings.Join(call, "、")))
		}
	})
}
