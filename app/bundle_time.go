package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/signing/bundle"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
)

// A bundle over time. A public copy has one name for good, so that what is made
// again takes the place of what was recalled. A copy that stays recalled leaves
// the folder: at its name there is nothing, since whatever lay there would be
// taken for the ruling, and a page put into the upload set would be uploaded;
// its anchor in the index stays and says so. The old manifest and its signature
// are kept and listed.

// before is the bundle that lies in a folder so far; its zero value is none.
type before struct {
	manifest  *bundle.Manifest
	hash      string // of the manifest, "" for none
	raw, sig  []byte
	superseds []bundle.File // the manifests before it that are there, as listed
}

// readBefore reads the bundle in a folder. What this court did not sign is not
// taken for its history.
func (a *App) readBefore(dir string) (*before, error) {
	raw, err := os.ReadFile(filepath.Join(dir, bundle.ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return &before{}, nil
	}
	if err != nil {
		return nil, err
	}
	b := &before{raw: raw, hash: bundle.Hash(raw)}
	if b.manifest, err = bundle.ReadManifest(raw); err != nil {
		return nil, review.FaultFrom(err, "bundle.oldmanifest", "folder", dir)
	}
	// What was stopped between the two leaves the next one's signature beside it.
	_, kept := bundle.HistoryNames(b.hash)
	for _, name := range []string{bundle.SignatureName, kept} {
		sig, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err == nil && a.courtSigned(sig, raw) {
			b.sig = sig
			break
		}
	}
	if b.sig == nil {
		return nil, review.Fault("bundle.oldmanifest", "folder", dir)
	}
	for _, f := range b.manifest.Files {
		if path.Dir(f.File) != bundle.History {
			continue
		}
		there, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.File)))
		if err == nil && bundle.Hash(there) == f.SHA256 {
			b.superseds = append(b.superseds, f)
		}
	}
	return b, nil
}

// courtSigned says whether one of this court's certificates signed b.
func (a *App) courtSigned(sig, b []byte) bool {
	info, err := cms.VerifyDetached(sig, b)
	return err == nil && slices.ContainsFunc(a.Court().Keys, func(k review.Binding) bool { return k.Fingerprint == keys.Fingerprint(info.Certificate) })
}

// history lists the manifests that were superseded, this one among them.
func (b *before) history() []bundle.File {
	if b.manifest == nil {
		return nil
	}
	manifest, signature := bundle.HistoryNames(b.hash)
	out := slices.DeleteFunc(slices.Clone(b.superseds), func(f bundle.File) bool { return f.File == manifest || f.File == signature })
	out = append(out, bundle.File{File: manifest, SHA256: b.hash}, bundle.File{File: signature, SHA256: bundle.Hash(b.sig)})
	slices.SortFunc(out, func(x, y bundle.File) int { return strings.Compare(x.File, y.File) })
	return out
}

// items are the public copies that lay there, by their hashes.
func (b *before) items() map[review.Hash]bundle.Item {
	out := map[review.Hash]bundle.Item{}
	if b.manifest != nil {
		for _, it := range b.manifest.Items {
			out[review.Hash(it.SHA256)] = it
		}
	}
	return out
}

// layDown writes a bundle. Its manifest comes last: what was stopped before
// fails its check, and is mended by being written again.
func (a *App) layDown(dir string, b *before, all *documents, sealed bundle.Sealed) error {
	files := map[string][]byte{}
	if b.manifest != nil {
		manifest, signature := bundle.HistoryNames(b.hash)
		files[manifest], files[signature] = b.raw, b.sig
	}
	stays := map[string]bool{}
	for _, d := range all.documents {
		if d.lost != nil {
			files[d.item.File] = d.lost
		}
		stays[d.item.File] = true
	}
	last := []string{bundle.CheckpointName, bundle.IndexName, bundle.SignatureName, bundle.ManifestName}
	for name, content := range sealed {
		if !slices.Contains(last, name) {
			files[name] = content
		}
	}
	for name, content := range files {
		if err := put(dir, name, content); err != nil {
			return err
		}
	}
	// What was listed and is not any more, and what was recalled.
	gone := slices.Clone(all.gone)
	if b.manifest != nil {
		for _, it := range b.manifest.Items {
			gone = append(gone, it.File)
		}
		for _, f := range b.manifest.Files {
			if path.Dir(f.File) != bundle.History {
				gone = append(gone, f.File)
			}
		}
	}
	for _, name := range gone {
		if _, anew := files[name]; anew || stays[name] || slices.Contains(last, name) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, name := range last {
		if content, ok := sealed[name]; ok {
			if err := put(dir, name, content); err != nil {
				return err
			}
		}
	}
	return nil
}

// put writes a file of a bundle, unless it lies there as it is.
func put(dir, name string, content []byte) error {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if there, err := os.ReadFile(at); err == nil && bytes.Equal(there, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	return ReplaceFile(at, content, 0o644)
}

// PlacePublicCopy puts a matter's public copy into a folder, in the place of
// one of the same matter that was recalled. Another's file is left alone.
func (a *App) PlacePublicCopy(ctx context.Context, id, dir string) error {
	name, pdf, err := a.Artefact(ctx, id, PublicCopy)
	if err != nil {
		return err
	}
	at := filepath.Join(dir, name)
	there, err := os.ReadFile(at)
	switch {
	case err == nil && !bytes.Equal(there, pdf):
		_, m, err := a.events(ctx, id)
		if err != nil {
			return err
		}
		own, err := a.ownCopies(ctx, m)
		if err != nil {
			return err
		}
		if _, ok := own[review.HashOf(there)]; !ok {
			return review.Fault("bundle.occupied", "file", at)
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := put(dir, name, pdf); err != nil {
		return review.FaultFrom(err, "publish.notwritten", "folder", dir)
	}
	return nil
}
