package desk

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// collate is the clerk's 核对: the service copy is made and goes to the
// custodian.
func (d *Desk) collate(o *opened) {
	copies, wrong := kit.NewEntry(), kit.NewColumn(0)
	recipients := review.Recipients(o.facts().PartyList())
	copies.SetText(itoa(len(recipients) + app.FileCopies))
	var names []string
	for _, r := range recipients {
		names = append(names, r.Name)
	}
	var m *kit.Modal
	m = d.dialog(d.say("ui.collate.title"), 500, []fyne.CanvasObject{
		kit.NewText(o.number()).Bold(), muted(d.say("ui.collate.what")),
		newPair(d.say("ui.collate.recipients"), strings.Join(names, "、"), 110),
		labelled(d.say("ui.copies"), copies), wrong,
	}, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.collate.do", func() {
		text := copies.Text
		d.finish(m, wrong, "ui.collate.done", o, func(ctx context.Context) error {
			n, err := number(text)
			if err != nil {
				return err
			}
			_, err = d.court.Collate(ctx, o.id, n)
			return err
		})
	}).Primary())
	d.win.Canvas().Focus(copies)
}

func number(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 {
		return 0, review.Fault("copies.number", "most", itoa(review.MostCopies))
	}
	return n, nil
}

// finish does what a dialog is for. An error stands in the dialog, with all
// that was typed.
func (d *Desk) finish(m *kit.Modal, wrong *kit.Column, code string, o *opened, do func(context.Context) error) {
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error { return do(ctx) }, func(err error) {
		if err != nil {
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
			return
		}
		m.Hide()
		d.said(d.say(code, "number", o.number()), false)
		d.next(o.id)
	})
}

// seal is 用印 in one of the three ways.
func (d *Desk) seal(o *opened) {
	ways := []review.SealWay{review.SealByKey, review.SealByHand, review.SealByPlatform}
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = d.say("ui.seal.way." + string(w))
	}
	c, keys, court, wrong := o.matter().ServiceCopy, newKeyBox(d), newCourtKey(d), kit.NewColumn(0)
	_, again := o.matter().Sealing()
	copies, reason := kit.NewEntry(), kit.NewArea(2)
	copies.SetText(itoa(c.Copies))
	picture := newFileField(d, d.say("ui.choose"), ".png", ".jpg", ".jpeg", ".PNG", ".JPG")
	scan, back := newFileField(d, d.say("ui.choose"), scanFiles...), newFileField(d, d.say("ui.choose"), ".pdf", ".PDF")
	special := kit.NewColumn(8)
	pick := widget.NewSelect(names, nil)
	var m *kit.Modal
	pick.OnChanged = func(string) {
		switch ways[pick.SelectedIndex()] {
		case review.SealByKey:
			own := []fyne.CanvasObject{court.column}
			if !d.court.Court().Demonstration {
				own = append(own, labelled(d.say("ui.seal.picture"), picture.object))
			}
			special.Set(own...)
		case review.SealByHand:
			special.Set(labelled(d.say("ui.seal.scan"), scan.object))
		default:
			special.Set(muted(d.say("ui.seal.platform")), d.button("ui.seal.handover", func() { d.handOver(o) }), labelled(d.say("ui.seal.back"), back.object))
		}
		if m != nil {
			m.Fit()
		}
	}
	pick.SetSelectedIndex(0)
	body := []fyne.CanvasObject{kit.NewText(o.number()).Bold(), muted(d.say("ui.seal.what")), labelled(d.say("ui.seal.way"), pick), special, labelled(d.say("ui.copies"), copies)}
	if again {
		body = append(body, d.notice(d.say("ui.seal.again")), labelled(d.say("ui.seal.reason"), reason))
	}
	body = append(body, keys.column, wrong)
	m = d.dialog(d.say("ui.seal.title"), 540, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.seal.do", func() {
		a, k, way := keys.ask(), court.asked(), ways[pick.SelectedIndex()]
		files := [3]string{picture.path(), scan.path(), back.path()}
		text, why := copies.Text, strings.TrimSpace(reason.Text)
		d.finish(m, wrong, "ui.seal.done", o, func(ctx context.Context) (err error) {
			q := app.SealRequest{Reason: why}
			if q.Copies, err = number(text); err != nil {
				return err
			}
			if err := d.load(ctx, &a); err != nil {
				return err
			}
			q.Own = a.cred
			if err := d.sealBy(ctx, o, way, q, k, files); err != nil {
				return err
			}
			d.onMain(func() { d.signed(a) })
			return nil
		})
	}).Primary())
	keys.fits, court.fits = m.Fit, m.Fit
}

// sealBy does the stamping; files are picture, scan and returned file.
func (d *Desk) sealBy(ctx context.Context, o *opened, way review.SealWay, q app.SealRequest, k courtAsked, files [3]string) (err error) {
	read := func(path string) []byte {
		if path == "" || err != nil {
			return nil
		}
		var b []byte
		b, err = app.ReadFileFully(path)
		return b
	}
	switch way {
	case review.SealByKey:
		if q.Court, err = d.loadCourtKey(k); err != nil {
			return err
		}
		if q.Picture = read(files[0]); err != nil {
			return err
		}
		_, err = d.court.Seal(ctx, o.id, q)
	case review.SealByHand:
		if q.Scan = read(files[1]); err != nil {
			return err
		}
		_, err = d.court.SealByHand(ctx, o.id, q)
	default:
		if files[2] == "" {
			return review.Fault("ui.seal.nofile")
		}
		returned := read(files[2])
		if err != nil {
			return err
		}
		_, err = d.court.TakeBack(ctx, o.id, returned, q)
	}
	return err
}

// handOver writes the unsealed copy for the e-seal platform.
func (d *Desk) handOver(o *opened) {
	d.chooseFolder(func(dir string) {
		file := ""
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
			_, file, err = d.court.HandOver(ctx, o.id, dir)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err)
				return
			}
			d.said(d.say("ui.export.done", "file", file), false)
		})
	})
}

// refuseSeal is 退签.
func (d *Desk) refuseSeal(o *opened) {
	d.ask(reasoned{kind: "seal_back", o: o, do: func(ctx context.Context, why string, _ *app.Credential) error {
		_, err := d.court.RefuseSeal(ctx, o.id, why)
		return err
	}, after: func() { d.next(o.id) }})
}

type courtAsked struct{ path, pass string }

// prefCourtKey remembers where the court's certificate lies.
const prefCourtKey = "court"

// newCourtKey asks for the court's own certificate.
func newCourtKey(d *Desk) *keyAsk {
	k := newKeyAsk(d, app.KeyOwner{Court: true}, "ui.courtkey.file", "ui.courtkey.pass")
	k.field.set(d.fyne.Preferences().String(keyPref(d.court, prefCourtKey)))
	if path, pass, ok := d.demoKey(strings.TrimSuffix(app.DemonstrationCourtKey, ".p12")); ok {
		k.field.set(path)
		k.pass.SetText(pass)
	}
	return k
}

// asked is what was typed.
func (k *keyAsk) asked() courtAsked { return courtAsked{k.field.path(), k.pass.Text} }

func (d *Desk) loadCourtKey(a courtAsked) (*app.Credential, error) {
	if a.path == "" {
		return nil, review.Fault("ui.courtkey.none")
	}
	c, err := d.loadKey(a.path, a.pass)
	if err == nil {
		d.onMain(func() { d.fyne.Preferences().SetString(keyPref(d.court, prefCourtKey), a.path) })
	}
	return c, err
}

// openArtefact shows one of the ruling's files in the place of the paper.
func (d *Desk) openArtefact(o *opened, what app.Artefact) {
	d.showBeside(func(ctx context.Context) ([]byte, review.Hash, error) {
		if c := o.matter().ServiceCopy; what == app.ServiceCopy && c != nil {
			if _, sealed := o.matter().Sealing(); !sealed {
				b, err := d.court.File(ctx, c.File)
				return b, c.File, err
			}
		}
		_, b, err := d.court.Artefact(ctx, o.id, what)
		return b, review.HashOf(b), err
	})
}

// exportArtefact writes one of the ruling's files where the user says.
func (d *Desk) exportArtefact(o *opened, what app.Artefact) {
	name, pdf, err := d.court.Artefact(context.Background(), o.id, what)
	if err != nil {
		d.fail(err)
		return
	}
	d.saveMade(name, func(context.Context) ([]byte, error) { return pdf, nil })
}
