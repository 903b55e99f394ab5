package storage

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// giveUp ends a connection when what was sent is not acknowledged for so long
// (RFC 5482). Other systems have their own limit for that.
func giveUp(after time.Duration) func(network, address string, c syscall.RawConn) error {
	return func(_, _ string, c syscall.RawConn) error {
		var failed error
		err := c.Control(func(fd uintptr) {
			failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(after.Milliseconds()))
		})
		if err != nil {
			return err
		}
		_ = failed // a socket without it (of a path) is no TCP's
		return nil
	}
}
