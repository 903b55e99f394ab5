// Package network carries questions to time-stamp authorities, to those who
// tell whether a certificate still stands, and back. It is the one place
// where the program opens a connection, and it opens one only when it is
// asked to.
//
// What comes back is checked by those who asked; here it is bounded in size,
// time and tries.
package network

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"shenqian/review"
	"shenqian/signing/tsp"
)

// Client asks by HTTP. The zero value is not usable; New makes one.
type Client struct {
	HTTP *http.Client
	// Tries is how often an authority is asked that does not answer, Wait how
	// long it is left alone after the first time; each further time twice as
	// long.
	Tries int
	Wait  time.Duration
	// Cache is a folder for answers about certificates; empty for none.
	Cache string
	// Clock tells how old an answer in the cache is.
	Clock func() time.Time
}

const (
	timeout = 10 * time.Second // of one try
	// longest is the longest wait that an authority may ask for.
	longest = 10 * time.Second

	mostStamp  = 256 << 10
	mostAnswer = 32 << 20 // a revocation list of a large authority
)

// New makes a client whose cache is a folder, which may be empty.
func New(cache string, clock func() time.Time) *Client {
	return &Client{
		HTTP: &http.Client{Timeout: timeout, Transport: transport(), CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > 3 || !plain(r.URL) {
				return review.Fault("network.address", "address", r.URL.Redacted())
			}
			return nil
		}},
		Tries: 3, Wait: 300 * time.Millisecond, Cache: cache, Clock: clock,
	}
}

func plain(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// Authorities are time-stamp authorities at addresses, in their order.
func (c *Client) Authorities(addresses []string) ([]tsp.Authority, error) {
	var out []tsp.Authority
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err != nil || !plain(u) {
			return nil, review.Fault("network.address", "address", a)
		}
		out = append(out, authority{c, a, u.Redacted()})
	}
	return out, nil
}

type authority struct {
	client        *Client
	address, name string
}

func (a authority) String() string { return a.name }

func (a authority) Stamp(ctx context.Context, request []byte) ([]byte, error) {
	return a.client.ask(ctx, a.address, "application/timestamp-query", request, mostStamp)
}

// ask sends a request, or gets what lies at the address if there is none, and
// tries again what may be better the next time.
func (c *Client) ask(ctx context.Context, address, kind string, body []byte, most int64) ([]byte, error) {
	wait := c.Wait
	for try := 1; ; try++ {
		b, pause, err := c.once(ctx, address, kind, body, most)
		var again *temporary
		if !errors.As(err, &again) || try >= c.Tries {
			return b, err
		}
		if wait = max(wait, min(pause, longest)); !sleep(ctx, wait) {
			return nil, ctx.Err()
		}
		wait *= 2
	}
}

// temporary is what may be better the next time.
type temporary struct{ error }

func (t *temporary) Unwrap() error { return t.error }

// once is one try. pause is how long the authority asks to be left alone.
func (c *Client) once(ctx context.Context, address, kind string, body []byte, most int64) (b []byte, pause time.Duration, err error) {
	u, err := url.Parse(address)
	if err != nil || !plain(u) {
		return nil, 0, review.Fault("network.address", "address", address)
	}
	method := http.MethodGet
	if body != nil {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, 0, review.FaultFrom(err, "network.address", "address", address)
	}
	if body != nil {
		r.Header.Set("Content-Type", kind)
	}
	answer, err := c.HTTP.Do(r)
	switch {
	case ctx.Err() != nil:
		return nil, 0, ctx.Err()
	case err != nil:
		return nil, 0, &temporary{review.FaultFrom(err, "network.unreached", "address", u.Redacted())}
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		err = review.Fault("network.status", "address", u.Redacted(), "status", strconv.Itoa(answer.StatusCode))
		if answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests {
			seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
			return nil, time.Duration(max(0, min(seconds, 3600))) * time.Second, &temporary{err}
		}
		return nil, 0, err
	}
	b, err = io.ReadAll(io.LimitReader(answer.Body, most+1))
	switch {
	case ctx.Err() != nil:
		return nil, 0, ctx.Err()
	case err != nil:
		return nil, 0, &temporary{review.FaultFrom(err, "network.unreached", "address", u.Redacted())}
	case int64(len(b)) > most:
		return nil, 0, review.Fault("network.toolong", "address", u.Redacted())
	}
	return b, 0, nil
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// transport keeps the ways to an authority open that a batch asks on at a time:
// each new one costs more round trips than the answer.
func transport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 8
	return t
}
