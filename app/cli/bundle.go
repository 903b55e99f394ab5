package cli

import (
	"fmt"
	"io"
	"slices"

	"shenqian/app"
	"shenqian/signing"
)

// verifyBundle checks a folder of public copies; its word is that of the whole.
func (r *run) verifyBundle(w *app.Workshop, dir string, trusted [][]byte) (*verified, error) {
	b, err := w.VerifyBundle(r.ctx, dir, trusted)
	if err != nil {
		return nil, err
	}
	v := &verified{Report: &signing.Report{File: dir, Verdict: b.Verdict, Trusted: b.Trusted, Signatures: []signing.SignatureReport{}}, Code: b.Reason, Bundle: b}
	if b.Reason != "" {
		v.Reason = r.words.SayArgs(b.Reason, b.ReasonArgs)
		b.Reason = v.Reason
	}
	for i, it := range b.Items {
		if it.Reason != "" {
			b.Items[i].Reason = r.words.SayArgs(it.Reason, it.ReasonArgs)
		}
	}
	v.Originals, err = r.holdOriginals(w, dir, trusted)
	return v, err
}

// heldOriginal is an Original held against a bundle.
type heldOriginal struct {
	Original string `json:"original"`
	*app.BundleOriginal
	Reason string `json:"reason"`
}

// holdOriginals holds the files of --original against a bundle.
func (r *run) holdOriginals(w *app.Workshop, dir string, trusted [][]byte) (out []heldOriginal, err error) {
	for _, path := range r.flags["original"] {
		b, err := app.ReadFileFully(path)
		if err != nil {
			return nil, err
		}
		o, err := w.VerifyOriginal(r.ctx, dir, b, trusted)
		if err != nil {
			return nil, err
		}
		h := heldOriginal{Original: path, BundleOriginal: o}
		if o.Reason != "" {
			h.Reason = r.words.SayArgs(o.Reason, o.ReasonArgs)
		}
		out = append(out, h)
	}
	return out, nil
}

// otherOriginals says whether an Original is not of a copy in the bundle.
func (v *verified) otherOriginals() bool {
	return slices.ContainsFunc(v.Originals, func(h heldOriginal) bool { return h.Verdict != signing.Valid })
}

func (r *run) tellOriginals(w io.Writer, held []heldOriginal) {
	for _, h := range held {
		if h.Verdict != signing.Valid {
			fmt.Fprintf(w, "  ✗ %s\t%s\n", h.Original, h.Reason)
			continue
		}
		fmt.Fprintln(w, "  "+r.words.Say("cli.original", "original", h.Original, "file", h.File, "root", h.Root))
	}
}

func (r *run) tellBundle(w io.Writer, b *app.BundleReport) {
	good := 0
	for _, it := range b.Items {
		if it.Verdict == signing.Valid {
			good++
			continue
		}
		fmt.Fprintf(w, "  ✗ %s\t%s\t%s\n", it.File, r.words.Say("verdict."+string(it.Verdict)), it.Reason)
	}
	for _, it := range b.Items {
		if it.Corrects != "" && it.Link != "" {
			fmt.Fprintln(w, "  "+r.words.Say("cli.bundle."+it.Link, "number", it.CaseNumber, "file", it.Corrects))
		}
	}
	fmt.Fprintln(w, "  "+r.words.Say("cli.bundle", "court", b.Court, "signer", b.Signer, "count", fmt.Sprint(len(b.Items)), "good", fmt.Sprint(good)))
	if len(b.Withdrawn) > 0 {
		fmt.Fprintln(w, "  "+r.words.Say("cli.bundle.withdrawn", "count", fmt.Sprint(len(b.Withdrawn))))
	}
	if len(b.Earlier) > 0 {
		fmt.Fprintln(w, "  "+r.words.Say("cli.bundle.earlier", "count", fmt.Sprint(len(b.Earlier))))
	}
	if b.Gap != "" {
		fmt.Fprintln(w, "  "+r.words.Say("cli.bundle.gap", "hash", b.Gap))
	}
	if b.Checkpoint != nil {
		fmt.Fprintln(w, "  "+r.words.Say("cli.bundle.checkpoint", "size", fmt.Sprint(b.Checkpoint.Size), "root", b.Root))
	}
}
