package review_test

import (
	"testing"

	"shenqian/review"
)

func withhold(g review.Ground) review.Event {
	return review.Event{Kind: review.EventWithhold, Name: "法", Role: review.RoleJudge, Reason: "理由", Withholding: &review.Withholding{Ground: g}}
}

func consent(role review.Role) review.Event {
	return review.Event{Kind: review.EventConsent, Name: string(role), Role: role}
}

var recall = review.Event{Kind: review.EventRecall, Name: "副", Role: review.RoleVice, Reason: "身份证号码未隐去"}

// mustNot wants an event refused.
func (p *play) mustNot(t *testing.T, e review.Event, want string) {
	t.Helper()
	if err := p.do(e); code(err) != want {
		t.Errorf("%s by a %s: %v, not %s", e.Kind, e.Role, err, want)
	}
}

// overdue says whether the clock of publication runs.
func (p *play) overdue() bool {
	return len(p.m.Clocks(weekdays{}, review.ClockPublish)) > 0
}

func TestAGroundOfLawHoldsOnTheJudgesWordAndTheFifthOnThree(t *testing.T) {
	for _, g := range review.Grounds {
		p := newPlay()
		p.toServed(t)
		p.must(t, withhold(g))
		if g != review.GroundUnsuitable {
			if !p.m.Withholding.Holds() || p.overdue() {
				t.Errorf("%s: not in force", g)
			}
			continue
		}
		if p.m.Withholding.Holds() || !p.overdue() {
			t.Error("in force on the judge's word alone")
		}
		p.mustNot(t, consent(review.RoleVice), "withhold.order")
		p.must(t, consent(review.RoleDirector))
		p.mustNot(t, consent(review.RoleDirector), "withhold.order")
		p.must(t, consent(review.RoleVice))
		if !p.m.Withholding.Holds() || p.overdue() {
			t.Error("not in force on all three words")
		}
		p.mustNot(t, consent(review.RoleVice), "withhold.decided")
	}
}

func TestWhatIsWithheldIsNotPublishedAndWhatIsPublishedIsFirstRecalled(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	p.mustNot(t, consent(review.RoleDirector), "withhold.none")
	p.mustNot(t, recall, "recall.none")
	p.mustNot(t, withhold("dislike"), "withhold.ground")
	p.must(t, withhold(review.GroundFamily))
	p.mustNot(t, publish(), "publish.withheld")
	p.mustNot(t, withhold(review.GroundFamily), "withhold.twice")
	p.must(t, review.Event{Kind: review.EventWithhold, Name: "法", Role: review.RoleJudge, Reason: "标注有误"})
	if p.m.Withholding != nil || !p.overdue() {
		t.Error("lifted, and the clock stands still")
	}
	p.must(t, publish())
	p.mustNot(t, withhold(review.GroundFamily), "withhold.published")
	p.must(t, recall)
	if _, there := p.m.Published(); there || !p.overdue() {
		t.Error("recalled, and still there")
	}
	p.mustNot(t, recall, "recall.none")
	p.must(t, publish())
	if got, there := p.m.Published(); !there || len(p.m.Publications) != 2 || got.Recalled != nil {
		t.Errorf("%+v", p.m.Publications)
	}
	if again, err := review.Replay(p.log); err != nil || again.Publications[0].Recalled == nil || again.Publications[0].Recalled.Reason != recall.Reason {
		t.Error(err)
	}
}
