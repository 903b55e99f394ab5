package review

import (
	"embed"
	"fmt"
	"sort"
	"strings"
)

// Messages holds zh-Hans.json and en.json: code → sentence with {name} places.
//
//go:embed messages
var Messages embed.FS

// Error says what is wrong by a code and arguments; the sentence that people
// read comes from a catalogue.
type Error struct {
	Code string
	Args map[string]string
	Err  error // the cause, if any
}

// Fault returns an Error; args are names and values in turn.
func Fault(code string, args ...string) *Error { return FaultFrom(nil, code, args...) }

// FaultFrom is Fault with a cause.
func FaultFrom(err error, code string, args ...string) *Error {
	e := &Error{Code: code, Err: err, Args: make(map[string]string, len(args)/2)}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args[args[i]] = args[i+1]
	}
	return e
}

// Error is for logs, not for people.
func (e *Error) Error() string {
	keys := make([]string, 0, len(e.Args))
	for k := range e.Args {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	b.WriteString(e.Code)
	for _, k := range keys {
		fmt.Fprintf(&b, " %s=%q", k, e.Args[k])
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error                { return e.Err }
func (e *Error) ErrorCode() string            { return e.Code }
func (e *Error) ErrorArgs() map[string]string { return e.Args }
