package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// often is how often progress is shown at most.
const often = 50 * time.Millisecond

// work says how a background task is shown.
type work struct {
	label string // at the foot of the window; "" for what is over at once
	act   bool   // it changes the court's data
	stop  bool   // the user may cancel it
}

// task is one piece of work that is going on.
type task struct {
	work
	cancel      context.CancelFunc
	done, total int
	what        string
}

// tasks is the foot of the window: who sits here, and what is going on.
type tasks struct {
	d    *Desk
	bar  fyne.CanvasObject
	list []*task

	left, text *kit.Text
	progress   *widget.ProgressBar
	spinner    *widget.Activity
	cancel     *kit.Button
	running    *fyne.Container
	group      sync.WaitGroup
}

func newTasks(d *Desk) *tasks {
	t := &tasks{d: d, left: kit.NewText("").In(theme.Muted).Sized(base.SizeNameCaptionText).Lines(1), text: kit.NewText("").Sized(base.SizeNameCaptionText).Lines(1)}
	t.progress, t.spinner = widget.NewProgressBar(), widget.NewActivity()
	t.progress.TextFormatter = func() string { return "" } // the count stands beside it, where it can be read
	t.cancel = kit.NewButton(d.say("ui.cancel"), nil, func() {
		for _, x := range t.list {
			if x.stop {
				x.cancel()
			}
		}
	})
	t.running = container.NewHBox(t.spinner, middling(t.text), container.New(wide{220}, t.progress), t.cancel)
	t.running.Hide()
	// Always as high as with a button in it: the paper must not move when a
	// task comes or goes.
	line := container.New(atLeast{t.cancel}, container.NewBorder(nil, nil, nil, t.running, middling(t.left)))
	t.bar = kit.NewBox(line, theme.Surface, theme.Line, 10, 1).Square()
	t.bar.Hide()
	return t
}

// wide gives its one object a width.
type wide struct{ width float32 }

func (w wide) Layout(os []fyne.CanvasObject, s fyne.Size) {
	for _, o := range os {
		h := min(s.Height, o.MinSize().Height)
		o.Move(fyne.NewPos(0, (s.Height-h)/2))
		o.Resize(fyne.NewSize(s.Width, h))
	}
}

func (w wide) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(w.width, os[0].MinSize().Height)
}

// atLeast makes its one object as high as another.
type atLeast struct{ as fyne.CanvasObject }

func (l atLeast) Layout(os []fyne.CanvasObject, s fyne.Size) { os[0].Resize(s) }
func (l atLeast) MinSize(os []fyne.CanvasObject) fyne.Size {
	return os[0].MinSize().Max(fyne.NewSize(0, l.as.MinSize().Height))
}

// onMain is onMain, or at once in tests.
func (d *Desk) onMain(f func()) {
	if d.atOnce {
		f()
		return
	}
	onMain(f)
}

// work does something in the background, then then on the window's thread.
// The function it returns cancels it.
func (d *Desk) work(w work, do func(context.Context, app.Progress) error, then func(error)) context.CancelFunc {
	ctx, cancel := context.WithCancel(context.Background())
	x := &task{work: w, cancel: cancel}
	d.tasks.list = append(d.tasks.list, x)
	if w.act {
		d.acting++
	}
	d.tasks.refresh()
	var last time.Time
	tell := func(done, total int, what string) {
		if now := time.Now(); now.Sub(last) >= often || done >= total {
			last = now
			d.onMain(func() {
				x.done, x.total, x.what = done, total, what
				d.tasks.refresh()
			})
		}
	}
	end := func(err error) {
		cancel()
		d.tasks.remove(x)
		if w.act {
			d.acting--
		}
		if then != nil {
			then(err)
		}
	}
	if d.atOnce {
		end(do(ctx, tell))
		return cancel
	}
	d.tasks.group.Add(1)
	go func() {
		defer d.tasks.group.Done()
		err := guarded(ctx, do, tell)
		onMain(func() { end(err) })
	}()
	return cancel
}

// guarded turns a panic of a task into its error: one paper that can't be
// drawn must not take the window with all that is typed in it.
func guarded(ctx context.Context, do func(context.Context, app.Progress) error, tell app.Progress) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do(ctx, tell)
}

func (t *tasks) remove(x *task) {
	for i := range t.list {
		if t.list[i] == x {
			t.list = append(t.list[:i], t.list[i+1:]...)
			break
		}
	}
	t.refresh()
}

// refresh shows the last task that has a label.
func (t *tasks) refresh() {
	var x *task
	stop := false
	for _, y := range t.list {
		if y.label != "" {
			x = y
		}
		stop = stop || y.stop
	}
	if x == nil {
		t.running.Hide()
		t.spinner.Stop()
		if t.left.String() == "" {
			t.bar.Hide()
		}
		return
	}
	text := x.label
	if x.total > 0 {
		text += "　" + itoa(x.done) + "/" + itoa(x.total)
	}
	if x.what != "" {
		text += "　" + x.what
	}
	t.text.Set(kit.Elide(text, kit.Size(base.SizeNameCaptionText), false, 420))
	if x.total > 0 {
		t.progress.Max = float64(x.total)
		t.progress.SetValue(float64(x.done))
		t.progress.Show()
	} else {
		t.progress.Hide()
	}
	if stop {
		t.cancel.Show()
	} else {
		t.cancel.Hide()
	}
	t.spinner.Start()
	t.bar.Show()
	t.running.Show()
	t.running.Refresh()
}

// note says something at the left that stays.
func (t *tasks) note(s string) {
	t.left.Set(s)
	if s == "" && len(t.list) == 0 {
		t.bar.Hide()
	} else {
		t.bar.Show()
	}
}

// busy says whether something goes on that closing would break off.
func (t *tasks) busy() bool {
	for _, x := range t.list {
		if x.act || x.stop {
			return true
		}
	}
	return false
}

func (t *tasks) cancelAll() {
	for _, x := range t.list {
		x.cancel()
	}
}

// canceled says whether an error only says that someone cancelled.
func canceled(err error) bool { return errors.Is(err, context.Canceled) }
