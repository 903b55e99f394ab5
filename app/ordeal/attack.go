package ordeal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shenqian/app"
	"shenqian/review"
)

// Result is what was said after an attack: "" where nothing was noticed.
type Result struct {
	Attack
	Alone string // of the data by itself
	Held  string // of the data with the papers in hand
	Row   int64  // the row that is named then, 0 if none is
}

// Found says whether what should be noticed was.
func (r Result) Found() bool { return r.Held != "" && (r.Alone != "" || r.Paper) }

// victim is a court with papers that came out of it.
type victim struct {
	dir    string
	court  *Court
	papers []app.Paper
}

// Attacks founds a court in dir, lets it work, and does to copies of its data
// all that is known to be done to databases. Each result goes to tell.
func Attacks(ctx context.Context, dir string, tell func(Result)) error {
	v := &victim{dir: dir}
	early, err := v.work(ctx)
	if err != nil {
		return err
	}
	t, err := breakIn(v.court.Dir)
	if err != nil {
		return err
	}
	all, err := columnAttacks(ctx, t.db)
	if err = errors.Join(err, t.db.Close()); err != nil {
		return err
	}
	for _, a := range append(all, historyAttacks(early)...) {
		r, err := v.attackOn(ctx, a)
		if errors.Is(err, errNothing) && a.OneOfMany {
			continue // the rows are all alike there
		}
		if err != nil {
			return err
		}
		tell(r)
	}
	return nil
}

// work has the court do its day's work, with a copy of the data made half way,
// and papers taken out at the end.
func (v *victim) work(ctx context.Context) (early string, err error) {
	if v.court, err = Found(ctx, filepath.Join(v.dir, "court")); err != nil {
		return "", err
	}
	c := v.court
	if err := c.ToPresident(ctx, 9, 10, 11); err != nil {
		return "", err
	}
	if err := c.Approve(ctx, 9); err != nil {
		return "", err
	}
	if err := c.Close(); err != nil {
		return "", err
	}
	early = filepath.Join(v.dir, "early")
	if err := os.CopyFS(early, os.DirFS(c.Dir)); err != nil {
		return "", err
	}
	if c.App, err = c.Open(ctx, c.Dir); err != nil {
		return "", err
	}
	if err := c.Sit(ctx, "书记"); err != nil {
		return "", err
	}
	d, err := c.Load(ctx, ID(10))
	if err != nil {
		return "", err
	}
	scan, err := c.Draw(ctx, d)
	if err != nil {
		return "", err
	}
	if err := c.Attach(ctx, ID(10), "查控反馈.pdf", "查控反馈", scan.PDF); err != nil {
		return "", err
	}
	if err := c.ToPresident(ctx, 12); err != nil {
		return "", err
	}
	if err := c.Approve(ctx, 12); err != nil {
		return "", err
	}
	if _, err := c.Decide(ctx, ID(10), review.EventReturn, "请补充", c.Keys["院长"]); err != nil {
		return "", err
	}
	name, pdf, err := c.Original(ctx, ID(12))
	if err != nil {
		return "", err
	}
	signed, _, err := c.Checkpoint(ctx, 0)
	if err != nil {
		return "", err
	}
	v.papers = []app.Paper{{Name: name, Content: pdf}, {Name: app.CheckpointFile, Content: []byte(signed)}}
	return early, c.Close()
}

// attackOn is one attack on copies of the data: what the program says of it by
// itself, and with the papers in hand.
func (v *victim) attackOn(ctx context.Context, a Attack) (r Result, err error) {
	r.Attack = a
	if r.Alone, _, err = v.ask(ctx, a); err == nil {
		r.Held, r.Row, err = v.ask(ctx, a, v.papers...)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", a.Name, err)
	}
	return r, err
}

// ask attacks a copy, has its journal checked, and says what is wrong, "" if
// nothing is.
func (v *victim) ask(ctx context.Context, attack Attack, papers ...app.Paper) (wrong string, row int64, err error) {
	dir := filepath.Join(v.dir, "copy")
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(v.court.Dir)), attack.Do(dir)); err != nil {
		return "", 0, err
	}
	a, err := v.court.Open(ctx, dir)
	if err != nil {
		if app.Code(err) == "" {
			return "", 0, err
		}
		return app.Code(err), 0, nil
	}
	defer a.Close()
	r, err := a.VerifyJournal(ctx, papers...)
	if err != nil {
		if app.Code(err) == "" {
			return "", 0, err
		}
		return app.Code(err), 0, nil
	}
	return r.Reason, r.Wrong, nil
}
