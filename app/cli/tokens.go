package cli

import (
	"fmt"
	"io"

	"shenqian/app"
)

// tokens lists the certificates in the tokens of the libraries named.
func tokens(r *run) (int, error) {
	if !r.has("module") {
		return 0, usage("cli.module")
	}
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	found, err := w.Tokens(r.flags["module"])
	if err != nil {
		return 0, err
	}
	type line struct {
		app.TokenCertificate
		Why  string `json:"why,omitempty"`
		Code string `json:"why_code,omitempty"`
	}
	out := make([]line, len(found))
	for i, f := range found {
		if out[i].TokenCertificate = f; f.Problem != nil {
			out[i].Why, out[i].Code = r.explain(f.Problem), app.Code(f.Problem)
		}
	}
	return Good, r.answer(out, func(w io.Writer) {
		for _, c := range out {
			fmt.Fprintln(w, r.words.Say("cli.token", "name", c.Name, "issuer", c.Issuer, "until", c.Until.Format("2006-01-02"), "token", c.Token))
			if c.MaySign {
				fmt.Fprintln(w, "  "+r.words.Say("cli.token.may"))
			} else {
				fmt.Fprintln(w, "  "+r.words.Say("cli.token.maynot", "why", c.Why))
			}
			fmt.Fprintln(w, "  --key \""+c.Address+"\"")
		}
		if len(out) == 0 {
			fmt.Fprintln(w, r.words.Say("cli.token.none"))
		}
	})
}
