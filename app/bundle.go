package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
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

// BundleOriginal is which public copy of a bundle was made of an Original.
type BundleOriginal = bundle.ItemReport

// VerifyOriginal checks an Original against the bundle in a folder; the court
// alone can, for nobody else has Originals.
func (w *Workshop) VerifyOriginal(ctx context.Context, dir string, original []byte, trusted [][]byte) (*BundleOriginal, error) {
	o, err := w.verifyOptions(trusted, signing.Evidence(ctx, w.net.Memory()))
	if err != nil {
		return nil, err
	}
	return bundle.CheckOriginal(os.DirFS(dir), original, o)
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
	old, err := os.ReadFile(filepath.Join(dir, bundle.ManifestName))
	switch {
	case err == nil:
		m.Supersedes = bundle.Hash(old)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	others := map[string][]byte{}
	if m.Items, err = a.bundleItems(ctx, dir, others); err != nil {
		return nil, err
	}
	if m.Notices, err = a.notices(ctx); err != nil {
		return nil, err
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
	sealed, err := bundle.Seal(*m, others, signed, court, cms.Options{})
	if err != nil {
		return nil, err
	}
	// The manifest comes last: what was stopped before fails its check, and is
	// mended by being written again.
	for _, name := range manifestLast(sealed) {
		err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755)
		if err == nil {
			err = ReplaceFile(filepath.Join(dir, name), sealed[name], 0o644)
		}
		if err != nil {
			return nil, review.FaultFrom(err, "bundle.write", "folder", dir)
		}
	}
	return m, nil
}

// manifestLast are the names of a bundle's files in the order of writing.
func manifestLast(files bundle.Sealed) []string {
	rank := map[string]int{bundle.SignatureName: 1, bundle.ManifestName: 2}
	return slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank[a], rank[b]), strings.Compare(a, b))
	})
}

// bundleItems are the PDFs in a folder, each as the journal knows it; what
// belongs to them goes into others.
func (a *App) bundleItems(ctx context.Context, dir string, others map[string][]byte) ([]bundle.Item, error) {
	files, err := pdfsIn(dir)
	if err != nil {
		return nil, err
	}
	found := map[review.Hash][]byte{}
	names := map[review.Hash]string{}
	for _, f := range files {
		b, err := readFile(f)
		if err != nil {
			return nil, err
		}
		h := review.HashOf(b)
		if other, twice := names[h]; twice {
			return nil, review.Fault("bundle.twice", "file", filepath.Base(f), "other", other)
		}
		found[h], names[h] = b, filepath.Base(f)
	}
	queue, err := a.Queue(ctx, QueueFilter{})
	if err != nil {
		return nil, err
	}
	var out []bundle.Item
	for _, q := range queue.Items {
		if !q.Published {
			continue
		}
		_, m, err := a.events(ctx, q.ID)
		if err != nil {
			return nil, err
		}
		p, _ := m.Published()
		h, err := a.givenOut(ctx, p.File)
		if err != nil {
			return nil, err
		}
		for _, h := range []review.Hash{h, p.File} { // what was given out before its level was raised is good too
			if b, there := found[h]; there {
				it, err := a.bundleItem(ctx, q.ID, names[h], b)
				if err != nil {
					return nil, err
				}
				it.Profile = p.Profile
				if it.Disclosure, err = a.putSidecar(ctx, p, it.File, others); err != nil {
					return nil, err
				}
				out = append(out, it)
				delete(found, h)
				break
			}
		}
	}
	for h := range found {
		return nil, review.Fault("bundle.foreign", "file", names[h])
	}
	slices.SortFunc(out, func(a, b bundle.Item) int { return strings.Compare(a.File, b.File) })
	return out, nil
}

// pdfsIn are the PDFs in a folder.
func pdfsIn(dir string) (out []string, err error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if filepath.Ext(f.Name()) == ".pdf" {
			out = append(out, filepath.Join(dir, f.Name()))
		}
	}
	return out, nil
}

// bundleItem is how a matter's public copy is listed.
func (a *App) bundleItem(ctx context.Context, id, name string, pdf []byte) (bundle.Item, error) {
	d, err := a.loadPaper(ctx, id)
	if err != nil {
		return bundle.Item{}, err
	}
	number := numberOf(id)
	it := bundle.Item{File: name, SHA256: string(review.HashOf(pdf)), CaseNumber: number, Kind: strings.TrimPrefix(a.title(d.Paper, number), number)}
	if f := d.Matter.Frozen; f != nil {
		it.Date = f.On.String()
	}
	v, err := signing.Verify(pdf, signing.Options{At: a.Now()})
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
		return it, review.Fault("bundle.foreign", "file", name)
	}
	return it, nil
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
