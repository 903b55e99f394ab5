package storage

import (
	"context"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// The way to a server may be slow, end, or say nothing more. What is lost is
// told by the network or by the other end; what says nothing is given up after a
// while, so that nobody waits before a desk that will never go on, and a desk
// that fell silent in the middle of a step does not hold up the court.

// defaultPatience is how long a server is waited for that says nothing.
const defaultPatience = time.Minute

// patient has connections follow the store's patience p: a server that says
// nothing for p is lost. It answers within p/2 whether the court's lock is to be
// had; and itself gives up, after p/2, a desk that says nothing within a step.
func patient(config *pgx.ConnConfig, p time.Duration) {
	plain := dial(p)
	config.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := plain(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &patientConn{Conn: c, patience: p}, nil
	}
}

// dial makes connections that notice within half a minute that the machine at
// the other end is gone, also when they wait for nothing.
func dial(p time.Duration) func(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3},
		Control:         giveUp(p / 2),
	}
	return d.DialContext
}

// settled tells a server what it is to do by itself in a session.
func settled(p time.Duration) func(context.Context, *pgx.Conn) error {
	ms := strconv.FormatInt((p / 2).Milliseconds(), 10)
	return func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, "SET lock_timeout = "+ms+"; SET idle_in_transaction_session_timeout = "+ms+
			"; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET tcp_user_timeout = "+ms)
		return err
	}
}

// patientConn is a connection on which nothing is waited for without end. The
// driver's own deadlines, by which it breaks off, come before.
type patientConn struct {
	net.Conn
	patience time.Duration
	mu       sync.Mutex
	own      bool // the driver set a deadline
}

func (c *patientConn) Read(b []byte) (int, error) {
	c.mu.Lock()
	if !c.own {
		if err := c.Conn.SetReadDeadline(time.Now().Add(c.patience)); err != nil {
			c.mu.Unlock()
			return 0, err
		}
	}
	c.mu.Unlock()
	return c.Conn.Read(b)
}

func (c *patientConn) SetDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = !t.IsZero()
	return c.Conn.SetDeadline(t)
}

func (c *patientConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = !t.IsZero()
	return c.Conn.SetReadDeadline(t)
}
