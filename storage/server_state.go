package storage

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// ServerState is what a server tells of itself, of the connection and of the
// login, without the court's key.
type ServerState struct {
	Version string // as the server says it
	Major   int
	Latency time.Duration // of one question and its answer
	Clock   time.Time     // the server's, when it answered

	Schema, Newest int

	Login string
	// Above says why the rights of a desk do not bind the login: owner,
	// superuser, bypass; none if they do.
	Above []string
	// Lacks and Beyond are rights that the login should have and has not, and
	// the other way round: UPDATE journal. For one that is above rights, none.
	Lacks, Beyond []string

	Encrypted bool // the connection
	Verified  bool // and the server's certificate is checked
	Local     bool // the server is this machine

	// Careless are settings by which the server may lose what it said it kept.
	Careless []string
	Standbys int  // that follow the server now
	Archives bool // it archives its log
}

// OldestServer is the oldest version of PostgreSQL that serves.
const OldestServer = 14

// ExamineServer looks at a server's database without changing it, also where
// Open refuses it.
func ExamineServer(ctx context.Context, address string) (*ServerState, error) {
	config, _, err := parseServer(address)
	if err != nil {
		return nil, err
	}
	pool := stdlib.OpenDB(*config)
	defer pool.Close()
	if err := pool.PingContext(ctx); err != nil {
		return nil, unreachable(err, config)
	}
	s := &ServerState{Newest: newestOnServer()}
	if t := config.TLSConfig; t != nil {
		s.Verified = !t.InsecureSkipVerify || t.VerifyPeerCertificate != nil
	}
	b := bound{pool, postgresDialect{}}
	begun := time.Now()
	if err := b.QueryRowContext(ctx, "SELECT clock_timestamp()").Scan(&s.Clock); err != nil {
		return nil, unread(err)
	}
	s.Latency = time.Since(begun)
	var sameMachine, super, bypass bool
	var number int
	err = b.QueryRowContext(ctx, `SELECT current_setting('server_version'), current_setting('server_version_num')::int, session_user,
		COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), COALESCE(inet_client_addr() = inet_server_addr(), true),
		rolsuper, rolbypassrls, (SELECT COUNT(*) FROM pg_stat_replication), current_setting('archive_mode') <> 'off'
		FROM pg_roles WHERE rolname = session_user`).Scan(&s.Version, &number, &s.Login, &s.Encrypted, &sameMachine, &super, &bypass, &s.Standbys, &s.Archives)
	if err != nil {
		return nil, unread(err)
	}
	s.Major, s.Verified = number/10000, s.Verified && s.Encrypted
	s.Local = sameMachine || loopback(config.Host)
	if super {
		s.Above = append(s.Above, "superuser")
	}
	if bypass {
		s.Above = append(s.Above, "bypassrls")
	}
	for setting, careless := range map[string]string{"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"} {
		var now string
		if err := b.QueryRowContext(ctx, "SELECT current_setting(?)", setting).Scan(&now); err != nil {
			return nil, unread(err)
		}
		if now == careless {
			s.Careless = append(s.Careless, setting+" = "+now)
		}
	}
	if s.Schema, err = serverSchema(ctx, pool); err != nil && !refused(err) {
		return nil, unread(err)
	}
	if s.Schema < s.Newest { // the rights are those of the newest
		if refused(err) {
			s.Lacks = append(s.Lacks, "SELECT schema_version")
		}
		return s, nil
	}
	return s, s.rights(ctx, b)
}

// rights holds those of the login against what a desk needs.
func (s *ServerState) rights(ctx context.Context, b bound) error {
	var owner bool
	if err := b.QueryRowContext(ctx, "SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('journal')").Scan(&owner); err != nil {
		return unread(err)
	}
	if owner {
		s.Above = append(s.Above, "owner")
	}
	if len(s.Above) > 0 {
		return nil
	}
	for _, r := range rights {
		for _, right := range []string{"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"} {
			var has bool
			if err := b.QueryRowContext(ctx, "SELECT has_table_privilege(?, ?)", r.table, right).Scan(&has); err != nil {
				return unread(err)
			}
			switch needs := strings.Contains(r.may, right); {
			case needs && !has:
				s.Lacks = append(s.Lacks, right+" "+r.table)
			case has && !needs:
				s.Beyond = append(s.Beyond, right+" "+r.table)
			}
		}
	}
	for _, f := range strings.SplitAfter(calls, ")") {
		f = strings.TrimPrefix(f, ", ")
		if f == "" {
			continue
		}
		var has bool
		if err := b.QueryRowContext(ctx, "SELECT has_function_privilege(?, 'EXECUTE')", f).Scan(&has); err != nil {
			return unread(err)
		}
		if !has {
			s.Lacks = append(s.Lacks, "EXECUTE "+f)
		}
	}
	var makes bool
	if err := b.QueryRowContext(ctx, "SELECT has_schema_privilege('public', 'CREATE')").Scan(&makes); err != nil {
		return unread(err)
	}
	if makes {
		s.Beyond = append(s.Beyond, "CREATE public")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasPrefix(host, "/") || ip != nil && ip.IsLoopback()
}
