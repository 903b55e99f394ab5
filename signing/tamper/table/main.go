// Command table tampers with signed files and shows what the verifier says.
//
//	go run ./signing/tamper/table            our own files, one of each sort
//	go run ./signing/tamper/table FILE ROOT… a signed file, with the PEM files
//	                                         of its trust anchors
//
// It ends with status 1 on any forgery taken for valid and on any honest file
// taken for anything else.
package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"shenqian/signing/tamper"
	"shenqian/signing/tamper/bases"
	"shenqian/signing/trust"
)

func main() {
	wrong, err := run(os.Stdout, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if wrong > 0 {
		os.Exit(1)
	}
}

func run(w io.Writer, args []string) (wrong int, err error) {
	dir, err := os.MkdirTemp("", "tamper")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	court, err := bases.Found(dir)
	if err != nil {
		return 0, err
	}
	var all []bases.Base
	anchors := court.Trust
	if len(args) > 0 {
		all, anchors, err = given(args)
	} else {
		all, err = court.All()
	}
	if err != nil {
		return 0, err
	}
	var sum totals
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "file\tkind\tvariant\tverdict\treason\twanted\t")
	for _, base := range all {
		variants, err := tamper.Variants(base.PDF, court.Stranger, court.At)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", base.Name, err)
		}
		judged, err := bases.Judge(anchors, base, variants)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", base.Name, err)
		}
		for _, j := range judged {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", base.Name, j.Kind, j.Name, verdict(j), j.Report.Reason, j.Want, mark(j))
		}
		sum.add(judged)
	}
	if err := table.Flush(); err != nil {
		return 0, err
	}
	fmt.Fprintf(w, "\n%d files: %d variants, %d taken for valid; %d harmless ones, %d blamed\n",
		len(all), sum.variants, sum.accepted, sum.harmless, sum.blamed)
	return sum.accepted + sum.blamed, nil
}

// given is a file from outside, with whom to trust. What honest hands may do to
// it is not known.
func given(args []string) ([]bases.Base, *trust.Pool, error) {
	pdf, err := os.ReadFile(args[0])
	if err != nil {
		return nil, nil, err
	}
	var roots [][]byte
	for _, name := range args[1:] {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		roots = append(roots, b)
	}
	anchors, err := trust.NewPool(roots...)
	if err != nil {
		return nil, nil, err
	}
	return []bases.Base{{Name: args[0], PDF: pdf, Harmless: []bases.Harmless{{Name: "as signed", PDF: pdf}}}}, anchors, nil
}

func verdict(j bases.Judged) string {
	s := string(j.Report.Verdict)
	if j.Report.Trusted {
		s += ", trusted"
	}
	return s
}

func mark(j bases.Judged) string {
	if j.Right {
		return ""
	}
	return "WRONG"
}

// totals count what was judged, and judged wrongly.
type totals struct{ variants, accepted, harmless, blamed int }

func (t *totals) add(all []bases.Judged) {
	for _, j := range all {
		n, wrong := &t.variants, &t.accepted
		if j.Kind == "harmless" {
			n, wrong = &t.harmless, &t.blamed
		}
		*n++
		if !j.Right {
			*wrong++
		}
	}
}
