package law_test

import (
	"testing"

	"shenqian/review"
	"shenqian/review/law"
)

func TestEachDayHasOneProfileAndItsArticle(t *testing.T) {
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]struct {
		profile string
		article int
	}{
		"2015-02-03": {"", 0}, "2015-02-04": {"P2015", 519}, "2016-12-01": {"P2016", 519}, "2018-06-09": {"P2018", 519},
		"2021-12-31": {"P2018", 519}, "2022-01-01": {"P2022a", 519}, "2022-04-09": {"P2022a", 519},
		"2022-04-10": {"P2022b", 517}, "2023-12-31": {"P2022b", 517}, "2024-01-01": {"P2024", 517}, "2026-11-24": {"P2024", 517},
	} {
		var d review.Date
		if err := d.UnmarshalText([]byte(day)); err != nil {
			t.Fatal(err)
		}
		p, _ := b.Profile(d)
		if p.ID != want.profile || p.Article != want.article {
			t.Errorf("%s: %+v", day, p)
		}
	}
	if _, ok := b.Profile(review.Date{Year: 2018, Month: 2, Day: 29}); ok {
		t.Error("a day that does not exist has no law")
	}
}

func TestOnlyANormInForceAndReadMayBlock(t *testing.T) {
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id   string
		day  review.Date
		want review.Severity
	}{
		{"373-1-4", review.Date{Year: 2018, Month: 1, Day: 1}, review.Block},
		{"373-1-4", review.Date{Year: 2016, Month: 1, Day: 1}, review.Warn},
		{"373-6", review.Date{Year: 2018, Month: 1, Day: 1}, review.Warn},
	} {
		if got := func() review.Severity { p, in := b.Cite(c.id, c.day); return p.Severity(in) }(); got != c.want {
			t.Errorf("%s on %s: %s", c.id, c.day, got)
		}
	}
}

func TestARulingMayBeServedElectronicallyOnlySince2022(t *testing.T) {
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		how           string
		on            review.Date
		days          int
		known, lawful bool
	}{
		{"电子", review.Date{Year: 2021, Month: 12, Day: 31}, 0, true, false},
		{"电子", review.Date{Year: 2022, Month: 1, Day: 1}, 0, true, true},
		{"公告", review.Date{Year: 2021, Month: 12, Day: 31}, 60, true, true},
		{"公告", review.Date{Year: 2022, Month: 1, Day: 1}, 30, true, true},
		{"口头", review.Date{Year: 2022, Month: 1, Day: 1}, 0, false, false},
	} {
		m, known, lawful := b.Manner(c.how, c.on)
		if known != c.known || lawful != c.lawful || lawful && m.Days != c.days {
			t.Errorf("%s %s: %+v %v %v", c.how, c.on, m, known, lawful)
		}
	}
}
