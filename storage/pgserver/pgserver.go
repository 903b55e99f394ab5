//go:build unix

// Package pgserver starts a PostgreSQL server of its own for a test, from the
// system's programs: in a temporary folder, on a free port, as a user without
// rights.
package pgserver

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Server is a server that runs.
type Server struct {
	dir, bin string
	port     int
	as       *syscall.Credential // nil: the one who runs the tests
	cmd      *exec.Cmd
	done     chan struct{} // closed once cmd has ended
}

// owner may do everything in the server; it is no user of the system.
const owner = "owner"

// Start makes a cluster and runs it, with more settings, NAME=VALUE.
func Start(settings ...string) (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pgserver")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.prepare(); err == nil {
		err = s.Run(settings...)
		if err == nil {
			return s, nil
		}
	} else {
		_ = os.RemoveAll(dir) // the first error counts
		return nil, err
	}
	return nil, errors.Join(errors.New("the server did not start: "+s.log()), s.Stop())
}

// programs is the folder of the newest server that is installed.
func programs() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian; the pattern is good
	if len(found) > 0 {
		slices.SortFunc(found, func(a, b string) int { return version(a) - version(b) })
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", fmt.Errorf("PostgreSQL is missing; packaging/setup test installs it: %w", err)
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

func version(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb)))) // 0 for what is no number
	return n
}

func (s *Server) prepare() error {
	if os.Geteuid() == 0 { // the server refuses to be root
		u, err := user.Lookup("postgres")
		if err != nil {
			if u, err = user.Lookup("nobody"); err != nil {
				return err
			}
		}
		uid, _ := strconv.Atoi(u.Uid) // numbers, on a Unix
		gid, _ := strconv.Atoi(u.Gid)
		s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(s.dir, uid, gid); err != nil {
			return err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.port = l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		return err
	}
	out, err := s.command("initdb", "-D", s.data(), "-U", owner, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

// Run runs a server that was stopped or killed, and waits until it answers.
func (s *Server) Run(settings ...string) error {
	args := []string{"-D", s.data(), "-k", s.dir, "-h", "127.0.0.1", "-p", strconv.Itoa(s.port)}
	for _, c := range append([]string{"fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB"}, settings...) {
		args = append(args, "-c", c)
	}
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd = s.command("postgres", args...)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.done = make(chan struct{})
	go func() {
		_ = s.cmd.Wait() // however it ended
		close(s.done)
	}()
	for end := time.Now().Add(30 * time.Second); ; {
		if s.client("pg_isready", "-q").Run() == nil {
			return nil
		}
		select {
		case <-s.done:
			return errors.New("it ended at once")
		case <-time.After(50 * time.Millisecond):
			if time.Now().After(end) {
				return errors.New("it does not answer")
			}
		}
	}
}

// client is a program that talks to the server as its owner.
func (s *Server) client(name string, args ...string) *exec.Cmd {
	return s.command(name, append([]string{"-h", "127.0.0.1", "-p", strconv.Itoa(s.port), "-U", owner}, args...)...)
}

// log is the end of what the server printed.
func (s *Server) log() string {
	b, _ := os.ReadFile(filepath.Join(s.dir, "log")) // empty if it never ran
	return string(b[max(0, len(b)-2000):])
}

func (s *Server) address(user, database string) string {
	return fmt.Sprintf("postgres://%s@%s/%s?sslmode=disable", user, s.hostPort(), database)
}

func (s *Server) hostPort() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// Port is the one on 127.0.0.1.
func (s *Server) Port() int { return s.port }

// Database makes an empty database and gives its address, for its owner.
func (s *Server) Database(name string) (string, error) { return s.Copy(name, "template1") }

// Copy makes a database that is like another, to which nobody may be connected.
func (s *Server) Copy(name, like string) (string, error) {
	if out, err := s.client("createdb", "-T", like, name).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return s.address(owner, name), nil
}

// Taken is the room that a database takes on the disk.
func (s *Server) Taken(database string) (n int64, err error) {
	out, err := s.client("psql", "-Atc", "SELECT pg_database_size('"+database+"')", "postgres").Output()
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
}

// Address is that of a database for a user of the server.
func (s *Server) Address(user, database string) string { return s.address(user, database) }

// Kill ends the server at once, as a power cut does to its processes.
func (s *Server) Kill() error {
	if s.cmd == nil || s.cmd.Process == nil {
		return nil
	}
	err := s.cmd.Process.Signal(syscall.SIGQUIT) // immediate shutdown: no checkpoint, recovery at the next start
	<-s.done
	return err
}

// Stop ends the server and removes all of it.
func (s *Server) Stop() error {
	var err error
	if s.done != nil {
		select {
		case <-s.done:
		default:
			err = s.Kill()
		}
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}
