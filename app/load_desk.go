package app

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"time"

	"shenqian/review"
)

// loadDesk is one of the desks at work.
type loadDesk struct {
	*App
	key   *Credential // the president's, nil at a clerk's desk
	dice  *rand.Rand
	ids   []string
	spent map[string][]time.Duration
	wrong map[string]int
	late  map[string]int // somebody else was quicker

	filed    []review.Hash
	approved []string
}

func newLoadDesk(a *App, seed uint64, ids []string) *loadDesk {
	return &loadDesk{
		App: a, dice: rand.New(rand.NewPCG(7, seed)), ids: ids,
		spent: map[string][]time.Duration{}, wrong: map[string]int{}, late: map[string]int{},
	}
}

// work does one thing after the other until the time is over. What has begun is
// brought to its end.
func (d *loadDesk) work(ctx, until context.Context) {
	for until.Err() == nil {
		name, do := d.next()
		start := time.Now()
		err := do(ctx)
		d.spent[name] = append(d.spent[name], time.Since(start))
		switch {
		case err == nil:
		case quicker(Code(err)):
			d.late[name]++
		default:
			d.wrong[name]++
		}
	}
}

// quicker says whether an error is what one is told who comes after another: the
// paper is no more where it was.
func quicker(code string) bool {
	switch code {
	case "approve.parked", "approve.notshown", "approve.otherhash", "unpark.notparked", "act.overtaken":
		return true
	}
	return strings.HasPrefix(code, "state.")
}

// next is what a desk does next: it mostly looks.
func (d *loadDesk) next() (string, func(context.Context) error) {
	id := d.ids[d.dice.IntN(len(d.ids))]
	switch n := d.dice.IntN(10); {
	case n < 3:
		return "list", d.list(QueueFilter{Limit: benchPage, Mine: d.key != nil})
	case n < 5:
		return "search", d.list(QueueFilter{Query: benchName, Limit: benchPage})
	case n < 8:
		return "open", func(ctx context.Context) error { _, err := d.Load(ctx, id); return err }
	case d.key == nil:
		return "file", func(ctx context.Context) error { return d.file(ctx, id) }
	case n == 8:
		return "park", func(ctx context.Context) error { return d.park(ctx, id) }
	}
	return "approve", func(ctx context.Context) error { return d.approve(ctx, id) }
}

func (d *loadDesk) list(f QueueFilter) func(context.Context) error {
	return func(ctx context.Context) error { _, err := d.Queue(ctx, f); return err }
}

// file adds a scan of 20 kB.
func (d *loadDesk) file(ctx context.Context, id string) error {
	b := append([]byte("%PDF-1.7\n"), make([]byte, 20000)...)
	for i := 16; i+8 <= len(b); i += 8 {
		binary.LittleEndian.PutUint64(b[i:], d.dice.Uint64())
	}
	err := d.Attach(ctx, id, "查控反馈.pdf", "查控反馈", b)
	if err == nil {
		d.filed = append(d.filed, review.HashOf(b))
	}
	return err
}

// park puts a question to a paper, or takes up one that has been parked.
func (d *loadDesk) park(ctx context.Context, id string) error {
	m, err := d.Load(ctx, id)
	if err != nil {
		return err
	}
	if m.Matter.Parked != "" {
		_, err = d.Unpark(ctx, id)
		return err
	}
	_, err = d.Park(ctx, id, "请来汇报。")
	return err
}

// approve has a paper frozen and shown, and signs it.
func (d *loadDesk) approve(ctx context.Context, id string) error {
	sh, err := d.Show(ctx, id)
	if err != nil {
		return err
	}
	if _, err = d.Approve(ctx, id, sh.Hash, d.key, ""); err == nil {
		d.approved = append(d.approved, id)
	}
	return err
}
