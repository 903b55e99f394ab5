package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"filippo.io/age"

	"shenqian/review"
	"shenqian/storage"
)

// Each desk of a court on one server needs the key of the sealing layer. It is
// carried from a desk that has it to a new one as a file that a passphrase
// opens (age), and kept there as the first desk keeps it.

// deskKey is what the file holds.
type deskKey struct {
	Court         string `json:"court"`
	Demonstration bool   `json:"demonstration"`
	Key           []byte `json:"key"`
}

// largestDeskKey bounds the file.
const largestDeskKey = 1 << 16

// DeskKey is the file with which another desk joins the court.
func (a *App) DeskKey(to age.Recipient) ([]byte, error) {
	key, err := sealingKey(a.config, false, false)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(deskKey{a.Court().Name, a.Court().Demonstration, key})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil { // writes the last block
		return nil, err
	}
	return out.Bytes(), nil
}

// Join makes this machine a desk of the court in c.Data, with the file of
// another. The key is kept only if it opens that court's data.
func Join(ctx context.Context, c Config, file []byte, with age.Identity) (court string, err error) {
	if !storage.Exists(c.Data) {
		return "", c.absent()
	}
	r, err := age.Decrypt(bytes.NewReader(file), with)
	if err != nil {
		return "", review.FaultFrom(err, "desk.key.passphrase")
	}
	var k deskKey
	b, err := io.ReadAll(io.LimitReader(r, largestDeskKey))
	if err == nil {
		err = json.Unmarshal(b, &k)
	}
	if err != nil {
		return "", review.FaultFrom(err, "desk.key.damaged")
	}
	w, err := NewWorkshop(c)
	if err != nil {
		return "", err
	}
	a, err := openWith(ctx, c, w, k.Key)
	if err != nil {
		return "", review.FaultFrom(err, "desk.key.other", "court", k.Court)
	}
	court = a.Court().Name
	if err := a.Close(); err != nil {
		return "", err
	}
	return court, keepSealingKey(c, k.Demonstration, k.Key)
}
