package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"filippo.io/age"

	"shenqian/app"
	"shenqian/storage/pgserver"
)

// server is one PostgreSQL for all scripts.
var server = sync.OnceValues(func() (*pgserver.Server, error) { return pgserver.Start() })

var databases atomic.Int64

// withServer runs the tests and then stops the server, if one was started, and
// removes what the scripts shared.
type withServer struct{ *testing.M }

func (m withServer) Run() int {
	defer func() {
		if compiling.Load() {
			dir, _ := engineCache() // whoever asked was told of an error
			_ = os.RemoveAll(dir)
		}
		if databases.Load() == 0 {
			return
		}
		if s, err := server(); err == nil {
			_ = s.Stop() // it goes with the tests
		}
	}()
	return m.M.Run()
}

func emptyDatabase() (string, error) {
	s, err := server()
	if err != nil {
		return "", err
	}
	return s.Database(fmt.Sprintf("empty%d", databases.Add(1)))
}

// serverCourt lays the demonstration court out in databases.
type serverCourt struct {
	server *pgserver.Server
	once   sync.Once
	err    error
	key    []byte // the file with which a desk joins
	with   *age.X25519Identity
}

const template = "demonstration"

func newServerCourt(t *testing.T) *serverCourt {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Fatal(err)
	}
	databases.Add(1)
	return &serverCourt{server: s}
}

// next is the address of a database that is still to be made, for a login with
// the rights of a desk and no more.
func (c *serverCourt) next() string {
	return c.server.Address("desk", fmt.Sprintf("court%d", databases.Add(1)))
}

// lay makes the database at an address hold the court in a folder, with
// settings the folder of whoever sits at its desk.
func (c *serverCourt) lay(from, address, settings string) error {
	c.once.Do(func() { c.err = c.moveOnce(from) })
	if c.err != nil {
		return c.err
	}
	name := filepath.Base(address[:len(address)-len("?sslmode=disable")])
	if _, err := c.server.Copy(name, template); err != nil {
		return err
	}
	_, err := app.Join(context.Background(), app.Config{Data: address, Settings: settings}, c.key, c.with)
	return err
}

func (c *serverCourt) moveOnce(from string) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "settings")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	a, err := app.Open(ctx, app.Config{Data: from, Settings: dir})
	if err != nil {
		return err
	}
	defer a.Close()
	to, err := c.server.Database(template)
	if err != nil {
		return err
	}
	if _, err := a.Move(ctx, to); err != nil {
		return err
	}
	if c.with, err = age.GenerateX25519Identity(); err != nil {
		return err
	}
	if _, err := app.InitServer(ctx, app.Config{Data: to, Settings: dir}, []app.DatabaseLogin{{Name: "desk", Keeper: true}}, false); err != nil {
		return err
	}
	c.key, err = a.DeskKey(c.with.Recipient())
	return err
}
