package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

func TestEachLimitStandsInTheFirstGroupThatIsItsOwn(t *testing.T) {
	today := review.Date{Year: 2018, Month: 4, Day: 13} // a Friday
	groups := clockGroups(today)
	for want, clocks := range map[string][]app.RunningClock{
		"overdue": {{DaysLeft: -1}, {DaysLeft: -700}},
		"unsure":  {{DaysLeft: -1, Unsure: true}},
		"today":   {{DaysLeft: 0}, {DaysLeft: 0, Unsure: true}, {DaysLeft: 2, ActBy: today}}, // due on the Sunday
		"soon":    {{DaysLeft: 1}, {DaysLeft: 10}, {DaysLeft: 3, ActBy: today.AddDays(1)}},
		"later":   {{DaysLeft: 11}, {DaysLeft: 1800}},
	} {
		for _, c := range clocks {
			if i := slices.IndexFunc(groups, func(g clockGroup) bool { return g.has(c) }); i < 0 || groups[i].code != want {
				t.Errorf("%+v is not in %s", c, want)
			}
		}
	}
}

func TestTheBoardOpensTheMatterOfARow(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "陶㛃") // has no case of her own: the whole court's are shown
	d.clockBoard()
	if n := len(rowsOf(d)); n != 9 {
		t.Fatalf("%d rows", n)
	}
	d.escape()
	d.leave()
	d.seat(t, "许安宁")
	d.clockBoard()
	root := d.win.Canvas().Overlays().Top()
	var own *widget.Check
	walk(root, func(o fyne.CanvasObject) {
		if w, ok := o.(*widget.Check); ok {
			own = w
		}
	})
	if own == nil || !own.Checked {
		t.Fatal("a clerk is not shown what is in his hands")
	}
	test.Tap(own)
	rows := rowsOf(d)
	if len(rows) != 9 {
		t.Fatalf("%d rows", len(rows))
	}
	test.Tap(rows[0]) // the one that is overdue
	if d.top() != nil || d.open == nil || !strings.Contains(d.open.id, "执137号") {
		t.Fatalf("%+v", d.open)
	}
}

// rowsOf are the rows of the dialog in front.
func rowsOf(d *Desk) (out []*kit.Link) {
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if l, ok := o.(*kit.Link); ok {
			out = append(out, l)
		}
	})
	return out
}
