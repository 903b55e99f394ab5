package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"shenqian/app"
	"shenqian/review"
	"shenqian/review/mask"
)

// profile reads --profile.
func (r *run) profile() (mask.Profile, error) {
	switch p := mask.Profile(r.flag("profile")); p {
	case "", mask.Rule2016, mask.Practice2024:
		return p, nil
	default:
		return "", usage("cli.profile", "profile", string(p))
	}
}

// masked is a result as JSON (design.md §7).
type masked struct {
	Profile     mask.Profile `json:"profile"`
	Input       string       `json:"input"`
	Publishable bool         `json:"publishable"`
	Reason      string       `json:"reason"`
	Text        string       `json:"text"`
	Masked      []maskedHit  `json:"masked"`
	Kept        []maskedHit  `json:"kept"`
	Doubts      []maskDoubt  `json:"doubts"`
}

type maskedHit struct {
	Class       string `json:"class"`
	Original    string `json:"original"`
	Replacement string `json:"replacement"`
	Start       int    `json:"start"`
	End         int    `json:"end"`
	Rule        string `json:"rule,omitempty"`
	Basis       string `json:"basis,omitempty"`
}

type maskDoubt struct {
	Code  string `json:"code"`
	Quote string `json:"quote"`
	Why   string `json:"why"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// maskPaper shows what would be hidden, in a file or in a case's paper.
func maskPaper(r *run) (int, error) {
	profile, err := r.profile()
	if err != nil {
		return 0, err
	}
	arg := r.args[0]
	var w *app.Workshop
	var res *mask.Result
	if _, serr := os.Stat(arg); serr == nil || looksLikeFile(arg) && errors.Is(serr, fs.ErrNotExist) {
		if w, err = app.NewWorkshop(r.config); err == nil {
			res, err = w.MaskFile(r.ctx, arg, app.MaskRequest{Profile: profile, Cause: r.flag("cause"), Ground: review.Ground(r.flag("ground")), Hide: r.flags["hide"]})
		}
	} else {
		w, res, err = r.maskCase(arg, profile)
	}
	if err != nil {
		return 0, err
	}
	status := Good
	if !res.Publishable {
		status = No
	}
	v := masked{
		Profile: res.Profile, Input: arg, Publishable: res.Publishable, Reason: w.MaskReason(res), Text: res.Text,
		Masked: hits(res.Masked), Kept: hits(res.Kept), Doubts: []maskDoubt{},
	}
	for _, d := range res.Doubts {
		v.Doubts = append(v.Doubts, maskDoubt{Code: d.Code, Quote: d.Quote, Start: d.Start, End: d.End, Why: w.MaskDoubt(d)})
	}
	return status, r.answer(v, func(out io.Writer) {
		fmt.Fprintln(out, v.Text)
		if v.Reason != "" {
			fmt.Fprintln(out, v.Reason)
		}
		for _, h := range v.Masked {
			fmt.Fprintln(out, r.words.Say("cli.masked", "class", w.MaskClass(h.Class), "original", h.Original, "replacement", h.Replacement))
		}
		for _, d := range v.Doubts {
			fmt.Fprintln(out, r.words.Say("cli.doubt", "original", d.Quote, "why", d.Why))
		}
	})
}

func hits(hs []mask.Hit) []maskedHit {
	out := []maskedHit{}
	for _, h := range hs {
		out = append(out, maskedHit{Class: h.Class, Original: h.Original, Replacement: h.Replacement, Start: h.Start, End: h.End, Rule: h.Rule, Basis: h.Basis})
	}
	return out
}

func (r *run) maskCase(text string, profile mask.Profile) (*app.Workshop, *mask.Result, error) {
	a, err := r.open(false)
	if err != nil {
		return nil, nil, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, text)
	if err != nil {
		return nil, nil, err
	}
	d, err := a.Load(r.ctx, id)
	if err != nil {
		return nil, nil, err
	}
	res, err := a.Mask(d, app.MaskRequest{Profile: profile, Cause: r.flag("cause"), Ground: review.Ground(r.flag("ground")), Hide: r.flags["hide"]})
	return a.Workshop, res, err
}

// publish makes public copies: of the cases named, or of all that are ready.
func publish(r *run) (int, error) {
	profile, err := r.profile()
	if err != nil {
		return 0, err
	}
	dir := r.flag("out")
	if dir == "" {
		return 0, usage("cli.out")
	}
	cases := r.args
	if len(cases) == 0 {
		cases, err = r.readyToPublish()
		var u *usageError
		if errors.As(err, &u) && app.IsBundle(dir) { // nothing is ready: only written anew
			return Good, r.bundle(dir)
		}
		if err != nil {
			return 0, err
		}
	}
	req := app.PublishRequest{MaskRequest: app.MaskRequest{Profile: profile, Cause: r.flag("cause"), Hide: r.flags["hide"]}, Doubts: r.flag("doubts")}
	status, err := r.each(cases, func(a *app.App, id string) (*review.Matter, error) {
		if req.Court == nil {
			if req.Court, err = r.courtCredential(a.Workshop); err != nil {
				return nil, err
			}
		}
		m, err := a.Publish(r.ctx, id, req)
		if err != nil {
			return nil, err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
		return m, a.PlacePublicCopy(r.ctx, id, dir)
	})
	// What was published before a case that failed belongs to the bundle too.
	if _, serr := os.Stat(dir); serr == nil {
		if berr := r.bundle(dir); err == nil {
			err = berr
		}
	}
	return status, err
}

// bundle makes the folder of public copies a bundle.
func (r *run) bundle(dir string) error {
	a, err := r.open(true)
	if err != nil {
		return err
	}
	defer a.Close()
	court, err := r.courtCredential(a.Workshop)
	if err != nil {
		return err
	}
	m, err := a.WriteBundle(r.ctx, dir, court)
	if err != nil || r.has("json") || r.has("quiet") {
		return err
	}
	fmt.Fprintln(r.Stdout, r.words.Say("cli.bundled", "folder", dir, "count", fmt.Sprint(len(m.Items))))
	for _, w := range m.Without {
		fmt.Fprintln(r.Stdout, r.words.Say("cli.bundled.without", "file", w.File, "why", w.Why))
	}
	if !m.Verifier {
		fmt.Fprintln(r.Stdout, r.words.Say("cli.bundled.noverifier"))
	}
	return nil
}

func (r *run) readyToPublish() ([]string, error) {
	a, err := r.open(false)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	all, err := a.Queue(r.ctx, app.QueueFilter{State: review.StateServed})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, it := range all.Items {
		if !it.Published && !it.Withheld && it.Withholding == "" && it.Revived == "" {
			out = append(out, it.CaseNumber)
		}
	}
	if len(out) == 0 {
		return nil, usage("cli.nothingready")
	}
	return out, nil
}
