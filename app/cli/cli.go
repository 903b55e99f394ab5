// Package cli is the command line. Its rules:
//
//   - What a command answers goes to stdout, and with --json that is one JSON
//     value and nothing else. What went wrong goes to stderr as one plain
//     sentence in the user's language that says what to do next.
//   - Exit status 0: done, and the answer is good. 1: done, and the answer is
//     no (findings block, not valid). 2: could not be done.
//   - A command that writes needs --key or an unexpired sign-in; --as alone
//     only reads. A decision, and a step's signature, always need --key.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shenqian/app"
)

// Exit statuses.
const (
	Good   = 0
	No     = 1
	Failed = 2
)

// Program is what the command line needs from outside.
type Program struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Window opens the window; nil in a build without one.
	Window func(ctx context.Context, c app.Config) error
	Clock  func() time.Time
	// Machine is what this machine is called, its host name if empty.
	Machine string
}

// run is one run of one command.
type run struct {
	*Program
	ctx    context.Context
	args   []string // positional
	flags  map[string][]string
	config app.Config
	words  *app.Catalogue
	json   bool
	quiet  bool
	key    *app.Credential // --key once it is open: one PIN a command
}

// command is a line of the table.
type command struct {
	name  string
	takes []string // its own flags; those ending in = have a value
	least int      // positional arguments, no more and no fewer
	many  bool     // or more
	do    func(*run) (int, error)
}

// global flags, which every command takes.
var global = []string{"data=", "as=", "json", "quiet", "key=", "pass-file=", "help"}

// Main runs the command line and returns the exit status.
func (p *Program) Main(ctx context.Context, args []string) int {
	r := &run{Program: p, ctx: ctx, flags: map[string][]string{}}
	words, err := app.NewCatalogue(language())
	if err != nil {
		fmt.Fprintln(p.Stderr, err)
		return Failed
	}
	r.words = words
	status, err := r.dispatch(args)
	if err != nil {
		fmt.Fprintln(p.Stderr, r.explain(err))
		return Failed
	}
	return status
}

func (r *run) dispatch(args []string) (int, error) {
	c, rest, err := find(args)
	if err != nil {
		return 0, err
	}
	if err := r.parse(c, rest); err != nil {
		return 0, err
	}
	r.json, r.quiet = r.has("json"), r.has("quiet")
	r.config = app.Config{Data: r.dataFolder(), Clock: r.Clock, Language: r.words.Language, Fonts: settings("fonts"), Settings: settings(""), Machine: r.Machine}
	switch {
	case r.has("help"):
		return Good, r.help()
	case len(r.args) < c.least:
		return 0, usage("cli.arguments", "command", c.name)
	case len(r.args) > c.least && !c.many:
		return 0, usage("cli.extra", "command", c.name, "argument", r.args[c.least])
	case c.name == "help":
		return Good, r.help()
	}
	return c.do(r)
}

// language is the user's: Chinese unless the system says English.
func language() string {
	for _, k := range []string{"SHENQIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(k); v != "" {
			if strings.HasPrefix(v, "en") {
				return app.English
			}
			return app.Chinese
		}
	}
	return app.Chinese
}

func (r *run) dataFolder() string {
	if d := r.flag("data"); d != "" {
		return d
	}
	if d := os.Getenv("SHENQIAN_DATA"); d != "" {
		return d
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return "shenqian-data"
	}
	return filepath.Join(config, "shenqian", "data")
}

// settings is a place in the user's settings folder, where a court puts its
// own licensed font files, too.
func settings(name string) string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(config, "shenqian", name)
}

// usageError is a mistake in how a command was called.
type usageError struct {
	code string
	args []string
}

func (e *usageError) Error() string { return e.code + " " + strings.Join(e.args, " ") }

func usage(code string, args ...string) error { return &usageError{code, args} }

func (r *run) explain(err error) string {
	var u *usageError
	if errors.As(err, &u) {
		return r.words.Say(u.code, u.args...)
	}
	if errors.Is(err, context.Canceled) {
		return r.words.Say("cli.cancelled")
	}
	if app.DiffersFromMemory(err) {
		return r.words.Explain(err) + r.words.Say("cli.signin.despite")
	}
	return r.words.Explain(err)
}

// answer writes v as JSON, or calls plain for people.
func (r *run) answer(v any, plain func(w io.Writer)) error {
	if r.json {
		e := json.NewEncoder(r.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(v)
	}
	if !r.quiet {
		plain(r.Stdout)
	}
	return nil
}
