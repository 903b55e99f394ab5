package storage

import (
	"context"
	"strings"
)

// part is a piece of a query with its values.
type part struct {
	sql  string
	args []any
}

func (p part) and(sql string, more ...part) part {
	out := part{p.sql + sql, p.args[:len(p.args):len(p.args)]}
	for _, m := range more {
		out.sql += m.sql
		out.args = append(out.args, m.args...)
	}
	return out
}

// listServer answers a query in one snapshot of the server's data. The order
// and what is counted are those of SQLite (list_sqlite.go), which makes sets of
// its own where this has subqueries.
func (s *Store) listServer(ctx context.Context, q Query) (page Page, err error) {
	tx, err := s.pool.BeginTx(ctx, s.snapshot())
	if err != nil {
		return page, err
	}
	defer tx.Rollback() //nolint:errcheck // it only reads
	b := bound{tx, s.db.dialect}
	count := func(p part) (n int, err error) {
		err = b.QueryRowContext(ctx, p.sql, p.args...).Scan(&n)
		return n, err
	}

	narrowed := part{}
	if match := s.db.expression(s.match(q)); match != "" {
		narrowed = narrowed.and(" AND d.matter IN (", part{s.db.found(), []any{match}}).and(")")
	}
	if q.State != "" {
		narrowed = narrowed.and(" AND d.state = ?", part{"", []any{string(q.State)}})
	}
	desks := part{" FROM desk JOIN matter_desk d ON d.desk = desk.id WHERE desk.id <> 1 AND FALSE", nil}
	if len(q.Desks) > 0 {
		who := part{"?" + strings.Repeat(", ?", len(q.Desks)-1) + ")", nil}
		for _, d := range q.Desks {
			who.args = append(who.args, s.who(d))
		}
		desks = part{}.and(" FROM desk JOIN matter_desk d ON d.desk = desk.id WHERE desk.id <> 1 AND desk.who IN (", who)
	}
	if page.Papers, err = count(part{}.and("SELECT COUNT(DISTINCT d.matter)", desks, narrowed)); err != nil {
		return page, err
	}
	if q.Together {
		narrowed = narrowed.and(" AND d.follows = 0")
	}
	mine := part{}.and("SELECT d.matter", desks, narrowed)
	page.Mine = page.Papers
	if q.Together {
		if page.Mine, err = count(part{}.and("SELECT COUNT(DISTINCT d.matter)", desks, narrowed)); err != nil {
			return page, err
		}
	}
	others := apartFrom(narrowed, mine)
	rest, err := count(part{}.and("SELECT COUNT(*) FROM ", others))
	if err != nil {
		return page, err
	}
	if page.Total = rest + page.Mine; !q.Together {
		// What lies on a desk of one's own lies on everybody's too.
		if page.Total, err = count(part{}.and("SELECT COUNT(*) FROM matter_desk d WHERE d.desk = 1", narrowed)); err != nil {
			return page, err
		}
	}
	limit := q.Limit
	if limit == 0 {
		limit = page.Total
	}
	if n := min(limit, page.Mine-q.Offset); n > 0 {
		from := part{}.and("matter_desk d WHERE d.desk = 1 AND d.matter IN (", mine).and(")")
		if page.Rows, err = s.rowsOf(ctx, b, q.Together, "1", from.sql, from.args, n, q.Offset); err != nil {
			return page, err
		}
	}
	if q.Mine || limit <= len(page.Rows) {
		return page, nil
	}
	more, err := s.rowsOf(ctx, b, q.Together, "0", others.sql, others.args, limit-len(page.Rows), max(0, q.Offset-page.Mine))
	page.Rows = append(page.Rows, more...)
	return page, err
}

// apartFrom are the matters on everybody's desk that are none of mine. NOT IN
// would say the same, but PostgreSQL keeps the set of it in a hash only while
// that fits its work_mem, and else looks through all of it for each matter.
func apartFrom(narrowed, mine part) part {
	return part{}.and("matter_desk d WHERE d.desk = 1", narrowed).and(" AND NOT EXISTS (SELECT 1 FROM (", mine).and(") m WHERE m.matter = d.matter)")
}
