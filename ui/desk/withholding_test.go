package desk

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// reasonIs fills in the reason of the dialog in front.
func (d *Desk) reasonIs(t *testing.T, why string) {
	t.Helper()
	var area *kit.Entry
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && e.MultiLine {
			area = e
		}
	})
	area.SetText(why)
}

// The judge marks, the head of the department and the vice-president agree,
// each finding it in the queue; the judge may take it back.
func TestARulingIsWithheldInTheWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("draws screens")
	}
	d, ids := maskDesk(t, theme.LightMode, 100, maskCases[1])
	id := ids[0]
	shot := func(name string) {
		t.Helper()
		d.toast.Hide()
		defer withoutPaths(d, d.config.Data)()
		test.AssertImageMatches(t, name+".png", d.picture())
	}
	d.leave()
	d.seat(t, "林知夏")
	d.openCase(t, id)
	press(t, d, d.say("ui.withhold"))
	var pick *widget.Select
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok {
			pick = s
		}
	})
	pick.SetSelectedIndex(len(review.Grounds) - 1)
	shot("withhold-asks")
	press(t, d, d.say("ui.reason.do.withhold"))
	if d.matterOf(t, id).Withholding != nil {
		t.Fatal("withheld without a reason")
	}
	d.reasonIs(t, "涉及企业破产谈判，公布可能影响重整。")
	press(t, d, d.say("ui.reason.do.withhold"))
	if w := d.matterOf(t, id).Withholding; w == nil || w.Ground != review.GroundUnsuitable || w.Waits() != review.RoleDirector {
		t.Fatalf("%+v", w)
	}

	for _, who := range []struct {
		name string
		role review.Role
	}{{"韩立群", review.RoleDirector}, {"唐允恭", review.RoleVice}} {
		d.leave()
		d.seat(t, who.name)
		mine := false
		for i := range d.queue.pages.mine {
			it, _ := d.queue.pages.row(i)
			mine = mine || it.ID == id
		}
		if !mine {
			t.Fatal(who.name, "does not find it in the queue")
		}
		d.openCase(t, id)
		if who.role == review.RoleDirector {
			shot("withhold-waits")
		}
		d.key(fyne.KeyReturn, ctrl)
		d.reasonIs(t, "同意。")
		if who.role == review.RoleVice {
			shot("withhold-consents")
		}
		press(t, d, d.say("ui.reason.do.consent"))
	}
	w := d.matterOf(t, id).Withholding
	if !w.Holds() || w.Reviewed.By != "韩立群" || w.Approved.By != "唐允恭" {
		t.Fatalf("%+v", w)
	}
	d.leave()
	d.seat(t, "林知夏")
	d.openCase(t, id)
	shot("withheld")
	press(t, d, d.say("ui.withhold.lift"))
	d.reasonIs(t, "重整已经结束。")
	press(t, d, d.say("ui.reason.do.lift"))
	if d.matterOf(t, id).Withholding != nil {
		t.Fatal("still withheld")
	}
}

func TestAPublicCopyIsRecalledInTheWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("draws screens")
	}
	d, ids := maskDesk(t, theme.DarkMode, 100, maskCases[1])
	id := ids[0]
	d.openMaskingOf(t, id)
	d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
	for range d.masking.w.items {
		d.key(fyne.KeyReturn, 0)
	}
	d.key(fyne.KeyReturn, ctrl)
	d.publishInto(t, filepath.Join(t.TempDir(), "public"))
	d.leave()
	d.seat(t, "唐允恭")
	d.openCase(t, id)
	press(t, d, d.say("ui.recall"))
	d.reasonIs(t, "电话号码未隐去。")
	d.toast.Hide()
	back := withoutPaths(d, d.config.Data)
	test.AssertImageMatches(t, "recall-asks.png", d.picture())
	back()
	press(t, d, d.say("ui.reason.do.recall"))
	m := d.matterOf(t, id)
	if _, there := m.Published(); there || m.Publications[0].Recalled.By != "唐允恭" || m.Masking != nil {
		t.Fatalf("%+v", m.Publications)
	}
	d.toast.Hide()
	d.openCase(t, id)
	test.AssertImageMatches(t, "recalled.png", d.picture())
}
