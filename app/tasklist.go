package app

import (
	"cmp"
	"context"
	"slices"

	"shenqian/review"
)

// tasksMark finds the matters that a task was ever asked of.
const tasksMark = "tasks"

// AskedTask is a task with its matter.
type AskedTask struct {
	ID         string      `json:"-"`
	CaseNumber string      `json:"case_number"`
	Task       review.Task `json:"task"`
	DaysLeft   int         `json:"days_left"` // of one that is open; below zero: overdue
}

// Open says whether it is still to be done.
func (t AskedTask) Open() bool { return t.Task.Done.IsZero() }

// Tasks 批示落实 are all that were asked: those open first, the first due first; then
// those done, the last done first.
func (a *App) Tasks(ctx context.Context) ([]AskedTask, error) {
	page, err := a.Queue(ctx, QueueFilter{mark: tasksMark})
	if err != nil {
		return nil, err
	}
	today := review.DateOf(a.Now())
	out := []AskedTask{}
	for _, it := range page.Items {
		if it.Recused != "" && a.Session() != nil && it.Recused == a.Session().Person.Name {
			continue
		}
		_, m, err := a.events(ctx, it.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range m.Tasks {
			out = append(out, AskedTask{ID: it.ID, CaseNumber: it.CaseNumber, Task: t, DaysLeft: today.Days(t.Due)})
		}
	}
	slices.SortStableFunc(out, func(x, y AskedTask) int {
		switch {
		case x.Open() != y.Open():
			if x.Open() {
				return -1
			}
			return 1
		case x.Open():
			return cmp.Compare(x.Task.Due.String(), y.Task.Due.String())
		}
		return cmp.Compare(y.Task.Done.String(), x.Task.Done.String())
	})
	return out, nil
}
