package cli

import (
	"fmt"
	"io"

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
	return v, nil
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
