package desk

import (
	"context"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/theme"
)

// What a user set stays in the preferences of the program, which anyone at the
// machine may read and every court's window shares: nothing of a case is ever
// written there.
const (
	prefMode  = "look.mode"
	prefScale = "look.scale"
	prefKey   = "keyfile." // where a person's certificate file lies, by court
)

// keyPref names the preference that remembers where a person's certificate
// file lies: people of different courts may have the same ID.
func keyPref(court *app.App, person string) string {
	folder := court.Data()
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs
	}
	return prefKey + string(review.HashOf([]byte(folder)))[:16] + "." + person
}

// forgetOld removes what was once kept in the preferences in clear, or for all
// courts alike.
func (d *Desk) forgetOld() {
	p := d.fyne.Preferences()
	for _, kind := range []string{"return", "reconsider", "refer", "refuse", "retract", "park"} {
		p.RemoveValue("reasons." + kind)
	}
	people, err := d.court.People(context.Background())
	if err != nil {
		return // the sign-in screen reads them too, and says so
	}
	for _, x := range people {
		p.RemoveValue("key." + x.ID)
	}
}

func (d *Desk) applyTheme() {
	p := d.fyne.Preferences()
	mode := theme.Mode(p.StringWithFallback(prefMode, string(theme.LightMode)))
	d.fyne.Settings().SetTheme(theme.New(d.faces, mode, p.IntWithFallback(prefScale, 100), d.wholeFaces))
}

// wholeFaces gives the window the whole faces: someone typed a rare character.
func (d *Desk) wholeFaces() {
	if d.widening {
		return
	}
	d.widening = true
	var all theme.Faces
	d.work(work{}, func(context.Context, app.Progress) (err error) {
		all, err = d.faces.Whole()
		return err
	}, func(err error) {
		if err != nil { // said once: the character stays a box
			d.fail(err)
			return
		}
		d.faces = all
		d.restyle()
	})
}

// settingsMenu is what the button on top opens.
func (d *Desk) settingsMenu(at fyne.CanvasObject) {
	p := d.fyne.Preferences()
	item := func(label string, on bool, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, f)
		i.Checked = on
		return i
	}
	var items []*fyne.MenuItem
	scale := p.IntWithFallback(prefScale, 100)
	for _, s := range theme.Scales {
		items = append(items, item(d.say("ui.settings.scale", "percent", strconv.Itoa(s)), s == scale, func() {
			p.SetInt(prefScale, s)
			d.restyle()
		}))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	mode := theme.Mode(p.StringWithFallback(prefMode, string(theme.LightMode)))
	for _, m := range []theme.Mode{theme.System, theme.LightMode, theme.DarkMode} {
		items = append(items, item(d.say("ui.settings.mode."+string(m)), m == mode, func() {
			p.SetString(prefMode, string(m))
			d.restyle()
		}))
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(d.say("ui.settings.tokens"), func() { d.chooseToken(app.KeyOwner{}, "", nil) }),
		fyne.NewMenuItem(d.say("ui.settings.help"), d.help))
	if d.court != nil && d.court.Session() != nil {
		items = append(items, fyne.NewMenuItem(d.say("ui.settings.backup"), d.backupSettings), fyne.NewMenuItem(d.say("ui.settings.doctor"), d.doctor), fyne.NewMenuItem(d.say("ui.settings.leave"), d.leave))
	}
	d.menu(at, items...)
}

// menu opens under a button of the header.
func (d *Desk) menu(at fyne.CanvasObject, items ...*fyne.MenuItem) {
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), d.win.Canvas())
	pos := d.fyne.Driver().AbsolutePositionForObject(at)
	m.ShowAtPosition(fyne.NewPos(pos.X+at.Size().Width-m.MinSize().Width, pos.Y+at.Size().Height))
}

// restyle applies a look at once: text grows and the screen is laid out anew.
func (d *Desk) restyle() {
	d.applyTheme()
	d.relay()
}
