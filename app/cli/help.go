package cli

import (
	"fmt"
	"io"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

func version(r *run) (int, error) {
	v := map[string]any{"name": "shenqian", "version": app.Version, "rules": map[string]string{}}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	packs := map[string]string{}
	for _, k := range w.Kinds() {
		packs[k.ID()] = k.RulePack()
	}
	v["rules"] = packs
	return Good, r.answer(v, func(w io.Writer) { fmt.Fprintln(w, r.words.Say("cli.version", "version", app.Version)) })
}

// commandHelp is a line of the table for programs. Flags that end in = have a
// value.
type commandHelp struct {
	Name      string   `json:"name"`
	Does      string   `json:"does"`
	Flags     []string `json:"flags"`
	Arguments int      `json:"arguments"` // positional, at least
	More      bool     `json:"more"`      // it takes more than these
}

func (r *run) help() error {
	var all []commandHelp
	for _, c := range commands() {
		if c.name == "help" {
			continue
		}
		all = append(all, commandHelp{c.name, r.words.Say("cli.do." + strings.ReplaceAll(c.name, " ", ".")), flagNames(c.takes), c.least, c.many})
	}
	table := map[string]any{"commands": all, "global": flagNames(global)}
	return r.answer(table, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.help"))
		for _, c := range all {
			fmt.Fprintf(w, "  %-15s %s\n", c.Name, c.Does)
			if len(c.Flags) > 0 {
				fmt.Fprintf(w, "  %-15s   [%s]\n", "", strings.ReplaceAll(strings.Join(c.Flags, "] ["), "=", " …"))
			}
		}
		fmt.Fprintln(w, r.words.Say("cli.global"))
	})
}

func flagNames(takes []string) []string {
	names := make([]string, len(takes))
	for i, f := range takes {
		names[i] = "--" + f
	}
	return names
}

func kinds(r *run) (int, error) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	out := w.Register()
	return Good, r.answer(out, func(w io.Writer) {
		for _, k := range out {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, orDash(k.DK), orDash(k.Due), r.words.Say("cli.kinds.signs", "who", k.Signer))
			for _, b := range k.Basis {
				fmt.Fprintf(w, "\t%s\n", b)
			}
		}
	})
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func kindsSchema(r *run) (int, error) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	k, err := w.Kind(r.args[0])
	if err != nil {
		return 0, err
	}
	s, err := k.Schema()
	if err != nil {
		return 0, err
	}
	_, err = r.Stdout.Write(append(s, '\n'))
	return Good, err
}

// stateName says a state for people.
func (r *run) stateName(s review.State) string { return r.words.Say("state.name." + string(s)) }
