package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/samepages"
)

// A court's own e-seal platform seals files that it is handed, and gives them
// back: sometimes with an update at the end, often wholly rewritten. What
// comes back is taken only if its pages are, mark for mark, those handed over.

// HandOver writes the unsealed copy to dir and records that it was taken.
func (a *App) HandOver(ctx context.Context, id, dir string) (*review.Matter, string, error) {
	d, err := a.Load(ctx, id)
	if err != nil {
		return nil, "", err
	}
	c := d.Matter.ServiceCopy
	if c == nil {
		return nil, "", review.Fault("seal.notcollated")
	}
	pdf, err := a.store.Blob(ctx, c.File)
	if err != nil {
		return nil, "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, "", err
	}
	file := filepath.Join(dir, fileName(numberOf(id)+"-"+a.Words.Paper("paper.copy"))+".pdf")
	m, err := a.do(ctx, id, step{
		event: review.Event{Kind: review.EventHandOver, Text: d.Matter.Version.Text, Frozen: c.File}, roles: custodian,
	})
	if err != nil {
		return nil, "", err
	}
	return m, file, os.WriteFile(file, pdf, 0o600)
}

// fileName keeps a name to what every file system takes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s)
}

// TakeBack takes the sealed file of one matter.
func (a *App) TakeBack(ctx context.Context, id string, returned []byte, r SealRequest) (*review.Matter, error) {
	d, sent, err := a.sealable(ctx, id, &r)
	if err != nil {
		return nil, err
	}
	if !d.Matter.ServiceCopy.HandedOver {
		return nil, review.Fault("seal.nothanded", "number", numberOf(id))
	}
	same, err := samepages.Compare(sent, returned)
	switch {
	case err != nil:
		return nil, err
	case !same.Same():
		d := same.Differences[0]
		return nil, review.FaultFrom(d.Fault, "seal.changed", "number", numberOf(id), "why", a.Words.Explain(d.Fault))
	case !shows(same):
		return nil, review.Fault("seal.unsealed", "number", numberOf(id))
	}
	report, err := signing.Verify(returned, signing.Options{At: a.Now()})
	if err != nil {
		return nil, err
	}
	if report.Verdict == signing.Invalid || report.Verdict == signing.Modified {
		return nil, review.Fault("seal.badsignature", "number", numberOf(id), "why", a.Words.SayArgs(report.Reason, report.ReasonArgs))
	}
	return a.sealed(ctx, id, d, review.SealByPlatform, r, returned)
}

// shows says whether a seal that can be seen was added.
func shows(r *samepages.Report) bool {
	for _, f := range r.Fields {
		if f.Signed && !f.Hidden {
			return true
		}
	}
	for _, s := range r.Stamps {
		if !s.Hidden {
			return true
		}
	}
	return false
}

// Returned finds in a folder the sealed file of each matter handed over: the
// one PDF whose name holds its 案号.
func (a *App) Returned(dir string, ids []string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(globEscape(dir), "*.[pP][dD][fF]"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, id := range ids {
		n, err := review.ParseCaseNumber(numberOf(id))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			for _, found := range review.FindCaseNumbers(filepath.Base(f)) {
				if found.CaseNumber == n {
					if out[id] != "" && out[id] != f {
						return nil, review.Fault("seal.twofiles", "number", n.String())
					}
					out[id] = f
				}
			}
		}
		if out[id] == "" {
			return nil, review.Fault("seal.nofile", "number", n.String(), "folder", dir)
		}
	}
	return out, nil
}

var globSpecial = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)

func globEscape(dir string) string { return globSpecial.Replace(dir) }

// StampElsewhere does what a platform does with a file that it is handed: it
// seals it, knowing nothing of the matter. A demonstration has no platform.
func (a *App) StampElsewhere(pdf []byte, court *Credential) ([]byte, error) {
	if !a.Court().Demonstration {
		return nil, review.Fault("court.training")
	}
	seal, err := a.sealPicture(nil)
	if err != nil {
		return nil, err
	}
	kit, err := a.Kit()
	if err != nil {
		return nil, err
	}
	return signing.Sign(pdf, signing.Request{
		Field: sealField, Key: court, Time: a.Now(), Name: a.Court().Name, Reason: a.reason(court, "reason.seal"), Appearance: kit.SealAppearance(seal),
	})
}
