package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

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
	Spared      []maskedHit  `json:"spared"`
	// Accepted is the masking that --accept recorded.
	Accepted *review.Masking `json:"accepted,omitempty"`
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
	req := app.MaskRequest{Profile: profile, Cause: r.flag("cause"), Ground: review.Ground(r.flag("ground")), Hide: r.flags["hide"]}
	if req.Spare, err = r.spares(); err != nil {
		return 0, err
	}
	var w *app.Workshop
	var res *mask.Result
	var accepted *review.Masking
	if _, serr := os.Stat(arg); serr == nil || looksLikeFile(arg) && errors.Is(serr, fs.ErrNotExist) {
		if r.has("accept") {
			return 0, usage("cli.mask.accept")
		}
		if w, err = app.NewWorkshop(r.config); err == nil {
			res, err = w.MaskFile(r.ctx, arg, req)
		}
	} else {
		w, res, accepted, err = r.maskCase(arg, req)
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
		Masked: hits(res.Masked), Kept: hits(res.Kept), Doubts: []maskDoubt{}, Spared: hits(res.Spared), Accepted: accepted,
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
		for _, h := range v.Spared {
			fmt.Fprintln(out, r.words.Say("cli.mask.spared", "class", w.MaskClass(h.Class), "original", h.Original))
		}
		if accepted != nil {
			fmt.Fprintln(out, r.words.Say("cli.mask.accepted", "number", arg))
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

// maskCase masks a case's paper, and with --accept records that it was looked
// at.
func (r *run) maskCase(text string, req app.MaskRequest) (*app.Workshop, *mask.Result, *review.Masking, error) {
	a, err := r.open(r.has("accept"))
	if err != nil {
		return nil, nil, nil, err
	}
	defer a.Close()
	id, err := a.Find(r.ctx, text)
	if err != nil {
		return nil, nil, nil, err
	}
	d, err := a.Load(r.ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	res, err := a.Mask(d, req)
	if err != nil || !r.has("accept") {
		return a.Workshop, res, nil, err
	}
	m, err := a.AcceptMasking(r.ctx, id, app.MaskingRequest{MaskRequest: req, Doubts: r.flag("doubts"), Looked: true, Seen: app.MaskedHash(res)})
	if err != nil {
		return nil, nil, nil, err
	}
	return a.Workshop, res, m.Masking, nil
}

// spares reads --spare START-END, offsets as --json prints them.
func (r *run) spares() (out []mask.Place, err error) {
	for _, text := range r.flags["spare"] {
		from, to, ok := strings.Cut(text, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if !ok || err1 != nil || err2 != nil {
			return nil, usage("cli.spare", "text", text)
		}
		out = append(out, mask.Place{Start: start, End: end})
	}
	return out, nil
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
	open, masked, err := a.ToPublish(r.ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, it := range append(masked, open...) {
		out = append(out, it.CaseNumber)
	}
	if len(out) == 0 {
		return nil, usage("cli.nothingready")
	}
	return out, nil
}
