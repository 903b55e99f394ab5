//go:build unix

package pgserver

import (
	"bytes"
	"net"
	"sync"
	"time"
)

// Proxy is a road to the server that is as bad as it is told to be.
type Proxy struct {
	server string
	listen net.Listener

	mu    sync.Mutex
	moved *sync.Cond // something below has changed
	delay time.Duration
	rate  int     // bytes a second each way, 0 for as many as come
	halt  [2]bool // by direction: nothing comes through
	// conns are open: which way goes what comes from one, and whether it is
	// stranded.
	conns map[net.Conn]*end
	ended bool
	word  []byte // see When
	then  func()
}

type end struct {
	way      int
	stranded bool
}

const (
	toServer = 0
	toDesk   = 1
)

// Proxy opens a road to the server. It ends with Close.
func (s *Server) Proxy() (*Proxy, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Proxy{server: s.hostPort(), listen: l, conns: map[net.Conn]*end{}}
	p.moved = sync.NewCond(&p.mu)
	go p.accept()
	return p, nil
}

// Over is the address of the same database by this road.
func (p *Proxy) Over(user, database string) string {
	return "postgres://" + user + "@" + p.listen.Addr().String() + "/" + database + "?sslmode=disable"
}

// Slow lets each way take so long, and so many bytes a second through.
func (p *Proxy) Slow(delay time.Duration, rate int) {
	p.set(func() { p.delay, p.rate = delay, rate })
}

// Halt lets nothing through any more, one way or the other, and closes nothing:
// both ends go on waiting, as they do when a cable is pulled.
func (p *Proxy) Halt(requests, answers bool) { p.set(func() { p.halt = [2]bool{requests, answers} }) }

// Strand is Halt for the answers on the connections that are open now, for good;
// new ones are good.
func (p *Proxy) Strand() {
	p.set(func() {
		for _, e := range p.conns {
			e.stranded = e.stranded || e.way == toDesk
		}
	})
}

// When does something once, right before a request with a word in it comes to
// the server.
func (p *Proxy) When(word string, do func()) {
	p.set(func() { p.word, p.then = []byte(word), do })
}

// noticed does what is to be done before a request.
func (p *Proxy) noticed(request []byte) {
	var do func()
	p.set(func() {
		if p.then != nil && bytes.Contains(request, p.word) {
			do, p.then = p.then, nil
		}
	})
	if do != nil {
		do()
	}
}

// Cut closes all connections; new ones are taken.
func (p *Proxy) Cut() {
	p.set(func() {
		for c := range p.conns {
			_ = c.Close() // it is cut
		}
	})
}

// Close ends the road.
func (p *Proxy) Close() {
	_ = p.listen.Close() // nobody comes any more
	p.set(func() { p.ended = true })
	p.Cut()
}

func (p *Proxy) set(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	p.moved.Broadcast()
}

func (p *Proxy) accept() {
	for {
		desk, err := p.listen.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.server)
		if err != nil {
			_ = desk.Close() // as a server that is not there
			continue
		}
		up, down := &end{way: toServer}, &end{way: toDesk}
		p.set(func() { p.conns[desk], p.conns[server] = up, down })
		go p.carry(desk, server, up)
		go p.carry(server, desk, down)
	}
}

// load is what was read at one time.
type load struct {
	bytes []byte
	due   time.Time
}

// carry brings everything from one end to the other.
func (p *Proxy) carry(from, to net.Conn, e *end) {
	loads := make(chan load, 1024)
	go func() {
		defer close(loads)
		for {
			b := make([]byte, 16<<10)
			n, err := from.Read(b)
			if n > 0 {
				p.mu.Lock()
				due := time.Now().Add(p.delay)
				p.mu.Unlock()
				loads <- load{b[:n], due}
			}
			if err != nil {
				return
			}
		}
	}()
	for l := range loads {
		time.Sleep(time.Until(l.due))
		if e.way == toServer {
			p.noticed(l.bytes)
		}
		time.Sleep(p.wait(e, len(l.bytes)))
		_, _ = to.Write(l.bytes) // one that is closed shows at the other end
	}
	p.set(func() {
		delete(p.conns, from)
		_, _ = from.Close(), to.Close() // both ends end together
	})
}

// wait waits while nothing comes through, and says how long so many bytes take.
func (p *Proxy) wait(e *end, n int) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	for (p.halt[e.way] || e.stranded) && !p.ended {
		p.moved.Wait()
	}
	if p.rate == 0 {
		return 0
	}
	return time.Duration(n) * time.Second / time.Duration(p.rate)
}
