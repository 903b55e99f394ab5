package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// held is a certificate that the one at the desk has chosen until he leaves.
type held struct {
	path string
	info *app.CredentialInfo
	cred *app.Credential // kept after the first signature: one PIN a sitting
	pass string          // only a demonstration's, to be filled in
}

// sitting is what one person at the desk has chosen until he leaves.
type sitting struct {
	held
	national held // his SM2 certificate, for dual signatures
}

// signInScreen asks who sits down.
func (d *Desk) signInScreen() fyne.CanvasObject {
	d.queue, d.paper, d.side, d.open, d.sit = nil, nil, nil, nil, sitting{}
	d.tasks.note("")
	d.first = nil
	court := d.court.Court()
	head := []fyne.CanvasObject{
		kit.NewText(d.say("ui.title")).Bold().Sized(base.SizeNameHeadingText),
		kit.NewText(court.Name).Sized(base.SizeNameSubHeadingText),
	}
	if court.Demonstration {
		head = append(head, d.notice(d.say("ui.signin.demo")))
	}
	if err := d.court.AgreesWithMemory(context.Background()); err != nil {
		head = append(head, d.warning(d.words.Explain(err)))
	}
	people, err := d.court.People(context.Background())
	if err != nil {
		return middle(560, append(head, d.warning(d.words.Explain(err)))...)
	}
	head = append(head, muted(d.say("ui.signin.who")))
	today := review.DateOf(d.court.Now())
	var sitters []review.Person
	for _, role := range review.Roles {
		for _, p := range people {
			if rs := p.Roles(today); len(rs) > 0 && rs[0] == role {
				sitters = append(sitters, p)
			}
		}
	}
	list := kit.NewColumn(14)
	show := func(words string) {
		var rows []fyne.CanvasObject
		d.first = nil
		for _, p := range sitters {
			if fits(p.Name+" "+d.roles(p, today), words) {
				rows = append(rows, d.personRow(p, today))
			}
		}
		if len(rows) == 0 && words != "" {
			rows = append(rows, muted(d.say("ui.signin.nobody")))
		}
		list.Set(rows...)
	}
	show("")
	if len(sitters) <= fewSitters {
		return middle(560, append(head, list)...)
	}
	search := kit.NewEntry()
	search.SetPlaceHolder(d.say("ui.signin.search"))
	screen := middle(560, append(head, search, list)...)
	search.OnChanged = func(words string) {
		show(words)
		screen.Renew()
	}
	return screen
}

// fewSitters is how many people are found by looking.
const fewSitters = 8

// fits says whether s has all the words.
func fits(s, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

func (d *Desk) roles(p review.Person, on review.Date) string {
	var names []string
	for _, t := range p.Terms {
		if _, ok := p.Holds(t.Role, on); !ok {
			continue
		}
		n := t.Title
		if n == "" {
			n = d.say("role." + string(t.Role))
		}
		names = append(names, n)
	}
	return strings.Join(names, "、")
}

func (d *Desk) personRow(p review.Person, on review.Date) fyne.CanvasObject {
	name := kit.NewText(p.Name).Bold().Lines(1)
	sit := d.button("ui.signin.sit", func() { d.sitDown(p) })
	if d.first == nil {
		d.first = sit // the space bar signs in who is most likely to
	}
	return kit.NewBox(container.NewBorder(nil, nil, nil, container.NewCenter(sit),
		kit.NewColumn(0, name, caption(d.roles(p, on)).Lines(1))), theme.Surface, theme.Line, 16, 6)
}

// demoKey is a demonstration person's certificate file and its passphrase.
func (d *Desk) demoKey(name string) (path, pass string, ok bool) {
	if !d.court.Court().Demonstration {
		return "", "", false
	}
	dir := filepath.Join(d.court.Here(), "certificates")
	b, err := os.ReadFile(filepath.Join(dir, "passphrase.txt"))
	path = filepath.Join(dir, name+".p12")
	if _, serr := os.Stat(path); err != nil || serr != nil {
		return "", "", false
	}
	return path, strings.TrimRight(string(b), "\r\n"), true
}

// sitDown signs a person in: at once in a demonstration, else by certificate.
func (d *Desk) sitDown(p review.Person) {
	if path, pass, ok := d.demoKey(p.Name); ok {
		d.signIn(p, path, pass, d.fail, func() { d.sit.pass = pass })
		return
	}
	var m *kit.Modal
	key := newKeyAsk(d, app.KeyOwner{Person: p.ID}, "ui.signin.file", "ui.passphrase")
	key.field.set(d.fyne.Preferences().String(keyPref(d.court, p.ID)))
	wrong := kit.NewColumn(0)
	enter := func() {
		wrong.Set()
		d.signIn(p, key.field.path(), key.pass.Text, func(err error) {
			if key.field.address != "" { // a wrong PIN is typed anew
				key.pass.SetText("")
				d.win.Canvas().Focus(key.pass)
			}
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
		}, func() { m.Hide() })
	}
	again := d.button("ui.signin.again", func() {
		if _, err := d.court.Resume(context.Background(), p.ID); err != nil {
			wrong.Set(d.warning(d.words.Explain(err)))
			m.Fit()
			return
		}
		m.Hide()
		d.sit.path = key.field.path()
		d.seated()
	}).Quiet()
	m = d.dialog(d.say("ui.signin.title", "name", p.Name), 560, []fyne.CanvasObject{
		key.column, wrong,
	}, again, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.signin.sit", enter).Primary())
	key.fits = m.Fit
	key.pass.OnSubmitted = func(string) { enter() }
	d.win.Canvas().Focus(key.pass)
}

func (d *Desk) signIn(p review.Person, path, pass string, wrong func(error), then func()) {
	var info app.CredentialInfo
	d.work(work{label: d.say("ui.signin.working")}, func(ctx context.Context, _ app.Progress) error {
		if path == "" {
			return review.Fault("ui.key.none")
		}
		c, err := d.loadKey(path, pass)
		if err != nil {
			return err
		}
		info = app.Describe(c)
		_, err = d.court.SignIn(ctx, p.ID, c)
		return err
	}, func(err error) {
		if app.DiffersFromMemory(err) {
			d.differs(err, func() { d.signIn(p, path, pass, wrong, then) })
			return
		}
		if err != nil {
			wrong(err)
			return
		}
		d.sit = sitting{held: held{path: path, info: &info}}
		d.fyne.Preferences().SetString(keyPref(d.court, p.ID), path)
		then()
		d.seated()
	})
}

// seated shows the desk of whoever sits here now.
func (d *Desk) seated() {
	d.show(d.deskScreen())
	d.tasks.note(d.say("ui.foot"))
	d.alone = time.Time{}
	d.watch()
	d.elsewhere()
	d.refreshQueue(true)
	d.fetchOwed()
}

// leave gets up from the desk.
func (d *Desk) leave() {
	d.stopWatching()
	if d.side != nil {
		d.side.keepNotes()
	}
	if err := d.court.SignOut(); err != nil {
		d.fail(err)
	}
	clear(d.typed) // the next one at the desk is someone else
	d.signInNow()
}

// signInNow shows who may sit down, the first ready for the space bar.
func (d *Desk) signInNow() {
	d.masking, d.council = nil, nil
	d.show(d.signInScreen())
	if d.first != nil {
		d.win.Canvas().Focus(d.first)
	}
}

// holds says whether the one at the desk holds an office today.
func (d *Desk) holds(roles ...review.Role) bool {
	s := d.court.Session()
	if s == nil {
		return false
	}
	for _, r := range roles {
		if _, ok := s.Person.Holds(r, review.DateOf(d.court.Now())); ok {
			return true
		}
	}
	return false
}
