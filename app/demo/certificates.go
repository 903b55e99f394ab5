package demo

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/trust"
)

const passphrase = "demonstration"

// suffix tells the files of one person apart; the usual one has none.
var suffix = map[trust.Kind]string{trust.RSA: "-RSA", trust.ECDSA: "-椭圆", trust.SM2: "-国密"}

// holding is a person's certificate of a kind.
type holding struct {
	name string
	kind trust.Kind
}

// office makes certificates and the files that hold them.
type office struct {
	authority *trust.Authority
	folder    string
	from      time.Time
	files     map[string][]byte
}

func newOffice(folder, court string, at time.Time) (*office, error) {
	authority, err := trust.NewTrainingAuthority(rand.Reader, court, at)
	if err != nil {
		return nil, err
	}
	o := &office{authority: authority, folder: folder, from: time.Date(2018, 1, 1, 0, 0, 0, 0, app.Zone), files: map[string][]byte{}}
	o.files[o.path("passphrase.txt")] = []byte(passphrase + "\n")
	return o, nil
}

func (o *office) path(name string) string { return filepath.Join(o.folder, name) }

// anchor writes the certificate that a verifier must trust.
func (o *office) anchor(name string, kind trust.Kind) string {
	o.files[o.path(name)] = o.authority.PEMFor(kind)
	return o.path(name)
}

// issue makes a certificate for fifteen years, and its file.
func (o *office) issue(name, file string, kind trust.Kind) (*app.Credential, review.Binding, error) {
	k, err := o.authority.IssueFor(kind, name, "", o.from, o.from.AddDate(15, 0, 0))
	if err != nil {
		return nil, review.Binding{}, err
	}
	if o.files[o.path(file)], err = trust.EncodePKCS12(k, passphrase); err != nil {
		return nil, review.Binding{}, err
	}
	return k, review.Binding{Fingerprint: app.Describe(k).Fingerprint, From: review.DateOf(o.from)}, nil
}

func (o *office) write() error {
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return err
	}
	for name, b := range o.files {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// found makes the authority, the certificates and the court.
func (l *layer) found(ctx context.Context, c app.Config) error {
	s := l.script
	s.Court.Demonstration = true
	o, err := newOffice(filepath.Join(l.dir, "certificates"), s.Court.Name, l.now)
	if err != nil {
		return err
	}
	l.result = Result{
		Data: l.dir, Court: s.Court.Name, Papers: []Paper{},
		Trust: o.anchor("authority.pem", trust.RSA), TrustSM2: o.anchor("authority-sm2.pem", trust.SM2),
	}
	people, president, err := l.people(o)
	if err != nil {
		return err
	}
	court, binding, err := o.issue(s.Court.Name, app.DemonstrationCourtKey, trust.RSA)
	if err != nil {
		return err
	}
	l.court, s.Court.Keys = court, []review.Binding{binding}
	if err := o.write(); err != nil {
		return err
	}
	l.app, err = app.CreateCourt(ctx, c, s.Court, president, people)
	return err
}

// people gives everyone their certificates. The president of the first day
// founds the court.
func (l *layer) people(o *office) (people []review.Person, president *app.Credential, err error) {
	for i, p := range l.script.People {
		l.tell(i, len(l.script.People), p.Name)
		person := review.Person{ID: p.ID, Name: p.Name, Terms: p.Terms}
		kinds := p.Keys
		if len(kinds) == 0 {
			kinds = []trust.Kind{trust.RSA}
		}
		for i, kind := range kinds {
			file := p.Name + ".p12"
			if i > 0 {
				file = p.Name + suffix[kind] + ".p12"
			}
			k, binding, err := o.issue(p.Name, file, kind)
			if err != nil {
				return nil, nil, err
			}
			person.Keys = append(person.Keys, binding)
			if i == 0 {
				l.keys[p.Name] = k
			}
			l.byKind[holding{p.Name, kind}] = k
		}
		if _, ok := person.Holds(review.RolePresident, review.DateOf(l.now)); ok && president == nil {
			president = l.keys[p.Name]
		}
		people = append(people, person)
	}
	return people, president, nil
}

// keyOf is a person's certificate of a kind, or the usual one.
func (l *layer) keyOf(name string, kind trust.Kind) *app.Credential {
	if kind == "" {
		return l.keys[name]
	}
	return l.byKind[holding{name, kind}]
}
