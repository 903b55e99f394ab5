package cli

import (
	"fmt"
	"io"

	"shenqian/app"
	"shenqian/review"
)

// each runs an act on every case named, one after the other, and answers with
// what became of each: one object for one case, an array for several. The
// first that can't be done ends the run; those before it are done and said.
func (r *run) each(cases []string, act func(a *app.App, id string) (*review.Matter, error)) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	type outcome struct {
		CaseNumber string       `json:"case_number"`
		State      review.State `json:"state"`
		Frozen     review.Hash  `json:"frozen_hash,omitempty"`
		Signed     review.Hash  `json:"signed_hash,omitempty"`
		Error      string       `json:"error,omitempty"`
	}
	var out []outcome
	var failed error
	for _, text := range cases {
		var m *review.Matter
		id, err := a.Find(r.ctx, text)
		if err == nil {
			r.warnPacket(a, id)
			m, err = act(a, id)
		}
		if err != nil && len(cases) == 1 {
			return 0, err
		}
		if err != nil {
			failed = err
			out = append(out, outcome{CaseNumber: text, Error: r.explain(err)})
			break
		}
		o := outcome{CaseNumber: text, State: m.State}
		if m.Frozen != nil {
			o.Frozen = m.Frozen.Hash
		}
		if n := len(m.Decisions); n > 0 {
			o.Signed = m.Decisions[n-1].Signed
		}
		out = append(out, o)
	}
	var v any = out
	if len(out) == 1 {
		v = out[0]
	}
	err = r.answer(v, func(w io.Writer) {
		for _, o := range out {
			if o.Error == "" {
				fmt.Fprintf(w, "%s\t%s\n", o.CaseNumber, r.stateName(o.State))
			}
		}
	})
	if failed != nil {
		return 0, usage("cli.stopped", "case", out[len(out)-1].CaseNumber, "why", r.explain(failed), "done", fmt.Sprint(len(out)-1))
	}
	return Good, err
}

func answer(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, r.args[0])
	if err != nil {
		return 0, err
	}
	var file review.Hash
	if path := r.flag("file"); path != "" {
		b, err := app.ReadFileFully(path)
		if err != nil {
			return 0, err
		}
		if err := a.Attach(r.ctx, id, path, app.AttachmentType(path), b); err != nil && app.Code(err) != "attachment.twice" {
			return 0, err
		}
		file = review.HashOf(b)
	}
	if err := a.Answer(r.ctx, id, r.args[1], r.args[2], file); err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]string{"case_number": r.args[0], "rule": r.args[1]}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.answered", "rule", r.args[1]))
	})
}

func submit(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		return a.Submit(r.ctx, id, app.Submission{Override: r.flag("override"), Minor: r.has("minor"), Reply: r.flag("reply")})
	})
}

// approve signs whichever step is open to the one at the desk: an earlier
// step's text hash, or, for the president, the frozen paper. --seen is given
// once per case, in the order of the cases.
func approve(r *run) (int, error) {
	if r.has("paper") {
		return approveOnPaper(r)
	}
	seen := r.flags["seen"]
	if len(seen) != len(r.args) {
		return 0, usage("cli.seen")
	}
	i := -1
	var cred, second *app.Credential
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		i++
		if cred == nil {
			if !r.has("key") {
				return nil, review.Fault("key.needed")
			}
			var err error
			if cred, err = r.credential(&a.Workshop); err != nil {
				return nil, err
			}
			if second, err = r.secondCredential(&a.Workshop); err != nil {
				return nil, err
			}
		}
		d, err := a.Load(r.ctx, id)
		if err != nil {
			return nil, err
		}
		if d.Matter.State == review.StateRoute {
			return a.SignStep(r.ctx, id, review.Hash(seen[i]), cred)
		}
		return a.ApproveTwice(r.ctx, id, review.Hash(seen[i]), cred, second, r.flag("remark"))
	})
}

// approveOnPaper registers a hand-signed slip, or with --step an earlier step.
func approveOnPaper(r *run) (int, error) {
	if len(r.args) > 1 {
		return 0, usage("cli.extra", "command", "approve --paper", "argument", r.args[1])
	}
	scan, on, err := r.handSigned("paper")
	if err != nil {
		return 0, err
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		d, err := a.Load(r.ctx, id)
		if err != nil {
			return nil, err
		}
		if d.Matter.State != review.StateRoute {
			return a.RegisterPaperApproval(r.ctx, id, on, r.flag("code"), scan)
		}
		step := r.flag("step")
		if open := d.Matter.OpenSteps(); step == "" && len(open) == 1 {
			step = open[0].ID
		}
		return a.RegisterPaperStep(r.ctx, id, step, on, scan)
	})
}

// handSigned is the scan of a paper signed by hand, and the day on it.
func (r *run) handSigned(flag string) (scan []byte, on review.Date, err error) {
	if scan, err = app.ReadFileFully(r.flag(flag)); err != nil {
		return nil, on, err
	}
	if r.flag("on") == "" {
		return nil, on, review.Fault("paper.date")
	}
	return scan, on, on.UnmarshalText([]byte(r.flag("on")))
}

func decide(kind review.EventKind) func(*run) (int, error) {
	return func(r *run) (int, error) {
		return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
			if !r.has("key") {
				return nil, review.Fault("key.needed")
			}
			cred, err := r.credential(&a.Workshop)
			if err != nil {
				return nil, err
			}
			return a.Decide(r.ctx, id, kind, r.flag("reason"), cred)
		})
	}
}

func park(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Park(r.ctx, id, r.flag("why")) })
}

func unpark(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Unpark(r.ctx, id) })
}

func withdraw(r *run) (int, error) {
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Withdraw(r.ctx, id) })
}

func resolve(r *run) (int, error) {
	scan, on, err := r.handSigned("scan")
	if err != nil {
		return 0, err
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		return a.Resolve(r.ctx, id, on, r.flag("text"), scan)
	})
}
