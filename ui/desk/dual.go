package desk

import (
	"context"

	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/ui/kit"
)

// Who signs for both worlds signs twice: with RSA or ECDSA, which every reader
// knows, then with SM2 as GM/T 0054 wants it. He sets it where he signs, and it
// stays set for him; both keys are then asked for, each PIN once.

// national names, among the preferences of a person, where his SM2 certificate
// lies; prefDual that he signs twice.
const (
	national = ".sm2"
	prefDual = ".dual"
)

// dualBox is the key box with a second one, for SM2, under it.
type dualBox struct {
	d      *Desk
	column *kit.Column
	first  *keyBox
	second *keyBox
	both   *widget.Check
	fits   func()
}

func newDualBox(d *Desk) *dualBox {
	person := d.court.Session().Person
	h := &d.sit.national
	if path, pass, ok := d.demoKey(person.Name + "-国密"); ok && h.path == "" {
		h.path, h.pass = path, pass
	}
	b := &dualBox{d: d, column: kit.NewColumn(8), first: newKeyBox(d), second: newKeyBoxFor(d, h, national)}
	b.second.before, b.second.label = b.first, "ui.dual.second"
	b.both = widget.NewCheck(d.say("ui.dual.both"), func(on bool) {
		d.fyne.Preferences().SetBool(b.pref(), on)
		b.lay()
	})
	b.both.Checked = d.fyne.Preferences().Bool(b.pref())
	b.first.fits = func() { b.second.lay() } // the PIN may have become one
	b.second.fits = b.fit
	b.lay()
	return b
}

func (b *dualBox) pref() string { return keyPref(b.d.court, b.d.court.Session().Person.ID+prefDual) }

func (b *dualBox) lay() {
	if b.both.Checked {
		b.second.lay()
		b.column.Set(b.first.column, b.both, b.second.column)
	} else {
		b.column.Set(b.first.column, b.both)
	}
	b.fit()
}

func (b *dualBox) fit() {
	if b.fits != nil {
		b.fits()
	}
}

// again asks anew for the PIN of a token that was pulled out.
func (b *dualBox) again() {
	b.first.lay()
	b.second.lay()
}

// askedTwice is what was typed; two is nil for one signature.
type askedTwice struct {
	one asked
	two *asked
}

func (b *dualBox) ask() askedTwice {
	a := askedTwice{one: b.first.ask()}
	if b.both.Checked {
		two := b.second.ask()
		a.two = &two
	}
	return a
}

// loadBoth opens the certificates.
func (d *Desk) loadBoth(ctx context.Context, a *askedTwice) error {
	if err := d.load(ctx, &a.one); err != nil || a.two == nil {
		return err
	}
	return d.load(ctx, a.two)
}

// national is the second certificate, nil for one signature.
func (a *askedTwice) national() *app.Credential {
	if a.two == nil {
		return nil
	}
	return a.two.cred
}

// signedBoth keeps the certificates for the sitting, after they have signed.
func (d *Desk) signedBoth(a askedTwice) {
	d.signed(a.one)
	if a.two != nil {
		d.signed(*a.two)
	}
}
