package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"

	"shenqian/review"
)

// fileStore is where the content of files lies, sealed.
type fileStore interface {
	// put writes a file within a step.
	put(t *Tx, hash string, sealed []byte) error
	// end is called once the step with these files is over, whether it happened
	// or not.
	end(hashes []string, happened bool)
	// get reads a file; fs.ErrNotExist if there is none.
	get(ctx context.Context, hash string) ([]byte, error)
}

func (f folder) put(_ *Tx, hash string, sealed []byte) error {
	return writeSynced(f.incoming(hash), sealed)
}

func (f folder) end(hashes []string, happened bool) {
	if !happened {
		return // what lies under incoming is removed in time
	}
	// A file that can't be moved yet is still found under incoming, and moved at
	// the next opening.
	for _, h := range hashes {
		_ = f.moveIn(h)
	}
}

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

// fileTable keeps the content in the server's database. What a step brings in is
// read by the step itself before others can see it, on another connection: it
// is held here until the step is over.
type fileTable struct {
	s     *Store
	mu    sync.Mutex
	under map[string][]byte // of steps under way, by hash, sealed
}

func (f *fileTable) put(t *Tx, hash string, sealed []byte) error {
	done, err := t.tx.ExecContext(t.ctx, "INSERT INTO file (hash, sealed_content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", hash, sealed)
	if err == nil {
		if n, _ := done.RowsAffected(); n == 0 { // the driver counts
			return f.same(t, hash)
		}
		f.mu.Lock()
		f.under[hash] = sealed
		f.mu.Unlock()
	}
	return err
}

// same refuses a file in whose place something else lies already. One that came
// in with a matter that is closed to this login is not seen, and stays.
func (f *fileTable) same(t *Tx, hash string) error {
	var there []byte
	err := t.tx.QueryRowContext(t.ctx, "SELECT sealed_content FROM file WHERE hash = ?", hash).Scan(&there)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		there, err = t.s.seal.open(there, "blob "+hash)
	}
	if err == nil && string(review.HashOf(there)) != hash {
		err = review.Fault("storage.damaged", "what", "blob "+hash)
	}
	return err
}

func (f *fileTable) end(hashes []string, _ bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range hashes {
		delete(f.under, h)
	}
}

func (f *fileTable) get(ctx context.Context, hash string) (sealed []byte, err error) {
	f.mu.Lock()
	sealed, here := f.under[hash]
	f.mu.Unlock()
	if here {
		return sealed, nil
	}
	err = f.s.db.QueryRowContext(ctx, "SELECT sealed_content FROM file WHERE hash = ?", hash).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, os.ErrNotExist
	}
	if err != nil {
		return nil, unread(err)
	}
	return sealed, nil
}
