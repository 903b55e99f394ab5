package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"shenqian/review"
)

//go:embed migrations/*.sql migrations/postgres/*.sql
var migrations embed.FS

// migrate brings the database to the newest schema, one transaction a step,
// and refuses one that a newer program has written.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	var have int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return review.FaultFrom(err, "storage.unreadable")
	}
	if have > len(files) {
		return review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(len(files)))
	}
	for n := have; n < len(files); n++ {
		text, err := migrations.ReadFile(files[n])
		if err != nil {
			return err
		}
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return review.FaultFrom(err, "storage.migrate", "step", files[n])
		}
		// Another process may have done the step since.
		var now int
		if err = tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err == nil && now == n {
			if _, err = tx.ExecContext(ctx, string(text)); err == nil {
				_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", n+1))
			}
		}
		if err != nil {
			_ = tx.Rollback() // the step's error counts
			return review.FaultFrom(err, "storage.migrate", "step", files[n])
		}
		if err := tx.Commit(); err != nil {
			return review.FaultFrom(err, "storage.migrate", "step", files[n])
		}
	}
	return nil
}

// newestSchema is the newest that this program knows, on either database.
func newestSchema() int {
	files, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is good
	return len(files)
}

// serverSchema is the schema of a server's data, 0 if there is none.
func serverSchema(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
},
) (int, error) {
	var there bool
	if err := q.QueryRowContext(ctx, "SELECT to_regclass('schema_version') IS NOT NULL").Scan(&there); err != nil || !there {
		return 0, err
	}
	var have int
	err := q.QueryRowContext(ctx, "SELECT version FROM schema_version").Scan(&have)
	return have, err
}

// migrateServer is migrate for a server's data, which begins with the first of
// its files. Desks that come at once wait for one another.
func migrateServer(ctx context.Context, pool *sql.DB) error {
	files, err := fs.Glob(migrations, "migrations/postgres/*.sql")
	if err != nil {
		return err
	}
	have, err := serverSchema(ctx, pool)
	switch know := newestSchema(); {
	case err != nil:
		return review.FaultFrom(err, "storage.unreadable")
	case have > know:
		return review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
	case have == know:
		return nil
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return review.FaultFrom(err, "storage.migrate", "step", files[0])
	}
	step := ""
	err = func() error {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", int64(courtLock)); err != nil {
			return err
		}
		if have, err = serverSchema(ctx, tx); err != nil {
			return err
		}
		for _, step = range files {
			var n int
			if _, err := fmt.Sscanf(path.Base(step), "%04d_", &n); err != nil {
				return err
			}
			if n <= have {
				continue
			}
			text, err := migrations.ReadFile(step)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(text)); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "UPDATE schema_version SET version = $1", n); err != nil {
				return err
			}
		}
		return tx.Commit()
	}()
	if err != nil {
		_ = tx.Rollback() // the first error counts
		return review.FaultFrom(err, "storage.migrate", "step", step)
	}
	return nil
}
