package app

import (
	"context"

	"shenqian/review/mask"
)

// SameRuling is the comparison of a service copy with its original.
func (w *Workshop) SameRuling(original, copied []byte) error { return w.sameRuling(original, copied) }

// PublicCopyOf is a public copy before it is signed, and SearchCopy the search
// of its bytes, so that leaks can be planted between the two.
func (a *App) PublicCopyOf(ctx context.Context, d *Dossier, res *mask.Result) ([]byte, error) {
	return a.publicCopy(ctx, d, res)
}

func (a *App) SearchCopy(ctx context.Context, res *mask.Result, name string, pdf []byte) error {
	return a.searchCopy(ctx, res, name, pdf)
}
