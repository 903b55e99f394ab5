package storage

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Messages holds zh-Hans.json and en.json: code → sentence with {name} places.
//
//go:embed messages
var Messages embed.FS

// Store is one court's data: in one folder, or in a PostgreSQL database.
type Store struct {
	dir   string // of the folder, "" for a server's
	url   string // of the server's database, "" for a folder
	pool  *sql.DB
	db    bound // the pool
	files fileStore
	seal  *sealer
	lock  *flock.Flock
	turn  chan struct{} // holds one while a step is being written
	share string        // see Options

	patience time.Duration // see Options
}

// Options of Open.
type Options struct {
	// Key is the 32-byte key of the sealing layer.
	Key []byte
	// Window takes the folder for a window: a second one is refused. Many may
	// have a server's data before them.
	Window bool
	// Share is the kind of network share that the folder lies on, "" for a disk
	// of this machine. SQLite's locks do not hold on a share, and its shared
	// memory is no other machine's: two who write would spoil the data. There a
	// folder is only read, which is the way off it (move, backup); no window
	// opens it, and none is made there.
	Share string
	// Patience is how long a server that says nothing is waited for, 0 for a
	// minute.
	Patience time.Duration
}

const databaseName = "court.db"

// OnServer says whether data is the address of a PostgreSQL database, and not
// a folder.
func OnServer(data string) bool {
	return strings.HasPrefix(data, "postgres://") || strings.HasPrefix(data, "postgresql://")
}

// Exists says whether data holds a court's: a folder by its database, a server
// by its answer; one that gives none is said not to.
func Exists(data string) bool {
	if OnServer(data) {
		return existsOnServer(data)
	}
	_, err := os.Stat(filepath.Join(data, databaseName))
	return err == nil
}

// Open opens the data in a folder, or in a server's database, making it if
// there is none.
func Open(ctx context.Context, data string, o Options) (*Store, error) {
	seal, err := newSealer(o.Key)
	if err != nil {
		return nil, err
	}
	s := &Store{seal: seal, turn: make(chan struct{}, 1), share: o.Share, patience: cmp.Or(o.Patience, defaultPatience)}
	if OnServer(data) {
		err = s.openServer(ctx, data)
	} else {
		err = s.openFolder(ctx, data, o.Window)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// use takes a database with its dialect.
func (s *Store) use(pool *sql.DB, d dialect) {
	s.pool, s.db = pool, bound{pool, d}
}

// Close lets go of the data.
func (s *Store) Close() error {
	var errs []error
	if s.pool != nil {
		errs = append(errs, s.pool.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}

// Settle has the database look over what was written to it in bulk, so that it
// knows how to go about its queries.
func (s *Store) Settle(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, "ANALYZE"); err != nil {
		return unwritten(err)
	}
	return nil
}

// Bytes is how much the tables and indices take, files not counted.
func (s *Store) Bytes(ctx context.Context) (n int64, err error) {
	query := "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
	if s.onServer() {
		query = "SELECT pg_database_size(current_database())"
	}
	if err := s.db.QueryRowContext(ctx, query).Scan(&n); err != nil {
		return 0, unread(err)
	}
	return n, nil
}
