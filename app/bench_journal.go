package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"time"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// benchFile is the size of an Original of three pages.
const benchFile = 131_000

// benchJournal measures one act as it is kept: a file and a matter's row, on
// the disk when it returns; the same with its entry in the journal, signed by
// a desk key and by a certificate; and what sealing the file costs, beside
// hashing it.
func (w *Workshop) benchJournal(ctx context.Context, each time.Duration) (rows []BenchRow, err error) {
	dir, err := os.MkdirTemp("", "shenqian-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	store, err := storage.Open(ctx, dir, storage.Options{Key: newKey()})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	s, c, err := w.benchSigners()
	if err != nil {
		return nil, err
	}
	file := make([]byte, benchFile)
	act := func(enter func(tx *storage.Tx, e review.Event) error) func() error {
		return func() error {
			_, _ = rand.Read(file[:32]) // every file is another
			e := review.Event{Kind: review.EventShow, Court: "法院", Matter: "m", Actor: "p", Name: "院长", Role: review.RolePresident, At: w.Now(), Nonce: nonce(), Frozen: review.HashOf(file)}
			return store.Update(ctx, func(tx *storage.Tx) error {
				if _, err := tx.PutBlob(file); err != nil {
					return err
				}
				if err := enter(tx, e); err != nil {
					return err
				}
				return tx.SaveMatter(storage.MatterRow{ID: "m", CaseNumber: "m", State: review.StatePresident, Summary: []byte("{}"), Search: "m"})
			})
		}
	}
	return race(ctx, []benchmark{
		{"act", "", act(func(*storage.Tx, review.Event) error { return nil })},
		{"act.desk", "act", act(func(tx *storage.Tx, e review.Event) error {
			return s.appendDesk(tx, storage.MatterEntry, "m", e, w.Now())
		})},
		{"act.certificate", "act", act(func(tx *storage.Tx, e review.Event) error { return appendSigned(tx, c, storage.MatterEntry, "m", e) })},
		{"file.hash", "", func() error { sha256.Sum256(file); return nil }},
		{"file.seal", "file.hash", func() error { store.Seal(file, "bench"); return nil }},
	}, each)
}

// benchSigners are a desk key and a certificate.
func (w *Workshop) benchSigners() (*Session, *keys.Credential, error) {
	now := w.Now()
	c, err := benchCredential("院长", now)
	if err != nil {
		return nil, nil, err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	return &Session{key: private, desk: DeskKey{Public: base64.StdEncoding.EncodeToString(public), From: now, Until: now.Add(deskHours * time.Hour)}}, c, nil
}
