package cli

import (
	"fmt"
	"io"

	"shenqian/app"
	"shenqian/review"
)

// signedFile is what sign and extend answer: the level reached beside the one
// wanted, and what is missing.
type signedFile struct {
	File        string      `json:"file"`
	Form        app.Form    `json:"form,omitempty"` // of the SM2 signature
	Level       app.Level   `json:"level"`
	LevelWanted app.Level   `json:"level_wanted"`
	LevelReason string      `json:"level_reason"`
	LevelCode   string      `json:"level_code,omitempty"`
	Signer      string      `json:"signer,omitempty"`
	Second      string      `json:"signer_sm2,omitempty"` // of the second signature
	PDFA        string      `json:"pdfa,omitempty"`       // "kept", or "broken" before; empty if it claims none
	SHA256      review.Hash `json:"sha256"`
}

func (r *run) signedFile(path string, s *app.Signed) signedFile {
	out := signedFile{File: path, Level: s.Reached, LevelWanted: s.Wanted, PDFA: string(s.PDFA), SHA256: review.HashOf(s.PDF)}
	if s.Short != nil {
		out.LevelReason, out.LevelCode = r.words.Explain(s.Short), app.Code(s.Short)
	}
	return out
}

// trusted reads the files of anchors.
func (r *run) trusted() (out [][]byte, err error) {
	for _, path := range r.flags["trust"] {
		b, err := app.ReadFileFully(path)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// extend raises a file's level or renews its archive time-stamp. What was
// reached is written; if that is not what was wanted, the answer is no.
func extend(r *run) (int, error) {
	out := r.flag("out")
	switch {
	case out == "":
		return 0, usage("cli.out")
	case !r.has("level"):
		return 0, usage("cli.level.needed")
	}
	level, err := app.ParseLevel(r.flag("level"))
	if err != nil {
		return 0, err
	}
	pdf, err := app.ReadFileFully(r.args[0])
	if err != nil {
		return 0, err
	}
	trusted, err := r.trusted()
	if err != nil {
		return 0, err
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	raised, err := w.ExtendFile(r.ctx, pdf, level, r.flags["tsa"], trusted)
	if err != nil {
		return 0, err
	}
	if raised.Short != nil && len(raised.PDF) == len(pdf) { // nothing gained
		return 0, raised.Short
	}
	if err := writeNew(out, raised.PDF, r.args[0]); err != nil {
		return 0, err
	}
	status, answer := Good, r.signedFile(out, raised)
	if raised.Short != nil {
		status = No
	}
	return status, r.answer(answer, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.extended", "file", out))
		r.tellLevel(w, answer)
	})
}

// tellLevel says which level was reached, and why not the one wanted.
func (r *run) tellLevel(w io.Writer, s signedFile) {
	if s.PDFA == "broken" {
		fmt.Fprintln(w, r.words.Say("cli.pdfa.broken"))
	}
	if s.Form == app.NationalForm {
		fmt.Fprintln(w, r.words.Say("cli.form.national"))
	}
	if s.Level != app.NoLevel {
		fmt.Fprintln(w, r.words.Say("cli.level.reached", "level", string(s.Level)))
	}
	if s.LevelReason != "" {
		fmt.Fprintln(w, r.words.Say("cli.level.short", "wanted", string(s.LevelWanted), "level", string(s.Level), "why", s.LevelReason))
	}
}

// levels lists the court's signed papers that lack their level.
func levels(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	owed, err := a.Owed(r.ctx)
	if err != nil {
		return 0, err
	}
	return Good, r.answer(owed, func(w io.Writer) {
		for _, o := range owed {
			fmt.Fprintln(w, r.words.Say("cli.owed", "number", o.CaseNumber, "level", string(o.Level), "wanted", string(o.Wanted)))
		}
		if len(owed) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.owed.none"))
		}
	})
}

// raiseLevels fetches what those of some cases lack, or of all.
func raiseLevels(r *run) (int, error) {
	trusted, err := r.trusted()
	if err != nil {
		return 0, err
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	ids, err := r.found(a)
	if err != nil {
		return 0, err
	}
	raised, err := a.Raise(r.ctx, ids, trusted)
	if err != nil {
		return 0, err
	}
	status := Good
	for i := range raised {
		if raised[i].Why = ""; raised[i].Err != nil {
			status, raised[i].Why = No, r.words.Explain(raised[i].Err)
		}
	}
	return status, r.answer(raised, func(w io.Writer) {
		for _, o := range raised {
			fmt.Fprintln(w, r.words.Say("cli.owed", "number", o.CaseNumber, "level", string(o.Level), "wanted", string(o.Wanted)))
			if o.Why != "" {
				fmt.Fprintln(w, "  "+o.Why)
			}
		}
	})
}
