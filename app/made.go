package app

import (
	"encoding/json"
	"strings"

	"shenqian/review"
)

// What a paper says, what its rules find and how it is set follow from bytes
// that are named by their hash, and from the acts on a matter, which only ever
// grow. They are kept while someone goes up and down the queue, and can be made
// before he comes to a paper. Nothing of this is an act: only Show records that
// a paper was put before the president.

// made is what was made last.
type made struct {
	readings *shelf[readingKey, reading]
	checkups *shelf[checkupKey, *review.Checkup]
	sheets   *shelf[sheetKey, *Sheet]
	uploads  *shelf[review.Hash, *upload] // by the public copy they go with
}

// kept is how many papers are kept: those about the one that is open.
const kept = 24

// uploadsKept is how many public copies' upload files are kept from their
// making to the writing of the bundle, some 20 KB each.
const uploadsKept = 1000

func newMade() made {
	return made{newShelf[readingKey, reading](kept), newShelf[checkupKey, *review.Checkup](2 * kept), newShelf[sheetKey, *Sheet](kept), newShelf[review.Hash, *upload](uploadsKept)}
}

// readingKey names a text and a case file.
type readingKey struct {
	kind        string
	text, facts review.Hash
}

// reading is what they say.
type reading struct {
	entered review.Facts // nil if no case file came
	paper   *review.Paper
	words   review.Facts // what the paper says of the case
	merged  review.Facts
}

// checkupKey is all that a checkup hangs on beside the rules.
type checkupKey struct {
	readingKey
	on           review.Date
	rules        string // the rule pack, which names the tables of law
	notes, filed string
	earlier      string // the ruling that this one deals with, as it stands
	settings     string // the version of the court's own
	others       review.Hash
}

// sheetKey names set pages: acts is how many acts are behind them, a showing
// not counted, for it changes nothing on the page.
type sheetKey struct {
	id    string
	acts  int
	rules string
	on    review.Date // zero for a paper that isn't frozen
}

func (d *Dossier) sheetKey(on review.Date) sheetKey {
	return sheetKey{id: d.ID, rules: d.Kind.RulePack(), on: on, acts: d.acts()}
}

// acts is how many acts are behind what the paper says.
func (d *Dossier) acts() (n int) {
	for i, e := range d.Events {
		if e.Kind != review.EventShow {
			n = i + 1
		}
	}
	return n
}

// checkup checks a dossier's paper as of a day, facts being what counts as
// entered.
func (a *App) checkup(d *Dossier, k readingKey, facts review.Facts, on review.Date, notes []review.FileNote) (*review.Checkup, error) {
	key := checkupKey{readingKey: k, on: on, rules: d.Kind.RulePack()}
	for _, n := range notes {
		key.notes += n.Code + "\x00" + n.Detail + "\x00"
	}
	filed := make([]string, len(d.Matter.Attachments))
	for i, f := range d.Matter.Attachments {
		filed[i] = f.Type
	}
	key.filed = strings.Join(filed, "\x00")
	if e := d.Earlier; e != nil {
		key.earlier = strings.Join([]string{e.ID, string(e.Ruling.State), e.Ruling.Effective.String(), string(e.Ruling.Paper.TextHash())}, "\x00")
	}
	if len(d.Others) > 0 {
		b, err := json.Marshal(d.Others)
		if err != nil {
			return nil, err
		}
		key.others = review.HashOf(b)
	}
	settings := a.Court().Rules
	key.settings = review.SettingsVersion(settings)
	if c, ok := a.made.checkups.get(key); ok {
		return c, nil
	}
	c, err := a.check(d.Kind, review.CheckupInput{Paper: d.Paper, Facts: facts, On: on, Notes: notes, Earlier: d.Earlier.ruling(), Others: d.Others, Settings: settings, Court: a.Court().Name}, d.Matter.Attachments)
	if err == nil {
		a.made.checkups.put(key, c)
	}
	return c, err
}
