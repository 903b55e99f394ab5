package storage

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"shenqian/review"
)

// A court's database is owned by one role, which nobody works as, and is used by
// logins that have just the rights which the program needs. These are given to
// two groups, which belong to the database and bear its name, and the logins are
// members of them:
//
//	DATABASE_desk    reads; adds to what only grows; writes the rows that follow
//	DATABASE_people  besides records who is who, which keys are trusted no more,
//	                 and the court's settings

// Login is a login of the server for one who works at the court's desks.
type Login struct {
	Name string
	// Person is whose it is, by his id in the journal; "" for one that several
	// share, who can't be told apart then.
	Person string
	Keeper bool // may record persons and the court's settings
}

// loginName keeps to what needs no quoting anywhere.
var loginName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,50}$`)

// RolesSQL is what InitRoles does, for whoever wants to read it before, or to
// run it with psql.
func RolesSQL(ctx context.Context, address string, logins []Login) (string, error) {
	pool, err := connected(ctx, address)
	if err != nil {
		return "", err
	}
	defer pool.Close()
	return rolesSQL(ctx, pool, logins)
}

// InitRoles carries the schema on and gives the groups and logins their rights,
// all or nothing; done again, it sets right what was changed meanwhile.
func InitRoles(ctx context.Context, address string, logins []Login) error {
	pool, err := connected(ctx, address)
	if err != nil {
		return err
	}
	defer pool.Close()
	script, err := rolesSQL(ctx, pool, logins)
	if err != nil {
		return err
	}
	c, err := pool.Conn(ctx)
	if err != nil {
		return review.FaultFrom(err, "storage.lost")
	}
	defer c.Close()
	// The script begins and ends its transaction itself.
	err = c.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().PgConn().Exec(ctx, script).ReadAll()
		return err
	})
	switch {
	case err == nil:
		return nil
	case refused(err):
		return review.FaultFrom(err, "storage.roles.owner", "why", said(err))
	}
	return review.FaultFrom(err, "storage.roles", "why", said(err))
}

// said is the server's own word.
func said(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// connected is a database that answers.
func connected(ctx context.Context, address string) (*sql.DB, error) {
	if !OnServer(address) {
		return nil, review.Fault("storage.address")
	}
	config, _, err := parseServer(address)
	if err != nil {
		return nil, err
	}
	pool := stdlib.OpenDB(*config)
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close() // the first error counts
		return nil, unreachable(err, config)
	}
	return pool, nil
}

func rolesSQL(ctx context.Context, pool *sql.DB, logins []Login) (string, error) {
	have, err := serverSchema(ctx, pool)
	if err != nil {
		return "", unread(err)
	}
	if know := newestOnServer(); have > know {
		return "", review.Fault("storage.newer", "have", strconv.Itoa(have), "know", strconv.Itoa(know))
	}
	var database string
	if err := pool.QueryRowContext(ctx, "SELECT current_database()").Scan(&database); err != nil {
		return "", unread(err)
	}
	if len(database) > 50 {
		return "", review.Fault("storage.roles.name", "name", database)
	}
	steps, err := pending(have)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("BEGIN;\nSELECT pg_advisory_xact_lock(" + strconv.FormatInt(courtLock, 10) + ");\n")
	for _, s := range steps {
		b.WriteString(s)
	}
	b.WriteString(grants(database))
	for _, l := range logins {
		if !loginName.MatchString(l.Name) || strings.HasPrefix(l.Name, "pg_") {
			return "", review.Fault("storage.roles.name", "name", l.Name)
		}
		b.WriteString(l.sql(database))
	}
	b.WriteString("COMMIT;\n")
	return b.String(), nil
}

// name is an identifier, and text a literal, in SQL.
func name(s string) string { return pgx.Identifier{s}.Sanitize() }

func text(s string) string {
	// Backslashes mean nothing: standard_conforming_strings is on since 9.1.
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func deskGroup(database string) string   { return database + "_desk" }
func peopleGroup(database string) string { return database + "_people" }

// made makes a role if there is none.
func made(role, kind string) string {
	return "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = " + text(role) + ") THEN CREATE ROLE " + name(role) + " " + kind + "; END IF; END $$;\n"
}

// rights are what the program needs at a desk, table by table, and no more.
var rights = []struct{ table, may string }{
	{"schema_version", "SELECT"},
	{"journal", "SELECT, INSERT"},
	{"blob", "SELECT, INSERT"},
	{"file", "SELECT, INSERT"},
	{"log_key", "SELECT, INSERT"},
	{"desk", "SELECT, INSERT"},
	{"matter", "SELECT, INSERT, UPDATE"},
	{"matter_search", "SELECT, INSERT, UPDATE"},
	{"matter_desk", "SELECT, INSERT, UPDATE, DELETE"},
	{"tree", "SELECT"},
	{"journal_link", "SELECT"},
	{"journal_login", "SELECT"},
	{"closed", "SELECT"},
	{"closed_to_me", "SELECT"},
	{"closed_seq_to_me", "SELECT"},
	{"closed_file_to_me", "SELECT"},
	{"closed_matter_to_me", "SELECT"},
}

// calls are the functions that the program calls at a desk.
const calls = "shenqian_close(TEXT, TEXT, BIGINT), shenqian_found(TSQUERY), shenqian_outdate(TSQUERY, TEXT, TEXT[], BIGINT), shenqian_regroup(TEXT)"

// grants makes the groups and gives them, and nobody else, their rights.
func grants(database string) string {
	desk, people := deskGroup(database), peopleGroup(database)
	var b strings.Builder
	line := func(s ...string) { b.WriteString(strings.Join(s, "") + ";\n") }
	b.WriteString(made(desk, "NOLOGIN") + made(people, "NOLOGIN"))
	for _, who := range []string{"PUBLIC", name(desk), name(people)} {
		line("REVOKE ALL ON DATABASE ", name(database), " FROM ", who)
		line("REVOKE ALL ON SCHEMA public FROM ", who)
		line("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ", who)
		line("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ", who)
		line("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM ", who)
	}
	line("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM PUBLIC")
	line("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
	line("GRANT CONNECT ON DATABASE ", name(database), " TO ", name(desk))
	line("GRANT USAGE ON SCHEMA public TO ", name(desk))
	for _, r := range rights {
		line("GRANT ", r.may, " ON ", r.table, " TO ", name(desk))
	}
	line("GRANT EXECUTE ON FUNCTION ", calls, " TO ", name(desk))
	line("GRANT ", name(desk), " TO ", name(people))
	line("DROP POLICY IF EXISTS people ON journal")
	line("CREATE POLICY people ON journal AS RESTRICTIVE FOR INSERT WITH CHECK (type NOT IN ('person', 'court', 'key') OR pg_has_role(session_user, ", text(people), ", 'MEMBER'))")
	return b.String()
}

// sql makes a login and gives it its group's rights, and none of its own. One
// that is above all rights is refused.
func (l Login) sql(database string) string {
	group, other := deskGroup(database), peopleGroup(database)
	if l.Keeper {
		group, other = other, group
	}
	var b strings.Builder
	b.WriteString(made(l.Name, "LOGIN"))
	b.WriteString("DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = " + text(l.Name) + " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)) OR pg_has_role(" + text(l.Name) + ", (SELECT relowner FROM pg_class WHERE oid = 'journal'::regclass), 'MEMBER') THEN RAISE EXCEPTION 'login % is above the rights of a desk', " + text(l.Name) + "; END IF; END $$;\n")
	b.WriteString("ALTER ROLE " + name(l.Name) + " INHERIT;\n")
	b.WriteString("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + name(l.Name) + ";\n")
	b.WriteString("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM " + name(l.Name) + ";\n")
	b.WriteString("REVOKE " + name(other) + " FROM " + name(l.Name) + ";\n")
	b.WriteString("GRANT " + name(group) + " TO " + name(l.Name) + ";\n")
	if l.Person == "" {
		return b.String()
	}
	b.WriteString("INSERT INTO login VALUES (" + text(l.Name) + ", " + text(l.Person) + ") ON CONFLICT (login) DO UPDATE SET person = excluded.person;\n")
	return b.String()
}
