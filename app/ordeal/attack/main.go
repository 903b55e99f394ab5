// Command attack does to a court's data what is known to be done to databases,
// and prints what `shenqian journal verify` says of it: by itself, and with two
// papers in hand that came out of the court.
package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"shenqian/app/ordeal"
)

func main() {
	missed, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if missed > 0 {
		os.Exit(1)
	}
}

func run() (missed int, err error) {
	dir, err := os.MkdirTemp("", "attack")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	var all, alone, row int
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "attack\tby itself\twith papers\trow\t")
	err = ordeal.Attacks(context.Background(), dir, func(r ordeal.Result) {
		all++
		mark := ""
		if !r.Found() {
			missed++
			mark = "MISSED"
		}
		if r.Alone != "" {
			alone++
		}
		if r.Row != 0 {
			row++
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", r.Name, orNothing(r.Alone), orNothing(r.Held), r.Row, mark)
	})
	if err == nil {
		err = w.Flush()
	}
	fmt.Printf("\n%d attacks: %d found, %d of them without a paper; the row named in %d; %d missed\n", all, all-missed, alone, row, missed)
	return missed, err
}

func orNothing(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
