package storage

import (
	"context"
	"database/sql"
	"strings"
)

// listFolder answers a query on one connection to SQLite.
func (s *Store) listFolder(ctx context.Context, q Query) (Page, error) {
	c, err := s.pool.Conn(ctx)
	if err != nil {
		return Page{}, unread(err)
	}
	defer c.Close()
	l := &lister{s: s, ctx: ctx, c: c, q: q}
	err = l.read()
	// One snapshot of the court's data and no trace in it. BeginTx would take
	// the lock of a writer.
	_, _ = c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // nothing was written that counts
	return l.page, err
}

// lister answers one query on one connection.
type lister struct {
	s    *Store
	ctx  context.Context
	c    *sql.Conn
	q    Query
	page Page
}

// few is how many hits of a search are sorted one by one. For more it is
// quicker to go through all matters in their order and take the hits.
const few = 2000

// The sets that a query makes for itself: what is found, and what of it is
// the asker's. They live in the connection's own memory.
const sets = `PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE IF NOT EXISTS found (matter INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS mine (matter INTEGER PRIMARY KEY);
BEGIN DEFERRED`

func (l *lister) read() error {
	if _, err := l.c.ExecContext(l.ctx, sets); err != nil {
		return err
	}
	match, narrowed := l.s.match(l.q), ""
	hits := 0
	var err error
	if match != "" {
		if hits, err = l.gather("found", "SELECT rowid FROM matter_search WHERE matter_search MATCH ?", match); err != nil {
			return err
		}
		narrowed = " AND +d.matter IN found" // +: as a test, never as the way in
	}
	var state []any
	if l.q.State != "" {
		narrowed, state = narrowed+" AND d.state = ?", []any{l.q.State}
	}
	if l.q.Together {
		if err := l.countPapers(narrowed, state); err != nil {
			return err
		}
		narrowed += " AND d.follows = 0"
	}
	if err := l.gatherMine(narrowed, state); err != nil {
		return err
	}
	if !l.q.Together {
		l.page.Papers = l.page.Mine
	}
	if l.page.Total = hits; match == "" || l.q.State != "" || l.q.Together {
		// Whom a series leads on the asker's desks, it need not on everybody's.
		apart, own := "", 0
		if l.q.Together {
			apart, own = " AND +d.matter NOT IN mine", l.page.Mine
		}
		if err := l.c.QueryRowContext(l.ctx, "SELECT COUNT(*) FROM matter_desk d WHERE d.desk = 1"+narrowed+apart, state...).Scan(&l.page.Total); err != nil {
			return err
		}
		l.page.Total += own
	}
	limit := l.q.Limit
	if limit == 0 {
		limit = l.page.Total
	}
	if n := min(limit, l.page.Mine-l.q.Offset); n > 0 {
		if err := l.rows("1", "mine CROSS JOIN matter_desk d USING (matter) WHERE d.desk = 1", nil, n, l.q.Offset); err != nil {
			return err
		}
	}
	if l.q.Mine || limit <= len(l.page.Rows) {
		return nil
	}
	from := "matter_desk d WHERE d.desk = 1"
	if match != "" && hits <= few {
		from = "found CROSS JOIN matter_desk d USING (matter) WHERE d.desk = 1"
	}
	return l.rows("0", from+narrowed+" AND +d.matter NOT IN mine", state, limit-len(l.page.Rows), max(0, l.q.Offset-l.page.Mine))
}

// gather fills a set, and says how many are in it.
func (l *lister) gather(set, query string, args ...any) (int, error) {
	r, err := l.c.ExecContext(l.ctx, "INSERT OR IGNORE INTO "+set+" "+query, args...)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

// gatherMine finds what lies on the asker's desks, be it on several.
func (l *lister) gatherMine(narrowed string, args []any) (err error) {
	if len(l.q.Desks) == 0 {
		return nil
	}
	query, who := l.onDesks("d.matter", narrowed)
	l.page.Mine, err = l.gather("mine", query, append(who, args...)...)
	return err
}

// countPapers counts what lies on the asker's desks before series are put
// together.
func (l *lister) countPapers(narrowed string, args []any) error {
	if len(l.q.Desks) == 0 {
		return nil
	}
	query, who := l.onDesks("COUNT(DISTINCT d.matter)", narrowed)
	return l.c.QueryRowContext(l.ctx, query, append(who, args...)...).Scan(&l.page.Papers)
}

// onDesks asks for something of all that lies on the asker's desks.
func (l *lister) onDesks(what, narrowed string) (query string, who []any) {
	who = make([]any, len(l.q.Desks))
	for i, d := range l.q.Desks {
		who[i] = l.s.who(d)
	}
	return "SELECT " + what + " FROM desk CROSS JOIN matter_desk d ON d.desk = desk.id WHERE desk.id <> 1 AND desk.who IN (?" + strings.Repeat(", ?", len(who)-1) + ")" + narrowed, who
}

// rows reads the matters of one part of the list.
func (l *lister) rows(mine, from string, args []any, limit, offset int) error {
	rows, err := l.s.rowsOf(l.ctx, l.c, l.q.Together, mine, from, args, limit, offset)
	l.page.Rows = append(l.page.Rows, rows...)
	return err
}
