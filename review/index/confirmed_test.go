package index

import (
	"testing"

	"shenqian/review"
)

func ended(n int, filed, closed review.Date, m Manner) Case {
	return Case{Number: review.CaseNumber{Year: 2018, Court: "鲁9901", Type: "执", Number: n}, Court: "甲", Filed: filed, Closed: closed, Manner: m}
}

func TestACaseThatShouldHaveBeenConfirmedIsFoundLater(t *testing.T) {
	may, june, july := review.Date{Year: 2018, Month: 5, Day: 1}, review.Date{Year: 2018, Month: 6, Day: 1}, review.Date{Year: 2018, Month: 7, Day: 1}
	c := Confirmed{
		Figure: ConfirmedTerminated, Period: Period{From: may, To: june}, Extracted: june,
		Rows: []ConfirmedRow{{"甲", 2}, {"丙", 1}},
	}
	then := []Case{ended(1, may, june, Terminated), ended(2, may, june, Terminated), ended(3, may, july, Terminated), ended(4, may, review.Date{}, Open)}
	for name, x := range map[string]struct {
		later       []Case
		why         FindWhy
		now, unsure int
	}{
		"the same list":                {then, "", 2, 0},
		"a case off the books":         {append(then[:4:4], ended(5, may, may, Terminated)), Unlisted, 3, 0},
		"one that came later":          {append(then[:4:4], ended(5, july, july, Terminated)), "", 2, 0},
		"another manner":               {append(then[:4:4], ended(5, may, may, Finished)), "", 2, 0},
		"no manner told":               {append(then[:4:4], ended(5, may, may, MannerUntold)), "", 2, 1},
		"a date moved into the period": {[]Case{then[0], then[1], ended(3, may, june, Terminated), then[3]}, Moved, 3, 0},
		"a date moved out of it":       {[]Case{then[0], ended(2, may, july, Terminated), then[2], then[3]}, Gone, 1, 0},
		"one that is lost":             {then[1:], Gone, 1, 0},
	} {
		out, err := c.Against(then, []string{"甲"}, x.later)
		if err != nil || len(out) != 1 {
			t.Fatal(name, out, err)
		}
		f, why := out[0], FindWhy("")
		if len(f.Finds) > 0 {
			why = f.Finds[0].Why
		}
		if why != x.why || len(f.Finds) > 1 || f.Now != x.now || f.Unsure != x.unsure || f.Confirmed != 2 || f.Listed != 2 || !f.Reported {
			t.Errorf("%s: %+v", name, f)
		}
	}
	out, err := c.Against(nil, nil, then)
	if err != nil || len(out[0].Finds) != 0 || out[0].Now != 2 {
		t.Errorf("without the list of the time only counts: %+v %v", out, err)
	}
	c = Confirmed{Figure: ConfirmedEntered, Extracted: june, Rows: c.Rows}
	out, err = c.Against(then, []string{"甲"}, append(then[:4:4], ended(9, may, review.Date{}, Open), ended(10, july, review.Date{}, Open)))
	if err != nil || len(out[0].Finds) != 1 || out[0].Finds[0].Case.Number.Number != 9 || out[0].Finds[0].Why != Unlisted {
		t.Errorf("entered late: %+v %v", out, err)
	}
	if _, err := (Confirmed{Figure: ConfirmedEntered}).Against(nil, nil, nil); err == nil {
		t.Error("a report without the day of its data")
	}
}
