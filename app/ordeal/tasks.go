package ordeal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"filippo.io/age"

	"shenqian/app"
	"shenqian/review"
)

// Task is something that a court does and that may end at any moment.
type Task struct {
	Name string
	// prepare makes the court ready for it.
	prepare func(ctx context.Context, root string) error
	// act does it in root, or what is left of it, and tells of each act that is
	// done.
	act func(ctx context.Context, o *office, root string, tell func(done string)) error
	// whole says whether what was told is there, whatever else happened.
	whole func(ctx context.Context, o *office, root string, told []string) error
}

// Tasks are all of them.
func Tasks() []Task {
	return []Task{importing, approving, sealing, backingUp, restoring, replacing, carryingOver}
}

var (
	incoming = []int{21, 22, 23}
	waiting  = []int{9, 10, 11}
)

var importing = Task{
	Name: "import",
	prepare: func(ctx context.Context, root string) error {
		return found(ctx, root, func(*Court) error { return nil })
	},
	act: func(ctx context.Context, o *office, root string, tell func(string)) error {
		return o.with(ctx, root, func(c *Court) error {
			if err := c.Sit(ctx, "书记"); err != nil {
				return err
			}
			for _, n := range incoming {
				if err := c.Bring(ctx, n); err != nil {
					return err
				}
				tell(ID(n))
			}
			return nil
		})
	},
	whole: inState(review.StateDraft),
}

var approving = Task{
	Name: "batch approval",
	prepare: func(ctx context.Context, root string) error {
		return found(ctx, root, func(c *Court) error { return c.ToPresident(ctx, waiting...) })
	},
	act: func(ctx context.Context, o *office, root string, tell func(string)) error {
		return o.with(ctx, root, func(c *Court) error {
			if err := c.Sit(ctx, "院长"); err != nil {
				return err
			}
			return each(ctx, c, review.StateApproved, tell, func(n int) error { return c.Approve(ctx, n) })
		})
	},
	whole: inState(review.StateApproved),
}

var sealing = Task{
	Name: "seal",
	prepare: func(ctx context.Context, root string) error {
		return found(ctx, root, func(c *Court) error {
			if err := c.ToPresident(ctx, waiting...); err != nil {
				return err
			}
			for _, n := range waiting {
				if err := c.Approve(ctx, n); err != nil {
					return err
				}
			}
			if err := c.Sit(ctx, "书记"); err != nil {
				return err
			}
			for _, n := range waiting {
				if _, err := c.Collate(ctx, ID(n), 3); err != nil {
					return err
				}
			}
			return nil
		})
	},
	act: func(ctx context.Context, o *office, root string, tell func(string)) error {
		return o.with(ctx, root, func(c *Court) error {
			if err := c.Sit(ctx, "印章"); err != nil {
				return err
			}
			return each(ctx, c, review.StateSealed, tell, func(n int) error {
				_, err := c.Seal(ctx, ID(n), app.SealRequest{Own: c.Keys["印章"], Court: c.Keys[courtKey]})
				return err
			})
		})
	},
	whole: inState(review.StateSealed),
}

var backingUp = Task{
	Name: "backup",
	prepare: func(ctx context.Context, root string) error {
		return found(ctx, root, func(c *Court) error {
			if err := c.ToPresident(ctx, 9); err != nil {
				return err
			}
			return c.Approve(ctx, 9)
		})
	},
	act: func(ctx context.Context, o *office, root string, tell func(string)) error {
		path := filepath.Join(root, backupFile)
		if _, err := os.Stat(path); err == nil {
			return nil
		}
		return o.with(ctx, root, func(c *Court) error {
			if _, err := c.Backup(ctx, path, safe.Recipient()); err != nil {
				return err
			}
			tell(backupFile)
			return nil
		})
	},
	whole: func(ctx context.Context, o *office, root string, told []string) error {
		path := filepath.Join(root, backupFile)
		if _, err := os.Stat(path); err != nil {
			if len(told) > 0 || !errors.Is(err, os.ErrNotExist) {
				return err
			}
			return nil
		}
		_, err := o.shop.TestBackup(ctx, app.Config{}, app.RestoreRequest{File: path, With: []age.Identity{safe}})
		return err
	},
}

var restoring = Task{
	Name: "restore",
	prepare: func(ctx context.Context, root string) error {
		if err := prepareBackup(ctx, root); err != nil {
			return err
		}
		return os.RemoveAll(filepath.Join(root, courtFolder))
	},
	act:   restore(false),
	whole: restored,
}

var replacing = Task{
	Name:    "restore over data",
	prepare: prepareBackup,
	act:     restore(true),
	whole:   restored,
}

var carryingOver = Task{
	Name: "migration",
	prepare: func(ctx context.Context, root string) error {
		if err := found(ctx, root, func(c *Court) error { return c.ToPresident(ctx, 9) }); err != nil {
			return err
		}
		dir := filepath.Join(root, courtFolder)
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		return unzip(oldest, dir)
	},
	act: func(ctx context.Context, o *office, root string, tell func(string)) error {
		return o.with(ctx, root, func(*Court) error {
			tell(oldMatter)
			return nil
		})
	},
	whole: func(ctx context.Context, o *office, root string, _ []string) error {
		return o.with(ctx, root, func(c *Court) error {
			d, err := c.Load(ctx, oldMatter)
			if err == nil && (d.Matter.State != review.StateRoute || d.Paper == nil) {
				err = fmt.Errorf("%s is in state %s", oldMatter, d.Matter.State)
			}
			return err
		})
	},
}

// oldMatter is in the data of the oldest schema.
const oldMatter = "termination/（2026）鲁9901执801号之一"

const backupFile = "court.sqbackup"

// safe is the key of the ordeal's backups: for a test, not a secret.
var safe = func() *age.X25519Identity {
	i, err := age.ParseX25519Identity("AGE-SECRET-KEY-19MXUG0Q3EAU6S5999V9N683L49GY4WR5GVAH5Y4G58YJRNQWHK6Q0HZC2V")
	if err != nil {
		panic(err)
	}
	return i
}()

// found founds a court in root and lets it work.
func found(ctx context.Context, root string, work func(*Court) error) error {
	c, err := Found(ctx, filepath.Join(root, courtFolder))
	if err != nil {
		return err
	}
	if err := errors.Join(work(c), c.Close()); err != nil {
		return err
	}
	return c.pack(root)
}

func prepareBackup(ctx context.Context, root string) error {
	if err := backingUp.prepare(ctx, root); err != nil {
		return err
	}
	o, err := takeUp(root)
	if err != nil {
		return err
	}
	return backingUp.act(ctx, o, root, func(string) {})
}

// restore puts the backup back; where it was put back already, nothing.
func restore(replace bool) func(context.Context, *office, string, func(string)) error {
	return func(ctx context.Context, o *office, root string, tell func(string)) error {
		if err := o.at(root); err != nil {
			return err
		}
		dir := filepath.Join(root, courtFolder)
		if _, err := os.Stat(filepath.Join(dir, "restored")); err == nil {
			return nil
		}
		_, err := o.shop.Restore(ctx, o.config(dir), app.RestoreRequest{File: filepath.Join(root, backupFile), With: []age.Identity{safe}, Replace: replace})
		if err == nil {
			tell(courtFolder)
		}
		return err
	}
}

// restored says whether the data is there whole, or is not there and can be
// put there, or lies aside whole.
func restored(ctx context.Context, o *office, root string, told []string) error {
	there := false
	dirs, err := filepath.Glob(filepath.Join(root, courtFolder+".before-*"))
	if err != nil {
		return err
	}
	if dir := filepath.Join(root, courtFolder); exists(dir) {
		dirs = append(dirs, dir)
	}
	for _, dir := range dirs {
		if _, err := os.Stat(filepath.Join(dir, "court.db")); err != nil {
			return fmt.Errorf("%s is no court: %w", dir, err)
		}
		there = there || filepath.Base(dir) == courtFolder
		if err := sound(ctx, o, dir); err != nil {
			return err
		}
	}
	if len(told) > 0 && !there {
		return errors.New("restored, and not there")
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// each does an act to each matter that is not yet in the state it leads to.
func each(ctx context.Context, c *Court, to review.State, tell func(string), act func(n int) error) error {
	for _, n := range waiting {
		d, err := c.Load(ctx, ID(n))
		if err != nil {
			return err
		}
		if d.Matter.State == to {
			continue
		}
		if err := act(n); err != nil {
			return err
		}
		tell(ID(n))
	}
	return nil
}

// inState says whether each matter told of is in a state.
func inState(s review.State) func(context.Context, *office, string, []string) error {
	return func(ctx context.Context, o *office, root string, told []string) error {
		return o.with(ctx, root, func(c *Court) error {
			for _, id := range told {
				d, err := c.Load(ctx, id)
				if err != nil {
					return err
				}
				if d.Matter.State != s {
					return fmt.Errorf("%s was done, and is in state %s", id, d.Matter.State)
				}
			}
			return nil
		})
	}
}
