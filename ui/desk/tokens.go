package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// Choosing a certificate in a token: whose it is, until when, by whom issued.
// What may not sign is shown with the reason and can't be chosen. The vendor's
// library is asked for once; where it lies is no secret and stays in the
// preferences. No PIN is needed to look.

// prefLibraries are the libraries of tokens' vendors, the last used first.
const prefLibraries = "token.libraries"

// libraryFiles are what vendors' libraries end in.
var libraryFiles = []string{".so", ".dll", ".dylib"}

// tokenPicker is the dialog.
type tokenPicker struct {
	d     *Desk
	owner app.KeyOwner
	done  func(app.TokenCertificate) // nil only to look
	at    *kit.Entry
	known *kit.Column
	found *kit.Column
	modal *kit.Modal
	asked int // the latest reading wins
}

// chooseToken opens the dialog on a library, "" for the one used last.
func (d *Desk) chooseToken(owner app.KeyOwner, module string, done func(app.TokenCertificate)) {
	p := &tokenPicker{d: d, owner: owner, done: done, at: kit.NewEntry(), known: kit.NewColumn(0), found: kit.NewColumn(8)}
	libraries := d.fyne.Preferences().StringList(prefLibraries)
	if module == "" && len(libraries) > 0 {
		module = libraries[0]
	}
	p.at.SetText(module)
	p.at.OnSubmitted = func(string) { p.read() }
	choose := d.button("ui.choose", func() {
		d.chooseFile(libraryFiles, p.library(), func(path string) {
			p.at.SetText(path)
			p.read()
		})
	})
	body := []fyne.CanvasObject{
		labelled(d.say("ui.token.library"), container.NewBorder(nil, nil, nil, container.NewHBox(choose, d.button("ui.token.read", p.read)), p.at)),
		p.known, p.found,
	}
	p.modal = d.dialog(d.say("ui.token.title"), 620, body, d.button(map[bool]string{true: "ui.close", false: "ui.cancel"}[done == nil], func() { p.modal.Hide() }))
	p.tellKnown()
	if module == "" {
		p.say(muted(d.say("ui.token.nolibrary")))
		d.win.Canvas().Focus(p.at)
		return
	}
	p.read()
}

func (p *tokenPicker) library() string { return strings.TrimSpace(p.at.Text) }

func (p *tokenPicker) say(objects ...fyne.CanvasObject) {
	p.found.Set(objects...)
	p.modal.Fit()
}

// tellKnown offers the other libraries that were used.
func (p *tokenPicker) tellKnown() {
	var links []fyne.CanvasObject
	for _, l := range p.d.fyne.Preferences().StringList(prefLibraries) {
		if l != p.library() {
			links = append(links, kit.NewButton(library(l), nil, func() {
				p.at.SetText(l)
				p.read()
			}).Quiet())
		}
	}
	if len(links) == 0 {
		p.known.Set()
		return
	}
	p.known.Set(kit.NewFlow(6, append([]fyne.CanvasObject{caption(p.d.say("ui.token.known")).Lines(1)}, links...)...))
}

// read lists the certificates.
func (p *tokenPicker) read() {
	d, path := p.d, p.library()
	p.asked++
	asked := p.asked
	p.say(muted(d.say("ui.token.reading")))
	var all []app.TokenCertificate
	d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		if path == "" {
			return review.Fault("ui.token.nolibrary")
		}
		if d.court == nil {
			all, err = d.shop.Tokens([]string{path})
			return err
		}
		all, err = d.court.TokensOf(ctx, p.owner, []string{path})
		return err
	}, func(err error) {
		if p.asked != asked || !p.modal.Shown() {
			return
		}
		if err != nil {
			p.say(d.warning(d.words.Explain(err)))
			return
		}
		d.rememberLibrary(path)
		p.tellKnown()
		if len(all) == 0 {
			p.say(d.notice(d.say("ui.token.none")))
			return
		}
		p.list(all)
	})
}

// rememberLibrary puts a library in front of those used before.
func (d *Desk) rememberLibrary(path string) {
	p := d.fyne.Preferences()
	rest := slices.DeleteFunc(p.StringList(prefLibraries), func(l string) bool { return l == path })
	p.SetStringList(prefLibraries, append([]string{path}, rest[:min(len(rest), 4)]...))
}

// list shows what can be chosen first.
func (p *tokenPicker) list(all []app.TokenCertificate) {
	rank := func(c app.TokenCertificate) int {
		if c.MaySign {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b app.TokenCertificate) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Token, b.Token), cmp.Compare(a.Name, b.Name), b.Until.Compare(a.Until))
	})
	var rows []fyne.CanvasObject
	for _, c := range all {
		rows = append(rows, p.row(c))
	}
	p.say(rows...)
}

func (p *tokenPicker) row(c app.TokenCertificate) fyne.CanvasObject {
	d := p.d
	name := kit.NewText(c.Name).Bold().Lines(1)
	where := d.say("ui.token.in", "token", c.Token)
	if c.Serial != "" {
		where = d.say("ui.token.serial", "token", c.Token, "serial", d.write(c.Serial))
	}
	lines := []fyne.CanvasObject{
		kit.NewFlow(8, append([]fyne.CanvasObject{name}, d.chipsOf(c.CredentialInfo)...)...),
		caption(d.say("ui.token.issuer", "issuer", c.Issuer)).Lines(1), caption(where).Lines(1),
	}
	if !c.MaySign {
		name.In(theme.Muted)
		lines = append(lines, kit.NewText(d.say("ui.token.maynot", "why", d.words.Explain(c.Problem))).In(theme.Warn))
	}
	what := kit.NewColumn(2, lines...)
	if !c.MaySign || p.done == nil {
		return kit.NewBox(what, theme.Surface, theme.Line, 12, 6)
	}
	take := d.button("ui.token.take", func() {
		p.modal.Hide()
		p.done(c)
	}).Primary()
	return kit.NewBox(container.NewBorder(nil, nil, nil, container.NewCenter(take), what), theme.Surface, theme.Line, 12, 6)
}
