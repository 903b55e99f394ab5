package review_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"shenqian/review"
)

var route = []review.Step{
	{ID: "panel-1", Role: review.RoleJudge, Person: "甲", Label: "承办人"},
	{ID: "panel-2", Role: review.RoleJudge, Person: "乙", Label: "合议庭成员"},
	{ID: "panel-3", Role: review.RoleJudge, Person: "丙", Label: "审判长"},
	{ID: "director", Role: review.RoleDirector, Label: "执行局局长"},
	{ID: "president", Role: review.RolePresident, Label: "院长"},
}

// play makes events of one matter with a clock of its own.
type play struct {
	m     *review.Matter
	at    time.Time
	n     int
	log   []review.Event
	fails int
}

func newPlay() *play {
	return &play{m: &review.Matter{}, at: time.Date(2018, 6, 4, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))}
}

func (p *play) do(e review.Event) error {
	p.n++
	p.at = p.at.Add(time.Minute)
	e.Court, e.Matter, e.At = "某法院", "termination/1", p.at
	if e.Nonce == "" {
		e.Nonce = fmt.Sprint(p.n)
	}
	if p.m.Version != nil && e.Version == 0 {
		e.Version, e.Round = p.m.Version.Number, p.m.Round
	}
	if err := p.m.Apply(e); err != nil {
		p.fails++
		return err
	}
	p.log = append(p.log, e)
	return nil
}

func (p *play) must(t *testing.T, e review.Event) {
	t.Helper()
	if err := p.do(e); err != nil {
		t.Fatalf("%s: %v", e.Kind, err)
	}
}

func draft(text string) review.Event {
	return review.Event{Kind: review.EventDraft, Actor: "k", Name: "书", Role: review.RoleClerk, Draft: &review.Draft{Text: review.Hash(text)}}
}

func submit(text string, fs ...review.Finding) review.Event {
	return review.Event{
		Kind: review.EventSubmit, Actor: "1", Name: "甲", Role: review.RoleJudge, Text: review.Hash(text),
		Findings: review.FindingsHash(fs), Submission: &review.Submission{Route: route, Findings: fs},
	}
}

func sign(step, name string, role review.Role, text string) review.Event {
	return review.Event{Kind: review.EventSign, Actor: name, Name: name, Role: role, Step: step, Text: review.Hash(text)}
}

func (p *play) show(frozen string) review.Event {
	return review.Event{
		Kind: review.EventShow, Actor: "p", Name: "院", Role: review.RolePresident, On: review.DateOf(p.at.Add(time.Minute)),
		Frozen: review.Hash(frozen), Text: p.m.Version.Text, Submission: &review.Submission{Findings: p.m.Version.Findings},
	}
}

func approve(frozen string) review.Event {
	return review.Event{Kind: review.EventApprove, Actor: "p", Name: "院", Role: review.RolePresident, Frozen: review.Hash(frozen), Signed: "s" + review.Hash(frozen)}
}

func (p *play) toPresident(t *testing.T, text string) {
	t.Helper()
	p.must(t, draft(text))
	p.must(t, submit(text))
	p.must(t, sign("panel-2", "乙", review.RoleJudge, text))
	p.must(t, sign("panel-1", "甲", review.RoleJudge, text))
	p.must(t, sign("panel-3", "丙", review.RoleJudge, text))
	p.must(t, sign("director", "局", review.RoleDirector, text))
}

func code(err error) string {
	if e, ok := err.(*review.Error); ok {
		return e.Code
	}
	return fmt.Sprint(err)
}

func TestARulingGoesFromDraftToApproved(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t1")
	if p.m.State != review.StatePresident {
		t.Fatal(p.m.State)
	}
	p.must(t, p.show("f1"))
	p.must(t, approve("f1"))
	if p.m.State != review.StateApproved || len(p.m.Decisions) != 1 {
		t.Fatal(p.m.State)
	}
	if again, err := review.Replay(p.log); err != nil || again.State != p.m.State {
		t.Fatal(err)
	}
}

func TestWhatTheLawForbidsIsRefused(t *testing.T) {
	block := review.Finding{Rule: "J01", Outcome: review.Unmet, Severity: review.Block, Code: "x"}
	stop := review.Finding{Rule: "I06", Outcome: review.Unmet, Severity: review.Block, Code: "y", Stop: true}
	warn := review.Finding{Rule: "H01", Outcome: review.Unknown, Severity: review.Warn, Code: "z"}
	answer := func(f review.Finding) review.Event {
		return review.Event{Kind: review.EventAnswer, Name: "甲", Role: review.RoleJudge, Answer: &review.Answer{Key: f.Key(), Rule: f.Rule, Text: "已核实"}}
	}
	for _, c := range []struct {
		name, want string
		run        func(*testing.T, *play) error
	}{
		{"submitting over a block without 强制提交说明", "submit.blocked", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			p.must(t, answer(block))
			return p.do(submit("t", block))
		}},
		{"强制提交说明 by someone who does not preside", "submit.overrideby", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			p.must(t, answer(block))
			e := submit("t", block)
			e.Submission.Override = "理由"
			return p.do(e)
		}},
		{"overriding what truly stops", "submit.stop", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			e := submit("t", stop)
			e.Submission.Override, e.Name = "理由", "丙"
			return p.do(e)
		}},
		{"submitting with a finding unanswered", "submit.unanswered", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			return p.do(submit("t", warn))
		}},
		{"the director before the panel", "step.notopen", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			p.must(t, submit("t"))
			return p.do(sign("director", "局", review.RoleDirector, "t"))
		}},
		{"one member for another", "step.other", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			p.must(t, submit("t"))
			return p.do(sign("panel-1", "乙", review.RoleJudge, "t"))
		}},
		{"signing another text", "version.stale", func(t *testing.T, p *play) error {
			p.must(t, draft("t"))
			p.must(t, submit("t"))
			return p.do(sign("panel-1", "甲", review.RoleJudge, "u"))
		}},
		{"approving what was not shown", "approve.notshown", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			return p.do(approve("f"))
		}},
		{"approving another hash", "approve.otherhash", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			return p.do(approve("g"))
		}},
		{"approving on the next day", "approve.stale", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			p.at = p.at.AddDate(0, 0, 1)
			return p.do(approve("f"))
		}},
		{"approving what another president was shown", "approve.shownother", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			e := approve("f")
			e.Actor = "q"
			return p.do(e)
		}},
		{"approving a parked paper", "approve.parked", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			p.must(t, review.Event{Kind: review.EventPark, Role: review.RolePresident, Reason: "调卷"})
			return p.do(approve("f"))
		}},
		{"a clerk approving", "role.maynot", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			e := approve("f")
			e.Role = review.RoleClerk
			return p.do(e)
		}},
		{"returning without a reason", "reason.missing", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			return p.do(review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: " "})
		}},
		{"changing the text before the president", "state.draft", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			return p.do(draft("u"))
		}},
		{"suggesting reconsideration twice", "reconsider.twice", func(t *testing.T, p *play) error {
			again := review.Event{Kind: review.EventReconsider, Role: review.RolePresident, Reason: "问题与理由"}
			p.toPresident(t, "t")
			p.must(t, again)
			p.toPresident(t, "t")
			return p.do(again)
		}},
		{"a decision on an earlier version", "version.stale", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			e := p.show("f")
			e.Version, e.Round = 1, 9
			return p.do(e)
		}},
		{"an event that is played again", "event.replayed", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			e := p.show("f")
			e.Nonce = "1"
			return p.do(e)
		}},
		{"the committee's matter without its decision", "state.approve", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			p.must(t, review.Event{Kind: review.EventRefer, Role: review.RolePresident, Reason: "疑难"})
			return p.do(approve("f"))
		}},
		{"approving over a finding that the new date brought", "approve.open", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			e := p.show("f")
			e.Submission.Findings = []review.Finding{warn}
			p.must(t, e)
			return p.do(approve("f"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := code(c.run(t, newPlay())); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAChangeOfSubstanceGoesBackToThePanelAndAWordingDoesNot(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t1")
	p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "错字"})
	p.must(t, draft("t2"))
	e := submit("t2")
	e.Submission.Minor = true
	p.must(t, e)
	if p.m.State != review.StatePresident || p.m.Version.Number != 2 {
		t.Fatalf("a wording keeps the sign-offs: %s", p.m.State)
	}
	p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "金额"})
	p.must(t, draft("t3"))
	p.must(t, submit("t3"))
	if p.m.State != review.StateRoute || len(p.m.OpenSteps()) != 2 {
		t.Fatalf("a change goes to the panel: %s", p.m.State)
	}
}

func TestAReturnedPaperComesBackUnchangedOnlyWithAReply(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t1")
	p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "车辆未查"})
	for _, reply := range []string{"", "　 "} {
		e := submit("t1")
		e.Submission.Reply = reply
		if got := code(p.do(e)); got != "submit.noreply" {
			t.Fatalf("reply %q: %s", reply, got)
		}
	}
	e := submit("t1")
	e.Submission.Reply = "车辆已于昨日查封，见查封笔录。"
	p.must(t, e)
	if p.m.State != review.StatePresident || p.m.Version.Number != 1 || p.m.Version.Reply != e.Submission.Reply {
		t.Fatalf("%s, version %+v", p.m.State, p.m.Version)
	}
	p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "金额"})
	p.must(t, draft("t2"))
	p.must(t, submit("t2")) // the change is the reply
}

func TestAHandSignedPaperIsRegisteredAndConfirmedLater(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t")
	p.must(t, p.show("f"))
	p.must(t, review.Event{Kind: review.EventPaperOK, Role: review.RoleClerk, Frozen: "f", Scan: "scan", On: review.DateOf(p.at)})
	if !p.m.PaperOnly() {
		t.Fatal("waits for confirmation")
	}
	p.must(t, approve("f"))
	if p.m.PaperOnly() || p.m.State != review.StateApproved {
		t.Fatal(p.m.State)
	}
}

// TestNoSequenceReachesApprovedWithoutEveryLegalStep plays random events and
// keeps, beside the matter, its own simple record of what has lawfully
// happened to the text that stands.
func TestNoSequenceReachesApprovedWithoutEveryLegalStep(t *testing.T) {
	approved := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := newPlay()
		p.must(t, draft("t0"))
		signed := map[string]bool{}
		committee, shownToday := false, ""
		current := ""
		for range 40 {
			texts := []string{"t0", "t1", "t2"}
			text := texts[r.IntN(3)]
			if r.IntN(3) > 0 && current != "" {
				text = current
			}
			steps := []review.Event{
				draft(text), submit(text), sign("panel-1", "甲", review.RoleJudge, text), sign("panel-2", "乙", review.RoleJudge, text),
				sign("panel-3", "丙", review.RoleJudge, text), sign("director", "局", review.RoleDirector, text), approve("f" + text),
				{Kind: review.EventReturn, Role: review.RolePresident, Reason: "x"},
				{Kind: review.EventReconsider, Role: review.RolePresident, Reason: "x"},
				{Kind: review.EventRefer, Role: review.RolePresident, Reason: "x"},
				{Kind: review.EventResolve, Role: review.RoleCommittee, Reason: "x", Scan: "s", On: review.DateOf(p.at)},
				{Kind: review.EventWithdraw, Role: review.RoleClerk},
				{Kind: review.EventRetract, Role: review.RolePresident, Reason: "x"},
				{Kind: review.EventPark, Role: review.RolePresident, Reason: "x"},
				{Kind: review.EventUnpark, Role: review.RolePresident},
				sign("panel-3", "丁", review.RoleJudge, text), sign("director", "甲", review.RoleJudge, text),
			}
			if p.m.Version != nil {
				steps = append(steps, p.show("f"+string(p.m.Version.Text)), p.show("f"+string(p.m.Version.Text)))
			}
			e := steps[r.IntN(len(steps))]
			if r.IntN(2) == 0 { // mostly go on along the route
				if open := p.m.OpenSteps(); len(open) > 0 {
					s := open[r.IntN(len(open))]
					name := s.Person
					if name == "" {
						name = "局"
					}
					e = sign(s.ID, name, s.Role, string(p.m.Version.Text))
				} else if p.m.State == review.StatePresident {
					e = p.show("f" + string(p.m.Version.Text))
					if shownToday != "" {
						e = approve(shownToday)
					}
				}
			}
			if p.do(e) != nil {
				continue
			}
			switch e.Kind {
			case review.EventSubmit:
				if string(e.Text) != current || p.m.State == review.StateRoute && len(signed) == 4 {
					signed = map[string]bool{}
				}
				current, shownToday = string(e.Text), ""
			case review.EventSign:
				signed[e.Step] = true
			case review.EventReconsider:
				signed, shownToday = map[string]bool{}, ""
			case review.EventShow:
				shownToday = string(e.Frozen)
			case review.EventRefer:
				committee, shownToday = true, ""
			case review.EventResolve:
				committee = false
			case review.EventReturn, review.EventWithdraw, review.EventRetract:
				shownToday = ""
			case review.EventApprove:
				approved++
				if len(signed) != 4 || committee || shownToday != "f"+current || string(e.Frozen) != shownToday {
					t.Fatalf("seed %d: approved with %v, committee %v, shown %q of %q", seed, signed, committee, shownToday, current)
				}
			}
		}
		if again, err := review.Replay(p.log); err != nil || again.State != p.m.State {
			t.Fatalf("seed %d: replay: %v", seed, err)
		}
	}
	if approved < 200 {
		t.Fatalf("only %d of the sequences reached approval: the test shows nothing", approved)
	}
}
