package committee_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"shenqian/review"
	"shenqian/review/committee"
	"shenqian/review/law"
)

// oracle is the law's text again, written apart from the machine and in
// another manner: sets of people and one question to each act, "may this be?".
//
//	A body of N. More than half of N must be in the room and not recused. The
//	president presides, or a vice-president with a paper. Everyone speaks, lower
//	first, the chair last. Then each who is there votes, once, himself. More than
//	half of N for one opinion decides; nothing else does.
type oracle struct {
	n                    int
	rankOf               map[string]int // 0 speaks first
	office               map[string]string
	room, out, heard     map[string]bool
	asked                map[string]bool // a recusal that nobody has decided
	chair                string
	opened, begun        bool
	reported             bool
	spoke                map[string]bool
	votes                []map[string]int // of each question, -1 for another opinion
	put, shut            []bool
	presidentYes, polled map[string]bool
}

func (o *oracle) half() int { return o.n/2 + 1 }

func (o *oracle) quorum(extra map[string]int) bool {
	n := 0
	for p := range o.heard {
		_, voted := extra[p]
		if o.sits(p) || voted {
			n++
		}
	}
	return n >= o.half() && o.sits(o.chair) // nothing goes on without who presides
}

// sits: he heard the report and has been in the room ever since.
func (o *oracle) sits(p string) bool { return o.heard[p] && !o.out["left "+p] }

func (o *oracle) next() string {
	best := ""
	for p := range o.heard {
		if !o.sits(p) || o.spoke[p] || p == o.chair {
			continue
		}
		if best == "" || o.rankOf[p] < o.rankOf[best] {
			best = p
		}
	}
	if best == "" && o.sits(o.chair) && !o.spoke[o.chair] {
		best = o.chair
	}
	return best
}

func (o *oracle) over() bool {
	for _, s := range o.shut {
		if !s {
			return false
		}
	}
	return true
}

// step says whether the law lets an act happen, and lets it.
func (o *oracle) step(a committee.Act) bool {
	who := a.Member
	_, member := o.rankOf[who]
	byOther := who != a.Actor && a.Role != review.RoleCommittee
	switch a.Act {
	case committee.ActSignIn:
		if !member || o.room[who] || byOther {
			return false
		}
		o.room[who] = true
	case committee.ActLeave:
		if !o.room[who] || byOther {
			return false
		}
		delete(o.room, who)
		if o.heard[who] { // who goes hears no more, though he comes back
			o.out["left "+who] = true
		}
	case committee.ActRecuse:
		if !member || o.begun || o.asked[who] || o.out["recused "+who] {
			return false
		}
		o.asked[who] = true
	case committee.ActRule:
		if o.begun || !o.asked[who] || o.office[who] == "president" {
			return false
		}
		delete(o.asked, who)
		if a.Yes {
			o.out["recused "+who] = true
		}
	case committee.ActPoll:
		v := a.Text
		_, is := o.rankOf[v]
		if o.begun || !o.opened || o.office[who] != "president" || !o.asked[who] || !is || v == who || !o.room[v] || o.polled[v] || o.asked[v] || o.out["recused "+v] ||
			v != a.Actor && a.Role != review.RoleCommittee {
			return false
		}
		o.polled[v] = true
		o.presidentYes[v] = a.Yes
		yes, could := 0, 0
		for p := range o.rankOf {
			switch {
			case o.polled[p] && o.presidentYes[p]:
				yes++
			case !o.polled[p] && p != who && o.room[p] && !o.asked[p] && !o.out["recused "+p]:
				could++
			}
		}
		if yes >= o.half() {
			delete(o.asked, who)
			o.out["recused "+who] = true
		} else if yes+could < o.half() {
			delete(o.asked, who)
		}
		if !o.asked[who] {
			clear(o.polled)
			clear(o.presidentYes)
		}
	case committee.ActOpen:
		if o.opened || !o.room[o.chair] || len(o.room) < o.half() {
			return false
		}
		o.opened = true
	case committee.ActChair:
		ok := o.opened && !o.begun && (o.office[who] == "president" || o.office[who] == "vice" && a.Reason != "")
		if !ok {
			return false
		}
		o.chair = who
	case committee.ActBegin:
		if o.begun || !o.opened || len(o.asked) > 0 || !o.room[o.chair] || o.out["recused "+o.chair] {
			return false
		}
		sits := map[string]bool{}
		for p := range o.room {
			if !o.out["recused "+p] {
				sits[p] = true
			}
		}
		if len(sits) < o.half() {
			return false
		}
		o.begun, o.heard = true, sits
	case committee.ActReport:
		if !o.begun || o.reported || !o.quorum(nil) {
			return false
		}
		o.reported = true
	case committee.ActSpeak:
		if !o.reported || o.over() || !o.sits(who) || byOther || !o.quorum(nil) {
			return false
		}
		if o.spoke[who] {
			return a.Change
		}
		if o.next() != who {
			return false
		}
		o.spoke[who] = true
	case committee.ActVoteOpen:
		q := a.Question - 1
		if !o.reported || o.over() || o.next() != "" || len(o.spoke) == 0 || o.put[q] || q > 0 && !o.shut[q-1] || !o.quorum(nil) {
			return false
		}
		o.put[q] = true
	case committee.ActBallot:
		q := a.Question - 1
		if !o.put[q] || o.shut[q] || !o.sits(who) || byOther || !o.quorum(o.votes[q]) {
			return false
		}
		_, voted := o.votes[q][who]
		if voted != a.Change {
			return false
		}
		if voted && o.out["own"+fmt.Sprint(q)+who] && who != a.Actor {
			return false
		}
		o.votes[q][who] = a.Option
		o.out["own"+fmt.Sprint(q)+who] = who == a.Actor
	case committee.ActVoteClose:
		q := a.Question - 1
		if !o.put[q] || o.shut[q] || !o.quorum(o.votes[q]) {
			return false
		}
		for p := range o.heard {
			if _, voted := o.votes[q][p]; !voted && o.sits(p) {
				return false
			}
		}
		o.shut[q] = true
	}
	return true
}

// decided is the opinion that more than half of all members hold, 0 for none.
func (o *oracle) decided(q int) int {
	for option := 1; option <= 3; option++ {
		n := 0
		for _, v := range o.votes[q] {
			if v == option {
				n++
			}
		}
		if 2*n > o.n {
			return option
		}
	}
	return 0
}

// Over a hundred thousand meetings of random bodies, in which people come,
// leave, are recused, speak out of turn, vote twice, late, for others and not
// at all, the machine allows what the law allows, and decides what it decides.
func TestEveryMeetingGoesAsTheLawSays(t *testing.T) {
	meetings := 100_000
	if testing.Short() {
		meetings = 3_000
	}
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for seed := range meetings {
		m := newMeeting(t, book, uint64(seed))
		m.play(t, seen)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for _, want := range []string{"decided", "none", "quorum lost", "president recused", "yes ballot", "no ballot", "yes speak", "no speak", "yes begin", "no begin", "no voteclose", "yes poll"} {
		if seen[want] == 0 {
			t.Errorf("no meeting had %q: the test shows less than it says", want)
		}
	}
	t.Log(seen)
}

type played struct {
	r      *rand.Rand
	c      *committee.Committee
	o      *oracle
	people []string
	at     time.Time
	nonce  int
}

var testRanks = []string{"二级法官", "一级法官", "四级高级法官", "三级高级法官", "二级高级法官"}

func newMeeting(t *testing.T, book *law.Book, seed uint64) *played {
	m := &played{r: rand.New(rand.NewPCG(seed, 7)), c: committee.New(book.Committee), at: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)}
	n := 3 + m.r.IntN(12)
	o := &oracle{
		n: n, rankOf: map[string]int{}, office: map[string]string{}, room: map[string]bool{}, out: map[string]bool{}, heard: map[string]bool{},
		asked: map[string]bool{}, spoke: map[string]bool{}, polled: map[string]bool{}, presidentYes: map[string]bool{}, chair: "p0",
	}
	m.o = o
	body := committee.Body{ID: "B", Name: "审判委员会", Kind: committee.Full}
	day := review.Date{Year: 2020, Month: 1, Day: 1}
	order := m.r.Perm(n) // who speaks when; ranks and seniority follow from it
	for i := range n {
		p := committee.Member{Person: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("委员%d", i), From: day}
		place := order[i]
		p.Rank = testRanks[place*len(testRanks)/n]
		p.Since = review.Date{Year: 2019 - place, Month: 1, Day: 1} // within a rank, who reached it later speaks first
		switch {
		case i == 0:
			p.Office = review.RolePresident
		case i < 3:
			p.Office = review.RoleVice
		}
		o.rankOf[p.Person], o.office[p.Person] = place, string(p.Office)
		m.people = append(m.people, p.Person)
		body.Members = append(body.Members, p)
	}
	questions := 1 + m.r.IntN(2)
	req := committee.Request{Title: "某案", Number: "（2026）鲁9901执1号", Body: "B", Report: "report", Panel: []string{"judge"}}
	for range questions {
		req.Questions = append(req.Questions, committee.Question{Text: "如何处理", Options: []string{"同意", "不同意", "再查"}})
		o.votes = append(o.votes, map[string]int{})
	}
	o.put, o.shut = make([]bool, questions), make([]bool, questions)
	call := committee.Call{Body: "B", On: review.DateOf(m.at), Place: "会议室", Chair: "p0", Items: []string{"I"}}
	if m.r.IntN(4) == 0 {
		o.chair, call.Chair, call.Delegation = "p1", "p1", "委托书"
	}
	for _, a := range []committee.Act{
		{Act: committee.ActBody, Subject: "B", Body: &body},
		{Act: committee.ActRequest, Subject: "I", Actor: "judge", Request: &req},
		{Act: committee.ActAdmit, Subject: "I", Standing: "report"},
		{Act: committee.ActScreen, Subject: "I", Text: "意见一致"},
		{Act: committee.ActCall, Subject: "M", Call: &call},
	} {
		if err := m.apply(a); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m *played) apply(a committee.Act) error {
	m.nonce++
	m.at = m.at.Add(time.Second)
	a.Nonce, a.At = fmt.Sprint(m.nonce), m.at
	return m.c.Apply(a)
}

// do has machine and oracle look at an act, and says whether it happened.
func (m *played) do(t *testing.T, a committee.Act, seen map[string]int) bool {
	a.Subject = "I"
	switch a.Act {
	case committee.ActSignIn, committee.ActLeave, committee.ActOpen:
		a.Subject = "M"
	}
	if a.Actor == "" {
		a.Actor, a.Role = "office", review.RoleCommittee
	}
	err, may := m.apply(a), m.o.step(a)
	if (err == nil) != may {
		t.Errorf("%+v: the machine says %v, the law %v", a, err, may)
	}
	answer := "no "
	if may {
		answer = "yes "
	}
	seen[answer+string(a.Act)]++
	return may
}

func (m *played) someone() string {
	if m.r.IntN(30) == 0 {
		return "outsider"
	}
	return m.people[m.r.IntN(len(m.people))]
}

func (m *played) mischief(t *testing.T, seen map[string]int) {
	who := m.someone()
	other := m.someone()
	q := 1 + m.r.IntN(len(m.o.votes))
	yes := m.r.IntN(2) == 0
	acts := []committee.Act{
		{Act: committee.ActSignIn, Member: who},
		{Act: committee.ActSignIn, Member: who, Actor: other},
		{Act: committee.ActLeave, Member: who},
		{Act: committee.ActLeave, Member: who, Actor: other},
		{Act: committee.ActRecuse, Member: who, Reason: "近亲属"},
		{Act: committee.ActRule, Member: who, Yes: yes, Reason: "理由"},
		{Act: committee.ActPoll, Member: "p0", Text: who, Yes: yes},
		{Act: committee.ActChair, Member: who, Reason: []string{"", "委托书"}[m.r.IntN(2)]},
		{Act: committee.ActOpen},
		{Act: committee.ActBegin},
		{Act: committee.ActReport, Text: "汇报"},
		{Act: committee.ActSpeak, Member: who, Text: "同意", Change: yes},
		{Act: committee.ActSpeak, Member: who, Actor: other, Text: "同意"},
		{Act: committee.ActVoteOpen, Question: q},
		{Act: committee.ActBallot, Question: q, Member: who, Option: 1 + m.r.IntN(3)},
		{Act: committee.ActBallot, Question: q, Member: who, Actor: who, Option: 1 + m.r.IntN(3), Change: true},
		{Act: committee.ActBallot, Question: q, Member: who, Actor: other, Option: 1},
		{Act: committee.ActVoteClose, Question: q},
	}
	m.do(t, acts[m.r.IntN(len(acts))], seen)
}

func (m *played) play(t *testing.T, seen map[string]int) {
	trouble := m.r.IntN(4)
	step := func(a committee.Act) bool {
		for m.r.IntN(6) < trouble {
			m.mischief(t, seen)
		}
		return m.do(t, a, seen)
	}
	for _, p := range m.people {
		if m.r.IntN(8) > 0 {
			step(committee.Act{Act: committee.ActSignIn, Member: p, Actor: p})
		}
	}
	step(committee.Act{Act: committee.ActOpen})
	if m.r.IntN(6) == 0 {
		step(committee.Act{Act: committee.ActRecuse, Member: "p0", Reason: "近亲属"})
		for _, p := range m.people[1:] {
			step(committee.Act{Act: committee.ActPoll, Member: "p0", Text: p, Actor: p, Yes: m.r.IntN(5) > 0})
		}
		step(committee.Act{Act: committee.ActChair, Member: "p1", Reason: "委托书"})
	}
	for range m.r.IntN(3) {
		p := m.someone()
		if step(committee.Act{Act: committee.ActRecuse, Member: p, Reason: "曾任代理人"}) {
			step(committee.Act{Act: committee.ActRule, Member: p, Yes: m.r.IntN(3) > 0, Reason: "理由"})
		}
	}
	step(committee.Act{Act: committee.ActBegin})
	step(committee.Act{Act: committee.ActReport, Text: "汇报"})
	for range 2 * len(m.people) {
		next := m.o.next()
		if next == "" {
			break
		}
		step(committee.Act{Act: committee.ActSpeak, Member: next, Text: "我同意"})
	}
	for q := range m.o.votes {
		step(committee.Act{Act: committee.ActVoteOpen, Question: q + 1})
		lean := 1 + m.r.IntN(3)
		for _, p := range m.people {
			option := lean
			if m.r.IntN(3) == 0 {
				option = m.r.IntN(4)
			}
			step(committee.Act{Act: committee.ActBallot, Question: q + 1, Member: p, Actor: p, Option: option, Text: "另议"})
		}
		step(committee.Act{Act: committee.ActVoteClose, Question: q + 1})
	}
	item := m.c.Item("I")
	for q := range m.o.votes {
		tally, ok := item.Result(q + 1)
		want := 0
		if m.o.shut[q] {
			want = m.o.decided(q)
		}
		if ok != (want > 0) || ok && tally.Carried != want {
			t.Errorf("question %d: the machine says %+v %v, the law %d", q+1, tally, ok, want)
		}
		switch {
		case want > 0:
			seen["decided"]++
		case m.o.shut[q]:
			seen["none"]++
		}
	}
	if m.o.begun && !m.o.quorum(nil) {
		seen["quorum lost"]++
	}
	if m.o.out["recused p0"] {
		seen["president recused"]++
	}
}
