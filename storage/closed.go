package storage

import (
	"context"
)

// Closing is that a person is excluded from a matter from an entry on: on a
// server, a login that is his gets no row of it any more, by whatever program.
// In a folder, which one machine has, nothing keeps a row from anybody who may
// read the folder.
type Closing struct {
	Subject string
	Person  string // his id in the journal
	Seq     int64
}

// Close excludes a person from a matter by the last entry of the step, which
// must be one of that matter.
func (t *Tx) Close(subject, person string) error {
	return t.CloseBy(Closing{subject, person, t.last.Seq})
}

// CloseBy is Close by an earlier entry. Only who owns a server's data may name
// one, when he carries a court over.
func (t *Tx) CloseBy(c Closing) error {
	if !t.s.onServer() {
		return nil
	}
	if _, err := t.tx.ExecContext(t.ctx, "SELECT shenqian_close(?, ?, ?)", c.Subject, c.Person, c.Seq); err != nil {
		return unwritten(err)
	}
	return nil
}

// Closings are all that this login sees; kept is false for a folder, which has
// none.
func (s *Store) Closings(ctx context.Context) (out []Closing, kept bool, err error) {
	if !s.onServer() {
		return nil, false, nil
	}
	rows, err := s.db.QueryContext(ctx, "SELECT subject, person, seq FROM closed ORDER BY seq, subject, person")
	if err != nil {
		return nil, true, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c Closing
		if err := rows.Scan(&c.Subject, &c.Person, &c.Seq); err != nil {
			return nil, true, unread(err)
		}
		out = append(out, c)
	}
	return out, true, ended(rows)
}

// closedRows is how many entries of the journal this login does not see.
func (s *Store) closedRows(ctx context.Context) (n int64, err error) {
	if !s.onServer() {
		return 0, nil
	}
	err = s.db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM journal_link) - (SELECT COUNT(*) FROM journal)").Scan(&n)
	if err != nil {
		return 0, unread(err)
	}
	return n, nil
}

// link is an entry of the chain without its content.
type link struct {
	seq        int64
	prev, hash [32]byte
}

// linksBetween are those after one number and before another, in order.
func (s *Store) linksBetween(ctx context.Context, after, before int64) (out []link, err error) {
	if !s.onServer() {
		return nil, nil
	}
	rows, err := s.db.QueryContext(ctx, "SELECT seq, prev, hash FROM journal_link WHERE seq > ? AND seq < ? ORDER BY seq", after, before)
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l link
		var prev, hash []byte
		if err := rows.Scan(&l.seq, &prev, &hash); err != nil {
			return nil, unread(err)
		}
		copy(l.prev[:], prev)
		copy(l.hash[:], hash)
		out = append(out, l)
	}
	return out, ended(rows)
}

// WrittenBy is the login by which an entry was written to a server, "" if that
// is not known.
func (s *Store) WrittenBy(ctx context.Context, seq int64) (string, error) {
	if !s.onServer() {
		return "", nil
	}
	var login string
	err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(login), '') FROM journal_login WHERE seq = ?", seq).Scan(&login)
	if err != nil {
		return "", unread(err)
	}
	return login, nil
}

// HoldsCourt says whether data that exists has a court in it: tables that
// init-postgres made are there before.
func HoldsCourt(ctx context.Context, data string) (bool, error) {
	if !OnServer(data) {
		return true, nil
	}
	pool, err := connected(ctx, data)
	if err != nil {
		return false, err
	}
	defer pool.Close()
	var held bool
	if err := pool.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal)").Scan(&held); err != nil {
		return false, unread(err)
	}
	return held, nil
}
