package review_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"shenqian/review"
)

// weekdays knows Saturdays and Sundays only.
type weekdays struct{}

func (weekdays) Working(d review.Date) (bool, int) {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday, 0
}

// always works on every day, so that a limit shows where it was counted to.
type always struct{}

func (always) Working(review.Date) (bool, int) { return true, 0 }

func day(t testing.TB, s string) (d review.Date) {
	t.Helper()
	if s == "" {
		return d
	}
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAPeriodInMonthsEndsOnTheSameDayOrTheLastOfAShorterMonth(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2018-08-31", 6, "2019-02-28"},
		{"2019-08-31", 6, "2020-02-29"},
		{"2020-02-29", 12, "2021-02-28"},
		{"2018-01-15", 6, "2018-07-15"},
		{"2018-10-31", 1, "2018-11-30"},
		{"2018-12-31", 1, "2019-01-31"},
	} {
		if got := (review.Limit{From: day(t, c.from), Months: c.months}).End(always{}); got.On.String() != c.want || got.Excluded != 0 {
			t.Errorf("%s + %d months: %v, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestALimitIsNetOfItsExclusions(t *testing.T) {
	span := func(from, to string) review.Span { return review.Span{From: day(t, from), To: day(t, to)} }
	for name, c := range map[string]struct {
		excluded, extended []review.Span
		want               string
		days               int
		suspended          bool
	}{
		"none":                          {want: "2018-07-16"},
		"thirty days of valuation":      {excluded: []review.Span{span("2018-03-01", "2018-03-30")}, want: "2018-08-15", days: 30},
		"two that overlap count once":   {excluded: []review.Span{span("2018-03-01", "2018-03-20"), span("2018-03-11", "2018-03-30")}, want: "2018-08-15", days: 30},
		"one within the other":          {excluded: []review.Span{span("2018-03-01", "2018-03-30"), span("2018-03-10", "2018-03-11")}, want: "2018-08-15", days: 30},
		"what began before the filing":  {excluded: []review.Span{span("2017-12-01", "2018-01-20")}, want: "2018-07-20", days: 4},
		"on the last day":               {excluded: []review.Span{span("2018-07-16", "2018-07-17")}, want: "2018-07-18", days: 2},
		"begun after the limit ran out": {excluded: []review.Span{span("2018-07-17", "2018-08-30")}, want: "2018-07-16"},
		"only within what another gave": {excluded: []review.Span{span("2018-03-01", "2018-03-30"), span("2018-08-01", "2018-08-10")}, want: "2018-08-25", days: 40},
		"extended three months":         {extended: []review.Span{span("2018-07-17", "2018-10-16")}, want: "2018-10-16"},
		"excluded within an extension":  {extended: []review.Span{span("2018-07-17", "2018-10-16")}, excluded: []review.Span{span("2018-08-01", "2018-08-10")}, want: "2018-10-26", days: 10},
		"not ended":                     {excluded: []review.Span{span("2018-05-01", "")}, want: "2018-07-16", suspended: true},
		"not ended, begun too late":     {excluded: []review.Span{span("2018-08-01", "")}, want: "2018-07-16"},
		"from its end to its beginning": {excluded: []review.Span{span("2018-05-09", "2018-05-01")}, want: "2018-07-16"},
	} {
		got := review.Limit{From: day(t, "2018-01-16"), Months: 6, Excluded: c.excluded, Extended: c.extended}.End(always{})
		if got.On.String() != c.want || got.Excluded != c.days || got.Suspended != c.suspended {
			t.Errorf("%s: %+v, want %s, %d", name, got, c.want, c.days)
		}
	}
}

// TestALimitEndsOnTheLastOfTheDaysThatCount holds the sum against a count of
// each day, in ledgers of any order.
func TestALimitEndsOnTheLastOfTheDaysThatCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		from := review.Date{Year: 2018, Month: 1, Day: 1}.AddDays(r.IntN(400))
		l := review.Limit{From: from, Months: 1 + r.IntN(6)}
		out := map[review.Date]bool{}
		for range r.IntN(7) {
			s := review.Span{From: from.AddDays(r.IntN(260) - 20)}
			s.To = s.From.AddDays(r.IntN(50))
			l.Excluded = append(l.Excluded, s)
			for d := s.From; !s.To.Before(d); d = d.AddDays(1) {
				out[d] = true
			}
		}
		left, due, left0 := from.Days(from.AddMonths(l.Months)), from, 0
		for left > 0 {
			if due = due.AddDays(1); !out[due] {
				left--
			} else {
				left0++
			}
		}
		got := l.End(always{})
		if got.On != due || got.Excluded != left0 {
			t.Fatalf("%+v: %v (%d), counted %v (%d)", l, got.On, got.Excluded, due, left0)
		}
		r.Shuffle(len(l.Excluded), func(i, j int) { l.Excluded[i], l.Excluded[j] = l.Excluded[j], l.Excluded[i] })
		if again := l.End(always{}); again != got {
			t.Fatalf("%+v: %v in another order %v", l, got, again)
		}
		if n := len(l.Excluded); n > 0 { // cut in two, and said twice
			s := l.Excluded[0]
			mid := s.From.AddDays(s.From.Days(s.To) / 2)
			l.Excluded = append(slices.Clone(l.Excluded[1:]), review.Span{From: s.From, To: mid}, review.Span{From: mid, To: s.To}, s)
			if again := l.End(always{}); again != got {
				t.Fatalf("%+v: %v cut up %v", l, got, again)
			}
		}
	}
}

func TestAStatutoryPeriodRollsOverAndAnAdministrativeOneDoesNot(t *testing.T) {
	// 2018-04-15 and 2018-06-10, days of the directive, are Sundays.
	for in, want := range map[string][2]string{"2018-04-15": {"2018-04-16", "2018-04-13"}, "2018-06-10": {"2018-06-11", "2018-06-08"}, "2018-04-13": {"2018-04-13", "2018-04-13"}} {
		d := day(t, in)
		if next, last := review.RollOver(weekdays{}, d), review.LastWorkingDay(weekdays{}, d); next.On.String() != want[0] || last.On.String() != want[1] {
			t.Errorf("%s: %v and %v", in, next.On, last.On)
		}
		c := review.Administrative(weekdays{}, review.Clock{Due: d})
		if acts := c.ActBy.String(); c.Due != d || (acts != want[1]) != (want[1] == in) {
			t.Errorf("%s: due %v, to be done by %q", in, c.Due, acts)
		}
	}
}
