package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

// reportSpotCheck draws today's papers for a spot check, or says which were
// drawn and how anyone draws them again.
func reportSpotCheck(r *run) (int, error) {
	on, err := r.day("on")
	if err != nil {
		return 0, err
	}
	oneIn := 0
	if s := r.flag("one-in"); s != "" {
		if oneIn, err = strconv.Atoi(s); err != nil || oneIn < 1 {
			return 0, usage("cli.plan.size", "text", s)
		}
	}
	draws := r.has("draw") || oneIn > 0
	a, err := r.open(draws)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	var day *app.SpotDay
	if draws {
		day, err = a.DrawSpotCheck(r.ctx, oneIn)
	} else {
		day, err = a.SpotDay(r.ctx, on)
	}
	if err != nil {
		return 0, err
	}
	views := make([]*matterView, len(day.Papers))
	for i, p := range day.Papers {
		d, err := a.Load(r.ctx, p.ID)
		if err != nil {
			return 0, err
		}
		views[i] = view(r, a, d)
		if out := r.flag("out"); out != "" {
			if err := r.evidence(a, d, views[i], filepath.Join(out, strings.ReplaceAll(p.Number, "/", "-"))); err != nil {
				return 0, err
			}
		}
	}
	return Good, r.answer(day, func(w io.Writer) { r.spotDay(w, day, views) })
}

// evidence writes all that a paper rests on into a folder of its own: its text
// as it will be signed, what is known of it with each rule that was met and by
// what, and its attachments.
func (r *run) evidence(a *app.App, d *app.Dossier, v *matterView, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return usage("cli.outwrite", "file", folder)
	}
	s, err := a.Draw(r.ctx, d)
	if err != nil {
		return err
	}
	if err := writeNew(filepath.Join(folder, "paper.pdf"), s.PDF); err != nil {
		return err
	}
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	if err := writeNew(filepath.Join(folder, "matter.json"), append(b, '\n')); err != nil {
		return err
	}
	for i, f := range d.Matter.Attachments {
		b, err := a.File(r.ctx, f.File)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%02d-%s", i+1, strings.NewReplacer("/", "-", `\`, "-").Replace(filepath.Base(f.Name)))
		if err := writeNew(filepath.Join(folder, name), b); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) spotDay(w io.Writer, day *app.SpotDay, views []*matterView) {
	if len(day.Draws) == 0 {
		fmt.Fprintln(w, r.words.Say("cli.spotcheck.none", "on", day.On.String()))
	}
	for _, d := range day.Draws {
		fmt.Fprintln(w, r.words.Say("cli.spotcheck", "on", day.On.String(), "onein", strconv.Itoa(d.OneIn), "list", strconv.Itoa(len(d.List)), "drawn", strconv.Itoa(len(d.Drawn))))
	}
	for i, p := range day.Papers {
		fmt.Fprintln(w, r.words.Say("cli.spotcheck.paper", "number", p.Number, "state", r.words.Say("state.name."+string(p.State))))
		passed := 0
		if views[i].Checkup != nil {
			passed = len(views[i].Checkup.Passed)
		}
		fmt.Fprintln(w, "  "+r.words.Say("cli.spotcheck.evidence", "passed", strconv.Itoa(passed), "files", strconv.Itoa(len(views[i].Attachments)), "signed", strconv.Itoa(p.Signed)))
		for _, f := range views[i].Attachments {
			fmt.Fprintln(w, "  "+f.Type+"\t"+f.Name+"\t"+review.Hash(f.File).Short())
		}
	}
	for _, d := range day.Draws {
		fmt.Fprintln(w, r.words.Say("cli.spotcheck.how"))
		for line := range strings.SplitSeq(d.Statement, "\n") {
			fmt.Fprintln(w, "    "+line)
		}
		fmt.Fprintln(w, r.words.Say("cli.spotcheck.lots", "seed", d.Seed, "count", strconv.Itoa(len(d.Drawn))))
		for _, id := range d.List {
			fmt.Fprintln(w, "    "+id)
		}
	}
	if day.Fresh > 0 {
		fmt.Fprintln(w, r.words.Say("cli.spotcheck.fresh", "count", strconv.Itoa(day.Fresh)))
	}
}
