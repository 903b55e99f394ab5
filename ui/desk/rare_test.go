package desk

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"shenqian/ui/theme"
)

func TestARareCharacterTypedIntoAFieldWidensTheWindowsFaces(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	before := d.faces.Regular.Name()
	test.Type(d.queue.search, "陶㛃") // in the window's own faces
	if d.faces.Regular.Name() != before {
		t.Error("a common name asked for the whole faces")
	}
	test.Type(d.queue.search, "㐂")
	if now := d.faces.Regular.Name(); now == before || d.queue.search.Text != "陶㛃㐂" {
		t.Errorf("%s, and the field says %q", now, d.queue.search.Text)
	}
}
