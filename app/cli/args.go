package cli

import (
	"slices"
	"strings"
)

// find takes the command's words off args; "kinds schema" is a command of its
// own. Global flags may stand before the command.
func find(args []string) (command, []string, error) {
	var flags, words []string
	i := 0
	for ; i < len(args) && len(words) < 2; i++ {
		if strings.HasPrefix(args[i], "--") {
			if len(words) == 1 && !isGlobal(args[i]) {
				break // the command's own: what follows it may be its value
			}
			flags = append(flags, args[i])
			if takesValue(global, args[i]) && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
			continue
		}
		words = append(words, args[i])
		if len(words) == 1 && !slices.ContainsFunc(commands(), func(c command) bool { return strings.HasPrefix(c.name, words[0]+" ") }) {
			i++
			break
		}
	}
	rest := append(flags, args[i:]...)
	if len(words) == 0 {
		return command{name: "", do: window}, rest, nil
	}
	for n := len(words); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		for _, c := range commands() {
			if c.name == name {
				return c, append(slices.Clone(words[n:]), rest...), nil
			}
		}
	}
	return command{}, nil, usage("cli.command", "command", strings.Join(words, " "))
}

func isGlobal(arg string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
	return slices.Contains(global, name) || slices.Contains(global, name+"=")
}

func takesValue(flags []string, arg string) bool {
	return !strings.Contains(arg, "=") && slices.Contains(flags, strings.TrimPrefix(arg, "--")+"=")
}

// parse sorts what follows the command into flags and positional arguments, in
// any order. "--" ends the flags.
func (r *run) parse(c command, args []string) error {
	known := append(slices.Clone(global), c.takes...)
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			r.args = append(r.args, args[i+1:]...)
			return nil
		}
		if !strings.HasPrefix(a, "--") || a == "--" {
			r.args = append(r.args, a)
			continue
		}
		name, value, given := strings.Cut(strings.TrimPrefix(a, "--"), "=")
		switch {
		case slices.Contains(known, name+"="):
			if !given {
				if i++; i >= len(args) {
					return usage("cli.value", "flag", name)
				}
				value = args[i]
			}
		case slices.Contains(known, name) && !given:
			value = "yes"
		default:
			return usage("cli.flag", "flag", name, "command", c.name)
		}
		r.flags[name] = append(r.flags[name], value)
	}
	return nil
}

func (r *run) has(name string) bool { return len(r.flags[name]) > 0 }

// flag is the last value given for name.
func (r *run) flag(name string) string {
	if v := r.flags[name]; len(v) > 0 {
		return v[len(v)-1]
	}
	return ""
}
