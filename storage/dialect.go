package storage

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
)

// dialect is what the two databases say differently. Queries are written with ?
// for their values and in the words that both know; the rest is here.
type dialect interface {
	// bind puts the database's own marks for values in the place of ?.
	bind(query string) string
	// unindexed keeps the planner from going by an index of column.
	unindexed(column string) string
	// through is a join in the order in which it is written.
	through() string
	// found selects the numbers of the matters that a full-text query finds; its
	// value is the query.
	found() string
	// finds says whether a matter, by its number, is found by a full-text query.
	finds() string
	// expression is a full-text query in the database's words.
	expression(match string) string
	// putTokens replaces the search tokens of a matter, whose number comes
	// first.
	putTokens(tokens []string) (query string, value any)
	// contains is true where a text has its value in it, and from the table that
	// is to be searched by the index of its case numbers.
	contains(column string) string
	byCaseNumber() string
	// links is the chain without its content: all of it, also what is closed to
	// whoever asks.
	links() string
}

// runner is a database, a transaction or a connection.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// bound is a runner that takes queries as they are written here.
type bound struct {
	run runner
	dialect
}

func (b bound) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return b.run.ExecContext(ctx, b.bind(query), args...)
}

func (b bound) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return b.run.QueryContext(ctx, b.bind(query), args...)
}

func (b bound) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return b.run.QueryRowContext(ctx, b.bind(query), args...)
}

// sqliteDialect is SQLite's.
type sqliteDialect struct{}

func (sqliteDialect) bind(query string) string       { return query }
func (sqliteDialect) unindexed(column string) string { return "+" + column }
func (sqliteDialect) through() string                { return "CROSS JOIN" }
func (sqliteDialect) found() string {
	return "SELECT rowid FROM matter_search WHERE matter_search MATCH ?"
}

func (sqliteDialect) finds() string {
	return "SELECT EXISTS (SELECT 1 FROM matter_search WHERE rowid = ? AND matter_search MATCH ?)"
}
func (sqliteDialect) expression(match string) string { return match }
func (sqliteDialect) putTokens(tokens []string) (string, any) {
	return "INSERT OR REPLACE INTO matter_search (rowid, tokens) VALUES (?, ?)", strings.Join(tokens, " ")
}
func (sqliteDialect) contains(column string) string { return "INSTR(" + column + ", ?) > 0" }
func (sqliteDialect) byCaseNumber() string          { return "matter INDEXED BY matter_case_number" }
func (sqliteDialect) links() string                 { return "journal" }

// postgresDialect is PostgreSQL's.
type postgresDialect struct{}

func (postgresDialect) bind(query string) string {
	if !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r != '?' {
			b.WriteRune(r)
			continue
		}
		n++
		b.WriteString("$" + strconv.Itoa(n))
	}
	return b.String()
}

func (postgresDialect) unindexed(column string) string { return column }
func (postgresDialect) through() string                { return "JOIN" }
func (postgresDialect) found() string {
	return "SELECT shenqian_found(CAST(? AS tsquery))"
}

func (postgresDialect) finds() string {
	return "SELECT EXISTS (SELECT 1 FROM matter_search WHERE number = ? AND tokens @@ CAST(? AS tsquery))"
}

// Tokens are hexadecimal digits after a letter, and need no quoting.
func (postgresDialect) expression(match string) string {
	return strings.NewReplacer(" AND ", " & ", " OR ", " | ").Replace(match)
}

func (postgresDialect) putTokens(tokens []string) (string, any) {
	if tokens == nil {
		tokens = []string{}
	}
	return "INSERT INTO matter_search (number, tokens) VALUES (?, array_to_tsvector(CAST(? AS text[]))) ON CONFLICT (number) DO UPDATE SET tokens = excluded.tokens", tokens
}
func (postgresDialect) contains(column string) string { return "strpos(" + column + ", ?) > 0" }
func (postgresDialect) byCaseNumber() string          { return "matter" }
func (postgresDialect) links() string                 { return "journal_link" }
