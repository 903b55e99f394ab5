package cli

import (
	"fmt"
	"io"
	"strconv"

	"shenqian/app"
	"shenqian/review"
)

// history says who did what to a paper, each line checked; with --proof it
// writes the proof of one line instead.
func history(r *run) (int, error) {
	a, id, err := r.oneCase(false, r.args[0])
	if err != nil {
		return 0, err
	}
	defer a.Close()
	if r.has("proof") {
		return r.historyProof(a, id)
	}
	h, err := a.History(r.ctx, id)
	if err != nil {
		return 0, err
	}
	if h, err = a.CheckHistory(r.ctx, h, nil); err != nil {
		return 0, err
	}
	status := Good
	if !h.Good {
		status = No
	}
	return status, r.answer(h, func(w io.Writer) { r.sayHistory(w, h) })
}

func (r *run) historyProof(a *app.App, id string) (int, error) {
	row, err := strconv.ParseInt(r.flag("proof"), 10, 64)
	switch {
	case err != nil:
		return 0, usage("cli.history.row", "row", r.flag("proof"))
	case r.flag("out") == "":
		return 0, usage("cli.out")
	}
	proof, err := a.HistoryProof(r.ctx, id, row)
	if err != nil {
		return 0, err
	}
	if err := writeNew(r.flag("out"), []byte(proof)); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]any{"row": row, "file": r.flag("out")}, func(w io.Writer) { fmt.Fprintln(w, r.words.Say("cli.written", "file", r.flag("out"))) })
}

func (r *run) sayHistory(w io.Writer, h *app.History) {
	fmt.Fprintln(w, r.words.Say("cli.history.head", "number", h.CaseNumber, "count", fmt.Sprint(len(h.Lines)), "entries", fmt.Sprint(h.Entries)))
	short := func(s string) string { return review.Hash(s).Short() }
	for _, l := range h.Lines {
		who := l.Name
		if l.Office != "" {
			who = r.words.Say("history.who", "name", l.Name, "office", l.Office)
		}
		fmt.Fprintf(w, "%6d  %s  %s  %s\n", l.Row, l.At.In(app.Zone).Format("2006-01-02 15:04"), who, l.Sentence)
		if l.Words != "" {
			fmt.Fprintln(w, "        "+r.words.Say("history.words", "text", l.Words))
		}
		fmt.Fprintln(w, "        "+r.words.SaySigner(l.SignedBy, short)+"　"+r.words.Say("history.hash", "hash", short(l.Hash))+"　"+r.words.SayCheck(l.Check))
	}
	fmt.Fprintln(w, h.Verdict(r.words))
}
