package backup

import (
	"strings"

	"filippo.io/age"

	"shenqian/review"
)

// shortest is how many characters a passphrase must have at least: whoever
// gets hold of a backup can try as many as he likes.
const shortest = 10

// ForPassphrase encrypts for whoever knows a passphrase.
func ForPassphrase(passphrase string) (age.Recipient, error) {
	if len([]rune(passphrase)) < shortest {
		return nil, review.Fault("backup.shortpass", "least", "10")
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, review.FaultFrom(err, "backup.recipient")
	}
	return r, nil
}

// For encrypts for the holders of the keys named age1….
func For(names ...string) (out []age.Recipient, err error) {
	for _, n := range names {
		r, err := age.ParseX25519Recipient(strings.TrimSpace(n))
		if err != nil {
			return nil, review.FaultFrom(err, "backup.recipient")
		}
		out = append(out, r)
	}
	return out, nil
}

// WithPassphrase opens what ForPassphrase encrypted.
func WithPassphrase(passphrase string) (age.Identity, error) {
	i, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, review.FaultFrom(err, "backup.otherkey")
	}
	i.SetMaxWorkFactor(20) // a hostile file may ask for hours
	return i, nil
}

// With opens with the keys in an identity file (AGE-SECRET-KEY-1…).
func With(file string) ([]age.Identity, error) {
	ids, err := age.ParseIdentities(strings.NewReader(file))
	if err != nil {
		return nil, review.FaultFrom(err, "backup.identity")
	}
	return ids, nil
}

// NewIdentity is a fresh key: the file to be kept in a safe, and the name under
// which backups are encrypted for it.
func NewIdentity() (file, name string, err error) {
	i, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	name = i.Recipient().String()
	return "# public key: " + name + "\n" + i.String() + "\n", name, nil
}
