package storage_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"shenqian/storage"
	"shenqian/storage/pgserver"
)

// server is one PostgreSQL for all tests of the package.
var server = sync.OnceValues(func() (*pgserver.Server, error) { return pgserver.Start() })

var databases atomic.Int64

func TestMain(m *testing.M) {
	if crashChild() {
		return
	}
	status := m.Run()
	if started.Load() {
		if s, err := server(); err == nil {
			_ = s.Stop() // it goes with the tests
		}
	}
	os.Exit(status)
}

var started atomic.Bool

// database is the address of an empty database on the server.
func database(t testing.TB) string {
	t.Helper()
	started.Store(true)
	s, err := server()
	if err != nil {
		t.Fatal(err)
	}
	address, err := s.Database(fmt.Sprintf("court%d", databases.Add(1)))
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// prepared is a database in which rights were given to the login desk.
var prepared = sync.OnceValues(func() (string, error) {
	s, err := server()
	if err != nil {
		return "", err
	}
	address, err := s.Database("prepared")
	if err != nil {
		return "", err
	}
	return "prepared", storage.InitRoles(context.Background(), address, []storage.Login{{Name: "desk"}})
})

// deskDatabase is the address of a court's empty database for a login that has
// the rights of a desk.
func deskDatabase(t testing.TB) string {
	t.Helper()
	started.Store(true)
	like, err := prepared()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := server() // it runs
	name := fmt.Sprintf("court%d", databases.Add(1))
	if _, err := s.Copy(name, like); err != nil {
		t.Fatal(err)
	}
	return s.Address("desk", name)
}

// as is an address for another login.
func as(login, address string) string {
	_, rest, _ := strings.Cut(address, "@")
	return "postgres://" + login + "@" + rest
}

// both runs a test on a store in a folder and on one in a server's database:
// what holds of one holds of the other.
func both(t *testing.T, test func(t *testing.T, data string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, t.TempDir()) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, database(t)) })
	t.Run("PostgreSQL with files in a folder", func(t *testing.T) {
		test(t, database(t)+"&files="+t.TempDir())
	})
	t.Run("PostgreSQL from a desk", func(t *testing.T) { test(t, deskDatabase(t)) })
}

// either runs a test that needs several stores on both databases.
func either(t *testing.T, test func(t *testing.T, fresh func(*testing.T) string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, func(t *testing.T) string { return t.TempDir() }) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, func(t *testing.T) string { return database(t) }) })
	t.Run("PostgreSQL from a desk", func(t *testing.T) { test(t, func(t *testing.T) string { return deskDatabase(t) }) })
}

// change does something to a court's database behind the program's back, in
// SQLite's words.
func change(t *testing.T, data, query string) {
	t.Helper()
	driver, source := "sqlite3", filepath.Join(data, "court.db")
	if onServer(data) {
		driver, source = "pgx", as("owner", data)
		query = strings.NewReplacer("x'00'", "decode('00', 'hex')", "zeroblob(32)", "decode(repeat('00', 32), 'hex')").Replace(query)
		query = "SET session_replication_role = replica; " + query // the owner takes the triggers off
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(query, err)
	}
}

func onServer(data string) bool { return strings.HasPrefix(data, "postgres") }

func opened(t testing.TB, data string) *storage.Store {
	t.Helper()
	s, err := storage.Open(t.Context(), data, storage.Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
