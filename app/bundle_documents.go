package app

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/signing/bundle"
)

// document is a public copy with a place in a bundle.
type document struct {
	item    bundle.Item
	lost    []byte // its PDF, if that is not in the folder
	dossier *Dossier
	copy    review.Publication
}

// documents are those of a bundle, and what leaves it.
type documents struct {
	documents []*document
	withdrawn []bundle.Withdrawal
	gone      []string // files of copies that were recalled
}

// ownCopies are the public copies of a matter, by the hashes of the files as
// they were signed and as they are given out now.
func (a *App) ownCopies(ctx context.Context, m *review.Matter) (map[review.Hash]review.Publication, error) {
	out := map[review.Hash]review.Publication{}
	for _, p := range m.Publications {
		now, err := a.givenOut(ctx, p.File)
		if err != nil {
			return nil, err
		}
		out[p.File], out[now] = p, p
	}
	return out, nil
}

// bundleDocuments are the public copies of a folder: those whose PDFs lie
// there, and those that the bundle before listed and that still stand.
func (a *App) bundleDocuments(ctx context.Context, dir string, b *before) (*documents, error) {
	found, err := readPDFs(dir)
	if err != nil {
		return nil, err
	}
	queue, err := a.Queue(ctx, QueueFilter{})
	if err != nil {
		return nil, err
	}
	listed := b.items()
	out := &documents{}
	file := map[string]string{} // of a matter in the bundle
	all := make([]published, len(queue.Items))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range queue.Items {
		if q.State != review.StateServed && q.State != review.StateRevoked { // nothing else was ever published
			continue
		}
		g.Go(func() (err error) {
			all[i], err = a.publishedOf(ctx, dir, q.ID, found, listed)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, q := range queue.Items {
		m, own, d := all[i].matter, all[i].own, all[i].document
		if d != nil {
			out.documents = append(out.documents, d)
			file[q.ID] = d.item.File
		}
		for h := range own { // of an earlier copy, or one recalled
			if name, there := found[h]; there && (d == nil || d.item.File != name) {
				out.gone = append(out.gone, name)
			}
			delete(found, h)
		}
		if d == nil && m != nil {
			out.withdraw(m, own, listed)
		}
	}
	for _, name := range found {
		return nil, review.Fault("bundle.foreign", "file", name)
	}
	for _, d := range out.documents {
		if k, later := d.dossier.Kind.(review.LaterKind); later && d.dossier.Earlier != nil {
			d.item.Link = k.Link()
			d.item.Corrects = file[d.dossier.Earlier.ID]
		}
	}
	out.stillWithdrawn(b)
	slices.SortFunc(out.documents, func(x, y *document) int { return strings.Compare(x.item.File, y.item.File) })
	slices.SortFunc(out.withdrawn, func(x, y bundle.Withdrawal) int { return strings.Compare(x.File, y.File) })
	return out, nil
}

// published is a matter with public copies, and the one that is in the folder;
// all of it nil for a matter without.
type published struct {
	matter   *review.Matter
	own      map[review.Hash]review.Publication
	document *document
}

// publishedOf only looks into found and listed.
func (a *App) publishedOf(ctx context.Context, dir, id string, found map[review.Hash]string, listed map[review.Hash]bundle.Item) (published, error) {
	_, m, err := a.events(ctx, id)
	if err != nil || len(m.Publications) == 0 {
		return published{}, err
	}
	own, err := a.ownCopies(ctx, m)
	if err != nil {
		return published{}, err
	}
	d, err := a.documentOf(ctx, dir, id, m, own, found, listed)
	return published{m, own, d}, err
}

// documentOf is a matter's public copy, if it stands and belongs in the folder:
// its PDF lies there, or one of its copies was listed.
func (a *App) documentOf(ctx context.Context, dir, id string, m *review.Matter, own map[review.Hash]review.Publication, found map[review.Hash]string, listed map[review.Hash]bundle.Item) (*document, error) {
	p, stands := m.Published()
	if !stands {
		return nil, nil
	}
	var name string
	var at review.Hash
	for h, one := range own {
		if f, there := found[h]; there && one.File == p.File && (name == "" || h != p.File) { // also before its level was raised
			name, at = f, h
		}
	}
	var pdf []byte
	var err error
	if name != "" {
		pdf, err = readFile(filepath.Join(dir, name))
		if err == nil && review.HashOf(pdf) != at {
			err = review.Fault("bundle.foreign", "file", name)
		}
	} else {
		for h := range own {
			if it, was := listed[h]; was {
				name = it.File
			}
		}
		if name == "" {
			return nil, nil
		}
		pdf, err = a.SignedFile(ctx, p.File)
	}
	if err != nil {
		return nil, err
	}
	d, err := a.loadPaper(ctx, id)
	if err == nil {
		d.Earlier, err = a.earlier(ctx, id, d.Kind, d.Facts, d.Paper)
	}
	if err != nil {
		return nil, err
	}
	it, err := a.bundleItem(d, name, pdf)
	if err != nil {
		return nil, err
	}
	it.Profile = p.Profile
	out := &document{item: it, dossier: d, copy: p}
	if at == "" {
		out.lost = pdf
	}
	return out, nil
}

// withdraw notes a copy that was listed and was recalled since.
func (o *documents) withdraw(m *review.Matter, own map[review.Hash]review.Publication, listed map[review.Hash]bundle.Item) {
	c := m.Publications[len(m.Publications)-1].Recalled
	for h := range own {
		if it, was := listed[h]; was && c != nil {
			o.withdrawn = append(o.withdrawn, bundle.Withdrawal{File: it.File, CaseNumber: it.CaseNumber, Kind: it.Kind, Date: it.Date, On: review.DateOf(c.At).String()})
			return
		}
	}
}

// stillWithdrawn keeps what was noted before, unless it is there again.
func (o *documents) stillWithdrawn(b *before) {
	if b.manifest == nil {
		return
	}
	taken := map[string]bool{}
	for _, d := range o.documents {
		taken[d.item.File] = true
	}
	for _, w := range o.withdrawn {
		taken[w.File] = true
	}
	for _, w := range b.manifest.Withdrawn {
		if !taken[w.File] {
			o.withdrawn = append(o.withdrawn, w)
		}
	}
}

// readPDFs are the names of the PDFs in a folder, by their hashes.
func readPDFs(dir string) (map[review.Hash]string, error) {
	files, err := pdfsIn(dir)
	if err != nil {
		return nil, err
	}
	found := map[review.Hash]string{}
	for _, f := range files {
		b, err := readFile(f)
		if err != nil {
			return nil, err
		}
		h := review.HashOf(b)
		if other, twice := found[h]; twice {
			return nil, review.Fault("bundle.twice", "file", filepath.Base(f), "other", other)
		}
		found[h] = filepath.Base(f)
	}
	return found, nil
}
