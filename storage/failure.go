package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"os"

	"github.com/jackc/pgx/v5/pgconn"

	"shenqian/review"
)

// What failed is said as what it is: a server's refusal and a lost connection
// are no damage and no full disk.

// Codes of a server's answers (PostgreSQL's Appendix A).
const (
	insufficientPrivilege = "42501"
	lockNotAvailable      = "55P03"
	idleInTransaction     = "25P03"
)

// told is the code of what a server answered, "" if it is none's answer.
func told(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// refused says whether the server refused something to this login: by its
// rights, a policy on rows or one of the triggers.
func refused(err error) bool { return told(err) == insufficientPrivilege }

// lost says whether an error is that of the connection and not the server's
// word on the query. It is for errors of a server's.
func lost(err error) bool {
	if told(err) != "" {
		return gone(err)
	}
	return !errors.Is(err, context.Canceled) && !errors.Is(err, sql.ErrTxDone)
}

// gone says whether an error, of whichever database, is that of a connection.
func gone(err error) bool {
	if code := told(err); code != "" {
		// Class 08, connection exception; 57P01–57P03, the server goes down.
		return code[:2] == "08" || code == "57P01" || code == "57P02" || code == "57P03" || code == idleInTransaction
	}
	var network *net.OpError // and not net.Error, which every error of the system is
	return errors.As(err, &network) || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, pgconn.ErrConnClosed) || pgconn.SafeToRetry(err)
}

// unwritten is the error of something that could not be written.
func unwritten(err error) error {
	switch {
	case refused(err):
		return review.FaultFrom(err, "storage.forbidden")
	case told(err) == lockNotAvailable:
		return review.FaultFrom(err, "storage.busy")
	case gone(err):
		return review.FaultFrom(err, "storage.lost")
	}
	return review.FaultFrom(err, "storage.write")
}

// unread is the error of something that could not be read.
func unread(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case refused(err):
		return review.FaultFrom(err, "storage.norights")
	case gone(err):
		return review.FaultFrom(err, "storage.away")
	}
	return review.FaultFrom(err, "storage.unreadable")
}

// ended is the error by which rows ended before their time, nil if they did not.
func ended(rows *sql.Rows) error {
	if err := rows.Err(); err != nil {
		return unread(err)
	}
	return nil
}
