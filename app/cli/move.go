package cli

import (
	"fmt"
	"io"
)

// move carries the court's data over to another folder or database.
func move(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	m, err := a.Move(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	return Good, r.answer(m, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.moved", "from", m.From, "to", m.To, "entries", fmt.Sprint(m.Entries), "files", fmt.Sprint(m.Files), "root", m.Root))
	})
}
