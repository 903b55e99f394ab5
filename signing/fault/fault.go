// Package fault holds the coded errors of signing and the sentences that
// people read for them.
package fault

import (
	"embed"
	"fmt"
	"strings"
)

// Messages holds zh-Hans.json and en.json: code → sentence with {name} places.
//
//go:embed messages
var Messages embed.FS

// Error says what is wrong by a code; the sentence for people is in Messages.
type Error struct {
	Code string
	Args map[string]string
	Err  error // the cause, if any
}

// New returns an Error; args are names and values in turn.
func New(code string, args ...string) *Error { return Wrap(nil, code, args...) }

// Wrap is New with a cause.
func Wrap(err error, code string, args ...string) *Error {
	e := &Error{Code: code, Err: err, Args: make(map[string]string, len(args)/2)}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args[args[i]] = args[i+1]
	}
	return e
}

// Error is for logs, not for people.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	for k, v := range e.Args {
		fmt.Fprintf(&b, " %s=%q", k, v)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error                { return e.Err }
func (e *Error) ErrorCode() string            { return e.Code }
func (e *Error) ErrorArgs() map[string]string { return e.Args }
