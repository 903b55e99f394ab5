package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// A key that was lost, stolen or revoked is reported once. From that row of the
// journal on nothing is signed by it, nor by a desk key that it stood for.
// What it signed before stands where it stands in the journal; of what it
// signed after the day it got out of hand, `journal verify` makes a list.

// KeyReport is the payload of a KeyEntry.
type KeyReport struct {
	Key    string    `json:"key"` // a certificate's fingerprint or a desk key's id
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"` // from when on it is not to be trusted
	At     time.Time `json:"at"`
	By     string    `json:"by"`
}

// ReportKey records that a certificate, or one desk key, is trusted no more:
// signed by the certificate of a president or an administrator, and by another
// than the one reported. since may lie before today.
func (a *App) ReportKey(ctx context.Context, by *keys.Credential, key, reason string, since time.Time) error {
	if err := a.mayKeepPeople(ctx, by); err != nil {
		return err
	}
	holder, err := a.holder(ctx, by)
	now := a.Now()
	switch {
	case err != nil:
		return err
	case strings.TrimSpace(reason) == "":
		return review.Fault("reason.missing")
	case since.After(now):
		return review.Fault("keyreport.future", "since", review.DateOf(since).Arabic())
	case keys.Fingerprint(by.Certificate) == key:
		return review.Fault("keyreport.itself")
	}
	if known, err := a.knownKey(ctx, key); err != nil || !known {
		if err == nil {
			err = review.Fault("keyreport.unknown", "key", review.Hash(key).Short())
		}
		return err
	}
	return a.enterSigned(ctx, by, storage.KeyEntry, key, KeyReport{Key: key, Reason: strings.TrimSpace(reason), Since: since.In(Zone).Truncate(time.Second), At: now, By: holder.ID}, nil)
}

// knownKey says whether a key is a person's certificate, the court's, or a desk
// key.
func (a *App) knownKey(ctx context.Context, key string) (bool, error) {
	people, err := a.People(ctx)
	if err != nil {
		return false, err
	}
	bindings := a.Court().Keys
	for _, p := range people {
		bindings = append(bindings[:len(bindings):len(bindings)], p.Keys...)
	}
	for _, b := range bindings {
		if b.Fingerprint == key {
			return true, nil
		}
	}
	es, err := a.store.Entries(ctx, storage.DeskEntry, key)
	return len(es) > 0, err
}

// KeyReports are the keys that are trusted no more, in the order of the reports.
func (a *App) KeyReports(ctx context.Context) (out []KeyReport, err error) {
	es, err := a.store.Entries(ctx, storage.KeyEntry, "")
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		var r KeyReport
		if err := e.Decode(&r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// stillTrusted refuses to sign with a key that was reported.
func stillTrusted(tx *storage.Tx, keys ...string) error {
	es, err := tx.Entries(storage.KeyEntry, "") // few, and mostly none
	if err != nil {
		return err
	}
	return reportedIn(es, keys...)
}

// reportedIn is the fault of the first of these keys that was reported.
func reportedIn(es []storage.Entry, keys ...string) error {
	for _, e := range es {
		if !slices.Contains(keys, e.Subject) {
			continue
		}
		var r KeyReport
		if err := e.Decode(&r); err != nil {
			return err
		}
		code := "key.reported"
		if e.Subject == keys[0] && len(keys) > 1 { // a desk key is named before its certificate
			code = "desk.revoked"
		}
		return review.Fault(code, "on", review.DateOf(r.At).Arabic(), "reason", r.Reason)
	}
	return nil
}
