package desk

import (
	"context"

	"fyne.io/fyne/v2"

	"shenqian/ui/kit"
)

// differs says, before anything is signed, that the journal is not the one that
// this machine remembers. Who knows why may go on; no key does that for him.
func (d *Desk) differs(err error, again func()) {
	var m *kit.Modal
	m = d.dialog(d.say("ui.differs.title"), 600, []fyne.CanvasObject{
		d.warning(d.words.Explain(err)), kit.NewText(d.say("ui.differs.what")),
	}, danger(d.button("ui.differs.despite", func() {
		m.Hide()
		if err := d.court.GiveUpMemory(context.Background()); err != nil {
			d.fail(err)
			return
		}
		again()
	})), d.button("ui.differs.stop", func() { m.Hide() }).Primary())
}
