package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"

	"shenqian/review"
)

//go:embed migrations/*.sql
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
