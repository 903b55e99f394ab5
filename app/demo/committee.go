package demo

import (
	"context"
	"path/filepath"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
)

// council is what court.json says of the adjudication committee: who belongs to
// it, and three difficult cases, one decided, one to be discussed today, one
// that waits for the president.
type council struct {
	Body  committee.Body `json:"body"`
	Items []difficult    `json:"items"`
}

// difficult is one case's course before the committee, as far as it is told.
type difficult struct {
	Matter   string            `json:"matter"` // 案号 of a paper that was referred
	Report   string            `json:"report"` // its file in committee/
	Judge    string            `json:"judge"`
	On       review.Date       `json:"on"` // the day of the request; the president approves it the day after
	Request  committee.Request `json:"request"`
	Screened string            `json:"screened"` // empty: it waits for the president
	Read     []string          `json:"read"`
	Recused  map[string]string `json:"recused"`
	Meeting  *sitting          `json:"meeting"`
}

// sitting is its meeting; without votes it has only been called.
type sitting struct {
	On       review.Date       `json:"on"`
	Place    string            `json:"place"`
	Chair    string            `json:"chair"`
	Present  []string          `json:"present"`
	Attend   map[string]string `json:"attend"` // name → capacity
	Report   string            `json:"report"`
	Asks     [][2]string       `json:"asks"`
	Speeches [][2]string       `json:"speeches"`
	Votes    []map[string]int  `json:"votes"`
	Reasons  string            `json:"reasons"`
}

// office is who keeps the committee's record.
func (l *layer) office() string { return l.holder(review.RoleCommittee) }

// convene puts the committee's days on the agenda.
func (l *layer) convene() error {
	c := l.script.Committee
	if len(c.Items) == 0 {
		return nil
	}
	if err := copyOut("committee", filepath.Join(l.dir, "dossiers", "审委会")); err != nil {
		return err
	}
	l.later(c.Items[0].On.AddDays(-1), func(ctx context.Context) error {
		return l.act(ctx, l.holder(review.RolePresident), committee.Act{Act: committee.ActBody, Subject: c.Body.ID, Body: &c.Body})
	})
	for i, d := range c.Items {
		item := "S" + string(rune('1'+i))
		l.later(d.On, func(ctx context.Context) error { return l.bring(ctx, item, d) })
		if d.Screened == "" {
			continue
		}
		l.later(d.On.AddDays(1), func(ctx context.Context) error { return l.prepare(ctx, item, d) })
		if d.Meeting.Votes != nil {
			l.later(d.Meeting.On, func(ctx context.Context) error { return l.hold(ctx, item, d) })
		}
	}
	return nil
}

// act has somebody do one act, with his certificate at hand.
func (l *layer) act(ctx context.Context, who string, a committee.Act) error {
	if err := l.sit(ctx, who); err != nil {
		return err
	}
	_, err := l.app.CommitteeAct(ctx, a, l.keys[who])
	return err
}

// about is an act about a member, recorded by the office.
func (l *layer) about(ctx context.Context, who string, a committee.Act) error {
	p, err := l.app.Person(ctx, who)
	if err != nil {
		return err
	}
	a.Member, a.Whom = p.ID, p.Name
	_, err = l.app.CommitteeAct(ctx, a, nil)
	return err
}

func (l *layer) bring(ctx context.Context, item string, d difficult) error {
	if err := l.sit(ctx, d.Judge); err != nil {
		return err
	}
	pdf, _, err := l.app.CommitteeReportPaper(ctx, filepath.Join(l.dir, "dossiers", "审委会", d.Report+".txt"))
	if err != nil {
		return err
	}
	r := d.Request
	if d.Matter != "" {
		if r.Matter, err = l.app.Find(ctx, d.Matter); err != nil {
			return err
		}
	}
	_, err = l.app.RequestCommittee(ctx, item, r, pdf, l.keys[d.Judge])
	return err
}

// prepare has the president approve the request, the office screen it, members
// read it and the meeting called.
func (l *layer) prepare(ctx context.Context, item string, d difficult) error {
	president := l.holder(review.RolePresident)
	if err := l.sit(ctx, president); err != nil {
		return err
	}
	c, err := l.app.Committee(ctx)
	if err != nil {
		return err
	}
	seen := c.Item(item).Request.Report
	if _, err := l.app.CommitteeAct(ctx, committee.Act{Act: committee.ActAdmit, Subject: item, Standing: seen}, l.keys[president]); err != nil {
		return err
	}
	if err := l.act(ctx, l.office(), committee.Act{Act: committee.ActScreen, Subject: item, Text: d.Screened}); err != nil {
		return err
	}
	for who, why := range d.Recused {
		if err := l.sit(ctx, who); err != nil {
			return err
		}
		if err := l.about(ctx, who, committee.Act{Act: committee.ActRecuse, Subject: item, Reason: why}); err != nil {
			return err
		}
		p, err := l.app.Person(ctx, who)
		if err != nil {
			return err
		}
		if err := l.act(ctx, president, committee.Act{Act: committee.ActRule, Subject: item, Member: p.ID, Whom: p.Name, Yes: true}); err != nil {
			return err
		}
	}
	chair, err := l.app.Person(ctx, d.Meeting.Chair)
	if err != nil {
		return err
	}
	call := committee.Call{Body: d.Request.Body, On: d.Meeting.On, Place: d.Meeting.Place, Chair: chair.ID, Items: []string{item}}
	if err := l.act(ctx, l.office(), committee.Act{Act: committee.ActCall, Subject: "M" + item[1:], Call: &call}); err != nil {
		return err
	}
	for _, who := range d.Read {
		if err := l.act(ctx, who, committee.Act{Act: committee.ActRead, Subject: item}); err != nil {
			return err
		}
	}
	return nil
}

// hold holds the meeting, as the secretary records it, and makes its papers.
func (l *layer) hold(ctx context.Context, item string, d difficult) error {
	s := *d.Meeting
	meeting := "M" + item[1:]
	if err := l.sit(ctx, l.office()); err != nil {
		return err
	}
	do := func(a committee.Act) error {
		l.now = l.now.Add(time.Minute)
		_, err := l.app.CommitteeAct(ctx, a, nil)
		return err
	}
	of := func(who string, a committee.Act) error {
		l.now = l.now.Add(time.Minute)
		return l.about(ctx, who, a)
	}
	var err error
	also := func(e error) {
		if err == nil {
			err = e
		}
	}
	for _, who := range s.Present {
		also(of(who, committee.Act{Act: committee.ActSignIn, Subject: meeting}))
	}
	also(do(committee.Act{Act: committee.ActOpen, Subject: meeting}))
	for who, capacity := range s.Attend {
		also(do(committee.Act{Act: committee.ActAttend, Subject: meeting, Text: who, Reason: capacity}))
	}
	also(do(committee.Act{Act: committee.ActBegin, Subject: item}))
	also(do(committee.Act{Act: committee.ActReport, Subject: item, Text: s.Report, Reason: d.Judge}))
	for _, q := range s.Asks {
		also(do(committee.Act{Act: committee.ActAsk, Subject: item, Text: q[1], Reason: q[0]}))
	}
	for _, x := range s.Speeches {
		also(of(x[0], committee.Act{Act: committee.ActSpeak, Subject: item, Text: x[1]}))
	}
	for i, votes := range s.Votes {
		also(do(committee.Act{Act: committee.ActVoteOpen, Subject: item, Question: i + 1}))
		for _, who := range s.Present {
			also(of(who, committee.Act{Act: committee.ActBallot, Subject: item, Question: i + 1, Option: votes[who]}))
		}
		also(do(committee.Act{Act: committee.ActVoteClose, Subject: item, Question: i + 1}))
	}
	if err != nil {
		return err
	}
	return l.conclude(ctx, item, s)
}

// conclude has the record signed and the minutes approved.
func (l *layer) conclude(ctx context.Context, item string, s sitting) error {
	sh, err := l.app.FixRecord(ctx, item)
	if err != nil {
		return err
	}
	for _, who := range s.Present {
		if err := l.sit(ctx, who); err != nil {
			return err
		}
		if _, err := l.app.SignRecord(ctx, item, sh.Hash, l.keys[who]); err != nil {
			return err
		}
	}
	if err := l.sit(ctx, l.office()); err != nil {
		return err
	}
	if sh, err = l.app.DraftMinutes(ctx, item, s.Reasons); err != nil {
		return err
	}
	president := l.holder(review.RolePresident)
	if err := l.sit(ctx, president); err != nil {
		return err
	}
	_, err = l.app.ApproveMinutes(ctx, item, sh.Hash, l.keys[president])
	return err
}
