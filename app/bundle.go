package app

import (
	"context"
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

// WrittenBundle is a bundle as it was written.
type WrittenBundle struct {
	*bundle.Manifest
	// Without are the public copies that have no upload files, and why.
	Without []LeftOut
	// Verifier says whether the page that checks it lies in it.
	Verifier bool
}

// LeftOut is a file without its companions.
type LeftOut struct{ File, Why string }

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
// of them, signed with the court's certificate, with the upload set, a
// checkpoint of the journal and pages to read and to check it by. A folder that
// is one already is written anew: what it said before is kept, a copy that was
// recalled leaves it, and one that was lost is put back. A PDF that this court
// did not publish has no place in it.
func (a *App) WriteBundle(ctx context.Context, dir string, court *Credential) (*WrittenBundle, error) {
	if err := a.courtKey(court); err != nil {
		return nil, err
	}
	before, err := a.readBefore(dir)
	if err != nil {
		return nil, err
	}
	m := &bundle.Manifest{Court: a.Court().Name, Made: a.Now(), Demonstration: a.Court().Demonstration, Supersedes: before.hash}
	all, err := a.bundleDocuments(ctx, dir, before)
	if err != nil {
		return nil, err
	}
	files, rows := map[string][]byte{}, []uploadRow{}
	out := &WrittenBundle{Manifest: m}
	uploads, err := a.uploadsOf(dir, all.documents)
	if err != nil {
		return nil, err
	}
	for i, d := range all.documents {
		u, why := uploads[i].upload, uploads[i].why
		if d.item.Disclosure, err = a.putSidecar(ctx, d.copy, d.item.File, files); err != nil {
			return nil, err
		}
		m.Items = append(m.Items, d.item)
		if u == nil {
			out.Without = append(out.Without, LeftOut{d.item.File, why})
			continue
		}
		maps.Copy(files, u.files)
		rows = append(rows, u.row)
	}
	if m.Notices, err = a.notices(ctx); err != nil {
		return nil, err
	}
	table, err := a.uploadTable(rows, m.Notices)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, table)
	if page := a.verifierPage(); page != nil {
		files[bundle.VerifierName], out.Verifier = page, true
	}
	m.Withdrawn = all.withdrawn
	m.Files = before.history()
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
	sealed, err := bundle.Seal(*m, files, signed, court, cms.Options{})
	if err != nil {
		return nil, err
	}
	if err := a.layDown(dir, before, all, sealed); err != nil {
		return nil, review.FaultFrom(err, "bundle.write", "folder", dir)
	}
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
func (a *App) bundleItem(d *Dossier, name string, pdf []byte) (bundle.Item, error) {
	number := numberOf(d.ID)
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
