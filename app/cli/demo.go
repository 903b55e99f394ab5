package cli

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"shenqian/app/demo"
)

// demonstration lays out a demonstration court and says where its papers lie.
func demonstration(r *run) (int, error) {
	// Only a terminal can overwrite a line.
	out, ok := r.Stderr.(*os.File)
	live := ok && term.IsTerminal(int(out.Fd())) && !r.json && !r.quiet
	progress := func(done, total int, label string) {
		if live {
			fmt.Fprintf(r.Stderr, "\r\033[K%d/%d %s", done, total, label)
			if done == total {
				fmt.Fprintln(r.Stderr)
			}
		}
	}
	res, err := demo.Lay(r.ctx, r.args[0], r.config, progress)
	if err != nil {
		return 0, err
	}
	if live {
		fmt.Fprint(r.Stderr, "\r\033[K")
	}
	return Good, r.answer(res, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.demo", "court", res.Court, "approved", fmt.Sprint(res.Approved), "waiting", fmt.Sprint(res.Waiting), "folder", res.Data))
		for _, p := range res.Papers {
			fmt.Fprintf(w, "%s\t%s\t%s\n", r.words.Say("demo."+p.What), p.CaseNumber, p.File)
		}
		fmt.Fprintln(w, r.words.Say("cli.demo.next", "folder", res.Data))
	})
}
