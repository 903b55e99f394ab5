package app

import (
	"context"
	"time"

	"shenqian/review"
	"shenqian/signing/typeset"
)

// producer stands in every file's metadata.
const producer = "审签台 Shenqian"

// Sheet is typeset pages with the way from the text to the page.
type Sheet struct {
	PDF    []byte
	Hash   review.Hash
	Pages  int
	Places []typeset.Place
	Fields []typeset.FieldPlace
	result *typeset.Result

	committed *commitment // of an Original
}

// Where are the rectangles of runes start to end of the paper's text.
func (s *Sheet) Where(start, end int) []typeset.Place { return s.result.Where(start, end) }

func sheet(r *typeset.Result) *Sheet {
	return &Sheet{PDF: r.PDF, Hash: review.HashOf(r.PDF), Pages: r.Pages, Places: r.Places, Fields: r.Fields, result: r}
}

// Draw typesets the paper at hand without freezing it, with the date it has:
// what the clerk and the earlier steps look at.
func (a *App) Draw(ctx context.Context, d *Dossier) (*Sheet, error) {
	if d.Paper == nil {
		return nil, review.Fault("submit.noruling")
	}
	key := d.sheetKey(review.Date{})
	if s, ok := a.made.sheets.get(key); ok {
		return s, nil
	}
	number := d.ID[len(kindOf(d.ID))+1:]
	printed, _ := d.Paper.PrintedDate()
	s, err := a.Typeset(ctx, d.Paper, number, existing(printed.Date))
	if err == nil {
		a.made.sheets.put(key, s)
	}
	return s, err
}

// Typeset makes an unsigned PDF of a paper that stands alone.
func (w *Workshop) Typeset(ctx context.Context, p *review.Paper, number string, on review.Date) (*Sheet, error) {
	return w.typesetAs(ctx, p, number, on, typeset.PDFA2A, nil)
}

func (w *Workshop) typesetAs(ctx context.Context, p *review.Paper, number string, on review.Date, form typeset.Profile, attached []typeset.Attachment) (*Sheet, error) {
	kit, err := w.Kit()
	if err != nil {
		return nil, err
	}
	r, err := kit.Typeset(ctx, typeset.Document{
		Title: w.title(p, number), Producer: producer, Created: midnight(on), Blocks: layOut(p, review.Date{}),
		Profile: form, Attachments: attached,
	})
	if err != nil {
		return nil, err
	}
	return sheet(r), nil
}

// midnight gives a file of one day always the same time, so that the same
// paper makes the same bytes; a paper without a date gets the epoch's.
func midnight(d review.Date) time.Time {
	if d.IsZero() {
		return time.Unix(0, 0).In(Zone)
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, Zone)
}

// freeze typesets the Original as of on: the ruling with that date, then the
// 审签笺 with the empty box.
func (a *App) freeze(ctx context.Context, d *Dossier, on review.Date) (*Sheet, error) {
	key := d.sheetKey(on)
	if s, ok := a.made.sheets.get(key); ok {
		return s, nil
	}
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	anchor, err := a.anchorOf(ctx, d)
	if err != nil {
		return nil, err
	}
	committed, err := a.commit(ctx, d, on)
	if err != nil {
		return nil, err
	}
	code := shortCode(d.ID, d.Matter, on)
	number := d.ID[len(kindOf(d.ID))+1:]
	doc := typeset.Document{
		Title: a.title(d.Paper, number), Subject: a.Words.Paper("paper.original"), Producer: producer, Created: midnight(on),
		PageMark: a.mark(code), Blocks: append(layOut(d.Paper, on), a.slip(d, on, code, anchor.printed(), committed.printed())...), Record: anchor.record(),
	}
	if err := a.withData(ctx, d, &doc); err != nil {
		return nil, err
	}
	r, err := kit.Typeset(ctx, doc)
	if err != nil {
		return nil, err
	}
	s := sheet(r)
	s.committed = committed
	a.made.sheets.put(key, s)
	return s, nil
}

// Showing is a frozen paper as it is put before the president.
type Showing struct {
	*Sheet
	On      review.Date
	Code    string
	Checkup *review.Checkup // of that day
	Open    []review.Finding

	matter *review.Matter
}

// Show is the showing: the paper is dated today, its rules run again, its
// bytes frozen. Shown again on the same day, it is the same bytes.
func (a *App) Show(ctx context.Context, id string) (*Showing, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	showing, err := a.showing(ctx, d)
	if err != nil {
		return nil, err
	}
	if f := d.Matter.Frozen; f != nil && f.Hash == showing.Hash && f.On == showing.On && f.By == s.Person.ID {
		return showing, nil
	}
	seed, kept := showing.committed.files()
	_, err = a.do(ctx, id, step{
		event: review.Event{
			Kind: review.EventShow, Seed: seed, Text: d.Matter.Version.Text, On: showing.On, Frozen: showing.Hash, Findings: review.FindingsHash(showing.Checkup.Findings),
			Submission: &review.Submission{Findings: a.Words.PaperFindings(showing.Checkup.Findings), RulePack: showing.Checkup.RulePack},
		},
		roles: decidersOf(d.Matter), files: append(kept, showing.PDF),
	})
	return showing, err
}

// showing is what Show would put before the president today.
func (a *App) showing(ctx context.Context, d *Dossier) (*Showing, error) {
	if d.Matter.State != review.StatePresident {
		return nil, review.Fault("state.show", "state", a.Words.Say("state.name."+string(d.Matter.State)))
	}
	on := review.DateOf(a.Now())
	dated, err := a.checkupOn(d, on)
	if err != nil {
		return nil, err
	}
	sh, err := a.freeze(ctx, d, on)
	if err != nil {
		return nil, err
	}
	return &Showing{Sheet: sh, On: on, Code: shortCode(d.ID, d.Matter, on), Checkup: dated, Open: d.Matter.Unanswered(dated.Findings), matter: d.Matter}, nil
}

// checkupOn is the check-up of the version that stands, as of a day.
func (a *App) checkupOn(d *Dossier, on review.Date) (*review.Checkup, error) {
	facts := d.Entered
	if facts == nil {
		facts = d.Facts
	}
	draft := &d.Matter.Version.Draft
	return a.checkup(d, readingKey{d.Kind.ID(), draft.Text, draft.Facts}, facts, on, draft.Notes)
}

// Prepare makes what the one at the desk would see of a matter, so that it is
// at hand when he comes to it. Nothing is recorded, for nobody has seen it.
func (a *App) Prepare(ctx context.Context, id string, president bool) (*Sheet, error) {
	d, err := a.Load(ctx, id)
	switch {
	case err != nil || d.Paper == nil:
		return nil, err
	case president && d.Matter.State == review.StatePresident:
		sh, err := a.showing(ctx, d)
		if err != nil {
			return nil, err
		}
		return sh.Sheet, nil
	}
	return a.Draw(ctx, d)
}
