package storage

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"shenqian/review"
)

// What a server refuses to a login is no damage and no full disk: it is said as
// what it is, with who can change it.

const insufficientPrivilege = "42501"

// refused says whether the server refused something to this login: by its
// rights, a policy on rows or one of the triggers.
func refused(err error) bool {
	var told *pgconn.PgError
	return errors.As(err, &told) && told.Code == insufficientPrivilege
}

// unwritten is the error of something that could not be written.
func unwritten(err error) error {
	if refused(err) {
		return review.FaultFrom(err, "storage.forbidden")
	}
	return review.FaultFrom(err, "storage.write")
}

// unread is the error of something that could not be read.
func unread(err error) error {
	if refused(err) {
		return review.FaultFrom(err, "storage.norights")
	}
	return review.FaultFrom(err, "storage.unreadable")
}
