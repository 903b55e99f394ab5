package app

import (
	"context"
	"slices"
	"time"

	"shenqian/review"
)

// Delta is what a paper has become since the version before it was returned or
// taken back: while it is being written, since the last that was submitted;
// once it is submitted again, since the one before. It is nil for a paper that
// was submitted once and not touched since.
func (a *App) Delta(ctx context.Context, d *Dossier) (*review.Delta, error) {
	m := d.Matter
	if d.Paper == nil || d.Checkup == nil || m.Version == nil {
		return nil, nil
	}
	writing := draftAtHand(m) != &m.Version.Draft
	old := m.Version
	if !writing {
		if len(m.Earlier) == 0 {
			return nil, nil
		}
		old = &m.Earlier[len(m.Earlier)-1]
	}
	was, err := a.reading(ctx, d.Kind, readingKey{d.Kind.ID(), old.Draft.Text, old.Draft.Facts})
	if err != nil {
		return nil, err
	}
	out := review.DeltaOf(was.paper, d.Paper, old.Findings, d.Checkup.Findings)
	if writing && len(out.Changes)+len(out.Cured)+len(out.Caused) == 0 {
		return nil, nil
	}
	out.From = old.Number
	out.Cured, out.Caused = a.Words.Findings(out.Cured), a.Words.Findings(out.Caused)
	until := m.Version.At
	if writing {
		until = m.Changed
	}
	out.Standing, out.Void = signatures(m, until, writing && !out.Wording)
	return out, nil
}

// signatures are those of earlier steps that stand from until or before, and
// those that are void and not given again. voids: what stands now will be void
// once the text is submitted.
func signatures(m *review.Matter, until time.Time, voids bool) (standing, void []string) {
	holds := map[string]bool{}
	for _, s := range m.SignOffs {
		if !s.Void && !voids {
			holds[s.Step.ID] = true
			if !s.At.After(until) {
				standing = append(standing, s.Step.Label+" "+s.By)
			}
		}
	}
	for _, s := range m.SignOffs {
		if name := s.Step.Label + " " + s.By; !holds[s.Step.ID] && !slices.Contains(void, name) {
			void = append(void, name)
		}
	}
	return standing, void
}
