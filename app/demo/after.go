package demo

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shenqian/app"
	"shenqian/review"
)

// afterwards is what becomes of an approved ruling: it is compared and sealed
// on the next day, served some days later, entered in the information base and
// published within a week.
type afterwards struct {
	Until    string            `json:"until"`    // collated, sealed, served; empty: published
	Seal     review.SealWay    `json:"seal"`     // empty: by the court's certificate
	Serve    map[string]string `json:"serve"`    // manner by party; others 直接
	Hide     []string          `json:"hide"`     // what the clerk hides besides
	Doubts   string            `json:"doubts"`   // what the clerk answers to what a person must look at
	Withheld bool              `json:"withheld"` // by law not published
	Revive   *revival          `json:"revive"`
}

type revival struct {
	Number string      `json:"number"`
	On     review.Date `json:"on"`
	Ground string      `json:"ground"`
}

// errand is something to be done on a later day.
type errand struct {
	on review.Date
	do func(context.Context) error
}

// later puts an errand on the agenda.
func (l *layer) later(on review.Date, do func(context.Context) error) {
	l.agenda = append(l.agenda, errand{on, do})
}

// catchUp runs the errands of the days before a day, in their order.
func (l *layer) catchUp(ctx context.Context, until review.Date) error {
	for {
		next := -1
		for i, e := range l.agenda {
			if e.on.Before(until) && (next < 0 || e.on.Before(l.agenda[next].on)) {
				next = i
			}
		}
		if next < 0 {
			return nil
		}
		e := l.agenda[next]
		l.agenda = slices.Delete(l.agenda, next, next+1)
		l.now = time.Date(e.on.Year, time.Month(e.on.Month), e.on.Day, 14, 0, 0, 0, app.Zone)
		if err := e.do(ctx); err != nil {
			return err
		}
	}
}

var reached = []string{"collated", "sealed", "served", ""}

// follow plans what becomes of an approved case.
func (l *layer) follow(id string, c course) {
	a := c.After
	stage := slices.Index(reached, a.Until)
	day := c.On.AddDays(1)
	l.later(day, func(ctx context.Context) error {
		if err := l.sit(ctx, c.Clerk); err != nil {
			return err
		}
		_, err := l.app.Collate(ctx, id, 0)
		return err
	})
	if stage >= 1 {
		l.later(day, func(ctx context.Context) error { return l.seal(ctx, id, a.Seal) })
	}
	if stage >= 2 {
		l.later(day.AddDays(3), func(ctx context.Context) error { return l.serve(ctx, id, c) })
	}
	if stage >= 3 {
		l.later(day.AddDays(7), func(ctx context.Context) error { return l.publish(ctx, id, c) })
	}
	if r := a.Revive; r != nil {
		l.later(r.On, func(ctx context.Context) error {
			if err := l.sit(ctx, c.Clerk); err != nil {
				return err
			}
			if _, err := l.app.Revive(ctx, id, r.Number, r.On, r.Ground); err != nil {
				return err
			}
			_, err := l.app.LeaveInfobase(ctx, id, r.On, r.Ground)
			return err
		})
	}
}

// query plans the queries that follow a termination, every six months for five
// years.
func (l *layer) query(id string, c course, served review.Date) {
	for n := 1; n <= 10; n++ {
		on := served.AddMonths(6 * n).AddDays(-2)
		if r := c.After.Revive; r != nil && !on.Before(r.On) {
			return
		}
		l.later(on, func(ctx context.Context) error {
			if err := l.sit(ctx, l.clerkFor(c.Clerk)); err != nil {
				return err
			}
			_, err := l.app.Requery(ctx, id, on, l.app.Words.Paper("demo.requery"))
			return err
		})
	}
}

// clerkFor is the clerk, or another where his term has ended.
func (l *layer) clerkFor(name string) string {
	for _, p := range l.script.People {
		if _, ok := (review.Person{Terms: p.Terms}).Holds(review.RoleClerk, review.DateOf(l.now)); ok && p.Name == name {
			return name
		}
	}
	return l.holder(review.RoleClerk)
}

// seal stamps in one of the three ways. The demonstration's e-seal platform is
// the court's own certificate, used on the file that was handed over.
func (l *layer) seal(ctx context.Context, id string, way review.SealWay) error {
	name := l.holder(review.RoleCustodian)
	if err := l.sit(ctx, name); err != nil {
		return err
	}
	q := app.SealRequest{Own: l.keys[name], Court: l.court}
	var err error
	switch way {
	case review.SealByHand:
		_, err = l.app.SealByHand(ctx, id, q)
	case review.SealByPlatform:
		err = l.byPlatform(ctx, id, q)
	default:
		_, err = l.app.Seal(ctx, id, q)
	}
	if err != nil {
		return err
	}
	return l.keepArtefact(ctx, id, app.ServiceCopy, "copies")
}

func (l *layer) byPlatform(ctx context.Context, id string, q app.SealRequest) error {
	_, file, err := l.app.HandOver(ctx, id, filepath.Join(l.dir, "e-seal", "out"))
	if err != nil {
		return err
	}
	pdf, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sealed, err := l.app.StampElsewhere(pdf, l.court)
	if err != nil {
		return err
	}
	back := filepath.Join(l.dir, "e-seal", "back")
	if err := os.MkdirAll(back, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(back, filepath.Base(file)), sealed, 0o644); err != nil {
		return err
	}
	_, err = l.app.TakeBack(ctx, id, sealed, q)
	return err
}

func (l *layer) serve(ctx context.Context, id string, c course) error {
	if err := l.sit(ctx, c.Clerk); err != nil {
		return err
	}
	d, err := l.app.Load(ctx, id)
	if err != nil {
		return err
	}
	on := review.DateOf(l.now)
	for _, r := range d.Matter.ServiceCopy.Recipients {
		how := c.After.Serve[r.Name]
		if how == "" {
			how = "直接"
		}
		l.now = l.now.Add(time.Minute)
		if _, err := l.app.Serve(ctx, id, app.ServeRequest{Party: r.Name, How: how, On: on}); err != nil {
			return err
		}
	}
	l.now = l.now.Add(time.Minute)
	if d.Kind.ID() != "termination" {
		return nil
	}
	if _, err = l.app.EnterInfobase(ctx, id, on); err == nil {
		l.query(id, c, on)
	}
	return err
}

func (l *layer) publish(ctx context.Context, id string, c course) error {
	if err := l.sit(ctx, c.Clerk); err != nil {
		return err
	}
	doubts := c.After.Doubts
	if doubts == "" {
		doubts = l.app.Words.Paper("demo.doubts")
	}
	_, err := l.app.Publish(ctx, id, app.PublishRequest{MaskRequest: app.MaskRequest{Profile: "2024", Hide: c.After.Hide}, Court: l.court, Doubts: doubts})
	if c.After.Withheld {
		if app.Code(err) != "publish.never" {
			return review.Fault("demo.published", "number", filepath.Base(id))
		}
		l.result.Withheld++
		if err := l.sit(ctx, c.Judge); err != nil {
			return err
		}
		_, err := l.app.Withhold(ctx, id, review.GroundFamily, l.app.Words.Paper("demo.withheld"))
		return err
	}
	if err != nil {
		return err
	}
	l.result.Published++
	return l.keepArtefact(ctx, id, app.PublicCopy, "public")
}

// keepArtefact writes one of a case's files where the user finds it.
func (l *layer) keepArtefact(ctx context.Context, id string, what app.Artefact, folder string) error {
	name, pdf, err := l.app.Artefact(ctx, id, what)
	if err != nil {
		return err
	}
	dir := filepath.Join(l.dir, folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	file := filepath.Join(dir, name)
	l.result.Papers = append(l.result.Papers, Paper{CaseNumber: id[strings.IndexByte(id, '/')+1:], What: string(what), File: file})
	return os.WriteFile(file, pdf, 0o644)
}
