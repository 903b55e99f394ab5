package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/bundle"
	"shenqian/signing/cms"
)

// BundleReport is what the check of a bundle found.
type BundleReport = bundle.Report

// IsBundle says whether a folder is a bundle of public copies.
func IsBundle(dir string) bool { return bundle.Is(os.DirFS(dir)) }

// VerifyBundle checks a bundle. trusted are PEM files of anchors, as of Verify.
func (w *Workshop) VerifyBundle(ctx context.Context, dir string, trusted [][]byte) (*BundleReport, error) {
	o, err := w.verifyOptions(trusted, signing.Evidence(ctx, w.net.Memory()))
	if err != nil {
		return nil, err
	}
	return bundle.Verify(os.DirFS(dir), o)
}

// WriteBundle makes the public copies in a folder a bundle: a manifest of all
// of them, signed with the court's certificate, with a checkpoint of the
// journal and a page to read it by. A folder that is one already is written
// anew. A PDF that this court did not publish has no place in it.
func (a *App) WriteBundle(ctx context.Context, dir string, court *Credential) (*bundle.Manifest, error) {
	if err := a.courtKey(court); err != nil {
		return nil, err
	}
	m := &bundle.Manifest{Court: a.Court().Name, Made: a.Now(), Demonstration: a.Court().Demonstration}
	if old, err := os.ReadFile(filepath.Join(dir, bundle.ManifestName)); err == nil {
		m.Supersedes = bundle.Hash(old)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	published, err := a.published(ctx)
	if err != nil {
		return nil, err
	}
	if m.Notices, err = a.notices(ctx); err != nil {
		return nil, err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if filepath.Ext(f.Name()) != ".pdf" {
			continue
		}
		it, err := a.bundleItem(filepath.Join(dir, f.Name()), published)
		if err != nil {
			return nil, err
		}
		m.Items = append(m.Items, it)
	}
	signed, _, err := a.Checkpoint(ctx, 0)
	if err != nil {
		return nil, err
	}
	if signed != "" {
		logs, err := a.logs(ctx)
		if err != nil {
			return nil, err
		}
		m.Log = logs[0].Key
	}
	sealed, err := bundle.Seal(*m, signed, court, cms.Options{})
	if err != nil {
		return nil, err
	}
	// The manifest comes last: until then it is the old bundle or none.
	for _, name := range []string{bundle.CheckpointName, bundle.IndexName, bundle.SignatureName, bundle.ManifestName} {
		if b, ok := sealed[name]; ok {
			if err := ReplaceFile(filepath.Join(dir, name), b, 0o644); err != nil {
				return nil, review.FaultFrom(err, "bundle.write", "folder", dir)
			}
		}
	}
	return m, nil
}

// published are the public copies that were made, by their hash, and as they
// are listed.
func (a *App) published(ctx context.Context) (map[review.Hash]bundle.Item, error) {
	queue, err := a.Queue(ctx, QueueFilter{})
	if err != nil {
		return nil, err
	}
	out := map[review.Hash]bundle.Item{}
	for _, q := range queue.Items {
		if !q.Published {
			continue
		}
		d, err := a.Load(ctx, q.ID)
		if err != nil {
			return nil, err
		}
		number := numberOf(q.ID)
		it := bundle.Item{CaseNumber: number, Kind: strings.TrimPrefix(a.title(d.Paper, number), number)}
		if f := d.Matter.Frozen; f != nil {
			it.Date = f.On.String()
		}
		p, _ := d.Matter.Published()
		it.Profile = p.Profile
		for _, h := range a.editions(ctx, p.File) {
			out[h] = it
		}
	}
	return out, nil
}

// notices stand for the rulings that are withheld (法释〔2016〕19号 art 6), but
// for those whose very number would give a secret away.
func (a *App) notices(ctx context.Context) (out []bundle.Notice, err error) {
	queue, err := a.Queue(ctx, QueueFilter{State: review.StateServed})
	if err != nil {
		return nil, err
	}
	for _, q := range queue.Items {
		if !q.Withheld {
			continue
		}
		_, m, err := a.events(ctx, q.ID)
		if err != nil {
			return nil, err
		}
		if w := m.Withholding; w.Ground != review.GroundSecret {
			out = append(out, bundle.Notice{CaseNumber: numberOf(q.ID), Court: m.Court, Date: m.Frozen.On.String(), Reason: a.Words.Paper("withhold.ground." + string(w.Ground))})
		}
	}
	return out, nil
}

// editions are the file and what stands for it since its level was raised.
func (a *App) editions(ctx context.Context, h review.Hash) []review.Hash {
	out := []review.Hash{h}
	if b, err := a.SignedFile(ctx, h); err == nil {
		out = append(out, review.HashOf(b))
	}
	return out
}

func (a *App) bundleItem(path string, published map[review.Hash]bundle.Item) (bundle.Item, error) {
	b, err := readFile(path)
	if err != nil {
		return bundle.Item{}, err
	}
	h := review.HashOf(b)
	it, known := published[h]
	if !known {
		return it, review.Fault("bundle.foreign", "file", filepath.Base(path))
	}
	it.File, it.SHA256 = filepath.Base(path), string(h)
	v, err := signing.Verify(b, signing.Options{At: a.Now()})
	if err != nil {
		return it, err
	}
	court := a.Court().Keys
	for _, s := range v.Signatures {
		if slices.ContainsFunc(court, func(k review.Binding) bool { return k.Fingerprint == s.Fingerprint }) {
			it.Signer = s.Fingerprint
		}
	}
	if it.Signer == "" || v.Verdict != signing.Valid {
		return it, review.Fault("bundle.foreign", "file", it.File)
	}
	return it, nil
}
