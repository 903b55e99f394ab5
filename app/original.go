package app

import (
	"context"

	"shenqian/review"
)

// Original is the signed 原本 of an approved case and the name of its file.
func (a *App) Original(ctx context.Context, id string) (name string, pdf []byte, err error) {
	_, m, err := a.events(ctx, id)
	if err != nil {
		return "", nil, err
	}
	number := id[len(kindOf(id))+1:]
	d, ok := m.Approval()
	switch {
	case !ok:
		return "", nil, review.Fault("original.none", "number", number)
	case d.Kind == review.EventPaperOK:
		return "", nil, review.Fault("original.paper", "number", number)
	}
	pdf, err = a.SignedFile(ctx, d.Signed)
	return number + "-" + a.Words.Paper("paper.original") + ".pdf", pdf, err
}

// Artefact names one of a ruling's three files.
type Artefact string

const (
	Original    Artefact = "original" // 原本
	ServiceCopy Artefact = "copy"     // 正本, sealed
	PublicCopy  Artefact = "public"   // 公开版
)

// Artefact is one of a matter's files, as it stands now, and the file's name.
// Of a public copy the name tells 案号 and kind only (practice.md 13).
func (a *App) Artefact(ctx context.Context, id string, what Artefact) (name string, pdf []byte, err error) {
	if what == "" || what == Original {
		return a.Original(ctx, id)
	}
	d, err := a.loadPaper(ctx, id)
	if err != nil {
		return "", nil, err
	}
	m, number := d.Matter, numberOf(id)
	var h review.Hash
	switch what {
	case ServiceCopy:
		s, ok := m.Sealing()
		switch {
		case !ok:
			return "", nil, review.Fault("copy.none", "number", number)
		case s.Sealed != "":
			h = s.Sealed
		default: // stamped by hand: the file as it was printed
			h = s.Copy
		}
		name = number + "-" + a.Words.Paper("paper.copy")
	case PublicCopy:
		if len(m.Publications) == 0 {
			return "", nil, review.Fault("public.none", "number", number)
		}
		h = m.Publications[len(m.Publications)-1].File
		pdf, err = a.SignedFile(ctx, h)
		return a.publicName(d), pdf, err
	default:
		return "", nil, review.Fault("artefact.unknown", "artefact", string(what))
	}
	pdf, err = a.SignedFile(ctx, h)
	return fileName(name) + ".pdf", pdf, err
}
