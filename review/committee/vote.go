package committee

import (
	"slices"
	"time"

	"shenqian/review"
)

// Ballot 表决 is one member's on one question.
type Ballot struct {
	Member string    `json:"member"`
	Name   string    `json:"name"`
	Option int       `json:"option"`          // from 1; 0 another opinion
	Words  string    `json:"words,omitempty"` // of another opinion, or his reasons
	Own    bool      `json:"own"`             // signed by himself; else recorded by the secretary, and his by his signature under the record
	At     time.Time `json:"at"`
}

// Poll is the vote on one question.
type Poll struct {
	Question int
	Ballots  []Ballot // those that stand, in the order in which they were first cast
	Changed  []Ballot // those that were changed before the vote closed
	Closed   bool
	Tally    Tally
}

// Tally is what a vote came to, with all that the law asks of it.
type Tally struct {
	All     int   `json:"all"`     // members of the body
	Needed  int   `json:"needed"`  // more than half of them
	Present int   `json:"present"` // who took part
	Recused int   `json:"recused"`
	Counts  []int `json:"counts"`  // of each option
	Other   int   `json:"other"`   // other opinions
	Carried int   `json:"carried"` // the option that is decided, from 1; 0 none
}

// count makes a tally. An option carries only by more than half of all members,
// however few are present (package comment, majority).
func count(options, all, recused int, ballots []Ballot) Tally {
	t := Tally{All: all, Needed: all/2 + 1, Present: len(ballots), Recused: recused, Counts: make([]int, options)}
	for _, b := range ballots {
		if b.Option == 0 {
			t.Other++
			continue
		}
		t.Counts[b.Option-1]++
	}
	for i, n := range t.Counts {
		if n >= t.Needed {
			t.Carried = i + 1
		}
	}
	return t
}

func (x *Item) poll(question int) *Poll {
	for i := range x.Polls {
		if x.Polls[i].Question == question {
			return &x.Polls[i]
		}
	}
	return nil
}

func (w *work) vote() error {
	x, m := w.item, w.meeting
	if m == nil || m.State != Opened {
		return w.stage(x)
	}
	q := w.Question
	if q < 1 || q > len(x.Request.Questions) {
		return review.Fault("committee.noquestion", "question", number(q))
	}
	p := x.poll(q)
	if p != nil && p.Closed { // whatever the stage: the answer to who comes late is that he does
		return fault("committee.closed", w.law.Vote, "question", number(q))
	}
	if x.Stage != Voting {
		if next, more := x.NextSpeaker(m); x.Running() && more {
			return fault("committee.unspoken", w.law.Order, "next", next.Name)
		}
		return w.stage(x)
	}
	if err := w.quorate(p); err != nil {
		return err
	}
	switch w.Act.Act {
	case ActVoteOpen:
		return w.put(q)
	case ActBallot:
		return w.ballot(p)
	}
	return w.closeVote(p)
}

// put opens the vote on a question, one at a time, in their order.
func (w *work) put(q int) error {
	x := w.item
	if x.Open != 0 {
		return review.Fault("committee.open", "question", number(x.Open))
	}
	for n := 1; n < q; n++ {
		if _, done := x.Result(n); !done && x.poll(n) == nil {
			return review.Fault("committee.inorder", "question", number(n))
		}
	}
	if _, done := x.Result(q); done {
		return review.Fault("committee.decided", "question", number(q))
	}
	x.Polls = append(slices.Clip(x.Polls), Poll{Question: q})
	x.Open = q
	return nil
}

func (w *work) ballot(p *Poll) error {
	x := w.item
	if p == nil {
		return review.Fault("committee.notopen", "question", number(w.Question))
	}
	v, ok := w.meeting.Roster.Find(w.Member)
	if err := w.takesPart(v, ok); err != nil {
		return err
	}
	options := len(x.Request.Questions[w.Question-1].Options)
	switch {
	case w.Option < 0 || w.Option > options:
		return review.Fault("committee.option", "option", number(w.Option), "options", number(options))
	case w.Option == 0 && blank(w.Text):
		return review.Fault("committee.other")
	}
	b := Ballot{Member: v.Person, Name: v.Name, Option: w.Option, Words: w.Text, Own: w.Member == w.Actor, At: w.At}
	i := slices.IndexFunc(p.Ballots, func(o Ballot) bool { return o.Member == v.Person })
	switch {
	case i >= 0 && !w.Change:
		return fault("committee.twice", w.law.Vote, "name", v.Name)
	case i < 0 && w.Change:
		return review.Fault("committee.nothingtochange", "name", v.Name)
	case i >= 0 && p.Ballots[i].Own && !b.Own: // what he signed, nobody changes for him
		return fault("committee.proxy", w.law.Vote, "name", w.Name)
	case i >= 0:
		p.Changed = append(slices.Clip(p.Changed), p.Ballots[i])
		p.Ballots = slices.Clone(p.Ballots)
		p.Ballots[i] = b
		return nil
	}
	p.Ballots = append(slices.Clip(p.Ballots), b)
	return nil
}

// closeVote counts, once everybody who is there has voted.
func (w *work) closeVote(p *Poll) error {
	x, m := w.item, w.meeting
	if p == nil {
		return review.Fault("committee.notopen", "question", number(w.Question))
	}
	for _, person := range x.Present {
		if !slices.ContainsFunc(p.Ballots, func(b Ballot) bool { return b.Member == person }) {
			v, _ := m.Roster.Find(person)
			return fault("committee.missing", w.law.Vote, "name", v.Name)
		}
	}
	recused := 0
	for _, v := range m.Roster {
		if x.RecusalGranted(v.Person) {
			recused++
		}
	}
	p.Closed = true
	p.Tally = count(len(x.Request.Questions[p.Question-1].Options), len(m.Roster), recused, p.Ballots)
	x.Open = 0
	for n := range x.Request.Questions { // a question that was decided before is not put again
		if _, done := x.Result(n + 1); !done && x.poll(n+1) == nil {
			return nil
		}
	}
	if x.Stage = Voted; !x.Decided() {
		x.Stage = NoMajority
	}
	return nil
}
