package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Listen calls f for each entry that others, and this store, append from now
// on, until ctx ends. Whatever was missed while the server was away is made up
// for. It is for a server's data; with a folder's it returns at once.
func (s *Store) Listen(ctx context.Context, f func(Entry)) error {
	if !s.onServer() {
		return nil
	}
	seen, err := s.Size(ctx)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		seen = s.listen(ctx, seen, f)
		select { // the server is away
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// listen listens on one connection until it is lost, and says how far it came.
func (s *Store) listen(ctx context.Context, seen int64, f func(Entry)) int64 {
	config, _, err := parseServer(s.url)
	if err != nil {
		return seen
	}
	config.DialFunc = dial(s.patience) // it may well hear nothing for long
	c, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return seen
	}
	defer c.Close(context.WithoutCancel(ctx))
	if _, err := c.Exec(ctx, "LISTEN "+channel); err != nil {
		return seen
	}
	for {
		// First what came before anybody listened.
		err := s.eachAfter(ctx, seen, func(e Entry) error {
			seen = e.Seq
			f(e)
			return nil
		})
		if err != nil {
			return seen
		}
		// A connection that died without a word shows at the next try.
		wait, stop := context.WithTimeout(ctx, time.Minute)
		_, err = c.WaitForNotification(wait)
		stop()
		if err != nil && wait.Err() == nil || ctx.Err() != nil {
			return seen
		}
		if err != nil {
			if c.IsClosed() {
				return seen
			}
		}
	}
}
