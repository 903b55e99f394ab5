package review_test

import (
	"slices"
	"testing"

	"shenqian/review"
)

var served = []review.Recipient{
	{Name: "申", Role: review.Applicant, Unlocks: true}, {Name: "请", Role: review.Applicant, Unlocks: true}, {Name: "被", Role: review.Debtor},
}

func (p *play) toApproved(t *testing.T) {
	t.Helper()
	p.toPresident(t, "t")
	p.must(t, p.show("f"))
	p.must(t, approve("f"))
}

func collate() review.Event {
	return review.Event{Kind: review.EventCollate, Name: "书", Role: review.RoleClerk, Frozen: "f", Signed: "copy", Copies: 5, Recipients: served}
}

func seal(way review.SealWay, sealed string) review.Event {
	return review.Event{Kind: review.EventSeal, Name: "印", Role: review.RoleCustodian, Frozen: "copy", Way: way, Signed: review.Hash(sealed), Copies: 5}
}

func (p *play) serve(party string, days int) review.Event {
	return review.Event{
		Kind: review.EventServe, Name: "书", Role: review.RoleClerk,
		Service: &review.Service{Party: party, How: "直接", On: review.DateOf(p.at), Days: days},
	}
}

func (p *play) toServed(t *testing.T) {
	t.Helper()
	p.toApproved(t)
	p.must(t, collate())
	p.must(t, seal(review.SealByKey, "sealed"))
	p.must(t, p.serve("申", 0))
	p.must(t, p.serve("请", 0))
}

func publish() review.Event {
	return review.Event{Kind: review.EventPublish, Role: review.RoleClerk, Signed: "pub", Publication: &review.Publication{File: "pub", Profile: "2024"}}
}

func TestARulingGoesFromApprovedToThePublicCopy(t *testing.T) {
	p := newPlay()
	p.toApproved(t)
	p.must(t, collate())
	p.must(t, seal(review.SealByKey, "sealed"))
	if p.m.State != review.StateSealed {
		t.Fatal(p.m.State)
	}
	p.must(t, p.serve("申", 0))
	if _, ok := p.m.Effective(); ok || p.m.State != review.StateSealed {
		t.Fatal("one of two applicants has not been served")
	}
	p.must(t, p.serve("请", 0))
	if on, ok := p.m.Effective(); !ok || on != review.DateOf(p.at) || p.m.State != review.StateServed {
		t.Fatal(on, p.m.State)
	}
	if u := p.m.Unserved(); len(u) != 1 || u[0].Name != "被" {
		t.Fatal(u)
	}
	p.must(t, publish())
	if again, err := review.Replay(p.log); err != nil || again.State != review.StateServed || len(again.Publications) != 1 {
		t.Fatal(err)
	}
}

func TestWhatFollowsApprovalIsRefusedOutOfItsOrder(t *testing.T) {
	for _, c := range []struct {
		name, want string
		run        func(*testing.T, *play) error
	}{
		{"sealing what the clerk has not compared", "seal.notcollated", func(t *testing.T, p *play) error {
			p.toApproved(t)
			return p.do(seal(review.SealByHand, ""))
		}},
		{"sealing another copy", "version.stale", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			e := seal(review.SealByKey, "x")
			e.Frozen = "other"
			return p.do(e)
		}},
		{"a clerk sealing", "role.maynot", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			e := seal(review.SealByKey, "x")
			e.Role = review.RoleClerk
			return p.do(e)
		}},
		{"sealing again without a reason", "seal.again", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			return p.do(seal(review.SealByKey, "y"))
		}},
		{"service before sealing", "state.serve", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			return p.do(p.serve("申", 0))
		}},
		{"service in the future", "serve.future", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			e := p.serve("申", 0)
			e.Service.On = e.Service.On.AddDays(1)
			return p.do(e)
		}},
		{"service on a day before the seal", "serve.beforeseal", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			e := p.serve("申", 0)
			e.Service.On = e.Service.On.AddDays(-1)
			return p.do(e)
		}},
		{"service on a stranger", "serve.party", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			return p.do(p.serve("丁", 0))
		}},
		{"a public copy before service", "state.publish", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			return p.do(publish())
		}},
		{"a public copy while the 公告 runs", "publish.notyet", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			p.must(t, p.serve("申", 0))
			p.must(t, p.serve("请", 30))
			return p.do(publish())
		}},
		{"taking back what was sealed", "state.retract", func(t *testing.T, p *play) error {
			p.toApproved(t)
			p.must(t, collate())
			p.must(t, seal(review.SealByKey, "x"))
			return p.do(review.Event{Kind: review.EventRetract, Role: review.RolePresident, Reason: "x"})
		}},
		{"striking out the service of a published ruling", "serve.published", func(t *testing.T, p *play) error {
			p.toServed(t)
			p.must(t, publish())
			e := p.serve("申", 0)
			e.Service.Void = "登记错误"
			return p.do(e)
		}},
		{"a recused president deciding", "role.recused", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, substitute(p))
			return p.do(p.show("f"))
		}},
		{"a vice-president nobody named deciding", "role.recused", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			e := p.show("f")
			e.Role, e.Name = review.RoleVice, "副"
			return p.do(e)
		}},
		{"a paper approval of a text that was changed since", "conflict.newdraft", func(t *testing.T, p *play) error {
			p.toPresident(t, "t")
			p.must(t, p.show("f"))
			p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "x"})
			p.must(t, draft("u"))
			return p.do(onPaper(p))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := code(c.run(t, newPlay())); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func substitute(p *play) review.Event {
	return review.Event{
		Kind: review.EventSubstitute, Role: review.RoleCommittee, Reason: "院长系当事人近亲属",
		Substitute: &review.Substitute{Recused: "院", Name: "副", On: review.DateOf(p.at), Scan: "s"},
	}
}

func onPaper(p *play) review.Event {
	return review.Event{Kind: review.EventPaperOK, Role: review.RoleClerk, Frozen: "f", Scan: "scan", On: review.DateOf(p.at)}
}

func TestTheOneTheCommitteeNamedDecidesInThePlaceOfARecusedPresident(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t")
	p.must(t, substitute(p))
	show, ok := p.show("f"), approve("f")
	for _, e := range []*review.Event{&show, &ok} {
		e.Role, e.Name, e.Actor = review.RoleVice, "副", "v"
	}
	p.must(t, show)
	p.must(t, ok)
	if p.m.State != review.StateApproved {
		t.Fatal(p.m.State)
	}
}

func TestADecisionOnPaperAgainstOneMadeHereIsPutBeforeThePresidentAgain(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t")
	p.must(t, p.show("f"))
	p.must(t, review.Event{Kind: review.EventReturn, Role: review.RolePresident, Reason: "金额"})
	p.must(t, onPaper(p))
	if p.m.State != review.StatePresident || !p.m.Conflict || len(p.m.Decisions) != 2 {
		t.Fatal(p.m.State, p.m.Conflict)
	}
	if got := code(p.do(approve("f"))); got != "approve.notshown" {
		t.Fatal(got)
	}
	p.must(t, p.show("f"))
	p.must(t, approve("f"))
	if p.m.Conflict || p.m.State != review.StateApproved {
		t.Fatal(p.m.State)
	}
}

func TestAConfirmationOfAPaperApprovalLeavesSealAndServiceStanding(t *testing.T) {
	p := newPlay()
	p.toPresident(t, "t")
	p.must(t, p.show("f"))
	p.must(t, onPaper(p))
	p.must(t, collate())
	p.must(t, seal(review.SealByHand, ""))
	p.must(t, p.serve("申", 0))
	p.must(t, p.serve("请", 0))
	if !p.m.PaperOnly() {
		t.Fatal("waits for confirmation")
	}
	p.must(t, approve("f"))
	if p.m.State != review.StateServed || p.m.PaperOnly() {
		t.Fatal(p.m.State)
	}
}

func TestSealingAgainRecallsTheEarlierCopyAndARefusalAsksForANewComparison(t *testing.T) {
	p := newPlay()
	p.toApproved(t)
	p.must(t, collate())
	p.must(t, review.Event{Kind: review.EventSealBack, Name: "印", Role: review.RoleCustodian, Reason: "落款缺日期"})
	if p.m.ServiceCopy != nil || len(p.m.SealRefusals) != 1 {
		t.Fatal("back with the clerk")
	}
	p.must(t, collate())
	p.must(t, seal(review.SealByKey, "x"))
	again := seal(review.SealByHand, "")
	again.Reason = "印模不清"
	p.must(t, again)
	if p.m.Sealings[0].Recalled != "印模不清" || len(p.m.Sealings) != 2 {
		t.Fatalf("%+v", p.m.Sealings)
	}
	if s, ok := p.m.Sealing(); !ok || s.Way != review.SealByHand {
		t.Fatal(s)
	}
}

func TestAnEntryStruckOutMakesTheRulingUnserved(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	e := p.serve("请", 0)
	e.Service.Void = "送错人"
	p.must(t, e)
	if _, ok := p.m.Effective(); ok || p.m.State != review.StateSealed {
		t.Fatal(p.m.State)
	}
}

func TestACaseWithoutApplicantIsServedOnTheDivisionThatReferredIt(t *testing.T) {
	rs := review.Recipients([]review.Party{{Role: review.Debtor, Name: "被"}, {Role: review.Debtor, Name: "被"}, {Role: "法定代表人", Name: "法"}})
	if len(rs) != 2 || rs[0].Name != review.Referrer || !rs[0].Unlocks || rs[1].Unlocks {
		t.Fatalf("%+v", rs)
	}
}

func TestRevivalStopsTheQueriesAndStartsTheClockOfRemoval(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	served := review.DateOf(p.at)
	codes := func() (out []string) {
		for _, c := range p.m.Clocks(weekdays{}, review.ClockInfobase, review.ClockPublish, review.ClockRequery, review.ClockRemoval) {
			out = append(out, c.Code+" "+c.Due.String())
		}
		return out
	}
	want := []string{"infobase 2018-06-11", "publish 2018-06-13", "requery 2018-12-04"}
	if got := codes(); !slices.Equal(got, want) {
		t.Fatal(got)
	}
	p.must(t, review.Event{Kind: review.EventRegister, Role: review.RoleClerk, On: served})
	p.must(t, publish())
	p.at = p.at.AddDate(0, 7, 0)
	p.must(t, review.Event{Kind: review.EventRequery, Role: review.RoleClerk, Reason: "未发现财产", On: review.DateOf(p.at)})
	if got := codes(); !slices.Equal(got, []string{"requery 2019-06-04"}) {
		t.Fatal(got)
	}
	on := review.DateOf(p.at)
	p.must(t, review.Event{Kind: review.EventRevive, Role: review.RoleClerk, Revival: &review.Revival{CaseNumber: "（2019）鲁9901执恢1号", On: on}})
	if got := codes(); !slices.Equal(got, []string{"removal " + on.AddDays(3).String()}) {
		t.Fatal(got)
	}
	if got := code(p.do(review.Event{Kind: review.EventRequery, Role: review.RoleClerk, Reason: "x", On: on})); got != "requery.ended" {
		t.Fatal(got)
	}
	p.must(t, review.Event{Kind: review.EventUnregister, Role: review.RoleClerk, Reason: "恢复执行", On: on})
	if got := codes(); len(got) != 0 {
		t.Fatal(got)
	}
}
