package review_test

import (
	"testing"
	"time"

	"shenqian/review"
)

func TestARulingsPublicationStandsAsTheSevenWorkingDaysSay(t *testing.T) {
	day := func(n int) review.Date { return review.Date{Year: 2026, Month: 11, Day: n} }
	at := func(n int) time.Time { return time.Date(2026, 11, n, 9, 0, 0, 0, time.UTC) }
	recalled := &review.Consent{At: at(20)}
	for what, c := range map[string]struct {
		change func(m *review.Matter)
		today  review.Date
		want   review.OnlineState
	}{
		"on the seventh day": {func(m *review.Matter) { m.Publications = []review.Publication{{At: at(11)}} }, day(30), review.OnlineInTime},
		"on the eighth":      {func(m *review.Matter) { m.Publications = []review.Publication{{At: at(12)}} }, day(30), review.OnlineLate},
		"made again after a recall": {func(m *review.Matter) {
			m.Publications = []review.Publication{{At: at(11), Recalled: recalled}, {At: at(21)}}
		}, day(30), review.OnlineInTime},
		"recalled": {func(m *review.Matter) { m.Publications = []review.Publication{{At: at(11), Recalled: recalled}} }, day(30), review.OnlineRecalled},
		"recalled and withheld": {func(m *review.Matter) {
			m.Publications = []review.Publication{{At: at(11), Recalled: recalled}}
			m.Withholding = &review.Withholding{Ground: review.GroundFamily}
		}, day(30), review.OnlineWithheld},
		"withholding not decided": {func(m *review.Matter) { m.Withholding = &review.Withholding{Ground: review.GroundUnsuitable} }, day(30), review.OnlineOverdue},
		"the seventh day":         {func(*review.Matter) {}, day(11), review.OnlinePending},
		"the eighth day":          {func(*review.Matter) {}, day(12), review.OnlineOverdue},
		"revoked":                 {func(m *review.Matter) { m.State = review.StateRevoked }, day(30), review.OnlineRevoked},
	} {
		m := &review.Matter{
			State:       review.StateServed,
			ServiceCopy: &review.ServiceCopy{Recipients: []review.Recipient{{Name: "甲", Unlocks: true}}},
			Services:    []review.Service{{Party: "甲", How: "直接", On: day(2)}}, // a Monday
		}
		c.change(m)
		o, ok := m.Online(weekdays{}, c.today)
		if !ok || o.State != c.want || o.Due != day(11) || o.From != day(2) {
			t.Errorf("%s: %+v %v", what, o, ok)
		}
		if _, ok := m.Online(weekdays{}, day(1)); ok {
			t.Errorf("%s: counted before it took effect", what)
		}
	}
	if _, ok := (&review.Matter{}).Online(weekdays{}, day(30)); ok {
		t.Error("counted without service")
	}
}

func TestTheRateAddsUp(t *testing.T) {
	today := review.Date{Year: 2026, Month: 11, Day: 30}
	past, to := today.AddDays(-1), today
	var r review.OnlineRate
	n := 0
	for i, s := range review.OnlineStates {
		for range i + 1 {
			due := past
			if s == review.OnlinePending {
				due = to
			}
			r.Add(review.Online{State: s, Due: due}, today)
			n++
		}
	}
	r.Add(review.Online{State: review.OnlineInTime, Due: to}, today) // its time is not over
	n++
	all := 0
	for _, c := range r.Count {
		all += c
	}
	if all != n || r.Due+r.Early+r.Count[review.OnlinePending] != n || r.Done != 1+2+3 || r.Public != r.Due-3 || r.InTime != 1 || r.Early != 1 {
		t.Errorf("%d rulings: %+v", n, r)
	}
}

func TestSharesAreRoundedHalfUpAndNothingOfNothingIsNoShare(t *testing.T) {
	for _, c := range []struct {
		n, total int
		want     string
	}{{0, 0, "—"}, {0, 3, "0.00%"}, {1, 3, "33.33%"}, {2, 3, "66.67%"}, {3, 3, "100.00%"}, {1, 8, "12.50%"}, {1, 800, "0.13%"}, {1, 20000, "0.01%"}, {1, 20001, "0.00%"}} {
		if got := review.Percent(c.n, c.total); got != c.want {
			t.Errorf("%d of %d is %q, want %q", c.n, c.total, got, c.want)
		}
	}
}
