package cli

import (
	"fmt"
	"io"
	"strings"

	"shenqian/review"
)

// delta says what a paper has become since its version before.
func delta(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	d, err := a.Load(r.ctx, id)
	if err != nil {
		return 0, err
	}
	c, err := a.Delta(r.ctx, d)
	if err != nil {
		return 0, err
	}
	if c == nil {
		return Good, r.answer(c, func(w io.Writer) { fmt.Fprintln(w, r.words.Say("delta.none")) })
	}
	return Good, r.answer(c, func(w io.Writer) { r.printDelta(w, c) })
}

func (r *run) printDelta(w io.Writer, c *review.Delta) {
	fmt.Fprintln(w, r.words.Say("delta.since", "version", fmt.Sprint(c.From), "count", fmt.Sprint(len(c.Changes))))
	for _, s := range c.Changes {
		line := "  " + s.Marked()
		if len(s.Cured) > 0 {
			line += "　" + r.words.Say("delta.cured", "rules", strings.Join(s.Cured, "、"))
		}
		if len(s.Caused) > 0 {
			line += "　" + r.words.Say("delta.caused", "rules", strings.Join(s.Caused, "、"))
		}
		fmt.Fprintln(w, line)
	}
	if c.Touches != "" {
		fmt.Fprintln(w, r.words.Say("delta.touches", "what", c.Touches))
	}
	for _, f := range c.Cured {
		fmt.Fprintln(w, "✓ "+f.Rule+"　"+f.Text)
	}
	for _, f := range c.Caused {
		fmt.Fprintln(w, "▲ "+f.Rule+"　"+f.Text)
	}
	if len(c.Standing) > 0 {
		fmt.Fprintln(w, r.words.Say("delta.standing", "who", strings.Join(c.Standing, "、")))
	}
	if len(c.Void) > 0 {
		fmt.Fprintln(w, r.words.Say("delta.void", "who", strings.Join(c.Void, "、")))
	}
}
