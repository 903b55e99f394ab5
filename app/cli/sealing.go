package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"shenqian/app"
	"shenqian/review"
)

// count reads --copies.
func (r *run) count(flag string) (int, error) {
	v := r.flag(flag)
	if v == "" {
		return 0, nil
	}
	var n int
	if _, err := fmt.Sscanf(v, "%d", &n); err != nil || fmt.Sprint(n) != v || n < 1 {
		return 0, usage("cli.number", "flag", flag, "value", v)
	}
	return n, nil
}

// optionalFile reads the file a flag names, nil without the flag.
func (r *run) optionalFile(flag string) ([]byte, error) {
	if !r.has(flag) {
		return nil, nil
	}
	return app.ReadFileFully(r.flag(flag))
}

// courtCredential loads --court-key: the court's own certificate. Its
// passphrase comes from --court-pass-file, else as that of --key.
func (r *run) courtCredential(w *app.Workshop) (*app.Credential, error) {
	path := r.flag("court-key")
	if path == "" {
		return nil, usage("cli.courtkey")
	}
	return r.otherCredential(w, path, "court-pass-file")
}

// collate is the clerk's 核对.
func collate(r *run) (int, error) {
	n, err := r.count("copies")
	if err != nil {
		return 0, err
	}
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.Collate(r.ctx, id, n) })
}

// seal stamps, hands over to the e-seal platform and takes back, or refuses.
func seal(r *run) (int, error) {
	switch ways := r.given("by-hand", "out", "sealed", "court-key", "refuse"); {
	case len(ways) > 1:
		return 0, usage("cli.oneway", "flags", "--"+ways[0]+" --"+ways[1])
	case r.has("refuse"):
		return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) { return a.RefuseSeal(r.ctx, id, r.flag("refuse")) })
	case r.has("out"):
		return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
			m, _, err := a.HandOver(r.ctx, id, r.flag("out"))
			return m, err
		})
	}
	req, err := r.sealRequest()
	if err != nil {
		return 0, err
	}
	var returned map[string]string
	return r.each(r.args, func(a *app.App, id string) (*review.Matter, error) {
		if err := r.sealKeys(a, &req); err != nil {
			return nil, err
		}
		switch {
		case r.has("by-hand"):
			return a.SealByHand(r.ctx, id, req)
		case r.has("sealed"):
			if returned == nil {
				if returned, err = r.returned(a); err != nil {
					return nil, err
				}
			}
			b, err := app.ReadFileFully(returned[id])
			if err != nil {
				return nil, err
			}
			return a.TakeBack(r.ctx, id, b, req)
		}
		return a.Seal(r.ctx, id, req)
	})
}

// given are those of the flags that were given.
func (r *run) given(flags ...string) (out []string) {
	for _, f := range flags {
		if r.has(f) {
			out = append(out, f)
		}
	}
	return out
}

func (r *run) sealRequest() (q app.SealRequest, err error) {
	q.Reason = r.flag("reason")
	if q.Copies, err = r.count("copies"); err != nil {
		return q, err
	}
	if q.Scan, err = r.optionalFile("scan"); err != nil {
		return q, err
	}
	q.Picture, err = r.optionalFile("picture")
	return q, err
}

// sealKeys loads the custodian's own key, and the court's to seal here; once
// for all cases.
func (r *run) sealKeys(a *app.App, q *app.SealRequest) (err error) {
	if q.Own != nil {
		return nil
	}
	if !r.has("key") {
		return review.Fault("key.needed")
	}
	if q.Own, err = r.credential(&a.Workshop); err != nil || r.has("by-hand") || r.has("sealed") {
		return err
	}
	q.Court, err = r.courtCredential(a.Workshop)
	return err
}

func (r *run) returned(a *app.App) (map[string]string, error) {
	ids, err := r.found(a)
	if err != nil {
		return nil, err
	}
	return a.Returned(r.flag("sealed"), ids)
}

// courtSet changes the court's settings: its certificates, who may decide.
func courtSet(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	by, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	c := a.Court()
	b := review.Binding{From: review.DateOf(a.Now())}
	for name, d := range map[string]*review.Date{"from": &b.From, "to": &b.To} {
		if v := r.flag(name); v != "" {
			if err := d.UnmarshalText([]byte(v)); err != nil {
				return 0, err
			}
		}
	}
	for _, path := range r.flags["cert"] {
		if b.Fingerprint, err = a.CertificateFingerprint(path); err != nil {
			return 0, err
		}
		c.Keys = append(c.Keys, b)
	}
	c.Public = append(c.Public, r.flags["public"]...)
	for name, set := range map[string]*bool{"president-only": &c.PresidentOnly, "four-eyes": &c.FourEyes, "packets": &c.Packets} {
		if v := r.flag(name); v != "" {
			if v != "yes" && v != "no" {
				return 0, usage("cli.yesno", "flag", name)
			}
			*set = v == "yes"
		}
	}
	if r.has("idle") {
		if c.Idle, err = r.count("idle"); err != nil {
			return 0, err
		}
	}
	if r.has("level") {
		if c.Level, err = app.ParseLevel(r.flag("level")); err != nil {
			return 0, err
		}
	}
	if r.has("tsa") { // the whole list; an empty one takes it away
		c.Authorities = slices.DeleteFunc(slices.Clone(r.flags["tsa"]), func(a string) bool { return a == "" })
	}
	if err := a.SaveCourt(r.ctx, by, c); err != nil {
		return 0, err
	}
	return Good, r.answer(c, func(w io.Writer) { fmt.Fprintln(w, r.words.Say("cli.saved", "name", c.Name)) })
}

func courtShow(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	c := a.Court()
	return Good, r.answer(c, func(w io.Writer) {
		fmt.Fprintln(w, c.Name)
		for _, b := range c.Keys {
			fmt.Fprintln(w, r.words.Say("cli.courtcert", "fingerprint", b.Fingerprint, "from", b.From.String(), "to", b.To.String()))
		}
		if c.Level != "" {
			fmt.Fprintln(w, r.words.Say("cli.courtlevel", "level", string(c.Level), "authorities", strings.Join(c.Authorities, "、")))
		}
	})
}
