package storage

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"shenqian/review"
)

// Copy carries all of a court's data over into an empty store with the same
// key, in one step: the journal byte for byte, its tree and keys, the files,
// and the rows, which are to be made again since the words that they are found
// by are not kept. Whether the copy is the original, VerifyJournal and the roots
// of both say.
func Copy(ctx context.Context, from, to *Store) error {
	if size, err := to.Size(ctx); err != nil || size > 0 {
		if err == nil {
			err = review.Fault("storage.notempty")
		}
		return err
	}
	// Who does not see all of a server's journal can copy none of it: the rest
	// would make no chain.
	if n, err := from.closedRows(ctx); err != nil || n > 0 {
		if err == nil {
			err = review.Fault("storage.closed", "count", strconv.FormatInt(n, 10))
		}
		return err
	}
	// What others write meanwhile is not in it, be it in one table or another.
	tx, err := from.pool.BeginTx(ctx, from.snapshot())
	if err != nil {
		return unread(err)
	}
	defer tx.Rollback() //nolint:errcheck // it only reads
	moment := bound{tx, from.db.dialect}
	return to.Update(ctx, func(t *Tx) error {
		for _, c := range copied {
			if c.name == "tree" && to.onServer() {
				continue // a server grows its own with the journal
			}
			if err := c.copy(ctx, moment, t); err != nil {
				return err
			}
		}
		if err := from.eachBlob(ctx, moment, func(h string, sealed []byte) error {
			t.news = append(t.news, h)
			return to.files.put(t, h, sealed)
		}); err != nil {
			return err
		}
		return to.countOn(t)
	})
}

// table is what is copied of one table, column by column.
type table struct {
	name    string
	columns []string
	order   string
	except  string // rows that a new store has already
}

var copied = []table{
	{name: "journal", columns: []string{"seq", "type", "subject", "signer_kind", "signer_key", "signature", "sealed_body", "prev", "hash"}, order: "seq"},
	{name: "blob", columns: []string{"hash", "size", "seq"}, order: "seq, hash"},
	{name: "tree", columns: []string{"number", "hash"}, order: "number"},
	{name: "log_key", columns: []string{"name", "sealed_key"}, order: "name"},
	{name: "desk", columns: []string{"id", "who"}, order: "id", except: " WHERE id <> 1"},
	{name: "matter", columns: []string{"number", "id", "case_number", "state", "changed", "seq", "sealed_summary", "series"}, order: "number"},
	{name: "matter_desk", columns: []string{"matter", "desk", "rank", "state", "follows"}, order: "matter, desk"},
}

// snapshot is how a transaction sees the data as of one moment. In SQLite every
// one does.
func (s *Store) snapshot() *sql.TxOptions {
	if !s.onServer() {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

func (c table) copy(ctx context.Context, from querier, t *Tx) error {
	rows, err := from.QueryContext(ctx, "SELECT "+strings.Join(c.columns, ", ")+" FROM "+c.name+c.except+" ORDER BY "+c.order)
	if err != nil {
		return unread(err)
	}
	defer rows.Close()
	into, marks := c.columns, strings.Repeat(", ?", len(c.columns))[2:]
	if c.name == "matter" {
		into, marks = append(into[:len(into):len(into)], "made"), marks+", 0"
	}
	put := "INSERT INTO " + c.name + " (" + strings.Join(into, ", ") + ") VALUES (" + marks + ")"
	values, places := make([]any, len(c.columns)), make([]any, len(c.columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return unread(err)
		}
		if _, err := t.tx.ExecContext(ctx, put, values...); err != nil {
			return unwritten(err)
		}
	}
	if err := rows.Err(); err != nil {
		return unread(err)
	}
	return nil
}

// eachBlob goes through the files as they lie, sealed.
func (s *Store) eachBlob(ctx context.Context, q querier, f func(hash string, sealed []byte) error) error {
	all, err := blobs(ctx, q)
	if err != nil {
		return err
	}
	for _, b := range all {
		sealed, err := s.files.get(ctx, string(b.Hash))
		if err != nil {
			return review.FaultFrom(err, "storage.nofile", "hash", b.Hash.Short())
		}
		if err := f(string(b.Hash), sealed); err != nil {
			return err
		}
	}
	return nil
}

// countOn has a server's counters go on after the numbers that were copied.
func (s *Store) countOn(t *Tx) error {
	if !s.onServer() {
		return nil
	}
	for table, column := range map[string]string{"matter": "number", "desk": "id"} {
		if _, err := t.tx.ExecContext(t.ctx, "SELECT setval(pg_get_serial_sequence(?, ?), (SELECT MAX("+column+") FROM "+table+") + 1, false) WHERE EXISTS (SELECT 1 FROM "+table+")", table, column); err != nil {
			return unwritten(err)
		}
	}
	return nil
}
