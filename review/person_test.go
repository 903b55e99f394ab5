package review_test

import (
	"testing"

	"shenqian/review"
)

func TestACourtHasOnePresidentAtATimeUnlessAnotherActsUnderAnInstrument(t *testing.T) {
	day := func(y, m int) review.Date { return review.Date{Year: y, Month: m, Day: 1} }
	old := review.Person{ID: "a", Name: "甲", Terms: []review.Term{{Role: review.RolePresident, From: day(2018, 1), To: day(2022, 12)}}}
	for want, terms := range map[string][]review.Term{
		"":                     {{Role: review.RolePresident, From: review.Date{Year: 2022, Month: 12, Day: 2}}},
		"person.twopresidents": {{Role: review.RolePresident, From: day(2022, 12)}},
		"person.nofrom":        {{Role: review.RoleVice}},
		"person.order":         {{Role: review.RoleVice, From: day(2022, 2), To: day(2022, 1)}},
		"person.role":          {{Role: "king", From: day(2022, 1)}},
	} {
		err := review.CheckPerson(review.Person{ID: "b", Name: "乙", Terms: terms}, []review.Person{old})
		got := ""
		if err != nil {
			got = code(err)
		}
		if got != want {
			t.Errorf("%v: got %q, want %q", terms, got, want)
		}
	}
	acting := review.Person{ID: "b", Name: "乙", Terms: []review.Term{{Role: review.RolePresident, From: day(2022, 1), Title: "副院长（主持工作）", Instrument: "鲁法任〔2022〕1号"}}}
	if err := review.CheckPerson(acting, []review.Person{old}); err != nil {
		t.Error(err)
	}
	if got := code(review.CheckPerson(review.Person{ID: "b", Name: "甲"}, []review.Person{old})); got != "person.samename" {
		t.Error(got)
	}
}
