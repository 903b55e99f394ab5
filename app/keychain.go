package app

import (
	"encoding/base64"
	"errors"
	"os"

	"github.com/zalando/go-keyring"

	"shenqian/review"
	"shenqian/signing/token"
)

// The passphrase of a key file is kept, where its owner wants that, in the
// keychain of the system: under the hash of the file, so that a file that was
// moved is still known and one that was replaced is not. A token's PIN is kept
// under the hash of its key's address.
const passphraseService = "shenqian-passphrase"

func passphraseName(keyFile string) (string, error) {
	if token.IsAddress(keyFile) {
		a, err := token.ParseAddress(keyFile)
		if err != nil {
			return "", err
		}
		return string(review.HashOf([]byte(a.String()))), nil
	}
	b, err := os.ReadFile(keyFile)
	if err != nil {
		return "", err
	}
	return string(review.HashOf(b)), nil
}

// RememberPassphrase keeps a key file's passphrase, once it has opened it.
func (w *Workshop) RememberPassphrase(keyFile string, passphrase []byte) error {
	if _, err := w.LoadCredential(keyFile, func() ([]byte, error) { return passphrase, nil }); err != nil {
		return err
	}
	name, err := passphraseName(keyFile)
	if err != nil {
		return err
	}
	// Bytes that are no text must come back as they were.
	if err := keyring.Set(passphraseService, name, base64.StdEncoding.EncodeToString(passphrase)); err != nil {
		return review.FaultFrom(err, "keychain.none")
	}
	return nil
}

// RememberedPassphrase is what RememberPassphrase kept; ok is false without it,
// or where the system has no keychain.
func (w *Workshop) RememberedPassphrase(keyFile string) (passphrase []byte, ok bool) {
	name, err := passphraseName(keyFile)
	if err != nil {
		return nil, false
	}
	text, err := keyring.Get(passphraseService, name)
	if err != nil {
		return nil, false
	}
	passphrase, err = base64.StdEncoding.DecodeString(text)
	return passphrase, err == nil
}

// ForgetPassphrase takes a key file's passphrase out of the keychain.
func (w *Workshop) ForgetPassphrase(keyFile string) error {
	name, err := passphraseName(keyFile)
	if err != nil {
		return err
	}
	switch err := keyring.Delete(passphraseService, name); {
	case errors.Is(err, keyring.ErrNotFound):
		return review.Fault("keychain.nothing")
	case err != nil:
		return review.FaultFrom(err, "keychain.none")
	}
	return nil
}
