package app

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"strings"

	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/disclosure"
	"shenqian/signing/pdftext"
)

// A ruling's Original bears the root of a commitment to its text, rune for
// rune. The public copy goes out with the sidecar that opens what it shows, so
// that anyone can see that nothing else was changed, and whoever has the
// Original that the root is its own.

// commitment is what a paper of one day commits to.
type commitment struct {
	seed disclosure.Seed
	root string
}

// printed is the root as it stands on a slip; "" without one.
func (c *commitment) printed() string {
	if c == nil {
		return ""
	}
	return c.root
}

// files are what is kept of it with the showing.
func (c *commitment) files() (review.Hash, [][]byte) {
	if c == nil {
		return "", nil
	}
	return review.HashOf(c.seed[:]), [][]byte{c.seed[:]}
}

// commit makes the commitment to a matter's paper of one day, nil if the
// journal has no key yet. Its seed follows from that key, so that the same
// paper has the same bytes before and at its showing; it is kept with the
// showing, since a restored journal may go on with another key.
func (a *App) commit(ctx context.Context, d *Dossier, on review.Date) (*commitment, error) {
	b, err := a.seedOf(ctx, d, on)
	if err != nil || b == nil {
		return nil, err
	}
	c := &commitment{seed: disclosure.Seed(b)}
	c.root = disclosure.Root(c.seed, d.dated(on).Text)
	return c, nil
}

// seedOf is the seed of the commitment to a matter's paper of one day, nil if
// the journal has no key yet.
func (a *App) seedOf(ctx context.Context, d *Dossier, on review.Date) ([]byte, error) {
	if c := a.carried(); c != nil {
		return c.seed(d.ID, on)
	}
	logs, err := a.logs(ctx)
	if err != nil || len(logs) == 0 {
		return nil, err
	}
	key, err := a.logKey(ctx, logs[0])
	if err != nil {
		return nil, err
	}
	v := d.Matter.Version
	return hkdf.Key(sha256.New, key.Seed(), nil, fmt.Sprintf("shenqian/disclosure/1\n%s\n%d\n%s\n%s", d.ID, v.Number, v.Text, on), len(disclosure.Seed{}))
}

// disclose opens what a public copy shows of a ruling: nil if its Original
// bears no root, because it was shown before programs knew of them.
func (a *App) disclose(ctx context.Context, d *Dossier, res *mask.Result) (*disclosure.Sidecar, error) {
	h := d.Matter.Frozen.Seed
	if h == "" {
		return nil, nil
	}
	b, err := a.store.Blob(ctx, h)
	if err != nil {
		return nil, err
	}
	if len(b) != len(disclosure.Seed{}) {
		return nil, review.Fault("publish.seed")
	}
	var hidden []disclosure.Hidden
	for _, m := range res.Masked {
		hidden = append(hidden, disclosure.Hidden{Start: m.Start, End: m.End, With: m.Replacement})
	}
	c, err := disclosure.Open(disclosure.Seed(b), d.issued().Text, hidden)
	if err != nil {
		return nil, err
	}
	original, err := a.store.Blob(ctx, d.Matter.Frozen.Hash)
	if err != nil {
		return nil, err
	}
	doc, err := pdftext.Extract(original)
	if err != nil {
		return nil, err
	}
	if !doc.Shows(c.Root) {
		return nil, review.Fault("publish.root")
	}
	return c, c.CheckOriginal(doc.Body())
}

// sidecar is what goes out beside a public copy, as it is kept with it: its
// hash and its bytes, none for a ruling that bears no root.
func (a *App) sidecar(ctx context.Context, d *Dossier, res *mask.Result) (review.Hash, [][]byte, error) {
	c, err := a.disclose(ctx, d, res)
	if err != nil || c == nil {
		return "", nil, err
	}
	b, err := c.Encode()
	return review.HashOf(b), [][]byte{b}, err
}

// putSidecar puts what opens a public copy among the files of a bundle, and
// says under which name; "" if there is none.
func (a *App) putSidecar(ctx context.Context, p review.Publication, file string, others map[string][]byte) (string, error) {
	if p.Disclosure == "" {
		return "", nil
	}
	b, err := a.store.Blob(ctx, p.Disclosure)
	name := "disclosure/" + strings.TrimSuffix(file, ".pdf") + ".json"
	others[name] = b
	return name, err
}
