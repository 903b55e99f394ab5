package app

import (
	"context"
	"encoding/json"
	"slices"

	"shenqian/review"
)

// Recognise reads a text and says of which kind it is.
func (w *Workshop) Recognise(text string) (review.Kind, *review.Paper) {
	p := w.Kinds()[0].Read(text)
	for _, k := range w.Kinds()[1:] {
		if k.Recognises(p) {
			return k, k.Read(text)
		}
	}
	return w.Kinds()[0], p
}

// kindOfCaseFile is the kind that a case file names; one that names none is of
// the first.
func (w *Workshop) kindOfCaseFile(data []byte) (review.Kind, error) {
	var head struct {
		Kind  string `json:"文书种类"`
		Short string `json:"文种"`
	}
	// What can't be read is told of by whoever reads it whole.
	if json.Unmarshal(data, &head) != nil {
		return w.Kinds()[0], nil
	}
	for _, name := range []string{head.Short, head.Kind} {
		for _, k := range w.Kinds() {
			if name != "" && (name == w.Words.Paper("kind."+k.ID()) || name == k.ID()) {
				return k, nil
			}
		}
	}
	if head.Short != "" {
		return nil, review.Fault("kind.unknown", "kind", head.Short)
	}
	return w.Kinds()[0], nil
}

// Earlier is the ruling that a later one corrects or revokes.
type Earlier struct {
	ID     string
	Ruling review.EarlierRuling
}

func (e *Earlier) ruling() *review.EarlierRuling {
	if e == nil {
		return nil
	}
	return &e.Ruling
}

// earlier finds it among this court's matters, nil if there is none. What the
// later ruling, id, did to it itself is not held against that ruling.
func (a *App) earlier(ctx context.Context, id string, k review.Kind, f review.Facts, p *review.Paper) (*Earlier, error) {
	later, ok := k.(review.LaterKind)
	if !ok {
		return nil, nil
	}
	n := later.Earlier(f, p)
	if n.Number == 0 {
		return nil, nil
	}
	for _, kind := range a.Kinds() {
		earlier := MatterID(kind.ID(), n)
		events, m, err := a.events(ctx, earlier)
		if err != nil {
			return nil, err
		}
		if len(events) == 0 || m.Draft.Text == "" {
			continue
		}
		text, err := a.store.Blob(ctx, draftAtHand(m).Text)
		if err != nil {
			return nil, err
		}
		others := slices.DeleteFunc(slices.Clone(m.Links), func(l review.Link) bool { return l.Matter == id })
		e := &Earlier{ID: earlier, Ruling: review.EarlierRuling{Paper: kind.Read(string(text)), State: m.State, Corrected: len(others) > 0}}
		if m.State == review.StateRevoked && !slices.ContainsFunc(others, func(l review.Link) bool { return l.Kind == review.LinkRevocation }) {
			e.Ruling.State = review.StateServed
		}
		e.Ruling.Effective, _ = m.Effective()
		return e, nil
	}
	return nil, nil
}

// takesEffect is what follows when a ruling that corrects or revokes another
// has been served: the other is linked to it. Nothing follows for other kinds.
func (a *App) takesEffect(ctx context.Context, id string) (func(*review.Matter) (string, step), error) {
	k, err := a.Kind(kindOf(id))
	if err != nil {
		return nil, err
	}
	later, ok := k.(review.LaterKind)
	if !ok {
		return nil, nil
	}
	d, err := a.Load(ctx, id)
	if err != nil || d.Earlier == nil || d.Earlier.Ruling.State != review.StateServed || d.Matter.State == review.StateServed {
		return nil, err
	}
	return func(m *review.Matter) (string, step) {
		if m.State != review.StateServed {
			return "", step{}
		}
		on, _ := m.Effective()
		return d.Earlier.ID, step{
			event: review.Event{Kind: review.EventLink, Link: &review.Link{Kind: later.Link(), Matter: id, On: on}},
			roles: desk,
		}
	}, nil
}
