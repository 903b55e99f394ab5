package desk

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/ui/theme"
)

// aloneFor lets a desk be alone for some minutes.
func (d *Desk) aloneFor(minutes int) {
	from := time.Date(2026, 3, 5, 9, 0, 0, 0, app.Zone)
	d.lookIdle(from)
	d.lookIdle(from.Add(time.Second)) // what the first look saw of the screen stands
	d.lookIdle(from.Add(time.Duration(minutes)*time.Minute + time.Second))
}

func TestADeskLeftAloneLocksAndKeepsWhatWasTyped(t *testing.T) {
	for _, look := range []struct {
		mode    theme.Mode
		percent int
		name    string
	}{{theme.LightMode, 100, "light-100"}, {theme.DarkMode, 150, "dark-150"}} {
		t.Run(look.name, func(t *testing.T) {
			c := layCourt(t, t.TempDir(), testDay)
			c.must(c.app.Close())
			d := newTestDesk(t, c.config(), look.mode, look.percent)
			d.seat(t, "顾清和")
			id := d.open.id
			d.aloneFor(9)
			if d.locked != nil {
				t.Fatal("locked before its time")
			}
			d.decideByKey("return") // a dialog with a reason that is begun
			d.typed[id+"\x00return"] = "查控结果未附卷。"
			d.aloneFor(10)
			if d.locked == nil || len(d.win.Canvas().Overlays().List()) != 0 {
				t.Fatal("not locked, or a dialog shows")
			}
			d.key(fyne.KeyReturn, ctrl)
			if d.paperShows() {
				t.Fatal("the paper is on the screen")
			}
			d.locked.key.field.set("/media/usb/顾清和.p12")
			test.AssertImageMatches(t, "lock-"+look.name+".png", d.picture())

			// Another's certificate, a wrong passphrase and none do not unlock.
			own, other := filepath.Join(c.dir, "certificates", "顾清和.p12"), filepath.Join(c.dir, "certificates", "许安宁.p12")
			for _, x := range []struct{ path, pass, code string }{
				{other, testPass, "lock.other"}, {own, "wrong", "key.wrong-passphrase"}, {own, "", "ui.lock.nopass"}, {"", testPass, "ui.key.none"},
			} {
				var got error
				d.unlock(x.path, x.pass, func(err error) { got = err })
				if d.locked == nil || app.Code(got) != x.code {
					t.Errorf("%s %q: %v, want %s", x.path, x.pass, got, x.code)
				}
			}
			d.unlock(own, testPass, func(err error) { t.Error(err) })
			if d.locked != nil || !d.paperShows() || d.open.id != id || d.typed[id+"\x00return"] == "" || d.top() == nil || len(d.win.Canvas().Overlays().List()) != 1 {
				t.Error("not as it was left")
			}
		})
	}
}

// paperShows says whether the desk's own screen is the window's.
func (d *Desk) paperShows() bool { return d.locked == nil && d.paper != nil }

func TestWhoWorksIsNotLockedOut(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "顾清和")
	now := time.Date(2026, 3, 5, 9, 0, 0, 0, app.Zone)
	d.lookIdle(now)
	for i, stir := range []func(){
		func() { d.stirred = true },
		func() { d.key(fyne.KeyDown, 0) },
		func() { d.decideByKey("return") },
		func() { d.escape() },
		func() { test.MoveMouse(d.win.Canvas(), fyne.NewPos(683, 400)) },
	} {
		now = now.Add(9 * time.Minute)
		d.lookIdle(now)
		stir()
		now = now.Add(30 * time.Second)
		d.lookIdle(now)
		if d.locked != nil {
			t.Fatalf("locked though he worked: %d", i)
		}
	}
	now = now.Add(11 * time.Minute)
	if d.lookIdle(now); d.locked == nil {
		t.Error("not locked in the end")
	}
	d.leaveLocked()
	if d.court.Session() != nil || d.locked != nil {
		t.Error("not left")
	}
}

func TestARevokedDeskSaysSoAndStops(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	d.seat(t, "许安宁")
	d.lookStands()
	if d.court.Session() == nil {
		t.Fatal("taken from its desk without a reason")
	}
	all, err := d.court.OpenDesks(context.Background())
	c.must(err)
	for _, o := range all {
		if o.Here {
			_, err = d.court.RevokeDesk(context.Background(), c.keys["顾清和"], o.ID, "电脑遗失")
			c.must(err)
		}
	}
	d.lookStands()
	if d.court.Session() != nil || d.top() == nil {
		t.Fatal("a revoked desk goes on")
	}
}
