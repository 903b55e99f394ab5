package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/pdftext"
)

// The residual scan (R-Z): a public copy's finished bytes are searched for all
// that should be gone, by two readers, wherever a text can stand; and what
// should stand is asserted to stand. A hit stops the export and says where.

// passage is a text and what it stands in: the catalogue's "residue.PLACE".
type passage struct{ place, text string }

// searchCopy searches a public copy that is to be named name, read as doc by
// our own reader.
func (a *App) searchCopy(ctx context.Context, res *mask.Result, name string, pdf []byte, doc *pdftext.Document) error {
	other, err := a.engine.text(ctx, pdf)
	if err != nil {
		return err
	}
	if len(doc.Unread) > 0 {
		return review.Fault("publish.unread", "where", a.residuePlace(string(doc.Unread[0])))
	}
	// Which characters a font was embedded with tells words that were once there.
	if len(doc.Idle) > 0 {
		return review.Fault("publish.glyphs", "font", doc.Idle[0].Name, "characters", doc.Idle[0].Characters)
	}
	texts := []passage{{"page", doc.Visible()}, {"page", doc.Aside()}, {"engine", other}, {"filename", name}}
	byPlace := map[pdftext.Place]string{}
	for _, s := range doc.Strings {
		byPlace[s.Place] += s.Text + "\n"
	}
	for _, p := range slices.Sorted(maps.Keys(byPlace)) {
		texts = append(texts, passage{string(p), byPlace[p]})
	}
	if err := a.searchTexts(res, texts); err != nil {
		return err
	}
	if err := sameText("publish.text", res.Text, doc.Visible()); err != nil {
		return err
	}
	if gone := res.Missing(other); len(gone) > 0 {
		return review.Fault("publish.missing", "words", strings.Join(gone, "、"))
	}
	return nil
}

// searchTexts refuses texts in which something stands that should be gone.
func (a *App) searchTexts(res *mask.Result, texts []passage) error {
	for _, t := range texts {
		if hits := res.Residue(t.text); len(hits) > 0 {
			return review.Fault("publish.residue", "count", itoa(len(hits)), "class", a.MaskClass(hits[0].Class), "where", a.residuePlace(t.place))
		}
	}
	return nil
}

func (a *App) residuePlace(place string) string { return a.Words.Say("residue." + place) }

// sameText refuses a copy whose text is not the one that it was made from,
// white space aside; code is the fault.
func sameText(code, want, got string) error {
	w, g := []rune(bare(want)), []rune(bare(got))
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			from := max(0, min(i, len(w))-6)
			return review.Fault(code, "near", string(w[from:min(len(w), from+14)]))
		}
	}
	return nil
}
