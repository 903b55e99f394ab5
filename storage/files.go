package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"shenqian/review"
)

// fileStore is where the content of files lies, sealed.
type fileStore interface {
	// put writes a file within a step.
	put(t *Tx, hash string, sealed []byte) error
	// keep is called once the step has happened.
	keep(hash string) error
	// get reads a file; fs.ErrNotExist if there is none.
	get(ctx context.Context, hash string) ([]byte, error)
}

func (f folder) put(_ *Tx, hash string, sealed []byte) error {
	return writeSynced(f.incoming(hash), sealed)
}

func (f folder) keep(hash string) error { return f.moveIn(hash) }

func (f folder) get(_ context.Context, hash string) ([]byte, error) {
	sealed, err := os.ReadFile(f.path(hash))
	if errors.Is(err, os.ErrNotExist) {
		sealed, err = os.ReadFile(f.incoming(hash))
	}
	if errors.Is(err, os.ErrNotExist) { // its step may have moved it just now
		sealed, err = os.ReadFile(f.path(hash))
	}
	return sealed, err
}

// fileTable keeps the content in the server's database.
type fileTable struct{ s *Store }

func (f fileTable) put(t *Tx, hash string, sealed []byte) error {
	_, err := t.tx.ExecContext(t.ctx, "INSERT INTO file (hash, sealed_content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", hash, sealed)
	return err
}

func (f fileTable) keep(string) error { return nil }

func (f fileTable) get(ctx context.Context, hash string) (sealed []byte, err error) {
	err = f.s.db.QueryRowContext(ctx, "SELECT sealed_content FROM file WHERE hash = ?", hash).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, os.ErrNotExist
	}
	if err != nil {
		return nil, review.FaultFrom(err, "storage.unreadable")
	}
	return sealed, nil
}
