package fonts

import "embed"

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

// Error is for logs, not for people.
func (e *Error) Error() string {
	s := e.Code
	for _, k := range []string{"name", "path", "file", "sha256"} {
		if v := e.Args[k]; v != "" {
			s += " " + k + "=" + v
		}
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error                { return e.Err }
func (e *Error) ErrorCode() string            { return e.Code }
func (e *Error) ErrorArgs() map[string]string { return e.Args }
