package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// The court's people: who holds which office from when to when, acting under
// what, with which certificate. President and administrator keep it; others
// may read it. Nothing is ever deleted: an office ends on a day.

// people opens the list.
func (d *Desk) people() {
	all, err := d.court.People(context.Background())
	if err != nil {
		d.fail(err)
		return
	}
	reported, err := d.reported()
	if err != nil {
		d.fail(err)
		return
	}
	keeps := d.holds(review.RolePresident, review.RoleAdmin)
	var rows []fyne.CanvasObject
	var m *kit.Modal
	for _, p := range all {
		lines := []fyne.CanvasObject{kit.NewText(p.Name).Bold().Lines(1)}
		for _, t := range p.Terms {
			lines = append(lines, caption(d.term(t)))
		}
		certificates, usable := d.certificateLines(p, reported)
		lines = append(lines, certificates...)
		var edit fyne.CanvasObject
		if keeps {
			acts := container.NewHBox(d.button("ui.people.edit", func() { m.Hide(); d.editPerson(p) }))
			if usable {
				acts.Objects = append([]fyne.CanvasObject{d.button("ui.people.report", func() { m.Hide(); d.reportKey(p, reported) }).Quiet()}, acts.Objects...)
			}
			edit = container.NewCenter(acts)
		}
		rows = append(rows, kit.NewBox(container.NewBorder(nil, nil, nil, edit, kit.NewColumn(0, lines...)), theme.Surface, theme.Line, 12, 6))
	}
	buttons := []fyne.CanvasObject{d.button("ui.close", func() { m.Hide() })}
	if keeps {
		buttons = append(buttons, d.button("ui.people.add", func() {
			m.Hide()
			id, err := d.court.NewPersonID(context.Background())
			if err != nil {
				d.fail(err)
				return
			}
			d.editPerson(review.Person{ID: id})
		}).Primary())
	}
	m = d.dialog(d.say("ui.people.title"), 640, append([]fyne.CanvasObject{muted(d.say("ui.people.what"))}, rows...), buttons...)
}

// term says an office in words.
func (d *Desk) term(t review.Term) string {
	name := d.say("role." + string(t.Role))
	if t.Title != "" {
		name += "（" + t.Title + "）"
	}
	until := d.say("ui.people.open")
	if !t.To.IsZero() {
		until = t.To.String()
	}
	s := name + "　" + t.From.String() + " — " + until
	if t.Instrument != "" {
		s += "　" + t.Instrument
	}
	return s
}

// personForm edits one person.
type personForm struct {
	d      *Desk
	p      review.Person
	terms  *kit.Column
	modal  *kit.Modal
	wrong  *kit.Column
	name   *kit.Entry
	role   *widget.Select
	from   *kit.Entry
	to     *kit.Entry
	title  *kit.Entry
	paper  *kit.Entry
	file   *keyField
	signer *keyBox
}

func (d *Desk) editPerson(p review.Person) {
	f := &personForm{
		d: d, p: p, terms: kit.NewColumn(4), wrong: kit.NewColumn(0), name: kit.NewEntry(), from: kit.NewEntry(), to: kit.NewEntry(),
		title: kit.NewEntry(), paper: kit.NewEntry(), file: newKeyField(d, app.KeyOwner{}, true), signer: newKeyBox(d),
	}
	f.p.Terms, f.p.Keys = slices.Clone(p.Terms), slices.Clone(p.Keys)
	names := make([]string, len(review.Roles))
	for i, r := range review.Roles {
		names[i] = d.say("role." + string(r))
	}
	f.role = widget.NewSelect(names, nil)
	f.role.PlaceHolder = d.say("ui.people.role.none")
	f.name.SetText(p.Name)
	f.from.SetText(d.today())
	f.title.SetPlaceHolder(d.say("ui.people.title.hint"))
	f.paper.SetPlaceHolder(d.say("ui.people.instrument.hint"))
	f.lay()
	body := []fyne.CanvasObject{
		labelled(d.say("ui.people.name"), f.name), f.terms,
		kit.NewBox(kit.NewColumn(6,
			kit.NewText(d.say("ui.people.newterm")).Bold(),
			beside(labelled(d.say("ui.people.role"), f.role), labelled(d.say("ui.people.termtitle"), f.title)),
			beside(labelled(d.say("ui.people.from"), f.from), labelled(d.say("ui.people.to"), f.to)),
			labelled(d.say("ui.people.instrument"), f.paper)), theme.Surface, theme.Line, 12, 8),
		labelled(d.say("ui.people.cert"), f.file.object), f.signer.column, f.wrong,
	}
	f.modal = d.dialog(d.say("ui.people.edit.title"), 620, body, d.button("ui.cancel", func() { f.modal.Hide() }), d.button("ui.people.save", f.save).Primary())
	f.signer.fits, f.file.changed = f.modal.Fit, f.modal.Fit
}

// lay lists the offices; one that is open can be ended.
func (f *personForm) lay() {
	var rows []fyne.CanvasObject
	today := review.DateOf(f.d.court.Now())
	for i, t := range f.p.Terms {
		row := []fyne.CanvasObject{kit.NewText(f.d.term(t)).Lines(1)}
		if t.To.IsZero() {
			row = append(row, f.d.button("ui.people.end", func() {
				f.p.Terms[i].To = today
				f.lay()
			}).Quiet())
		}
		rows = append(rows, kit.NewFlow(8, row...))
	}
	f.terms.Set(rows...)
	if f.modal != nil {
		f.modal.Fit()
	}
}

// save records the person as he is from now on.
func (f *personForm) save() {
	d, p, a := f.d, f.p, f.signer.ask()
	p.Name = strings.TrimSpace(f.name.Text)
	role, from, to, cert := f.role.SelectedIndex(), f.from.Text, f.to.Text, f.file.path()
	t := review.Term{Title: strings.TrimSpace(f.title.Text), Instrument: strings.TrimSpace(f.paper.Text)}
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		if err := t.From.UnmarshalText([]byte(from)); err != nil {
			return err
		}
		if err := t.To.UnmarshalText([]byte(to)); err != nil {
			return err
		}
		if role >= 0 {
			t.Role = review.Roles[role]
			p.Terms = append(p.Terms, t)
		}
		if cert != "" {
			fp, err := d.shop.CertificateFingerprint(cert)
			if err != nil {
				return err
			}
			p.Keys = append(p.Keys, review.Binding{Fingerprint: fp, From: review.DateOf(d.court.Now())})
		}
		if err := d.load(ctx, &a); err != nil {
			return err
		}
		return d.court.SavePerson(ctx, a.cred, p)
	}, func(err error) {
		if err != nil {
			f.wrong.Set(d.warning(d.words.Explain(err)))
			f.modal.Fit()
			return
		}
		d.signed(a)
		f.modal.Hide()
		d.said(d.say("ui.people.saved", "name", p.Name), false)
		d.people()
	})
}
