package cli

import (
	"fmt"
	"io"
	"strconv"
)

// committeeRelated lists the other cases of the court that bear on an item.
func committeeRelated(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	all, err := a.RelatedCases(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	return Good, r.answer(all, func(w io.Writer) {
		if len(all) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.committee.norelated"))
		}
		for _, c := range all {
			code := "cli.committee.similar"
			if c.Debtor != "" {
				code = "cli.committee.samedebtor"
			}
			fmt.Fprintln(w, r.words.Say(code, "number", c.Number, "state", r.stateName(c.State), "debtor", c.Debtor, "parties", c.Parties, "likeness", strconv.Itoa(c.Likeness)))
			if c.Decided != "" {
				fmt.Fprintln(w, "\t"+c.Decided)
			}
		}
	})
}
