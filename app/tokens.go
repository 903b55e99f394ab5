package app

import (
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

// Lost reports whether a credential's token was pulled out: it must be opened
// again, with its PIN.
func Lost(c *Credential) bool { return token.Lost(c) }
