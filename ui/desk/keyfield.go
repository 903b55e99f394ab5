package desk

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// keyField is where a key or a certificate lies: in a file that is typed or
// chosen, or in a token.
type keyField struct {
	d       *Desk
	object  *kit.Column
	entry   *kit.Entry
	buttons *fyne.Container // beside the entry
	owner   app.KeyOwner
	address string // of the key in a token, "" for a file
	info    *app.CredentialInfo
	why     error // why the token's certificate can't be told
	// changed is told when another kind of key was chosen.
	changed func()
	// chosen is told when one in a token was: its PIN comes next.
	chosen func()
}

// newKeyField asks for the key of owner. With certificates a file without a
// key will do.
func newKeyField(d *Desk, owner app.KeyOwner, certificates bool) *keyField {
	f := &keyField{d: d, owner: owner, object: kit.NewColumn(4), entry: kit.NewEntry()}
	extensions := keyFiles
	if certificates {
		extensions = append(append([]string{}, keyFiles...), ".cer", ".crt", ".der")
	}
	choose := d.button("ui.choose", func() {
		d.chooseFile(extensions, f.file(), func(p string) { f.entry.SetText(p) })
	})
	f.buttons = container.NewHBox(choose, d.button("ui.token.choose", f.pick))
	f.lay()
	return f
}

func (f *keyField) file() string { return strings.TrimSpace(f.entry.Text) }

// path is the file, or the address of the key in a token.
func (f *keyField) path() string {
	if f.address != "" {
		return f.address
	}
	return f.file()
}

// set shows a path that was chosen before. Whose certificate is in a token is
// asked of the token, in the background: it may not be plugged in.
func (f *keyField) set(path string) {
	f.address, f.info, f.why = "", nil, nil
	if !app.IsToken(path) {
		f.entry.SetText(path)
		f.lay()
		return
	}
	f.address = path
	f.lay()
	var info app.CredentialInfo
	f.d.work(work{}, func(context.Context, app.Progress) (err error) {
		info, err = f.d.shop.DescribeToken(path)
		return err
	}, func(err error) {
		if f.address != path {
			return
		}
		if f.why = err; err == nil {
			f.info = &info
		}
		f.lay()
	})
}

// pick chooses a certificate in a token.
func (f *keyField) pick() {
	f.d.chooseToken(f.owner, app.TokenLibrary(f.address), func(c app.TokenCertificate) {
		f.address, f.info, f.why = c.Address, &c.CredentialInfo, nil
		f.lay()
		if f.chosen != nil {
			f.chosen()
		}
	})
}

func (f *keyField) lay() {
	d := f.d
	if f.address == "" {
		f.object.Set(container.NewBorder(nil, nil, nil, f.buttons, f.entry))
	} else {
		other, file := d.button("ui.token.other", f.pick).Quiet(), d.button("ui.token.file", func() { f.set("") }).Quiet()
		var rows []fyne.CanvasObject
		switch {
		case f.info != nil:
			line := append([]fyne.CanvasObject{kit.NewText(f.info.Name).Bold().Lines(1)}, d.chipsOf(*f.info)...)
			rows = append(rows, kit.NewFlow(8, append(line, other, file)...), caption(d.say("ui.token.issuer", "issuer", f.info.Issuer)).Lines(1))
		case f.why != nil:
			rows = append(rows, kit.NewText(d.words.Explain(f.why)).In(theme.Warn), kit.NewFlow(8, other, file))
		default:
			rows = append(rows, muted(d.say("ui.token.reading")), kit.NewFlow(8, other, file))
		}
		f.object.Set(kit.NewBox(kit.NewColumn(2, rows...), theme.Surface, theme.Line, 10, 4))
	}
	if f.changed != nil {
		f.changed()
	}
}

// chipsOf says until when a certificate is good, and if it is for training.
func (d *Desk) chipsOf(i app.CredentialInfo) []fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewChip(d.say("ui.token.until", "until", i.Until.Format("2006-01-02")), theme.Muted, theme.Surface), kit.NewChip(i.Algorithm, theme.Muted, theme.Surface)}
	if i.Training {
		out = append(out, kit.NewChip(d.say("ui.key.training"), theme.Warn, theme.WarnSoft))
	}
	return out
}

// keyAsk is a key field with the passphrase or the PIN under it.
type keyAsk struct {
	d      *Desk
	column *kit.Column
	field  *keyField
	label  string // of the field
	secret string // of the passphrase
	pass   *kit.Entry
	fits   func()
}

// newKeyAsk names the field and the passphrase by codes; a PIN is a PIN.
func newKeyAsk(d *Desk, owner app.KeyOwner, label, secret string) *keyAsk {
	k := &keyAsk{d: d, column: kit.NewColumn(6), field: newKeyField(d, owner, false), label: label, secret: secret, pass: kit.NewPassphrase()}
	k.field.changed, k.field.chosen = k.lay, func() { d.win.Canvas().Focus(k.pass) }
	k.lay()
	return k
}

func (k *keyAsk) lay() {
	secret := k.secret
	k.pass.SetPlaceHolder(k.d.say("ui.key.remembered"))
	if k.field.address != "" {
		secret = "ui.token.pin"
		k.pass.SetPlaceHolder(k.d.say("ui.token.pin.note"))
	}
	k.column.Set(labelled(k.d.say(k.label), k.field.object), labelled(k.d.say(secret), k.pass))
	if k.fits != nil {
		k.fits()
	}
}

// library is the name of a library as a line can hold it.
func library(path string) string { return filepath.Base(path) }
