package app

import (
	"context"

	"shenqian/review"
)

// compose is the text of a case file whose kind writes its own, and nil for the
// others. A text that someone has written on since stays as it is: the case
// file alone changes then, and the check-up says where the two differ.
func (a *App) compose(ctx context.Context, k review.Kind, f review.Facts, id string) ([]byte, error) {
	c, ok := k.(review.Composer)
	if !ok {
		return nil, nil
	}
	_, m, err := a.events(ctx, id)
	if err != nil {
		return nil, err
	}
	if d := m.Draft; d != nil && d.Text != "" {
		touched, err := a.touched(ctx, c, *d)
		if err != nil || touched {
			return nil, err
		}
	}
	text, err := c.Compose(f)
	return []byte(text), err
}

// touched says whether a draft's text is another than its case file makes.
func (a *App) touched(ctx context.Context, c review.Composer, d review.Draft) (bool, error) {
	if d.Facts == "" {
		return true, nil
	}
	b, err := a.store.Blob(ctx, d.Facts)
	if err != nil {
		return false, err
	}
	f, _, err := c.ReadFacts(b)
	if err != nil {
		return false, err
	}
	text, err := c.Compose(f)
	return err != nil || review.HashOf([]byte(text)) != d.Text, nil
}

// composed is the paper that a lone case file makes, nil if its kind writes no
// text of its own.
func composed(k review.Kind, f review.Facts) (*review.Paper, error) {
	c, ok := k.(review.Composer)
	if !ok {
		return nil, nil
	}
	text, err := c.Compose(f)
	if err != nil {
		return nil, err
	}
	return k.Read(text), nil
}
