package app

import (
	"context"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/signing/token"
)

// TokenCertificate is a certificate in a token, as choosing one shows it.
type TokenCertificate struct {
	CredentialInfo
	// Address names its key wherever a certificate's file can be named.
	Address string `json:"address"`
	Token   string `json:"token"`
	Serial  string `json:"serial,omitempty"` // of the token
	MaySign bool   `json:"may_sign"`
	// Problem says why it may not sign today.
	Problem error `json:"-"`
}

// Tokens lists the certificates in the tokens of some libraries, PKCS#11 or
// SKF. No PIN is needed.
func (w *Workshop) Tokens(modules []string) ([]TokenCertificate, error) {
	all := []TokenCertificate{}
	for _, m := range modules {
		found, err := token.List(m)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			c := TokenCertificate{CredentialInfo: describe(f.Certificate), Address: f.Address, Token: f.Token, Serial: f.Serial, Problem: f.Problem}
			if c.Problem == nil {
				c.Problem = keys.UsableAt(f.Certificate, w.Now(), keys.Document)
			}
			c.MaySign = c.Problem == nil
			all = append(all, c)
		}
	}
	return all, nil
}

// KeyOwner says whose a key must be. The zero value is anyone: the certificate
// is only about to be bound.
type KeyOwner struct {
	Person string // by id
	Court  bool   // the court's own
	SM2    bool   // for the second of two signatures
}

// TokensOf is Tokens, and says of a certificate too that it is somebody else's.
func (a *App) TokensOf(ctx context.Context, owner KeyOwner, modules []string) ([]TokenCertificate, error) {
	all, err := a.Tokens(modules)
	if err != nil {
		return nil, err
	}
	for i, c := range all {
		if owner.SM2 && c.MaySign && c.Algorithm != "SM2" {
			all[i].MaySign, all[i].Problem = false, review.Fault("key.notsm2", "algorithm", c.Algorithm)
		}
	}
	if owner.Person == "" && !owner.Court {
		return all, nil
	}
	holder, today := review.Person{Keys: a.Court().Keys}, review.DateOf(a.Now())
	if !owner.Court {
		if holder, err = a.Person(ctx, owner.Person); err != nil {
			return nil, err
		}
	}
	for i, c := range all {
		if !c.MaySign || holder.Bound(c.Fingerprint, today) {
			continue
		}
		all[i].MaySign, all[i].Problem = false, review.Fault("key.notbound", "name", holder.Name, "certificate", c.Name)
		if owner.Court {
			all[i].Problem = review.Fault("court.keynotbound", "certificate", c.Name)
		}
	}
	return all, nil
}

// IsToken tells the address of a key in a token from the name of a file.
func IsToken(path string) bool { return token.IsAddress(path) }

// TokenLibrary is the library that an address names, "" if it is none.
func TokenLibrary(address string) string {
	a, err := token.ParseAddress(address)
	if err != nil {
		return ""
	}
	return a.Module
}

// DescribeToken says whose certificate lies at an address. It needs no PIN,
// but the token must be plugged in.
func (w *Workshop) DescribeToken(address string) (CredentialInfo, error) {
	c, err := token.Certificate(address)
	if err != nil {
		return CredentialInfo{}, err
	}
	return describe(c), nil
}

// OneToken says whether two addresses are of keys in one token, which one PIN
// opens.
func OneToken(a, b string) bool {
	device := func(address string) string {
		at, err := token.ParseAddress(address)
		if err != nil {
			return ""
		}
		parts := strings.Split(at.String(), ";")
		return strings.Join(slices.DeleteFunc(parts, func(p string) bool {
			name, _, _ := strings.Cut(p, "=")
			return slices.Contains([]string{"object", "id", "type", "container"}, name)
		}), ";")
	}
	one := device(a)
	return one != "" && one == device(b)
}

// Lost reports whether a credential's token was pulled out: it must be opened
// again, with its PIN.
func Lost(c *Credential) bool { return token.Lost(c) }
