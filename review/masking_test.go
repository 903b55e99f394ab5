package review_test

import (
	"testing"

	"shenqian/review"
)

func masking(who string) review.Event {
	return review.Event{Kind: review.EventMask, Name: who, Actor: who, Role: review.RoleClerk, Text: "t", Masking: &review.Masking{Profile: "2024", Text: "issued", Masked: "masked", Places: 3}}
}

// publishBy is a copy made of a masking, under four eyes or not.
func publishBy(who string, masked review.Hash, four bool) review.Event {
	e := publish()
	e.Name, e.Actor = who, who
	e.Publication.MaskedText, e.Publication.FourEyes = masked, four
	return e
}

func TestAMaskingHoldsForOneTextUntilItsCopyIsRecalled(t *testing.T) {
	p := newPlay()
	p.toApproved(t)
	p.mustNot(t, masking("甲"), "state.mask")
	p = newPlay()
	p.toServed(t)
	stale := masking("甲")
	stale.Text = "other"
	p.mustNot(t, stale, "version.stale")
	empty := masking("甲")
	empty.Masking.Masked = ""
	p.mustNot(t, empty, "state.nothing")
	odd := masking("甲")
	odd.Masking.Answers = []review.MaskAnswer{{Code: "health", Quote: "病", Decided: "perhaps"}}
	p.mustNot(t, odd, "mask.answer")
	p.must(t, masking("甲"))
	p.must(t, masking("乙"))
	if k := p.m.Masking; k == nil || k.By != "乙" || k.Person != "乙" || k.At.IsZero() {
		t.Fatalf("%+v", k)
	}
	p.mustNot(t, publishBy("乙", "another", false), "publish.masking.stale")
	p.must(t, publishBy("乙", "masked", false))
	p.mustNot(t, masking("甲"), "mask.published")
	p.must(t, recall)
	if p.m.Masking != nil {
		t.Error("what let it out still stands")
	}
	p.mustNot(t, publishBy("乙", "masked", false), "publish.masking.stale")
	p.must(t, publish())
}

func TestATextInWhichNothingIsHiddenNeedsTheTick(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	e := masking("甲")
	e.Masking.Places = 0
	p.mustNot(t, e, "mask.look")
	again := masking("甲")
	again.Masking.Places, again.Masking.Looked = 0, true
	p.must(t, again)
}

func TestUnderFourEyesAnotherThanTheMaskerPublishes(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	p.mustNot(t, publishBy("乙", "", true), "publish.foureyes.none")
	p.must(t, masking("甲"))
	p.mustNot(t, publishBy("甲", "masked", true), "publish.foureyes.same")
	p.mustNot(t, publishBy("乙", "", true), "publish.foureyes.none")
	p.must(t, publishBy("乙", "masked", true))
}

func TestWhatIsWithheldIsNotMasked(t *testing.T) {
	p := newPlay()
	p.toServed(t)
	p.must(t, withhold(review.GroundSecret))
	p.mustNot(t, masking("甲"), "publish.withheld")
}
