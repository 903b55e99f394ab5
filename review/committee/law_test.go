package committee_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/review/law"
)

// court is a committee in a test: its acts are told in one line each.
type court struct {
	t  *testing.T
	c  *committee.Committee
	n  int
	at time.Time
}

// newCourt has a body of n: p0 the president, p1 and p2 vice-presidents; higher
// numbers are lower in rank.
func newCourt(t *testing.T, n int, questions int, kind committee.BodyKind) *court {
	t.Helper()
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &court{t: t, c: committee.New(book.Committee), at: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)}
	body := committee.Body{ID: "B", Name: "审判委员会", Kind: kind}
	for i := range n {
		m := committee.Member{Person: person(i), Name: person(i), Rank: "一级法官", Since: review.Date{Year: 2000 + i, Month: 1, Day: 1}, From: review.Date{Year: 2020, Month: 1, Day: 1}}
		if i == 0 {
			m.Office = review.RolePresident
		} else if i < 3 {
			m.Office = review.RoleVice
		}
		body.Members = append(body.Members, m)
	}
	c.yes(committee.Act{Act: committee.ActBody, Subject: "B", Body: &body})
	full := body
	full.ID, full.Kind = "F", committee.Full
	c.yes(committee.Act{Act: committee.ActBody, Subject: "F", Body: &full})
	r := committee.Request{Title: "某案", Number: "（2026）鲁9901执1号", Body: "B", Report: "report", Panel: []string{"judge"}}
	for range questions {
		r.Questions = append(r.Questions, committee.Question{Text: "如何处理", Options: []string{"甲", "乙"}})
	}
	c.yes(committee.Act{Act: committee.ActRequest, Subject: "I", Actor: "judge", Request: &r})
	c.yes(committee.Act{Act: committee.ActAdmit, Standing: "report"})
	c.yes(committee.Act{Act: committee.ActScreen, Text: "无异议"})
	return c
}

func person(i int) string { return fmt.Sprintf("p%d", i) }

func (c *court) do(a committee.Act) error {
	c.n++
	c.at = c.at.Add(time.Minute)
	a.Nonce, a.At = fmt.Sprint(c.n), c.at
	if a.Subject == "" {
		a.Subject = "I"
	}
	if a.Actor == "" {
		a.Actor, a.Role = "office", review.RoleCommittee
	}
	return c.c.Apply(a)
}

func (c *court) yes(a committee.Act) {
	c.t.Helper()
	if err := c.do(a); err != nil {
		c.t.Fatalf("%s %s: %v", a.Act, a.Member, err)
	}
}

// no wants an act refused by a code, and by an article where the law has one.
func (c *court) no(code string, a committee.Act) {
	c.t.Helper()
	err := c.do(a)
	var f *review.Error
	if !errors.As(err, &f) || f.Code != code {
		c.t.Errorf("%s %s: %v, want %s", a.Act, a.Member, err, code)
		return
	}
	if b, has := f.Args["basis"]; has && !strings.Contains(b, "《") {
		c.t.Errorf("%s cites %q", code, b)
	}
}

func (c *court) meet(id, chair, delegation string, present ...int) {
	c.t.Helper()
	call := committee.Call{Body: c.item().Body, On: review.DateOf(c.at), Place: "会议室", Chair: chair, Delegation: delegation, Items: []string{"I"}}
	c.yes(committee.Act{Act: committee.ActCall, Subject: id, Call: &call})
	for _, i := range present {
		c.yes(committee.Act{Act: committee.ActSignIn, Subject: id, Member: person(i)})
	}
	c.yes(committee.Act{Act: committee.ActOpen, Subject: id})
}

// discuss takes the item up, and all speak.
func (c *court) discuss() {
	c.t.Helper()
	c.yes(committee.Act{Act: committee.ActBegin})
	c.yes(committee.Act{Act: committee.ActReport, Text: "汇报"})
	m := c.c.Meeting(c.item().Meeting)
	for {
		p, more := c.item().NextSpeaker(m)
		if !more {
			return
		}
		c.yes(committee.Act{Act: committee.ActSpeak, Member: p.Person, Text: "意见"})
	}
}

// vote puts a question; options are told by member.
func (c *court) vote(q int, options map[int]int) {
	c.t.Helper()
	c.yes(committee.Act{Act: committee.ActVoteOpen, Question: q})
	for i, o := range options {
		c.yes(committee.Act{Act: committee.ActBallot, Question: q, Member: person(i), Option: o, Text: "另议"})
	}
	c.yes(committee.Act{Act: committee.ActVoteClose, Question: q})
}

func (c *court) item() *committee.Item { return c.c.Item("I") }

func (c *court) signAll() {
	c.t.Helper()
	c.yes(committee.Act{Act: committee.ActRecord, File: "record"})
	for _, v := range c.item().Voters() {
		c.yes(committee.Act{Act: committee.ActSign, Member: v, Actor: v, Standing: "record", File: "signed by " + review.Hash(v)})
	}
}

func all(option int, members ...int) map[int]int {
	m := map[int]int{}
	for _, i := range members {
		m[i] = option
	}
	return m
}

func upTo(n int) (out []int) {
	for i := range n {
		out = append(out, i)
	}
	return out
}

// What a lawyer would ask.
func TestTheTableALawyerWouldAsk(t *testing.T) {
	t.Run("of 11, 6 may meet and decide as one", func(t *testing.T) {
		c := newCourt(t, 11, 1, committee.Full)
		c.meet("M", "p0", "", 0, 3, 4, 5, 6, 7)
		c.discuss()
		c.vote(1, all(1, 0, 3, 4, 5, 6, 7))
		if r, ok := c.item().Result(1); !ok || r.Carried != 1 || r.Needed != 6 || r.All != 11 {
			t.Errorf("%+v %v", r, ok)
		}
	})
	t.Run("of 11, 5 of 6 decide nothing", func(t *testing.T) {
		c := newCourt(t, 11, 1, committee.Full)
		c.meet("M", "p0", "", 0, 3, 4, 5, 6, 7)
		c.discuss()
		v := all(1, 0, 3, 4, 5, 6)
		v[7] = 2
		c.vote(1, v)
		if r, ok := c.item().Result(1); ok || c.item().Stage != committee.NoMajority {
			t.Errorf("%+v %v %s", r, ok, c.item().Stage)
		}
	})
	t.Run("of 11, 5 may not meet", func(t *testing.T) {
		c := newCourt(t, 11, 1, committee.Full)
		call := committee.Call{Body: "B", On: review.DateOf(c.at), Place: "室", Chair: "p0", Items: []string{"I"}}
		c.yes(committee.Act{Act: committee.ActCall, Subject: "M", Call: &call})
		for _, i := range []int{0, 3, 4, 5, 6} {
			c.yes(committee.Act{Act: committee.ActSignIn, Subject: "M", Member: person(i)})
		}
		c.no("committee.noquorum", committee.Act{Act: committee.ActOpen, Subject: "M"})
		c.yes(committee.Act{Act: committee.ActPostpone, Subject: "M", Reason: "不足法定人数"})
		if c.item().Stage != committee.Screened {
			t.Error(c.item().Stage)
		}
	})
	t.Run("of 13, 7 present, 4 to 3 decides nothing", func(t *testing.T) {
		c := newCourt(t, 13, 1, committee.Full)
		c.meet("M", "p0", "", upTo(7)...)
		c.discuss()
		v := all(1, 0, 1, 2, 3)
		v[4], v[5], v[6] = 2, 2, 2
		c.vote(1, v)
		if _, ok := c.item().Result(1); ok {
			t.Error("four of thirteen decide")
		}
	})
	t.Run("a recused chair does not preside", func(t *testing.T) {
		c := newCourt(t, 5, 1, committee.Full)
		c.meet("M", "p0", "", upTo(5)...)
		c.yes(committee.Act{Act: committee.ActRecuse, Member: "p0", Actor: "p0", Reason: "近亲属"})
		c.no("committee.undecided", committee.Act{Act: committee.ActBegin})
		c.no("committee.presidentrecusal", committee.Act{Act: committee.ActRule, Member: "p0", Yes: true})
		c.no("committee.ownrecusal", committee.Act{Act: committee.ActPoll, Member: "p0", Text: "p0", Yes: true})
		for i := 1; i < 4; i++ {
			c.yes(committee.Act{Act: committee.ActPoll, Member: "p0", Text: person(i), Actor: person(i), Yes: true})
		}
		c.no("committee.chairrecused", committee.Act{Act: committee.ActBegin})
		c.no("committee.delegation", committee.Act{Act: committee.ActChair, Member: "p1"})
		c.no("committee.chair", committee.Act{Act: committee.ActChair, Member: "p4", Reason: "委托书"})
		c.yes(committee.Act{Act: committee.ActChair, Member: "p1", Reason: "云法委〔2026〕3号委托书"})
		c.discuss()
		c.yes(committee.Act{Act: committee.ActVoteOpen, Question: 1})
		c.no("committee.recused", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p0", Option: 1})
		for i := 1; i < 5; i++ {
			c.yes(committee.Act{Act: committee.ActBallot, Question: 1, Member: person(i), Option: 1})
		}
		c.yes(committee.Act{Act: committee.ActVoteClose, Question: 1})
		if r, ok := c.item().Result(1); !ok || r.Recused != 1 || r.All != 5 {
			t.Errorf("%+v", r)
		}
		c.signAll()
		c.yes(committee.Act{Act: committee.ActMinutes, File: "minutes", Text: "理由"})
		c.no("committee.recused", committee.Act{Act: committee.ActApprove, Actor: "p0", Role: review.RolePresident, Standing: "minutes"})
		c.no("committee.approver", committee.Act{Act: committee.ActApprove, Actor: "p2", Role: review.RoleVice, Standing: "minutes"})
		c.yes(committee.Act{Act: committee.ActApprove, Actor: "p1", Role: review.RoleVice, Standing: "minutes"})
	})
	t.Run("of two questions one is decided, and only the other discussed again", func(t *testing.T) {
		c := newCourt(t, 5, 2, committee.Full)
		c.meet("M", "p0", "", upTo(5)...)
		c.discuss()
		c.vote(1, all(1, upTo(5)...))
		c.vote(2, map[int]int{0: 1, 1: 1, 2: 2, 3: 2, 4: 0})
		c.signAll()
		c.no("committee.stage", committee.Act{Act: committee.ActMinutes, File: "m", Text: "理由"})
		c.yes(committee.Act{Act: committee.ActAgain, Reason: "问题二未形成多数意见"})
		c.meet("M2", "p0", "", upTo(5)...)
		c.discuss()
		c.no("committee.decided", committee.Act{Act: committee.ActVoteOpen, Question: 1})
		c.vote(2, all(2, upTo(5)...))
		if !c.item().Decided() {
			t.Error("not decided")
		}
	})
	t.Run("an even body may meet, and is told", func(t *testing.T) {
		c := newCourt(t, 6, 1, committee.Full)
		c.meet("M", "p0", "", 0, 1, 2, 3)
		c.discuss()
		c.vote(1, all(1, 0, 1, 2, 3))
		if m := c.c.Meeting("M"); !m.Roster.Even() || m.Roster.Needed() != 4 || !c.item().Decided() {
			t.Errorf("%v %d", m.Roster.Even(), m.Roster.Needed())
		}
	})
	t.Run("only a vice-president can be delegated", func(t *testing.T) {
		c := newCourt(t, 5, 1, committee.Full)
		call := committee.Call{Body: "B", On: review.DateOf(c.at), Place: "室", Chair: "p4", Delegation: "委托书", Items: []string{"I"}}
		c.no("committee.chair", committee.Act{Act: committee.ActCall, Subject: "M", Call: &call})
		call.Chair, call.Delegation = "p1", ""
		c.no("committee.delegation", committee.Act{Act: committee.ActCall, Subject: "M", Call: &call})
	})
}

func TestNobodyVotesTwiceAbsentLateOrForAnother(t *testing.T) {
	c := newCourt(t, 5, 1, committee.Full)
	c.meet("M", "p0", "", 0, 1, 2, 3)
	c.discuss()
	c.no("committee.notopen", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Option: 1})
	c.yes(committee.Act{Act: committee.ActVoteOpen, Question: 1})
	c.no("committee.notheard", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p4", Option: 1})
	c.yes(committee.Act{Act: committee.ActSignIn, Subject: "M", Member: "p4"}) // late: he did not hear the report
	c.no("committee.notheard", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p4", Option: 1})
	c.no("committee.proxy", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Actor: "p2", Option: 1})
	c.no("committee.notmember", committee.Act{Act: committee.ActBallot, Question: 1, Member: "procurator", Actor: "procurator", Option: 1})
	c.yes(committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Actor: "p1", Option: 1})
	c.no("committee.twice", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Actor: "p1", Option: 2})
	c.no("committee.proxy", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Option: 2, Change: true}) // not even the secretary
	c.yes(committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Actor: "p1", Option: 2, Change: true})
	c.no("committee.missing", committee.Act{Act: committee.ActVoteClose, Question: 1})
	for _, p := range []string{"p0", "p2", "p3"} {
		c.yes(committee.Act{Act: committee.ActBallot, Question: 1, Member: p, Option: 2})
	}
	c.yes(committee.Act{Act: committee.ActVoteClose, Question: 1})
	c.no("committee.closed", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p1", Actor: "p1", Option: 1, Change: true})
	c.signAll()
	c.no("committee.signed", committee.Act{Act: committee.ActSign, Member: "p1", Actor: "p1", Standing: "record", File: "again"})
	c.no("committee.stage", committee.Act{Act: committee.ActRecord, File: "another record"})
}

func TestAnActIsTakenOnce(t *testing.T) {
	c := newCourt(t, 5, 1, committee.Full)
	a := committee.Act{Act: committee.ActInquiry, Subject: "I", Actor: "p1", Member: "某人", Text: "打听进展", On: review.DateOf(c.at), Nonce: "n", At: c.at}
	if err := c.c.Apply(a); err != nil {
		t.Fatal(err)
	}
	var f *review.Error
	if err := c.c.Apply(a); !errors.As(err, &f) || f.Code != "event.replayed" {
		t.Error(err)
	}
}

func TestReconsiderationIsARoundOfItsOwnAndComesOnce(t *testing.T) {
	c := newCourt(t, 5, 1, committee.Full)
	c.meet("M", "p0", "", upTo(5)...)
	c.discuss()
	c.vote(1, all(1, upTo(5)...))
	c.signAll()
	c.yes(committee.Act{Act: committee.ActMinutes, File: "minutes", Text: "理由"})
	president := committee.Act{Act: committee.ActReview, Actor: "p0", Role: review.RolePresident}
	c.no("reason.missing", president)
	president.Reason = "新的事实"
	c.yes(president)
	if c.item().Decided() || c.item().Round != 2 || len(c.item().Past) != 1 {
		t.Errorf("%+v", c.item())
	}
	c.meet("M2", "p0", "", upTo(5)...)
	c.discuss()
	c.vote(1, all(2, upTo(5)...))
	c.signAll()
	if r, ok := c.item().Result(1); !ok || r.Carried != 2 {
		t.Errorf("%+v", r)
	}
	c.no("committee.reviewed", president)
}

func TestAProfessionalCommitteeHandsOverWhatItCannotDecide(t *testing.T) {
	c := newCourt(t, 5, 1, committee.Professional)
	c.meet("M", "p0", "", upTo(5)...)
	c.discuss()
	c.vote(1, map[int]int{0: 1, 1: 1, 2: 2, 3: 2, 4: 0})
	up := committee.Act{Act: committee.ActToFull, Member: "F", Actor: "p0", Role: review.RolePresident, Reason: "未形成多数意见"}
	c.no("committee.stage", up) // its record is signed first
	c.signAll()
	c.yes(up)
	c.meet("M2", "p0", "", upTo(5)...)
	c.discuss()
	c.vote(1, all(1, upTo(5)...))
	if c.item().Body != "F" || !c.item().Decided() {
		t.Errorf("%s %v", c.item().Body, c.item().Decided())
	}
}

func TestALostQuorumBreaksOff(t *testing.T) {
	c := newCourt(t, 5, 1, committee.Full)
	c.meet("M", "p0", "", 0, 1, 2)
	c.discuss()
	c.yes(committee.Act{Act: committee.ActVoteOpen, Question: 1})
	c.yes(committee.Act{Act: committee.ActBallot, Question: 1, Member: "p2", Option: 1})
	c.yes(committee.Act{Act: committee.ActLeave, Subject: "M", Member: "p1"})
	c.no("committee.noquorum", committee.Act{Act: committee.ActBallot, Question: 1, Member: "p0", Option: 1})
	c.yes(committee.Act{Act: committee.ActSuspend, Reason: "不足法定人数"})
	if c.item().Stage != committee.Screened || c.item().Decided() {
		t.Error(c.item().Stage)
	}
}

func TestWhatIfTellsBeforeTheMeeting(t *testing.T) {
	c := newCourt(t, 11, 1, committee.Full)
	body, _ := c.c.Body("B")
	r := body.On(review.DateOf(c.at))
	o := c.item().Outlook(r, map[string]bool{"p9": true, "p10": true, "p8": true}, map[string]bool{"p7": true, "p6": true})
	if o.Could != 6 || !o.Possible || o.Spare != 0 || len(o.Call) != 3 || o.Needed != 6 {
		t.Errorf("%+v", o)
	}
	o = c.item().Outlook(r, map[string]bool{"p0": true, "p1": true}, map[string]bool{"p2": true})
	if o.Possible || o.Chair {
		t.Errorf("nobody may preside: %+v", o)
	}
}

// Lower ranks speak first; within a rank who reached it later; the chair last.
func TestTheOrderOfSpeakingIsTheLaws(t *testing.T) {
	day := func(y int) review.Date { return review.Date{Year: y, Month: 1, Day: 1} }
	b := committee.Body{ID: "B", Name: "审委会", Kind: committee.Full, Members: []committee.Member{
		{Person: "a", Name: "甲", Rank: "二级高级法官", Since: day(2015), From: day(2020), Office: review.RolePresident},
		{Person: "b", Name: "乙", Rank: "四级高级法官", Since: day(2018), From: day(2020)},
		{Person: "c", Name: "丙", Rank: "四级高级法官", Since: day(2021), From: day(2020)},
		{Person: "d", Name: "丁", Rank: "一级法官", Since: day(2010), From: day(2020)},
		{Person: "e", Name: "戊", Rank: "一级高级法官", Since: day(2010), From: day(2020), To: day(2024)},
	}}
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range b.On(day(2026)) {
		got = append(got, m.Person)
	}
	if s := strings.Join(got, ""); s != "dcba" {
		t.Error(s)
	}
	if len(b.On(day(2023))) != 5 || b.On(day(2023)).Even() {
		t.Error("a member whose time was over then counts")
	}
}
