package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// keyBox is the part of a dialog that shows with which certificate it will be
// signed, and asks for the passphrase the first time in a sitting.
type keyBox struct {
	d      *Desk
	column *kit.Column
	pass   *kit.Entry
	keep   *widget.Check
	store  *widget.Check // into the system's keychain
	file   *fileField
	fits   func()
}

func newKeyBox(d *Desk) *keyBox {
	k := &keyBox{d: d, column: kit.NewColumn(6), pass: kit.NewPassphrase(), keep: widget.NewCheck(d.say("ui.key.keep"), nil), store: widget.NewCheck(d.say("ui.key.store"), nil)}
	k.pass.SetPlaceHolder(d.say("ui.key.remembered"))
	k.keep.Checked = true
	k.pass.SetText(d.sit.pass)
	k.lay()
	return k
}

func (k *keyBox) lay() {
	d := k.d
	if d.sit.cred != nil && app.Lost(d.sit.cred) {
		d.sit.cred = nil // the PIN is asked for again
	}
	var out []fyne.CanvasObject
	if i := d.sit.info; i != nil {
		head := []fyne.CanvasObject{kit.NewText(d.say("ui.key.name", "name", i.Name, "until", i.Until.Format("2006-01-02"))).Lines(1)}
		if i.Training {
			head = append(head, kit.NewChip(d.say("ui.key.training"), theme.Warn, theme.WarnSoft))
		}
		head = append(head, d.button("ui.key.change", func() {
			k.file = newFileField(d, d.say("ui.choose"), keyFiles...)
			k.file.entry.SetText(d.sit.path)
			d.sit.info, d.sit.cred = nil, nil
			k.lay()
		}).Quiet())
		out = append(out, kit.NewFlow(8, head...))
	} else {
		if k.file == nil {
			k.file = newFileField(d, d.say("ui.choose"), keyFiles...)
			k.file.entry.SetText(d.sit.path)
		}
		out = append(out, labelled(d.say("ui.signin.file"), k.file.object))
	}
	if d.sit.cred != nil {
		out = append(out, caption("✓ "+d.say("ui.key.kept")))
	} else {
		out = append(out, labelled(d.say("ui.passphrase"), k.pass), k.keep)
		if d.sit.pass != "" {
			out = append(out, caption(d.say("ui.key.demo")))
		} else {
			out = append(out, k.store)
		}
	}
	k.column.Set(out...)
	if k.fits != nil {
		k.fits()
	}
}

// first is where the focus belongs.
func (k *keyBox) first() fyne.Focusable {
	if k.d.sit.cred == nil && k.d.sit.pass == "" {
		return k.pass
	}
	return nil
}

// asked is what was typed; it is taken on the window's thread and used on
// another.
type asked struct {
	path, pass string
	cred       *app.Credential
	keep       bool
	store      bool
}

func (k *keyBox) ask() asked {
	a := asked{path: k.d.sit.path, pass: k.pass.Text, cred: k.d.sit.cred, keep: k.keep.Checked, store: k.store.Checked}
	if k.file != nil && k.d.sit.info == nil {
		a.path = k.file.path()
	}
	return a
}

// load opens the certificate.
func (d *Desk) load(_ context.Context, a *asked) error {
	if a.cred != nil && !app.Lost(a.cred) {
		return nil
	}
	if a.path == "" {
		return review.Fault("ui.key.none")
	}
	c, err := d.loadKey(a.path, a.pass)
	a.cred = c
	return err
}

// loadKey opens a certificate file. Without a passphrase it is the one that the
// system's keychain remembers.
func (d *Desk) loadKey(path, pass string) (*app.Credential, error) {
	return d.shop.LoadCredential(path, func() ([]byte, error) {
		if pass == "" {
			if p, ok := d.shop.RememberedPassphrase(path); ok {
				return p, nil
			}
		}
		return []byte(pass), nil
	})
}

// signed keeps the certificate for the sitting, after it has signed.
func (d *Desk) signed(a asked) {
	info := app.Describe(a.cred)
	d.sit.path, d.sit.info = a.path, &info
	if s := d.court.Session(); s != nil {
		d.fyne.Preferences().SetString(keyPref(d.court, s.Person.ID), a.path)
	}
	if a.keep {
		d.sit.cred = a.cred
	}
	if a.store && a.pass != "" {
		d.work(work{}, func(context.Context, app.Progress) error { return d.shop.RememberPassphrase(a.path, []byte(a.pass)) }, d.fail)
	}
}
