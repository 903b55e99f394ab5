package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shenqian/review"
	"shenqian/signing/imposition"
	"shenqian/signing/typeset"
)

// Archived says what was put into the volumes.
type Archived struct {
	CaseNumber string           `json:"case_number"`
	Folder     string           `json:"folder"`
	Volumes    []ArchivedVolume `json:"volumes"`
	// Missing is what a complete file would hold besides, in words.
	Missing []string `json:"missing,omitempty"`
}

// ArchivedVolume is 正卷 or 副卷.
type ArchivedVolume struct {
	Name   string          `json:"name"`
	Pages  int             `json:"pages"`
	Papers []ArchivedPaper `json:"papers"`
}

// ArchivedPaper is one line of the 卷内目录.
type ArchivedPaper struct {
	File   string      `json:"file"`
	Number string      `json:"number,omitempty"`
	Title  string      `json:"title"`
	On     review.Date `json:"on,omitzero"`
	From   int         `json:"from,omitempty"` // pages; 0 if they can't be counted
	To     int         `json:"to,omitempty"`
	Note   string      `json:"note,omitempty"`
}

// Archive makes the 正卷 and 副卷 of a served ruling in the folder out, which
// must not be there yet: one PDF for each paper in filing order, and the
// 卷内目录. Signed files are put in byte for byte, so their page numbers are in
// the 目录 only; 页码本 holds a copy of each volume with the numbers on its
// pages, to be printed and bound. All of it appears at once or not at all.
func (a *App) Archive(ctx context.Context, id, out string) (*Archived, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	if _, _, err := s.roleFor(review.DateOf(a.Now()), desk...); err != nil {
		return nil, err
	}
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	if st := d.Matter.State; st != review.StateServed && st != review.StateRevoked {
		return nil, review.Fault("archive.notserved", "number", numberOf(id), "state", a.Words.Say("state.name."+string(st)))
	}
	if err := vacant(out); err != nil {
		return nil, err
	}
	table, err := readFilingTable()
	if err != nil {
		return nil, err
	}
	c := &collector{app: a, d: d, table: table, papers: map[filingRank][]filedPaper{}}
	if err := c.collect(ctx); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(out)), 0o755); err != nil {
		return nil, review.FaultFrom(err, "archive.write", "folder", out)
	}
	tmp, err := os.MkdirTemp(filepath.Dir(filepath.Clean(out)), ".shenqian-archive-*")
	if err != nil {
		return nil, review.FaultFrom(err, "archive.write", "folder", out)
	}
	defer os.RemoveAll(tmp)
	report := &Archived{CaseNumber: numberOf(id), Folder: out, Missing: c.missing}
	for _, v := range table.Volumes {
		done, err := a.writeVolume(ctx, d, tmp, table, v, c.papers)
		if err != nil {
			return nil, err
		}
		report.Volumes = append(report.Volumes, *done)
	}
	if err := os.Chmod(tmp, 0o700); err != nil {
		return nil, err
	}
	// Only an empty folder is taken away; one that was filled meanwhile stays.
	if err := os.Remove(out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, review.Fault("archive.exists", "folder", out)
	}
	if err := os.Rename(tmp, out); err != nil {
		return nil, review.FaultFrom(err, "archive.write", "folder", out)
	}
	return report, nil
}

// vacant says whether a folder is not there, or empty.
func vacant(out string) error {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil || len(entries) > 0:
		return review.FaultFrom(err, "archive.exists", "folder", out)
	}
	return nil
}

// writeVolume writes one volume's folder and its numbered copy.
func (a *App) writeVolume(ctx context.Context, d *Dossier, dir string, table filingTable, v volume, papers map[filingRank][]filedPaper) (*ArchivedVolume, error) {
	name := a.Words.Paper("archive.volume." + v.Volume)
	folder := filepath.Join(dir, name)
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	out := &ArchivedVolume{Name: name, Papers: []ArchivedPaper{}}
	var bound []imposition.Paper
	for _, rank := range v.Order {
		for _, p := range papers[rank] {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			line := ArchivedPaper{
				File: fmt.Sprintf("%03d-%s%s", len(out.Papers)+1, fileName(p.title), p.ext), Number: p.number, Title: p.title + bracketed(p.about), On: p.on, Note: p.note,
			}
			if n := p.pages; n > 0 {
				line.From, line.To = out.Pages+1, out.Pages+n
				out.Pages += n
				bound = append(bound, imposition.Paper{PDF: p.data})
			}
			if err := writeSynced(filepath.Join(folder, line.File), p.data); err != nil {
				return nil, err
			}
			out.Papers = append(out.Papers, line)
		}
	}
	index, err := a.volumeIndex(ctx, d, table, out)
	if err != nil {
		return nil, err
	}
	if err := writeSynced(filepath.Join(folder, a.Words.Paper("archive.index")+".pdf"), index); err != nil {
		return nil, err
	}
	if len(bound) == 0 {
		return out, nil
	}
	return out, a.writeNumbered(filepath.Join(dir, a.Words.Paper("archive.numbered")), numberOf(d.ID), name, bound)
}

// writeNumbered writes the copy of a volume with a number on every page.
func (a *App) writeNumbered(folder, number, name string, papers []imposition.Paper) error {
	kit, err := a.Kit()
	if err != nil {
		return err
	}
	pdf, _, err := imposition.Bind(papers, imposition.Binding{
		Title: number + name, Producer: producer, Created: a.Now(),
		Number: func(page int) imposition.Drawing {
			return kit.Appearance(typeset.SignatureBox{Lines: []typeset.Paragraph{{Style: typeset.DateLine, Text: itoa(page), Source: -1}}})
		},
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return writeSynced(filepath.Join(folder, name+".pdf"), pdf)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// writeSynced writes a new file that is on the disk when it returns.
func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return review.FaultFrom(err, "archive.write", "folder", filepath.Dir(path))
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return review.FaultFrom(err, "archive.write", "folder", filepath.Dir(path))
	}
	return nil
}
