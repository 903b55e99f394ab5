package app

import (
	"context"
	"strings"

	"shenqian/review"
)

// Find turns what a user types, a 案号 or a part of one, into a matter's id. A
// number without its 之一 finds the one paper of that case.
func (a *App) Find(ctx context.Context, text string) (string, error) {
	if known, err := a.store.Known(ctx, text); err != nil || known {
		return text, err
	}
	n, nerr := review.ParseNumber(text)
	numbers := []string{text}
	if nerr == nil && n.String() != text {
		numbers = append(numbers, n.String())
	}
	for _, number := range numbers {
		if ids, err := a.store.Numbered(ctx, number); err != nil || len(ids) > 0 {
			return firstOf(ids), err
		}
	}
	var found []string
	var err error
	switch {
	case nerr == nil && n.Suffix == "":
		found, err = a.papersOf(ctx, n)
	case nerr != nil && text != "":
		found, err = a.store.NumberedWith(ctx, text, 2)
	}
	switch {
	case err != nil:
		return "", err
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0:
		return "", review.Fault("matter.none", "text", text)
	}
	return "", review.Fault("matter.many", "text", text)
}

func firstOf(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// papersOf are the papers of a case: their 案号 go on after 号, and before it
// in the old way of writing (执字第123-1号).
func (a *App) papersOf(ctx context.Context, n review.CaseNumber) (out []string, err error) {
	number := n.String()
	for _, beginning := range []string{number, strings.TrimSuffix(number, "号") + "-"} {
		rows, err := a.store.NumberedFrom(ctx, beginning)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if c, err := review.ParseCaseNumber(r.CaseNumber); err == nil && c.Case() == n {
				out = append(out, r.ID)
			}
		}
	}
	return out, nil
}
