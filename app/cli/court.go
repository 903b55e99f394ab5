package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"shenqian/app"
	"shenqian/review"
)

// open opens the court; with write it also seats the user at the desk: by
// --key, or by a sign-in that has not expired.
func (r *run) open(write bool) (*app.App, error) {
	a, err := app.Open(r.ctx, r.config)
	if err != nil {
		return nil, err
	}
	if err := r.seat(a, write); err != nil {
		_ = a.Close() // the first error counts
		return nil, err
	}
	return a, nil
}

// found are the matters that the arguments name, in their order.
func (r *run) found(a *app.App) (ids []string, err error) {
	for _, text := range r.args {
		id, err := a.Find(r.ctx, text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (r *run) seat(a *app.App, write bool) error {
	who := r.flag("as")
	switch {
	case write && who == "":
		return usage("cli.as")
	case write && r.has("key"):
		c, err := r.credential(&a.Workshop)
		if err != nil {
			return err
		}
		if r.has("despite") {
			if err := a.GiveUpMemory(r.ctx); err != nil {
				return err
			}
		}
		_, err = a.SignIn(r.ctx, who, c)
		return err
	case write:
		_, err := a.Resume(r.ctx, who)
		return err
	case who != "":
		if _, err := a.Resume(r.ctx, who); app.Code(err) != "session.none" {
			return err
		}
	}
	return nil
}

// credential loads --key, a file or the address of a key in a token. Its passphrase comes from --pass-file, or, at a
// terminal, from a prompt.
func (r *run) credential(w **app.Workshop) (*app.Credential, error) {
	path := r.flag("key")
	switch {
	case r.key != nil:
		return r.key, nil
	case path == "":
		return nil, usage("cli.key")
	}
	if strings.HasPrefix(path, "token:") || strings.HasPrefix(path, "keychain:") {
		return nil, usage("cli.keykind", "key", path)
	}
	c, err := (*w).LoadCredential(path, func() ([]byte, error) { return r.passphraseOf(*w, path) })
	r.key = c
	return c, err
}

// secondCredential loads --key-sm2, nil without it. Its passphrase comes from
// --pass-file-sm2, else as that of --key.
func (r *run) secondCredential(w **app.Workshop) (*app.Credential, error) {
	if !r.has("key-sm2") {
		return nil, nil
	}
	return r.otherCredential(*w, r.flag("key-sm2"), "pass-file-sm2")
}

// otherCredential loads a key beside --key, whose passphrase is in the file
// that a flag of its own names, else as that of --key.
func (r *run) otherCredential(w *app.Workshop, path, passFlag string) (*app.Credential, error) {
	return w.LoadCredential(path, func() ([]byte, error) {
		if file := r.flag(passFlag); file != "" {
			b, err := app.ReadFileFully(file)
			return firstLine(b), err
		}
		return r.passphraseOf(w, path)
	})
}

// passphraseOf is a key file's passphrase: from --pass-file, else as the
// keychain remembers it, else from a prompt.
func (r *run) passphraseOf(w *app.Workshop, path string) ([]byte, error) {
	if !r.has("pass-file") {
		if p, ok := w.RememberedPassphrase(path); ok {
			return p, nil
		}
	}
	return r.passphrase()
}

// userRemember keeps the passphrase of --key in the system's keychain, or with
// --forget takes it out again.
func userRemember(r *run) (int, error) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	path := r.flag("key")
	if path == "" {
		return 0, usage("cli.key")
	}
	code := "cli.remembered"
	if r.has("forget") {
		code, err = "cli.forgotten", w.ForgetPassphrase(path)
	} else {
		var p []byte
		if p, err = r.passphrase(); err == nil {
			err = w.RememberPassphrase(path, p)
		}
	}
	if err != nil {
		return 0, err
	}
	return Good, r.answer(map[string]any{"key": path, "remembered": !r.has("forget")}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say(code, "file", path))
	})
}

func (r *run) passphrase() ([]byte, error) {
	switch f := r.flag("pass-file"); f {
	case "":
		in, ok := r.Stdin.(*os.File)
		if !ok || !term.IsTerminal(int(in.Fd())) {
			return nil, usage("cli.passphrase")
		}
		fmt.Fprint(r.Stderr, r.words.Say("cli.prompt"))
		b, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(r.Stderr)
		return b, err
	case "-":
		b, err := io.ReadAll(io.LimitReader(r.Stdin, 4096))
		return firstLine(b), err
	default:
		b, err := app.ReadFileFully(f)
		return firstLine(b), err
	}
}

func firstLine(b []byte) []byte {
	b, _, _ = bytes.Cut(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// window opens the window, or says what a build without one can do.
func window(r *run) (int, error) {
	if r.Window == nil {
		return 0, usage("cli.nowindow")
	}
	r.config.Window = true
	return Good, r.Window(r.ctx, r.config)
}

// listedPerson is a person with those of his certificates that were reported.
type listedPerson struct {
	review.Person
	Reported []app.KeyReport `json:"reported,omitempty"`
}

func userList(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	people, err := a.People(r.ctx)
	if err != nil {
		return 0, err
	}
	reports, err := a.KeyReports(r.ctx)
	if err != nil {
		return 0, err
	}
	today := review.DateOf(a.Now())
	var all []listedPerson
	for _, p := range people {
		one := listedPerson{Person: p}
		for _, k := range reports {
			if slices.ContainsFunc(p.Keys, func(b review.Binding) bool { return b.Fingerprint == k.Key }) {
				one.Reported = append(one.Reported, k)
			}
		}
		all = append(all, one)
	}
	return Good, r.answer(all, func(w io.Writer) {
		for _, p := range all {
			var roles []string
			for _, role := range p.Roles(today) {
				roles = append(roles, r.words.Say("role."+string(role)))
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", p.ID, p.Name, strings.Join(roles, "、"))
			for _, k := range p.Reported {
				fmt.Fprintln(w, "\t"+r.words.Say("cli.user.reported", "certificate", review.Hash(k.Key).Short(), "since", review.DateOf(k.Since).String(), "reason", k.Reason))
			}
		}
	})
}

// userInit makes the court, its president (--president NAME, whose key is
// --key) and its clerk.
func userInit(r *run) (int, error) {
	w, err := app.NewWorkshop(r.config)
	if err != nil {
		return 0, err
	}
	if r.flag("court") == "" || r.flag("president") == "" {
		return 0, usage("cli.init")
	}
	c, err := r.credential(&w)
	if err != nil {
		return 0, err
	}
	today := review.DateOf(w.Now())
	info := app.Describe(c)
	people := []review.Person{{
		ID: "president", Name: r.flag("president"), Terms: []review.Term{{Role: review.RolePresident, From: today}},
		Keys: []review.Binding{{Fingerprint: info.Fingerprint, From: today}},
	}}
	if name := r.flag("clerk"); name != "" {
		p := review.Person{ID: "clerk", Name: name, Terms: []review.Term{{Role: review.RoleClerk, From: today}}}
		if path := r.flag("clerk-cert"); path != "" {
			fp, err := w.CertificateFingerprint(path)
			if err != nil {
				return 0, err
			}
			p.Keys = []review.Binding{{Fingerprint: fp, From: today}}
		}
		people = append(people, p)
	}
	a, err := app.CreateCourt(r.ctx, r.config, app.Court{
		Name: r.flag("court"), Offices: review.Offices{Director: r.has("director-step"), Vice: r.has("vice-step")}, Demonstration: info.Training,
	}, c, people)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	return Good, r.answer(map[string]any{"court": r.flag("court"), "data": a.Data()}, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.created", "court", r.flag("court"), "folder", a.Data()))
	})
}

func userAdd(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	by, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	from := review.DateOf(a.Now())
	var to review.Date
	for name, d := range map[string]*review.Date{"from": &from, "to": &to} {
		if v := r.flag(name); v != "" {
			if err := d.UnmarshalText([]byte(v)); err != nil {
				return 0, err
			}
		}
	}
	p, err := a.Person(r.ctx, r.args[0])
	if app.Code(err) == "person.unknown" {
		id, ierr := a.NewPersonID(r.ctx)
		if ierr != nil {
			return 0, ierr
		}
		p = review.Person{ID: id, Name: r.args[0]}
	} else if err != nil {
		return 0, err
	}
	for _, role := range r.flags["role"] {
		role, ok := r.role(role)
		if !ok {
			return 0, usage("cli.role", "role", string(role))
		}
		p.Terms = append(p.Terms, review.Term{Role: role, From: from, To: to, Title: r.flag("title"), Instrument: r.flag("instrument")})
	}
	if path := r.flag("cert"); path != "" {
		fp, err := a.CertificateFingerprint(path)
		if err != nil {
			return 0, err
		}
		p.Keys = append(p.Keys, review.Binding{Fingerprint: fp, From: from, To: to})
	}
	if err := a.SavePerson(r.ctx, by, p); err != nil {
		return 0, err
	}
	return Good, r.answer(p, func(w io.Writer) { fmt.Fprintln(w, r.words.Say("cli.saved", "name", p.Name)) })
}

// role takes an office by its id or by its name.
func (r *run) role(name string) (review.Role, bool) {
	for _, role := range review.Roles {
		if name == string(role) || name == r.words.Say("role."+string(role)) {
			return role, true
		}
	}
	return review.Role(name), false
}

func userSignIn(r *run) (int, error) {
	if !r.has("key") {
		return 0, usage("cli.key")
	}
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	s := a.Session()
	elsewhere, err := a.Elsewhere(r.ctx)
	if err != nil {
		return 0, err
	}
	answer := map[string]any{"person": s.Person.ID, "name": s.Person.Name}
	if len(elsewhere) > 0 {
		answer["elsewhere"] = elsewhere
	}
	return Good, r.answer(answer, func(w io.Writer) {
		fmt.Fprintln(w, r.words.Say("cli.signedin", "name", s.Person.Name))
		r.sayElsewhere(w, elsewhere)
	})
}

func userSignOut(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	return Good, a.SignOut()
}
