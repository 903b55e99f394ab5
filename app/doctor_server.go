package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"shenqian/storage"
)

// What is looked at of a server's data, in the place of the folder, the disk and
// the network: whether it answers and how fast, its version and settings, the
// schema, the rights of the login, the connection's encryption, its clock.

const (
	// A desk asks some ten questions for an act: slower than this is felt.
	slowAnswer = 100 * time.Millisecond
	// Times on papers are by the machine's clock, to the minute.
	clocksApart = time.Minute
)

// server asks the server once; every line after is about its answer.
func (d *doctor) server(ctx context.Context) {
	name, err := d.c.name()
	if err != nil {
		d.failed("server", err)
		return
	}
	s, err := storage.ExamineServer(ctx, d.c.Data)
	if err != nil {
		d.failed("server", err)
		return
	}
	d.state, d.stateAt = s, d.w.clock()
	args := []string{"database", name, "version", s.Version, "ms", itoa(int(s.Latency.Milliseconds())), "oldest", itoa(storage.OldestServer)}
	switch {
	case s.Major < storage.OldestServer:
		d.wrong("server", "doctor.server.ancient", args...)
	case s.Latency > slowAnswer:
		d.attention("server", "doctor.server.slow", args...)
	default:
		d.ok("server", "doctor.server.ok", args...)
	}
}

// asked says whether the server answered; what hangs on that is not looked at
// otherwise.
func (d *doctor) asked(check string) bool {
	if d.state == nil {
		d.add(check, NotLooked, "doctor.server.silent")
	}
	return d.state != nil
}

func (d *doctor) schema(context.Context) {
	if !d.asked("database") {
		return
	}
	have, know := itoa(d.state.Schema), itoa(d.state.Newest)
	switch s := d.state; {
	case slices.Contains(s.Lacks, "SELECT schema_version"):
		d.add("database", NotLooked, "doctor.database.none")
	case s.Schema == 0:
		d.add("database", NotLooked, "doctor.database.none")
	case s.Schema > s.Newest:
		d.wrong("database", "doctor.database.newer", "have", have, "know", know)
	case s.Schema < s.Newest:
		d.older = true
		d.attention("database", "doctor.schema.older", "have", have, "know", know)
	default:
		d.ok("database", "doctor.schema.ok", "have", have)
	}
}

// login: what it may that it should not, and what it lacks.
func (d *doctor) login(context.Context) {
	if !d.asked("login") {
		return
	}
	s := d.state
	args := []string{"login", s.Login, "why", strings.Join(s.Above, ", "), "rights", strings.Join(append(slices.Clone(s.Lacks), s.Beyond...), ", ")}
	switch {
	case len(s.Above) > 0:
		d.attention("login", "doctor.login.above", args...)
	case len(s.Lacks) > 0:
		d.wrong("login", "doctor.login.lacks", args...)
	case len(s.Beyond) > 0:
		d.wrong("login", "doctor.login.beyond", args...)
	case s.Schema < s.Newest:
		d.add("login", NotLooked, "doctor.login.older")
	default:
		d.ok("login", "doctor.login.ok", args...)
	}
}

func (d *doctor) connection(context.Context) {
	if !d.asked("connection") {
		return
	}
	switch s := d.state; {
	case s.Local && !s.Encrypted:
		d.ok("connection", "doctor.connection.local")
	case !s.Encrypted:
		d.attention("connection", "doctor.connection.plain")
	case !s.Verified && !s.Local:
		d.attention("connection", "doctor.connection.unverified")
	default:
		d.ok("connection", "doctor.connection.ok")
	}
}

// serverClock holds the server's clock against the machine's.
func (d *doctor) serverClock(context.Context) {
	if !d.asked("serverclock") {
		return
	}
	apart := d.state.Clock.Sub(d.stateAt)
	args := []string{"server", d.state.Clock.In(Zone).Format("2006-01-02 15:04:05"), "here", d.stateAt.In(Zone).Format("2006-01-02 15:04:05"), "seconds", itoa(int(apart.Abs().Seconds()))}
	if apart.Abs() > clocksApart {
		d.attention("serverclock", "doctor.serverclock.apart", args...)
		return
	}
	d.ok("serverclock", "doctor.serverclock.ok", args...)
}

// keeping: whether the server keeps what it says it kept, and whether it shows
// a second place where that is.
func (d *doctor) keeping(context.Context) {
	if !d.asked("keeping") {
		return
	}
	switch s := d.state; {
	case len(s.Careless) > 0:
		d.wrong("keeping", "doctor.keeping.careless", "settings", strings.Join(s.Careless, ", "))
	case s.Standbys > 0 || s.Archives:
		d.ok("keeping", "doctor.keeping.second", "standbys", itoa(s.Standbys))
	default:
		d.ok("keeping", "doctor.keeping.ok")
	}
}

// hereFolder: what belongs to the court and to this machine alone.
func (d *doctor) hereFolder(context.Context) {
	at, err := d.c.here()
	if err != nil {
		d.failed("folder", err)
		return
	}
	if err := canWrite(at); err != nil {
		d.wrong("folder", "doctor.here.readonly", "folder", at)
		return
	}
	d.ok("folder", "doctor.here.ok", "folder", at)
}
