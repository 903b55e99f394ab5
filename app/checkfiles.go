package app

import (
	"context"
	"path/filepath"

	"shenqian/app/intake"
	"shenqian/review"
)

// FileCheck is what became of one of several files: a check-up or an error.
type FileCheck struct {
	File    string // a ruling, or a case file without one
	With    string // the case file that was read with the ruling
	Checkup *review.Checkup
	Err     error
}

// CheckFiles checks files that stand alone, in their order. A ruling and a case
// file that bear one number are checked together, as are the only ruling and
// the only case file of a folder, whatever numbers they bear: that these differ
// is then a finding.
func (w *Workshop) CheckFiles(ctx context.Context, paths []string) []FileCheck {
	all := make([]*loneFile, len(paths))
	for i, path := range paths {
		all[i] = w.readLone(ctx, path)
	}
	pairUp(all)
	var out []FileCheck
	for _, f := range all {
		if f.taken {
			continue
		}
		c := FileCheck{File: f.path, Err: f.err}
		if f.with != nil {
			c.With = f.with.path
		}
		if f.err == nil {
			c.Checkup, c.Err = w.checkLone(f)
		}
		out = append(out, c)
	}
	return out
}

// CheckFile checks one file that stands alone: a ruling without its case file,
// or a case file without its ruling.
func (w *Workshop) CheckFile(ctx context.Context, path string) (*review.Checkup, error) {
	f := w.readLone(ctx, path)
	if f.err != nil {
		return nil, f.err
	}
	return w.checkLone(f)
}

// loneFile is a file as it was read: a ruling or a case file.
type loneFile struct {
	path   string
	kind   review.Kind
	paper  *review.Paper // nil: a case file
	notes  []review.FileNote
	facts  review.Facts
	number string // 案号, empty: none was read
	err    error
	with   *loneFile
	taken  bool // with a ruling
}

func (w *Workshop) readLone(ctx context.Context, path string) *loneFile {
	f := &loneFile{path: path}
	var b []byte
	if b, f.err = readFile(path); f.err != nil {
		return f
	}
	if intake.Sniff(path, b) == intake.JSON {
		if f.kind, f.err = w.kindOfCaseFile(b); f.err != nil {
			return f
		}
		if f.facts, _, f.err = f.kind.ReadFacts(b); f.err == nil {
			f.number = f.facts.CaseNumber().String()
		}
		return f
	}
	doc, err := intake.ReadRuling(ctx, path, b)
	if err != nil {
		f.err = err
		return f
	}
	f.notes = doc.Notes
	f.kind, f.paper = w.Recognise(doc.Text)
	f.number = f.kind.Prefill(f.paper).CaseNumber().String()
	return f
}

func pairUp(all []*loneFile) {
	type folder struct{ rulings, cases []*loneFile }
	folders, numbers := map[string]*folder{}, map[string]*loneFile{}
	for _, f := range all {
		if f.err != nil {
			continue
		}
		dir := filepath.Dir(f.path)
		if folders[dir] == nil {
			folders[dir] = &folder{}
		}
		if f.paper != nil {
			folders[dir].rulings = append(folders[dir].rulings, f)
			continue
		}
		folders[dir].cases = append(folders[dir].cases, f)
		if f.number != "" {
			numbers[f.number] = f
		}
	}
	for _, f := range all {
		if f.err != nil || f.paper == nil {
			continue
		}
		c := numbers[f.number]
		if at := folders[filepath.Dir(f.path)]; c == nil && len(at.rulings) == 1 && len(at.cases) == 1 {
			c = at.cases[0]
		}
		if c != nil {
			f.with, c.taken = c, true
		}
	}
}

func (w *Workshop) checkLone(f *loneFile) (*review.Checkup, error) {
	if f.paper == nil {
		p, err := composed(f.kind, f.facts)
		if err != nil {
			return nil, err
		}
		if p == nil {
			return f.kind.Checkup(review.CheckupInput{Facts: f.facts}), nil
		}
		return w.check(f.kind, review.CheckupInput{Paper: p, Facts: f.facts}, nil)
	}
	printed, _ := f.paper.PrintedDate()
	in := review.CheckupInput{Paper: f.paper, On: existing(printed.Date), Notes: f.notes}
	if f.with != nil {
		in.Facts = f.with.facts
	}
	return w.check(f.kind, in, nil)
}
