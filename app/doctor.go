package app

import (
	"context"
	"time"

	"shenqian/app/disk"
	"shenqian/storage"
)

// The doctor goes through all that can be wrong with a court's data and with
// the machine, says it in plain words, and what to do. He repairs nothing. He
// works on data that can't be opened too, and then says at which step that
// failed.

// Health is how one thing is.
type Health string

const (
	Well      Health = "ok"
	Attention Health = "attention" // 注意: work goes on, but see to it
	Wrong     Health = "wrong"     // 有问题
	NotLooked Health = "unchecked" // could not be looked at
)

// DoctorLine is one thing that was looked at.
type DoctorLine struct {
	Check string `json:"check"` // what was looked at, the same in every language
	Name  string `json:"name"`
	State Health `json:"state"`
	Text  string `json:"text"`
	Cure  string `json:"cure,omitempty"` // what to do
}

// DoctorReport is what the doctor found.
type DoctorReport struct {
	Data  string       `json:"data"`
	At    time.Time    `json:"at"`
	Good  bool         `json:"good"` // nothing is wrong; there may be things to see to
	Lines []DoctorLine `json:"checks"`
}

// Count is the number of lines with a state.
func (r *DoctorReport) Count(h Health) (n int) {
	for _, l := range r.Lines {
		if l.State == h {
			n++
		}
	}
	return n
}

// Summary says the whole in one sentence.
func (r *DoctorReport) Summary(c *Catalogue) string {
	code := "doctor.good"
	switch {
	case !r.Good:
		code = "doctor.bad"
	case r.Count(Attention) > 0:
		code = "doctor.attention"
	}
	return c.Say(code, "wrong", itoa(r.Count(Wrong)), "attention", itoa(r.Count(Attention)))
}

// doctor is one examination.
type doctor struct {
	w       *Workshop
	c       Config
	a       *App // nil if the data can't be opened
	volume  func(path string) (disk.Info, error)
	older   bool                 // the data is of an earlier schema
	state   *storage.ServerState // what a server told of itself, nil if none was asked or it did not answer
	stateAt time.Time            // by this machine's clock
	report  *DoctorReport
}

// Doctor looks at the court in c.Data. a is the court if it is open already;
// else it is opened for as long as it takes, without the window's lock.
func Doctor(ctx context.Context, c Config, a *App, tell Progress) (*DoctorReport, error) {
	return examine(ctx, c, a, disk.Of, tell)
}

// Examine is Doctor for a court that is open.
func (a *App) Examine(ctx context.Context, tell Progress) (*DoctorReport, error) {
	return Doctor(ctx, a.config, a, tell)
}

// examine is Doctor with what tells of disks.
func examine(ctx context.Context, c Config, a *App, disks func(string) (disk.Info, error), tell Progress) (*DoctorReport, error) {
	d := &doctor{c: c, a: a, volume: disks}
	if a != nil {
		d.w = a.Workshop
	} else {
		w, err := NewWorkshop(c)
		if err != nil {
			return nil, err
		}
		d.w = w
	}
	d.report = &DoctorReport{Data: c.shown(), At: d.w.Now()}
	checks := append([]doctorCheck{
		{"program", d.program, false},
		{"fonts", d.fonts, false},
		{"settings", d.settings, false},
	}, d.places()...)
	checks = append(checks, []doctorCheck{
		{"key", d.sealingKey, false},
		{"open", d.open, false},
		{"clock", d.clock, true},
		{"restored", d.restored, true},
		{"memory", d.memory, true},
		{"logkey", d.logKey, true},
		{"journal", d.journal, true},
		{"files", d.files, true},
		{"certificates", d.certificates, true},
		{"levels", d.levels, true},
		{"backups", d.backups, true},
		{"leftovers", d.leftovers, false},
	}...)
	defer func() {
		if a == nil && d.a != nil {
			_ = d.a.Close() // it was only read
		}
	}()
	for i, k := range checks {
		if tell != nil {
			tell(i, len(checks), d.w.Words.Say("doctor."+k.name))
		}
		if k.needs && d.a == nil {
			d.add(k.name, NotLooked, "doctor.unopened")
		} else {
			k.look(ctx)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if tell != nil {
		tell(len(checks), len(checks), "")
	}
	d.report.Good = d.report.Count(Wrong) == 0
	return d.report, nil
}

// doctorCheck is one thing to be looked at.
type doctorCheck struct {
	name  string
	look  func(context.Context)
	needs bool // an open court
}

// places are the checks of where the data lies.
func (d *doctor) places() []doctorCheck {
	if storage.OnServer(d.c.Data) {
		return []doctorCheck{
			{"folder", d.hereFolder, false},
			{"server", d.server, false},
			{"database", d.schema, false},
			{"login", d.login, false},
			{"connection", d.connection, false},
			{"serverclock", d.serverClock, false},
			{"keeping", d.keeping, false},
		}
	}
	return []doctorCheck{
		{"folder", d.folder, false},
		{"disk", d.disk, false},
		{"network", d.network, false},
		{"database", d.database, false},
	}
}

// add puts down what was found, by the code of a sentence; the cure has the
// same code with .cure at its end.
func (d *doctor) add(check string, h Health, code string, args ...string) {
	l := DoctorLine{Check: check, Name: d.w.Words.Say("doctor." + check), State: h, Text: d.w.Words.Say(code, args...)}
	if d.w.Words.Has(code + ".cure") {
		l.Cure = d.w.Words.Say(code+".cure", args...)
	}
	d.report.Lines = append(d.report.Lines, l)
}

func (d *doctor) ok(check, code string, args ...string) { d.add(check, Well, code, args...) }

func (d *doctor) attention(check, code string, args ...string) {
	d.add(check, Attention, code, args...)
}

func (d *doctor) wrong(check, code string, args ...string) { d.add(check, Wrong, code, args...) }

// failed puts down an error whose sentence says what to do.
func (d *doctor) failed(check string, err error) {
	d.report.Lines = append(d.report.Lines, DoctorLine{Check: check, Name: d.w.Words.Say("doctor." + check), State: Wrong, Text: d.w.Words.Explain(err)})
}

// open opens the court, unless it is open already.
func (d *doctor) open(ctx context.Context) {
	if d.a == nil {
		c := d.c
		c.Window = false
		if !storage.Exists(c.Data) { // Open would say so too, and this is no court to be opened
			d.wrong("open", "doctor.open.none", "folder", c.shown())
			return
		}
		if d.older { // opening would carry it over, which is not for the doctor to do
			d.add("open", NotLooked, "doctor.open.older")
			return
		}
		a, err := Open(ctx, c)
		if err != nil {
			d.failed("open", err)
			return
		}
		d.a = a
	}
	d.ok("open", "doctor.open.ok", "court", d.a.Court().Name)
}
