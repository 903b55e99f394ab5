package storage

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// Examination is what can be told of a court's data without its key.
type Examination struct {
	Schema int // of the data
	Newest int // that this program knows
	// Damage is what SQLite's integrity_check says is wrong with the file, in
	// SQLite's own words; none if nothing is.
	Damage []string
}

// most lines of damage that are worth reading.
const mostDamage = "10"

// Examine looks at the database in dir without changing it, also where Open
// refuses it. The error says that it can't even be read.
func Examine(ctx context.Context, dir string) (*Examination, error) {
	e := &Examination{Newest: newestSchema()}
	// rw, for a reader of a database in WAL mode makes its files; query_only
	// keeps it from writing anything else.
	q := url.Values{"mode": {"rw"}, "_query_only": {"on"}, "_busy_timeout": {"10000"}}
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, databaseName))+"?"+q.Encode())
	if err != nil {
		return nil, unread(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&e.Schema); err != nil {
		return nil, unread(err)
	}
	var damaged sqlite3.Error
	switch e.Damage, err = integrity(ctx, db); {
	case errors.As(err, &damaged) && damaged.Code == sqlite3.ErrCorrupt: // the check itself came to grief
		e.Damage = append(e.Damage, damaged.Error())
	case err != nil:
		return nil, unread(err)
	}
	return e, nil
}

func integrity(ctx context.Context, db *sql.DB) (damage []string, err error) {
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check("+mostDamage+")")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return damage, err
		}
		if line != "ok" {
			damage = append(damage, line)
		}
	}
	return damage, ended(rows)
}
