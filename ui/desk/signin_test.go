package desk

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

func TestAmongManyPeopleOneIsFoundByNameOrOffice(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	from := review.Date{Year: 2018, Month: 1, Day: 1}
	for i := range 4 {
		c.must(c.app.SavePerson(t.Context(), c.keys["顾清和"], review.Person{
			ID: fmt.Sprintf("q%d", i), Name: fmt.Sprintf("周%c", '甲'+rune(i)), Terms: []review.Term{{Role: review.RoleClerk, From: from}},
		}))
	}
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	seats := func() (n int, search *kit.Entry) {
		walk(d.win.Content(), func(o fyne.CanvasObject) {
			switch x := o.(type) {
			case *kit.Button:
				if x.Text == d.say("ui.signin.sit") {
					n++
				}
			case *kit.Entry:
				search = x
			}
		})
		return n, search
	}
	n, search := seats()
	if n != len(testPeople)+4 || search == nil {
		t.Fatalf("%d people, search %v", n, search)
	}
	test.Type(search, "书记")
	if n, _ := seats(); n != 5 {
		t.Errorf("%d clerks", n)
	}
	test.Type(search, "员 许")
	if n, _ := seats(); n != 1 {
		t.Errorf("%d clerks of that name", n)
	}
	press(t, d, d.say("ui.signin.sit"))
	if s := d.court.Session(); s == nil || s.Person.Name != "许安宁" {
		t.Error("someone else sat down")
	}
}
