package storage

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"shenqian/review"
)

// A court's database on a PostgreSQL server. All its desks write one chain, so a
// step holds the court's advisory lock from its first read to its commit: what
// the domain is asked about is what the journal has. The tables are those of
// SQLite; migrations/postgres begins with schema 4.

// courtLock is the advisory lock of the chain; each database is one court's.
const courtLock = 0x7368656E7169616E // "shenqian"

// openServer connects to a database. Its address may name, as files, a folder
// that all desks share, in which the files lie; without it they lie in the
// database.
func (s *Store) openServer(ctx context.Context, address string) error {
	config, files, err := parseServer(address)
	if err != nil {
		return err
	}
	s.url = address
	// A step of migration takes as long as it takes.
	unhurried := stdlib.OpenDB(*config)
	defer unhurried.Close()
	patient(config, s.patience)
	s.use(stdlib.OpenDB(*config, stdlib.OptionAfterConnect(settled(s.patience))), postgresDialect{})
	s.pool.SetMaxOpenConns(8)
	s.pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := s.pool.PingContext(ctx); err != nil {
		return unreachable(err, config)
	}
	if err := migrateServer(ctx, unhurried); err != nil {
		return err
	}
	s.files = &fileTable{s: s, under: map[string][]byte{}}
	if files != "" {
		f := folder{files}
		if err := f.make(); err != nil {
			return review.FaultFrom(err, "storage.folder", "folder", files)
		}
		s.files = f
		closed, err := s.closedRows(ctx) // a file that came in with such a row is nobody's only to this login
		if err != nil {
			return err
		}
		return f.settle(ctx, s.db, closed == 0)
	}
	return nil
}

// parseServer reads an address, and takes out what is not the driver's.
func parseServer(address string) (*pgx.ConnConfig, string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, "", review.Fault("storage.address") // the error would show the password
	}
	q := u.Query()
	files := q.Get("files")
	q.Del("files")
	u.RawQuery = q.Encode()
	config, err := pgx.ParseConfig(u.String())
	if err != nil {
		return nil, "", review.Fault("storage.address")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	config.RuntimeParams["application_name"] = "shenqian"
	config.RuntimeParams["timezone"] = "UTC"
	return config, files, nil
}

// ServerName names a database by host, port and name: the same for all its
// users.
func ServerName(address string) (string, error) {
	config, _, err := parseServer(address)
	if err != nil {
		return "", err
	}
	return "postgres://" + net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))) + "/" + config.Database, nil
}

// unreachable says why no connection came about.
func unreachable(err error, c *pgx.ConnConfig) error {
	where := []string{"server", net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))), "database", c.Database, "user", c.User}
	switch told(err) {
	case "28P01", "28000": // invalid_password, invalid_authorization_specification
		return review.FaultFrom(err, "storage.denied", where...)
	case insufficientPrivilege: // the right to connect
		return review.FaultFrom(err, "storage.norights", where...)
	case "3D000": // invalid_catalog_name
		return review.FaultFrom(err, "storage.nodatabase", where...)
	}
	return review.FaultFrom(err, "storage.noserver", where...)
}

func existsOnServer(address string) bool {
	config, _, err := parseServer(address)
	if err != nil {
		return false
	}
	pool := stdlib.OpenDB(*config)
	defer pool.Close()
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	v, err := serverSchema(ctx, pool)
	return err == nil && v > 0
}

// begin is what a step begins with: on a server, the court's lock, and the
// schema that this program knows, for another may have carried the data on.
func (s *Store) begin(t *Tx) error {
	if !s.onServer() {
		return nil
	}
	if _, err := t.tx.ExecContext(t.ctx, "SELECT pg_advisory_xact_lock(?)", int64(courtLock)); err != nil {
		return s.unreached(err)
	}
	have, err := serverSchema(t.ctx, t.tx)
	if err != nil {
		return s.unreached(err)
	}
	if know := newestOnServer(); have > know {
		return review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
	}
	return nil
}

// channel is where the desks hear of each other's steps.
const channel = "shenqian_journal"

// tell lets the other desks know, at the commit, how far the journal is.
func (s *Store) tell(t *Tx) error {
	if !s.onServer() || t.last.Seq == 0 {
		return nil
	}
	if _, err := t.tx.ExecContext(t.ctx, "SELECT pg_notify(?, ?)", channel, strconv.FormatInt(t.last.Seq, 10)); err != nil {
		return s.unreached(err)
	}
	return nil
}

// ask asks a server that went away during a commit whether the entry is there.
// nil: the step happened.
func (s *Store) ask(ctx context.Context, e Entry, cause error) error {
	ctx, stop := context.WithTimeout(ctx, s.patience/3)
	defer stop()
	for {
		var there bool
		// A commit that is still under way holds the lock: its end is waited for.
		err := func() error {
			tx, err := s.pool.BeginTx(ctx, nil)
			if err != nil {
				return err
			}
			defer tx.Rollback() //nolint:errcheck // it only read
			b := bound{tx, s.db.dialect}
			if _, err := b.ExecContext(ctx, "SELECT pg_advisory_xact_lock(?)", int64(courtLock)); err != nil {
				return err
			}
			return b.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE hash = ?)", e.Hash[:]).Scan(&there)
		}()
		switch {
		case err == nil && there:
			return nil
		case err == nil:
			return review.FaultFrom(cause, "storage.lost")
		case ctx.Err() != nil:
			return review.FaultFrom(cause, "storage.unsure")
		}
		select {
		case <-time.After(300 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}
