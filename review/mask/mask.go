package mask

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"shenqian/review"
)

// Input is a paper and what is known of it.
type Input struct {
	Paper   *review.Paper
	Parties []review.Party // from the case file; those in the paper's head are found besides
	Keep    []string       // words that must stand, besides what the paper itself shows
	Hide    []string       // words that a person decided to hide
	Spare   []Place        // places that a person decided to keep
	Cause   string         // cause of the 执行依据; empty: read in the paper
	Ground  review.Ground  // why the judge marked it as not to be published; empty: not marked
	On      review.Date    // the ruling's date, for the age of minors; zero: the printed date
}

// Hit is a place of the input and what stands there in the public text; for
// what is kept, Replacement is Original.
type Hit struct {
	Class       string // name, org, id, phone …: the catalogue's "mask.class.CLASS"
	Name        string // whose name it is, as the paper prints it; "" for what is no name
	Original    string
	Replacement string
	Start, End  int // runes of the input
	From, To    int // of the whole of it: what runs over two paragraphs is a hit in each
	Rule        string
	Basis       string // norm and article, always Chinese
}

// Doubt is something that a person must decide. Code and Args fill the
// catalogue's "mask.doubt.CODE".
type Doubt struct {
	Code       string
	Args       map[string]string
	Quote      string
	Start, End int // runes of the input; both 0 if it points nowhere
}

// Reason is why a paper must not go online: the catalogue's
// "mask.reason.CODE".
type Reason struct {
	Code  string
	Args  map[string]string
	Basis string
}

// Result is a paper after 技术处理.
type Result struct {
	Profile     Profile
	Publishable bool
	Reason      Reason // if not publishable
	Text        string
	Masked      []Hit // in order, never overlapping
	Spared      []Hit // what would be hidden but for the person's word, in order
	Kept        []Hit // what must stand, in order
	Doubts      []Doubt

	runes []rune
	cast  *cast
	words []string // what must stand, a word for each time it stands

	squeezed string       // Text without white space
	own      func() []Hit // what the rules find in Text itself, found once
}

// maxRunes is many times the longest ruling.
const maxRunes = 1 << 20

// Mask decides what of a paper is hidden under profile p.
func Mask(in Input, p Profile) (*Result, error) {
	if in.Paper == nil {
		return nil, review.Fault("mask.nopaper")
	}
	if !p.known() {
		return nil, review.Fault("mask.profile", "profile", string(p))
	}
	if _, ok := grounds[in.Ground]; !ok && in.Ground != "" {
		return nil, review.Fault("mask.ground", "ground", string(in.Ground))
	}
	if in.Paper.Len() > maxRunes {
		return nil, review.Fault("mask.large")
	}
	if in.On.IsZero() {
		if d, ok := in.Paper.PrintedDate(); ok && d.Date.Exists() {
			in.On = d.Date
		}
	}
	f := fold(in.Paper.Text)
	j := &job{f: f, profile: p, parts: in.Paper.Parts}
	j.cast = readCast(f, in, p)
	verdict := j.cast.judge(f, in)
	j.cast.name(f)
	j.run()
	if err := j.refusesChosen(); err != nil {
		return nil, err
	}

	r := &Result{Profile: p, Publishable: verdict == nil, runes: f.orig, cast: j.cast}
	if verdict != nil {
		r.Reason = *verdict
	}
	r.Masked = j.pieces(in.Paper.Parts)
	if err := r.spare(in.Spare); err != nil {
		return nil, err
	}
	r.Kept = j.kept()
	for _, k := range r.Kept {
		r.words = append(r.words, k.Original)
	}
	r.Doubts = append(j.cast.doubts, j.doubts...)
	slices.SortStableFunc(r.Doubts, func(a, b Doubt) int { return cmp.Compare(a.Start, b.Start) })
	r.Text = r.Part(0, len(r.runes))
	r.squeezed = squeeze(r.Text)
	r.own = sync.OnceValue(func() []Hit { return r.left(r.Text) })
	return r, nil
}

// Part is the masked text of a rune range of the input. A replacement stands
// where its original begins, so the parts of a cut text make up the whole.
func (r *Result) Part(start, end int) string {
	start, end = max(start, 0), min(end, len(r.runes))
	if start >= end {
		return ""
	}
	var b strings.Builder
	i, _ := slices.BinarySearchFunc(r.Masked, start, func(h Hit, at int) int { return cmp.Compare(h.End, at+1) })
	for at := start; ; i++ {
		if i == len(r.Masked) || r.Masked[i].Start >= end {
			b.WriteString(string(r.runes[min(at, end):end]))
			return b.String()
		}
		h := r.Masked[i]
		if h.Start >= at {
			b.WriteString(string(r.runes[at:h.Start]))
			b.WriteString(h.Replacement)
		}
		at = min(h.End, end)
	}
}

// Residue is R-Z: it scans text taken from a finished file, its metadata, file
// name, outline or certificate names for what should be gone. Offsets are runes
// of that text. What was spared may stand there as often as it was spared.
func (r *Result) Residue(text string) []Hit {
	if squeeze(text) == r.squeezed && len(r.own()) == 0 {
		return nil // it is the masked text itself, which was looked through before
	}
	hits := r.left(text)
	if len(r.Spared) == 0 || len(hits) == 0 {
		return hits
	}
	return beyond(hits, r.allowances())
}

// left is what the rules find in a finished text.
func (r *Result) left(text string) []Hit {
	f := fold(text)
	j := &job{f: f, profile: r.Profile, cast: r.cast, finished: true}
	j.run()
	return j.pieces(nil)
}

// Missing is R-K: the kept words of the input that are not in text as often as
// they were kept. White space makes no difference, every other rune does.
func (r *Result) Missing(text string) []string {
	want := map[string]int{}
	var order []string
	for _, w := range r.words {
		w = squeeze(w)
		if want[w] == 0 {
			order = append(order, w)
		}
		want[w]++
	}
	text = squeeze(text)
	var out []string
	for _, w := range order {
		if w != "" && strings.Count(text, w) < want[w] {
			out = append(out, w)
		}
	}
	return out
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
}
