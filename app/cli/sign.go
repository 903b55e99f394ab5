package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shenqian/app"
)

// sign signs any PDF, or several into a folder. A level that can't be had is
// told; the file is signed all the same.
func sign(r *run) (int, error) {
	out := r.flag("out")
	if out == "" {
		return 0, usage("cli.out")
	}
	level, err := app.ParseLevel(r.flag("level"))
	if err != nil {
		return 0, err
	}
	folder := false
	if i, err := os.Stat(out); err == nil && i.IsDir() {
		folder = true
	}
	if len(r.args) > 1 && !folder {
		return 0, usage("cli.sign.folder", "out", out)
	}
	form, err := app.ParseForm(r.flag("form"))
	if err != nil {
		return 0, err
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	c, err := r.credential(&w)
	if err != nil {
		return 0, err
	}
	second, err := r.secondCredential(&w)
	if err != nil {
		return 0, err
	}
	f := app.FileRequest{
		Field: r.flag("field"), Reason: r.flag("reason"), Certify: r.has("certify"), Level: level, Authorities: r.flags["tsa"],
		Second: second, SecondField: r.flag("field-sm2"), Form: form,
	}
	if folder {
		return r.signMany(w, c, f, out)
	}
	return r.signOne(w, c, f, out)
}

func (r *run) signOne(w *app.Workshop, c *app.Credential, f app.FileRequest, out string) (int, error) {
	pdf, err := app.ReadFileFully(r.args[0])
	if err != nil {
		return 0, err
	}
	signed, err := w.SignFile(r.ctx, pdf, c, f)
	if err != nil {
		return 0, err
	}
	if err := writeNew(out, signed.PDF, r.args[0]); err != nil {
		return 0, err
	}
	answer := r.signedFile(out, signed)
	if r.has("form") {
		answer.Form = f.Form
	}
	answer.by(c, f.Second)
	return Good, r.answer(answer, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.signed", "file", out))
		r.tellLevel(w, answer)
	})
}

// by puts down who signed.
func (s *signedFile) by(c, second *app.Credential) {
	s.Signer = app.Describe(c).Name
	if second != nil {
		s.Second = app.Describe(second).Name
	}
}

// signMany signs each file into a folder under its own name. What is signed
// there already, by a run that was broken off, is left as it is.
func (r *run) signMany(w *app.Workshop, c *app.Credential, f app.FileRequest, folder string) (int, error) {
	type outcome struct {
		signedFile
		Input  string `json:"input"`
		Before bool   `json:"signed_before,omitempty"`
		Error  string `json:"error,omitempty"`
	}
	jobs, named := make([]app.FileJob, len(r.args)), map[string]string{}
	for i, in := range r.args {
		name := filepath.Base(in)
		if first, twice := named[name]; twice {
			return 0, usage("cli.sign.samename", "first", first, "second", in)
		}
		named[name] = in
		jobs[i] = app.FileJob{In: in, Out: filepath.Join(folder, name)}
		if a, err := os.Stat(in); err == nil {
			if b, err := os.Stat(jobs[i].Out); err == nil && os.SameFile(a, b) {
				return 0, usage("cli.overwrite", "file", in)
			}
		}
	}
	signed, err := w.SignFiles(r.ctx, jobs, c, f, nil)
	if err != nil {
		return 0, err
	}
	status, out := Good, make([]outcome, len(signed))
	for i, s := range signed {
		o := &out[i]
		o.Input = s.In
		switch {
		case s.Err != nil:
			status, o.Error = No, r.explain(s.Err)
			continue
		case s.Before:
			o.Before, o.signedFile = true, signedFile{File: s.Out}
		default:
			o.signedFile = r.signedFile(s.Out, s.Signed)
			if r.has("form") {
				o.Form = f.Form
			}
			o.by(c, f.Second)
		}
		o.SHA256 = s.Hash
	}
	return status, r.answer(out, func(w io.Writer) {
		count := map[string]int{}
		for _, o := range out {
			switch {
			case o.Error != "":
				count["failed"]++
				fmt.Fprintln(w, r.words.Say("cli.sign.failed", "file", o.Input, "why", o.Error))
			case o.Before:
				count["before"]++
				fmt.Fprintln(w, r.words.Say("cli.sign.before", "file", o.File))
			default:
				count["signed"]++
				fmt.Fprintln(w, r.words.Say("cli.signed", "file", o.File))
				r.tellLevel(w, o.signedFile)
			}
		}
		fmt.Fprintln(w, r.words.Say("cli.sign.sum", "signed", fmt.Sprint(count["signed"]), "before", fmt.Sprint(count["before"]), "failed", fmt.Sprint(count["failed"])))
	})
}
