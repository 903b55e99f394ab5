package desk

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
)

// scanFiles are the files a scan may be in.
var scanFiles = []string{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".PDF", ".JPG", ".PNG", ".TIF"}

// registering is a dialog that takes a scan, and perhaps a date, a choice and
// words.
type registering struct {
	code    string // its texts
	choices []string
	chosen  int
	date    string // the date to begin with; "" for none asked
	words   bool
	slip    bool // asks for the code on the slip
	do      func(ctx context.Context, r registered) error
}

// registered is what was filled in.
type registered struct {
	name   string
	scan   []byte
	choice int
	on     review.Date
	text   string
	code   string
}

func (d *Desk) register(o *opened, r registering) {
	file := newFileField(d, d.say("ui.choose"), scanFiles...)
	date, code, text, wrong := kit.NewEntry(), kit.NewEntry(), kit.NewArea(3), kit.NewColumn(0)
	pick := kit.NewSelect(r.choices)
	body := []fyne.CanvasObject{kit.NewText(o.number()).Bold(), muted(d.say("ui.register.what." + r.code))}
	if len(r.choices) > 0 {
		pick.SetSelectedIndex(r.chosen)
		body = append(body, labelled(d.say("ui.register.choice."+r.code), pick))
	}
	if r.words {
		body = append(body, labelled(d.say("ui.register.words"), text))
	}
	if r.date != "" {
		date.SetText(r.date)
		body = append(body, labelled(d.say("ui.register.date"), date))
	}
	if r.slip {
		body = append(body, labelled(d.say("ui.register.code"), code))
	}
	body = append(body, labelled(d.say("ui.register.scan"), file.object), wrong)
	if r.code == "attach" {
		file.entry.OnChanged = func(p string) { // the name often tells the type
			for i, t := range r.choices {
				if t == app.AttachmentType(filepath.Base(p)) {
					pick.SetSelectedIndex(i)
				}
			}
		}
	}
	var m *kit.Modal
	m = d.dialog(d.say("ui.register.title."+r.code), 520, body, d.button("ui.cancel", func() { m.Hide() }), d.button("ui.register.do", func() {
		in := registered{choice: pick.SelectedIndex(), text: text.Text, code: code.Text, name: filepath.Base(file.path())}
		path, day := file.path(), date.Text
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
			if path == "" {
				return review.Fault("paper.noscan")
			}
			if r.date != "" {
				if err := in.on.UnmarshalText([]byte(day)); err != nil {
					return err
				}
			}
			if in.scan, err = app.ReadFileFully(path); err != nil {
				return err
			}
			return r.do(ctx, in)
		}, func(err error) {
			if err != nil {
				wrong.Set(d.warning(d.words.Explain(err)))
				m.Fit()
				return
			}
			m.Hide()
			d.said(d.say("ui.register.done"), false)
			d.reload()
		})
	}).Primary())
}

func (d *Desk) today() string { return review.DateOf(d.court.Now()).String() }

func (d *Desk) attach(o *opened) {
	types := app.AttachmentTypes()
	d.register(o, registering{code: "attach", choices: types, chosen: len(types) - 1, do: func(ctx context.Context, r registered) error {
		return d.court.Attach(ctx, o.id, r.name, types[r.choice], r.scan)
	}})
}

func (d *Desk) paperStep(o *opened, steps []review.Step) {
	var names []string
	for _, s := range steps {
		names = append(names, s.Label+"　"+s.Person)
	}
	d.register(o, registering{code: "step", choices: names, date: d.today(), do: func(ctx context.Context, r registered) error {
		_, err := d.court.RegisterPaperStep(ctx, o.id, steps[r.choice].ID, r.on, r.scan)
		return err
	}})
}

func (d *Desk) paperApprove(o *opened) {
	d.register(o, registering{code: "approve", slip: true, date: o.matter().Frozen.On.String(), do: func(ctx context.Context, r registered) error {
		_, err := d.court.RegisterPaperApproval(ctx, o.id, r.on, r.code, r.scan)
		return err
	}})
}

func (d *Desk) resolve(o *opened) {
	d.register(o, registering{code: "resolve", date: d.today(), words: true, do: func(ctx context.Context, r registered) error {
		_, err := d.court.Resolve(ctx, o.id, r.on, r.text, r.scan)
		return err
	}})
}
