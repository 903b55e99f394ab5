package app

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// BenchMatters is how many matters the court has whose queue is measured.
const BenchMatters = 100_000

// benchQueue measures what the window asks of a queue, beside SQLite's bare
// scan of its rows.
func (w *Workshop) benchQueue(ctx context.Context, each time.Duration) (rows []BenchRow, err error) {
	dir, err := os.MkdirTemp("", "shenqian-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	c, err := w.layQueue(ctx, dir, BenchMatters)
	if err != nil {
		return nil, err
	}
	defer c.close()
	return race(ctx, c.benchmarks(ctx), each)
}

// queueCourt is a court that has rows and nothing else, with its president at
// the desk.
type queueCourt struct {
	*App
	raw *sql.DB // beside the store
}

func (c *queueCourt) close() {
	_ = c.raw.Close() // it was only read
	_ = c.Close()     // and this is thrown away
}

func (c *queueCourt) benchmarks(ctx context.Context) []benchmark {
	queue := func(f QueueFilter) func() error {
		f.Limit = benchPage
		return func() error {
			_, err := c.Queue(ctx, f)
			return err
		}
	}
	return []benchmark{
		{"scan", "", func() error { // no index holds the time: it reads every row
			var n int
			return c.raw.QueryRowContext(ctx, "SELECT COUNT(*) FROM matter WHERE changed > ''").Scan(&n)
		}},
		{"queue", "scan", queue(QueueFilter{})},
		{"mine", "scan", queue(QueueFilter{Mine: true})},
		{"state", "scan", queue(QueueFilter{State: review.StateServed})},
		{"search", "scan", queue(QueueFilter{Query: benchName})},
		{"find", "scan", func() error {
			_, err := c.Find(ctx, "执"+itoa(BenchMatters-1)+"号")
			return err
		}},
	}
}

const (
	benchPage = 200 // as the window reads it
	benchName = "王芳"
)

// layQueue writes the rows of n matters: most of them closed, as in a court
// after some years.
func (w *Workshop) layQueue(ctx context.Context, dir string, n int) (*queueCourt, error) {
	store, err := storage.Open(ctx, dir, storage.Options{Key: newKey()})
	if err != nil {
		return nil, err
	}
	a := &App{Workshop: w, config: Config{Data: dir}, store: store, made: newMade(), session: presidentOf(review.DateOf(w.Now()))}
	raw, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: filepath.ToSlash(filepath.Join(dir, "court.db"))}).EscapedPath()+"?mode=ro")
	if err != nil {
		return nil, closeAfter(err, store)
	}
	c := &queueCourt{App: a, raw: raw}
	if err := c.layRows(ctx, n, nil); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// benchMatter invents a matter. Its persons' numbers are nobody's: there is no
// district 99.
func benchMatter(dice *rand.Rand, i int) (storage.MatterRow, error) {
	family, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚")
	name := func() string {
		s := string(family[dice.IntN(len(family))]) + string(given[dice.IntN(len(given))])
		if dice.IntN(2) == 0 {
			s += string(given[dice.IntN(len(given))])
		}
		return s
	}
	s := summary{
		Kind: "termination", Court: "山东省云湖市人民法院", Cause: "民间借贷纠纷", Applicant: name(), Debtor: name(), InCharge: "林知夏", Clerk: "许安宁",
		View: "没有别的线索，同意先终本，有了线索再恢复。", HasRuling: true, Warns: dice.IntN(3), Unknown: dice.IntN(2),
		Since: time.Date(2006, 1, 1, 9, 0, 0, 0, Zone).Add(time.Duration(i) * time.Hour),
	}
	if dice.IntN(3) == 0 {
		s.Debtor = "云湖" + name() + "建材有限公司"
	}
	state := review.StateServed
	switch dice.IntN(20) {
	case 0:
		state = review.StatePresident
	case 1:
		state = review.StateDraft
	case 2:
		state = review.StateApproved
	default:
		s.Published = true
	}
	id := MatterID(s.Kind, review.CaseNumber{Year: 2006 + i*20/BenchMatters, Court: "鲁9901", Type: "执", Number: i + 1})
	row, err := rowOf(id, state, s.Since.Format(time.RFC3339), s)
	row.IDs = []string{fmt.Sprintf("99%016d", dice.Int64N(1e16)), fmt.Sprintf("99%016d", dice.Int64N(1e16))}
	return row, err
}
