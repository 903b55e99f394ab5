package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"strconv"

	"shenqian/review"
	"shenqian/signing/checkpoint"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// Checkpoints of the journal go out with the papers. They are signed by the
// journal's own key, which is kept in the data, so that whoever is at the desk
// can make one; that it is this journal's key, a certificate has signed.

// logRecord is the payload of a LogEntry.
type logRecord struct {
	Origin string `json:"origin"`
	Key    string `json:"key"` // C2SP signed-note: name+keyid+base64
}

// startLog gives the journal a key and a name, unless it has them. c signs
// that they are its.
func startLog(tx *storage.Tx, c *keys.Credential) error {
	if es, err := tx.Entries(storage.LogEntry, ""); err != nil || len(es) > 0 {
		return err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	origin := "shenqian/" + string(review.HashOf(public)[:16])
	key, err := checkpoint.Verifier(origin, public)
	if err != nil {
		return err
	}
	if err := tx.PutLogKey(origin, private.Seed()); err != nil {
		return err
	}
	return appendSigned(tx, c, storage.LogEntry, origin, logRecord{origin, key})
}

// logs are the journal's name and key, first of all those that it has now.
func (a *App) logs(ctx context.Context) (out []logRecord, err error) {
	es, err := a.store.Entries(ctx, storage.LogEntry, "")
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		var l logRecord
		if err := e.Decode(&l); err != nil {
			return nil, err
		}
		out = append([]logRecord{l}, out...)
	}
	return out, nil
}

// Checkpoint is the signed checkpoint of the journal's first size entries, of
// all there are if size is 0; "" if the journal has no key yet, because nobody
// has signed in since programs know of checkpoints.
func (a *App) Checkpoint(ctx context.Context, size int64) (signed string, c checkpoint.Checkpoint, err error) {
	logs, err := a.logs(ctx)
	if err != nil || len(logs) == 0 {
		return "", c, err
	}
	if size == 0 {
		if size, err = a.store.Size(ctx); err != nil {
			return "", c, err
		}
	}
	key, err := a.logKey(ctx, logs[0])
	if err != nil {
		return "", c, err
	}
	c = checkpoint.Checkpoint{Origin: logs[0].Origin, Size: size}
	if c.Root, err = a.store.Root(ctx, size); err != nil {
		return "", c, err
	}
	signed, err = c.Sign(key)
	return signed, c, err
}

// logKey is the private key of a log, an error if it isn't in the data.
func (a *App) logKey(ctx context.Context, l logRecord) (ed25519.PrivateKey, error) {
	seed, found, err := a.store.LogKey(ctx, l.Origin)
	if err != nil {
		return nil, err
	}
	if found && len(seed) == ed25519.SeedSize {
		key := ed25519.NewKeyFromSeed(seed)
		if is, err := checkpoint.Verifier(l.Origin, key.Public().(ed25519.PublicKey)); err == nil && is == l.Key {
			return key, nil
		}
	}
	return nil, review.Fault("checkpoint.nokey", "origin", l.Origin)
}

// anchor is what a paper says of the journal: the checkpoint as of the last
// act that the paper states, with the proof that this act lies under it and the
// hashes of the acts before it. It
// hangs on nothing that came later, so that the same paper has the same bytes.
type anchor struct {
	checkpoint.Checkpoint
	proof string
}

// printed is the checkpoint as it stands on a slip, and as `journal verify`
// takes it; "" without one.
func (a *anchor) printed() string {
	if a == nil {
		return ""
	}
	return strconv.FormatInt(a.Size, 10) + ":" + a.RootText()
}

// record is the proof with its checkpoint, "" without one.
func (a *anchor) record() string {
	if a == nil {
		return ""
	}
	return a.proof
}

// anchorOf is the anchor of a matter's paper, nil if the journal has no key.
func (a *App) anchorOf(ctx context.Context, d *Dossier) (*anchor, error) {
	if c := a.carried(); c != nil { // what a paper states is the court's journal, and not the device's
		return c.anchor(d.ID)
	}
	es, err := a.store.Entries(ctx, storage.MatterEntry, d.ID)
	if err != nil {
		return nil, err
	}
	last := d.acts()
	if last == 0 || last > len(es) {
		return nil, nil
	}
	e := es[last-1]
	signed, c, err := a.Checkpoint(ctx, e.Seq)
	if err != nil || signed == "" {
		return nil, err
	}
	p := checkpoint.Proof{Row: checkpoint.Row{Number: e.Seq, Hash: e.Hash}, Signed: signed}
	for _, e := range es[:last-1] {
		p.Before = append(p.Before, checkpoint.Row{Number: e.Seq, Hash: e.Hash})
	}
	if p.Hashes, err = a.store.Prove(ctx, e.Seq, e.Seq); err != nil {
		return nil, err
	}
	return &anchor{c, p.Format()}, nil
}
