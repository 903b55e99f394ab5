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
// signed, and asks for the passphrase or the PIN the first time in a sitting.
type keyBox struct {
	d      *Desk
	held   *held
	pref   string // remembers where the certificate lies
	label  string // the code of what it is called
	column *kit.Column
	field  *keyField
	pass   *kit.Entry
	keep   *widget.Check
	store  *widget.Check // into the system's keychain
	fits   func()
	// before is the box above it: a token asks for its PIN once.
	before *keyBox
}

// firstLabel is what the one box of most dialogs is called.
const firstLabel = "ui.signin.file"

func newKeyBox(d *Desk) *keyBox { return newKeyBoxFor(d, &d.sit.held, "") }

// newKeyBoxFor is the box of one of the certificates that the one at the desk
// has; kind tells where it lies from where the first does.
func newKeyBoxFor(d *Desk, h *held, kind string) *keyBox {
	s := d.court.Session()
	k := &keyBox{
		d: d, held: h, pref: keyPref(d.court, s.Person.ID+kind), label: firstLabel, column: kit.NewColumn(6), field: newKeyField(d, app.KeyOwner{Person: s.Person.ID, SM2: kind == national}, false),
		pass: kit.NewPassphrase(), keep: widget.NewCheck("", nil), store: widget.NewCheck(d.say("ui.key.store"), nil),
	}
	k.keep.Checked = true
	k.pass.SetText(h.pass)
	k.field.set(or(h.path, d.fyne.Preferences().String(k.pref)))
	k.field.changed, k.field.chosen = k.lay, func() {
		if !k.shared() {
			d.win.Canvas().Focus(k.pass)
		}
	}
	k.lay()
	return k
}

func (k *keyBox) lay() {
	d, h := k.d, k.held
	if h.cred != nil && app.Lost(h.cred) {
		h.cred = nil // the PIN is asked for again
		k.pass.SetText(h.pass)
	}
	var out []fyne.CanvasObject
	if i := h.info; i != nil {
		head := []fyne.CanvasObject{kit.NewText(d.say("ui.key.name", "name", i.Name, "until", i.Until.Format("2006-01-02"))).Lines(1)}
		if i.Training {
			head = append(head, kit.NewChip(d.say("ui.key.training"), theme.Warn, theme.WarnSoft))
		}
		if app.IsToken(h.path) {
			head = append(head, kit.NewChip(d.say("ui.token"), theme.Muted, theme.Surface))
		}
		head = append(head, d.button("ui.key.change", func() {
			h.info, h.cred = nil, nil
			k.field.set(h.path)
		}).Quiet())
		if k.label != firstLabel {
			out = append(out, caption(d.say(k.label)))
		}
		out = append(out, kit.NewFlow(8, head...))
	} else {
		out = append(out, labelled(d.say(k.label), k.field.object))
	}
	token := app.IsToken(k.path())
	switch {
	case h.cred != nil:
		out = append(out, caption("✓ "+d.say("ui.key.kept")))
	case k.shared():
		out = append(out, caption(d.say("ui.token.shared")))
	case token:
		k.keep.SetText(d.say("ui.token.keep"))
		k.pass.SetPlaceHolder(d.say("ui.token.pin.note"))
		out = append(out, labelled(d.say("ui.token.pin"), k.pass), k.keep)
	default:
		k.keep.SetText(d.say("ui.key.keep"))
		k.pass.SetPlaceHolder(d.say("ui.key.remembered"))
		beside := fyne.CanvasObject(k.store)
		if h.pass != "" {
			beside = caption(d.say("ui.key.demo")).Lines(1)
		}
		out = append(out, labelled(d.say("ui.passphrase"), k.pass), kit.NewFlow(12, k.keep, beside))
	}
	k.column.Set(out...)
	if k.fits != nil {
		k.fits()
	}
}

// path is the certificate that will sign.
func (k *keyBox) path() string {
	if k.held.info != nil {
		return k.held.path
	}
	return k.field.path()
}

// shared says whether the box above asks for the PIN of the same token.
func (k *keyBox) shared() bool {
	return k.before != nil && k.before.held.cred == nil && app.OneToken(k.before.path(), k.path())
}

// first is where the focus belongs.
func (k *keyBox) first() fyne.Focusable {
	if k.held.cred == nil && k.held.pass == "" {
		return k.pass
	}
	return nil
}

// asked is what was typed; it is taken on the window's thread and used on
// another.
type asked struct {
	box        *keyBox
	path, pass string
	cred       *app.Credential
	keep       bool
	store      bool
}

func (k *keyBox) ask() asked {
	a := asked{box: k, path: k.path(), pass: k.pass.Text, cred: k.held.cred, keep: k.keep.Checked}
	if k.shared() {
		a.pass, a.keep = k.before.pass.Text, k.before.keep.Checked
	}
	a.store = k.store.Checked && !app.IsToken(a.path)
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

// loadKey opens a certificate file or the key in a token. Without a passphrase
// it is the one that the system's keychain remembers.
func (d *Desk) loadKey(path, pass string) (*app.Credential, error) {
	return d.shop.LoadCredential(path, func() ([]byte, error) {
		if pass == "" {
			if p, ok := d.shop.RememberedPassphrase(path); ok {
				return p, nil
			}
		}
		if pass == "" && app.IsToken(path) { // an empty PIN would cost a try
			return nil, review.Fault("ui.token.nopin")
		}
		return []byte(pass), nil
	})
}

// signed keeps the certificate for the sitting, after it has signed.
func (d *Desk) signed(a asked) {
	info, h := app.Describe(a.cred), a.box.held
	h.path, h.info = a.path, &info
	d.fyne.Preferences().SetString(a.box.pref, a.path)
	if a.keep {
		h.cred = a.cred
	}
	a.box.pass.SetText(h.pass)
	if a.store && a.pass != "" {
		d.work(work{}, func(context.Context, app.Progress) error { return d.shop.RememberPassphrase(a.path, []byte(a.pass)) }, d.fail)
	}
}
