package desk

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// TestFromApprovalToThePublicCopy goes through what clerk and custodian do in
// the window once a ruling is approved.
func TestFromApprovalToThePublicCopy(t *testing.T) {
	if testing.Short() {
		t.Skip("draws ten screens")
	}
	for _, look := range []struct {
		mode    theme.Mode
		percent int
		name    string
	}{{theme.LightMode, 100, "light-100"}, {theme.DarkMode, 150, "dark-150"}} {
		t.Run(look.name, func(t *testing.T) {
			c := layCourt(t, t.TempDir(), testDay)
			c.must(c.app.Close())
			d := newTestDesk(t, c.config(), look.mode, look.percent)
			id := approvedCase(t, d)
			shot := func(what string) {
				t.Helper()
				d.toast.Hide()
				for d.top() == nil && d.paper.beside {
					d.paper.back()
				}
				defer withoutPaths(d, c.dir)()
				test.AssertImageMatches(t, what+"-"+look.name+".png", d.picture())
			}
			d.openCase(t, id)
			d.mainAct()
			shot("collate")
			press(t, d, d.say("ui.collate.do"))
			d.leave()

			d.seat(t, "姚慎之")
			d.openCase(t, id)
			d.mainAct()
			shot("seal")
			press(t, d, d.say("ui.seal.do"))
			d.wants(t, id, review.StateSealed)
			d.leave()

			d.seat(t, "许安宁")
			for n := 0; n < 5; n++ {
				d.openCase(t, id)
				if len(d.open.matter().Unserved()) == 0 {
					break
				}
				d.serve(d.open)
				if n == 0 {
					shot("serve")
				}
				press(t, d, d.say("ui.serve.do"))
			}
			d.wants(t, id, review.StateServed)
			d.openCase(t, id)
			d.mainAct()
			d.key(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
			for n := len(d.masking.w.items); n > 0; n-- {
				d.key(fyne.KeyReturn, 0)
			}
			d.key(fyne.KeyReturn, ctrl)
			shot("publish")
			d.publishInto(t, filepath.Join(t.TempDir(), "public"))
			m, err := d.court.Load(context.Background(), id)
			if err != nil || len(m.Matter.Publications) != 1 {
				t.Fatal("no public copy", err)
			}
			d.openCase(t, id)
			shot("issued")
			c.must(d.court.Close())
		})
	}
}

// approvedCase is a case that the president has approved; the clerk sits.
func approvedCase(t *testing.T, d *Desk) string {
	t.Helper()
	d.seat(t, "许安宁")
	page, err := d.court.Queue(context.Background(), app.QueueFilter{State: review.StateApproved})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range page.Items {
		return it.ID
	}
	t.Fatal("no approved case")
	return ""
}

func (d *Desk) openCase(t *testing.T, id string) {
	t.Helper()
	d.queue.open(id)
	if d.open == nil || d.open.id != id {
		t.Fatal("not open", id)
	}
}

func (d *Desk) wants(t *testing.T, id string, s review.State) {
	t.Helper()
	m, err := d.court.Load(context.Background(), id)
	if err != nil || m.Matter.State != s {
		t.Fatalf("%v, want %s: %v", m.Matter.State, s, err)
	}
}

// withoutPaths puts something that is the same everywhere in the place of the
// folder of this run, and returns what puts it back.
func withoutPaths(d *Desk, folder string) func() {
	var back []func()
	top := d.win.Canvas().Overlays().Top()
	if top == nil {
		return func() {}
	}
	walk(top, func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && strings.HasPrefix(e.Text, folder) {
			was := e.Text
			e.SetText(strings.TrimPrefix(was, folder))
			back = append(back, func() { e.SetText(was) })
		}
	})
	return func() {
		for _, f := range back {
			f()
		}
	}
}
