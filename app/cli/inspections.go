package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/inspection"
)

// reportPlan plans a self-inspection: of all termination cases of a period, or,
// with --size, of a sample that can be drawn again.
func reportPlan(r *run) (int, error) {
	from, to, err := r.days()
	if err != nil {
		return 0, err
	}
	req := app.PlanRequest{ID: r.args[0], Court: r.flag("court"), Period: index.Period{From: from, To: to}, Checkpoint: r.flag("checkpoint"), Number: r.flag("number")}
	if s := r.flag("size"); s != "" {
		if req.Size, err = strconv.Atoi(s); err != nil || req.Size <= 0 {
			return 0, usage("cli.plan.size", "text", s)
		}
	}
	if b, err := os.ReadFile(req.Checkpoint); err == nil && len(b) < 1<<16 {
		req.Checkpoint = string(b)
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	p, err := a.PlanInspection(r.ctx, req)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(p, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.plan", "id", p.ID, "court", p.Court, "terminated", strconv.Itoa(p.Terminated), "count", strconv.Itoa(len(p.Cases))))
		if p.Seed != "" {
			fmt.Fprintln(w, r.words.Say("cli.plan.seed", "checkpoint", p.Checkpoint, "number", p.Number, "seed", p.Seed))
		}
		for _, n := range p.Cases {
			fmt.Fprintln(w, n.String())
		}
	})
}

// reportPropose prints what the check-up says of the cases that are still open.
func reportPropose(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	ps, err := a.Propose(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	return Good, r.answer(ps, func(w io.Writer) {
		for _, p := range ps {
			said := r.words.Say("cli.propose.nopaper")
			if p.Matter != "" {
				var defects []string
				for _, d := range p.Defects {
					defects = append(defects, d.Rule)
				}
				said = strings.TrimSpace(r.words.Say("inspection.outcome."+string(p.Outcome)) + " " + strings.Join(defects, "、"))
				if len(p.Unknown) > 0 {
					said += r.words.Say("cli.propose.unknown", "rules", strings.Join(p.Unknown, "、"))
				}
			}
			fmt.Fprintln(w, p.Number.String()+"\t"+said)
		}
	})
}

// reportInspect records what was found of a case, or what was done about it.
func reportInspect(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	in, err := a.Inspection(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	number, err := review.ParseCaseNumber(r.args[1])
	if err != nil {
		return 0, err
	}
	res := inspection.Result{Number: number}
	for _, old := range in.Results { // what is not said anew stays
		if old.Number == number {
			res = old
		}
	}
	if v := r.flag("result"); v != "" {
		res.Outcome, res.Defects = inspection.Outcome(v), nil
		for _, o := range inspection.Outcomes() {
			if r.words.Say("inspection.outcome."+string(o)) == v {
				res.Outcome = o
			}
		}
	}
	if rules := r.flags["defect"]; len(rules) > 0 {
		res.Defects = nil
		for _, d := range rules {
			rule, note, _ := strings.Cut(d, "=")
			res.Defects = append(res.Defects, inspection.Defect{Rule: rule, Note: note})
		}
	}
	for flag, to := range map[string]*review.Date{"due": &res.Due, "done": &res.Done} {
		d, err := r.day(flag)
		if err != nil {
			return 0, err
		}
		if !d.IsZero() {
			*to = d
		}
	}
	for flag, to := range map[string]*string{"judge": &res.Judge, "how": &res.How} {
		if v := r.flag(flag); v != "" {
			*to = v
		}
	}
	if v := r.flag("revived"); v != "" {
		if res.Revived, err = review.ParseCaseNumber(v); err != nil {
			return 0, err
		}
	}
	if in, err = a.RecordResult(r.ctx, r.args[0], res); err != nil {
		return 0, err
	}
	return Good, r.answer(in, func(w io.Writer) { r.inspection(w, in) })
}

// reportInspection prints what stands of plans, and makes the report's data of
// them when they are done.
func reportInspection(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	status, all := Good, []*app.Inspection{}
	for _, id := range r.args {
		in, err := a.Inspection(r.ctx, id)
		if err != nil {
			return 0, err
		}
		if len(in.Open) > 0 {
			status = No
		}
		all = append(all, in)
	}
	if err := r.draft(func() ([]byte, error) { return a.InspectionDraft(r.ctx, r.args) }); err != nil {
		return 0, err
	}
	var answer any = all
	if len(all) == 1 {
		answer = all[0]
	}
	return status, r.answer(answer, func(w io.Writer) {
		for _, in := range all {
			r.inspection(w, in)
		}
	})
}

func (r *run) inspection(w io.Writer, in *app.Inspection) {
	s := in.Sheet
	args := []string{
		"id", in.Plan.ID, "court", s.Court, "terminated", strconv.Itoa(s.Terminated), "inspected", strconv.Itoa(s.Inspected), "open", strconv.Itoa(len(in.Open)),
		"rate", in.Rate, "exact", fmt.Sprintf("%d/%d", s.Found[inspection.Qualified], s.Inspected), "tomend", strconv.Itoa(s.ToMend), "mended", strconv.Itoa(s.Mended), "revived", strconv.Itoa(s.Revived),
	}
	for _, o := range inspection.Outcomes() {
		args = append(args, string(o), strconv.Itoa(s.Found[o]))
	}
	fmt.Fprintln(w, r.words.Say("cli.inspection", args...))
	for _, x := range in.Results {
		if x.Outcome == inspection.Qualified {
			continue
		}
		var defects []string
		for _, d := range x.Defects {
			defects = append(defects, strings.TrimSuffix(d.Rule+"："+d.Note, "："))
		}
		done := r.words.Say("cli.inspection.due", "due", x.Due.String())
		if !x.Done.IsZero() {
			done = r.words.Say("cli.inspection.done", "done", x.Done.String(), "how", x.How)
		}
		fmt.Fprintln(w, strings.Join([]string{x.Number.String(), r.words.Say("inspection.outcome." + string(x.Outcome)), strings.Join(defects, "、"), done}, "\t"))
	}
}
