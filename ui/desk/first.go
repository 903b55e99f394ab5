package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/app/demo"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// demonstration is where the demonstration court is laid out: beside the
// court's own data, never in its place.
func (d *Desk) demonstration() app.Config {
	c := d.config
	c.Data = filepath.Join(filepath.Dir(filepath.Clean(c.Data)), filepath.Base(filepath.Clean(c.Data))+"-demonstration")
	return c
}

// middle puts a column of at most width into the middle of the window.
func middle(width float32, objects ...fyne.CanvasObject) *kit.Scroll {
	return kit.NewScroll(&centred{column: kit.NewColumn(14, objects...), width: width})
}

// firstScreen is the first start: whose desk is this?
func (d *Desk) firstScreen() fyne.CanvasObject {
	court, president, clerk := kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	court.SetPlaceHolder(d.say("ui.first.court.hint"))
	own, clerkFile := newKeyField(d, app.KeyOwner{}, false), newKeyField(d, app.KeyOwner{}, true)
	pass := kit.NewPassphrase()
	director, vice := widget.NewCheck(d.say("ui.first.director"), nil), widget.NewCheck(d.say("ui.first.vice"), nil)
	director.Checked, vice.Checked = true, true
	wrong := kit.NewColumn(0)
	create := d.button("ui.first.create", func() {
		wrong.Set()
		f := founding{court.Text, president.Text, own.path(), pass.Text, clerk.Text, clerkFile.path(), review.Offices{Director: director.Checked, Vice: vice.Checked}}
		d.found(f, func(err error) { wrong.Set(d.warning(d.words.Explain(err))) })
	}).Primary()

	demoButton := d.button("ui.first.demo", d.layDemo)
	demoButton.Importance = widget.HighImportance
	demoText := d.say("ui.first.demo.text")
	if app.Exists(d.demonstration()) {
		demoButton.SetText(d.say("ui.first.demo.open"))
	}
	screen := middle(680,
		kit.NewText(d.say("ui.title")).Bold().Sized(base.SizeNameHeadingText),
		muted(d.say("ui.first.welcome")),
		kit.NewBox(kit.NewColumn(10,
			kit.NewText(d.say("ui.first.demo.title")).Bold().Sized(base.SizeNameSubHeadingText),
			kit.NewText(demoText), kit.NewFlow(8, demoButton)), theme.Surface, theme.Line, 18, 14),
		kit.NewBox(kit.NewColumn(10,
			kit.NewText(d.say("ui.first.own.title")).Bold().Sized(base.SizeNameSubHeadingText),
			labelled(d.say("ui.first.court"), court),
			beside(labelled(d.say("ui.first.president"), president), labelled(d.say("ui.first.pass"), pass)),
			labelled(d.say("ui.first.president.file"), own.object),
			beside(labelled(d.say("ui.first.clerk"), clerk), labelled(d.say("ui.first.clerk.file"), clerkFile.object)),
			kit.NewFlow(16, director, vice),
			wrong, kit.NewFlow(8, create).AtEnd()), theme.Surface, theme.Line, 18, 14),
		caption(d.say("ui.first.data", "folder", d.config.Data)),
	)
	own.changed, clerkFile.changed = screen.Renew, screen.Renew
	own.chosen = func() { d.win.Canvas().Focus(pass) }
	return screen
}

// beside puts two fields beside one another.
func beside(a, b fyne.CanvasObject) fyne.CanvasObject { return container.NewGridWithColumns(2, a, b) }

// founding is what the first screen asks for.
type founding struct {
	court, president, file, pass, clerk, clerkFile string
	offices                                        review.Offices
}

// found makes the court.
func (d *Desk) found(f founding, wrong func(error)) {
	if d.tasks.busy() {
		return // pressed twice
	}
	var a *app.App
	d.work(work{label: d.say("ui.first.creating"), act: true}, func(ctx context.Context, _ app.Progress) error {
		if strings.TrimSpace(f.president) == "" {
			return review.Fault("ui.first.nopresident")
		}
		if f.file == "" {
			return review.Fault("ui.key.none")
		}
		cred, err := d.shop.LoadCredential(f.file, func() ([]byte, error) { return []byte(f.pass), nil })
		if err != nil {
			return err
		}
		info, today := app.Describe(cred), review.DateOf(d.shop.Now())
		people := []review.Person{{
			ID: "president", Name: strings.TrimSpace(f.president), Terms: []review.Term{{Role: review.RolePresident, From: today}},
			Keys: []review.Binding{{Fingerprint: info.Fingerprint, From: today}},
		}}
		if name := strings.TrimSpace(f.clerk); name != "" {
			p := review.Person{ID: "clerk", Name: name, Terms: []review.Term{{Role: review.RoleClerk, From: today}}}
			if f.clerkFile != "" {
				fp, err := d.shop.CertificateFingerprint(f.clerkFile)
				if err != nil {
					return err
				}
				p.Keys = []review.Binding{{Fingerprint: fp, From: today}}
			}
			people = append(people, p)
		}
		c := d.config
		c.Window = true
		a, err = app.CreateCourt(ctx, c, app.Court{Name: strings.TrimSpace(f.court), Offices: f.offices, Demonstration: info.Training}, cred, people)
		return err
	}, func(err error) {
		if err != nil {
			wrong(err)
			return
		}
		d.fyne.Preferences().SetString(keyPref(a, "president"), f.file)
		d.takeCourt(a)
	})
}

// layDemo lays out the demonstration court and opens it; where it is already,
// it is only opened.
func (d *Desk) layDemo() {
	if d.tasks.busy() {
		return // pressed twice
	}
	c := d.demonstration()
	if app.Exists(c) {
		d.fail(d.openCourt(c))
		return
	}
	d.work(work{label: d.say("ui.first.demo.laying"), act: true, stop: true}, func(ctx context.Context, tell app.Progress) error {
		// It is laid out aside and moved into place: one that was broken off
		// half-way is nobody's court.
		aside := c.Data + ".new"
		if err := os.RemoveAll(aside); err != nil {
			return err
		}
		if _, err := demo.Lay(ctx, aside, d.config, tell); err != nil {
			return err
		}
		return os.Rename(aside, c.Data)
	}, func(err error) {
		if err == nil {
			err = d.openCourt(c)
		}
		d.fail(err)
	})
}

// centred is a column in the middle of what is there.
type centred struct {
	widget.BaseWidget
	column *kit.Column
	width  float32
}

func (c *centred) inner(width float32) float32 {
	return min(width-32, c.width*kit.Size(base.SizeNameText)/14.5)
}

// Fit implements kit.Fitter.
func (c *centred) Fit(width float32) float32 { return c.column.Fit(c.inner(width)) + 64 }

// MinSize implements fyne.CanvasObject.
func (c *centred) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	m := c.column.MinSize()
	return fyne.NewSize(m.Width+32, m.Height+64)
}

// CreateRenderer implements fyne.Widget.
func (c *centred) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(centredLayout{c}, c.column))
}

type centredLayout struct{ c *centred }

func (l centredLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := l.c.inner(s.Width)
	h := l.c.column.Fit(w)
	os[0].Resize(fyne.NewSize(w, h))
	os[0].Move(fyne.NewPos((s.Width-w)/2, max(32, (s.Height-h)/2.6)))
}
func (l centredLayout) MinSize(os []fyne.CanvasObject) fyne.Size { return os[0].MinSize() }
