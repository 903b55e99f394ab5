package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

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
	have, err := folderSchema(ctx, db)
	if err != nil {
		return err
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

// folderSchema is the schema of a folder's data, which must not be newer than
// the program.
func folderSchema(ctx context.Context, db *sql.DB) (have int, err error) {
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return 0, unread(err)
	}
	if know := newestSchema(); have > know {
		return have, review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
	}
	return have, nil
}

// newestSchema is the newest of a folder's data that this program knows.
func newestSchema() int {
	files, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is good
	return len(files)
}

// newestOnServer is the newest of a server's data that this program knows: its
// steps after 4 are its own.
func newestOnServer() (newest int) {
	files, _ := fs.Glob(migrations, "migrations/postgres/*.sql") // the pattern is good
	for _, f := range files {
		newest = max(newest, stepOf(f))
	}
	return newest
}

// stepOf is the schema that a file of migrations leads to, 0 if its name says
// none.
func stepOf(file string) int {
	n, _ := strconv.Atoi(strings.SplitN(path.Base(file), "_", 2)[0]) // likewise
	return n
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

// pending are the steps that carry a server's data on from a schema, in order.
func pending(have int) (steps []string, err error) {
	files, err := fs.Glob(migrations, "migrations/postgres/*.sql")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if n := stepOf(f); n > have {
			text, err := migrations.ReadFile(f)
			if err != nil {
				return nil, err
			}
			steps = append(steps, string(text)+"\nUPDATE schema_version SET version = "+strconv.Itoa(n)+";\n")
		}
	}
	return steps, nil
}

// migrateServer is migrate for a server's data, which begins with the first of
// its files. Desks that come at once wait for one another. Who does not own the
// data is told who must carry it on.
func migrateServer(ctx context.Context, pool *sql.DB) error {
	have, err := serverSchema(ctx, pool)
	know := newestOnServer()
	switch {
	case err != nil:
		return unread(err)
	case have > know:
		return review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
	case have == know:
		return nil
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return review.FaultFrom(err, "storage.migrate", "step", strconv.Itoa(know))
	}
	err = func() error {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", int64(courtLock)); err != nil {
			return err
		}
		if have, err = serverSchema(ctx, tx); err != nil {
			return err
		}
		steps, err := pending(have)
		if err != nil {
			return err
		}
		for _, step := range steps {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return err
			}
		}
		return tx.Commit()
	}()
	if err != nil {
		_ = tx.Rollback() // the first error counts
		if refused(err) {
			return review.FaultFrom(err, "storage.migrate.owner", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
		}
		return review.FaultFrom(err, "storage.migrate", "step", strconv.Itoa(know))
	}
	return nil
}
