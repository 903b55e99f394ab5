package app

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"shenqian/review"
	"shenqian/review/inspection"
	"shenqian/review/kind/selfassessment"
	"shenqian/review/kind/selfinspection"
	"shenqian/signing"
	"shenqian/signing/pdftext"
	"shenqian/signing/typeset"
)

// The upper court adds up what its courts report: from the data within the
// signed PDFs, never by typing. A report that is not whole, not trusted, not of
// this period, not in agreement with its own words or its own sums, or of a court
// that reports twice, is said and shown, and never folded in.

// RollUpRequest is what is to be added up.
type RollUpRequest struct {
	Dir     string
	Trusted [][]byte // PEM of the roots
	// From and To are the period; zero takes that of the first good report.
	From, To review.Date
	Expected []string // the courts that are to report; nil for whoever does
}

// RollUp is what came of it.
type RollUp struct {
	From     review.Date        `json:"from"`
	To       review.Date        `json:"to"`
	Reports  []RolledReport     `json:"reports"`
	Accepted int                `json:"accepted"`
	Sheets   []inspection.Sheet `json:"sheets"` // of all courts that were taken in
	Total    inspection.Sheet   `json:"total"`
	Rate     string             `json:"rate"`
	Missing  []string           `json:"missing"`                 // expected, and not taken in
	Last     []RankedCourt      `json:"last"`                    // the last three by the share of qualified cases
	Levels   []RankedLevel      `json:"last_by_level,omitempty"` // the same of each level of courts (鲁高法〔2018〕17号四·3)
}

// RolledReport is one file's fate.
type RolledReport struct {
	File   string      `json:"file"`
	Court  string      `json:"court,omitempty"`
	Signer string      `json:"signer,omitempty"`
	Error  string      `json:"error,omitempty"`
	Code   string      `json:"code,omitempty"`
	SHA256 review.Hash `json:"sha256,omitempty"`
	report inspection.Report
	facts  *selfinspection.CaseFile
	wrong  error // what of its own figures can't be
	own    *selfassessment.CaseFile
}

// RankedCourt is a court's place from the end.
type RankedCourt struct {
	Court string `json:"court"`
	Rate  string `json:"rate"`
	Exact string `json:"exact"`
}

// RankedLevel are the last three of a level of courts.
type RankedLevel struct {
	Level  string        `json:"level"`
	Courts []RankedCourt `json:"courts"`
}

// lastThree are the last three of each level of courts that are given worst
// first: courts are ranked among their like.
func lastThree(worst []RankedCourt) []RankedLevel {
	out := []RankedLevel{}
	for _, level := range selfassessment.Levels() {
		l := RankedLevel{Level: level}
		for _, c := range worst {
			if selfassessment.LevelOf(c.Court) == level && len(l.Courts) < 3 {
				l.Courts = append(l.Courts, c)
			}
		}
		if len(l.Courts) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// Whole says whether nothing was refused and nobody is missing.
func (r *RollUp) Whole() bool {
	return r.Accepted == len(r.Reports) && len(r.Missing) == 0 && r.Accepted > 0
}

const (
	mostReports     = 2000
	mostReportBytes = 64 << 20
)

// RollUpReports adds up the self-inspection reports in a folder.
func (w *Workshop) RollUpReports(ctx context.Context, r RollUpRequest) (*RollUp, error) {
	out := &RollUp{From: r.From, To: r.To, Sheets: []inspection.Sheet{}, Missing: []string{}, Last: []RankedCourt{}}
	if err := w.readReports(ctx, r, out, w.inspectionReport); err != nil {
		return nil, err
	}
	w.addUp(out)
	out.missing(r.Expected)
	return out, nil
}

// readReports reads all reports in a folder; of says what a kind of report wants
// of its own. Courts that report twice and other periods are refused.
func (w *Workshop) readReports(ctx context.Context, r RollUpRequest, out *RollUp, of func(review.Facts, review.Kind, *RolledReport) error) error {
	if len(r.Trusted) == 0 {
		return review.Fault("rollup.trust")
	}
	files, err := filepath.Glob(filepath.Join(globbed(r.Dir), "*.[pP][dD][fF]"))
	switch {
	case err != nil || len(files) == 0:
		return review.FaultFrom(err, "rollup.none", "folder", r.Dir)
	case len(files) > mostReports:
		return review.Fault("rollup.many", "most", itoa(mostReports))
	}
	out.Reports = make([]RolledReport, len(files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() error {
			one := &out.Reports[i]
			one.File = filepath.Base(f)
			if err := w.readReport(f, r.Trusted, one, of); err != nil {
				one.refuse(w, err)
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	w.sameOnce(out)
	return nil
}

// missing names the courts that were to report and were not taken in.
func (r *RollUp) missing(expected []string) {
	for _, c := range expected {
		if !slices.ContainsFunc(r.Reports, func(x RolledReport) bool { return x.Code == "" && x.Court == c }) {
			r.Missing = append(r.Missing, c)
		}
	}
}

// globbed keeps a folder's own brackets from being taken for a pattern.
func globbed(dir string) string {
	return strings.NewReplacer(`[`, `\[`, `*`, `\*`, `?`, `\?`).Replace(dir)
}

func (x *RolledReport) refuse(w *Workshop, err error) {
	x.Error, x.Code = w.Words.Explain(err), cmp.Or(Code(err), "rollup.unreadable")
}

// readReport reads one file and all that it says of itself.
func (w *Workshop) readReport(path string, trusted [][]byte, x *RolledReport, of func(review.Facts, review.Kind, *RolledReport) error) error {
	i, err := os.Stat(path)
	if err != nil {
		return err
	}
	if i.Size() > mostReportBytes {
		return review.Fault("rollup.large", "most", itoa(mostReportBytes>>20))
	}
	pdf, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	x.SHA256 = review.HashOf(pdf)
	v, err := w.Verify(pdf, trusted)
	if err != nil {
		return err
	}
	switch {
	case v.Verdict != signing.Valid:
		return review.Fault("rollup.verdict", "verdict", w.Words.Say("verdict."+string(v.Verdict)))
	case !v.Trusted:
		return review.Fault("rollup.untrusted", "signer", signerOf(v))
	}
	f, k, err := w.dataOf(pdf)
	if err != nil {
		return err
	}
	if err := of(f, k, x); err != nil {
		return err
	}
	for _, s := range v.Signatures {
		if s.Kind == "signature" && s.Signer == x.Court {
			x.Signer = s.Signer
		}
	}
	if x.Signer == "" { // the data says one court, the seal another, or none
		return review.Fault("rollup.signer", "court", x.Court, "signer", signerOf(v))
	}
	if x.wrong != nil {
		return x.wrong
	}
	return sayTheSame(k, f, pdf)
}

// inspectionReport is what a self-inspection report says.
func (w *Workshop) inspectionReport(f review.Facts, k review.Kind, x *RolledReport) error {
	reporter, ok := f.(inspection.Reporter)
	if !ok {
		return review.Fault("rollup.kind", "kind", w.Words.Say("kind."+k.ID()))
	}
	x.report = reporter.Reported()
	x.facts, _ = f.(*selfinspection.CaseFile)
	x.Court = x.report.Court
	if x.wrong = x.report.Check(); x.wrong == nil && x.facts != nil && len(x.facts.Unlisted()) > 0 {
		x.wrong = review.Fault("rollup.list", "courts", strings.Join(x.facts.Unlisted(), "、"))
	}
	return nil
}

func signerOf(v *signing.Report) string {
	var out []string
	for _, s := range v.Signatures {
		if s.Kind == "signature" {
			out = append(out, s.Signer)
		}
	}
	return strings.Join(out, "、")
}

// dataOf reads the case file that a report carries.
func (w *Workshop) dataOf(pdf []byte) (review.Facts, review.Kind, error) {
	attached, err := typeset.AttachmentsOf(pdf)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(attached, func(a typeset.Attachment) bool { return a.Name == reportData })
	if i < 0 {
		return nil, nil, review.Fault("rollup.nodata")
	}
	if !json.Valid(attached[i].Data) {
		return nil, nil, review.Fault("rollup.nodata")
	}
	k, err := w.kindOfCaseFile(attached[i].Data)
	if err != nil {
		return nil, nil, err
	}
	f, unknown, err := k.ReadFacts(attached[i].Data)
	switch {
	case err != nil:
		return nil, nil, err
	case len(unknown) > 0:
		return nil, nil, review.Fault("rollup.unknown", "fields", strings.Join(unknown, "、"))
	}
	return f, k, nil
}

// sayTheSame: the pages say what the data says, word for word and, in tables, cell
// for cell; only the day of the paper is not in the data.
func sayTheSame(k review.Kind, f review.Facts, pdf []byte) error {
	c, ok := k.(review.Composer)
	if !ok {
		return review.Fault("rollup.nodata")
	}
	text, err := c.Compose(f)
	if err != nil {
		return err
	}
	read, err := pdftext.Extract(pdf)
	if err != nil {
		return err
	}
	shown := bare(read.Visible())
	for line := range strings.Lines(text) {
		switch {
		case bare(line) == "年月日": // what follows is the page's: copies, printing
			return shownTables(text, read.Marks())
		case strings.Contains(line, "\t"):
		case !strings.Contains(shown, bare(line)):
			return review.Fault("rollup.words", "words", strings.TrimSpace(line))
		}
	}
	return shownTables(text, read.Marks())
}

// sameOnce refuses courts that report twice, and reports of another period.
func (w *Workshop) sameOnce(out *RollUp) {
	of := map[string][]int{}
	for i, x := range out.Reports {
		if x.Code == "" {
			of[x.Court] = append(of[x.Court], i)
		}
	}
	for court, all := range of {
		if len(all) < 2 || sameFile(out.Reports, all) {
			for _, i := range all[1:] { // the very same file again says nothing new
				out.Reports[i].refuse(w, review.Fault("rollup.again", "file", out.Reports[all[0]].File))
			}
			continue
		}
		for _, i := range all {
			out.Reports[i].refuse(w, review.Fault("rollup.twice", "court", court, "files", namesOf(out.Reports, all)))
		}
	}
	for i := range out.Reports {
		x := &out.Reports[i]
		if x.Code != "" {
			continue
		}
		if out.From.IsZero() {
			out.From, out.To = x.report.From, x.report.To
		}
		if x.report.From != out.From || x.report.To != out.To {
			x.refuse(w, review.Fault("rollup.period", "from", x.report.From.String(), "to", x.report.To.String(), "wantfrom", out.From.String(), "wantto", out.To.String()))
		}
	}
}

func namesOf(reports []RolledReport, of []int) string {
	var out []string
	for _, i := range of {
		out = append(out, reports[i].File)
	}
	return strings.Join(out, "、")
}

func sameFile(reports []RolledReport, of []int) bool {
	for _, i := range of {
		if reports[i].SHA256 != reports[of[0]].SHA256 {
			return false
		}
	}
	return true
}

// addUp adds the sheets of the good reports. A court that two of them tell of is
// told of by neither.
func (w *Workshop) addUp(out *RollUp) {
	told := map[string][]int{}
	for i, x := range out.Reports {
		if x.Code != "" {
			continue
		}
		for _, s := range x.report.Sheets {
			told[s.Court] = append(told[s.Court], i)
		}
	}
	for court, by := range told {
		for _, i := range by {
			if len(by) > 1 && out.Reports[i].Code == "" {
				out.Reports[i].refuse(w, review.Fault("rollup.overlap", "court", court, "files", namesOf(out.Reports, by)))
			}
		}
	}
	for _, x := range out.Reports {
		if x.Code == "" {
			out.Accepted++
			out.Sheets = append(out.Sheets, x.report.Sheets...)
		}
	}
	slices.SortFunc(out.Sheets, func(a, b inspection.Sheet) int { return strings.Compare(a.Court, b.Court) })
	// Each was checked, and no court is twice.
	out.Total, _ = inspection.Total(w.Words.Paper("rollup.total"), out.Sheets)
	out.Rate = out.Total.Rate()
	ranked := slices.DeleteFunc(slices.Clone(out.Sheets), func(s inspection.Sheet) bool { return s.Inspected == 0 })
	slices.SortStableFunc(ranked, func(a, b inspection.Sheet) int {
		return cmp.Compare(a.Found[inspection.Qualified]*b.Inspected, b.Found[inspection.Qualified]*a.Inspected)
	})
	var worst []RankedCourt
	for _, s := range ranked {
		worst = append(worst, RankedCourt{s.Court, s.Rate(), itoa(s.Found[inspection.Qualified]) + "/" + itoa(s.Inspected)})
	}
	out.Last = append(out.Last, worst[:min(3, len(worst))]...)
	out.Levels = lastThree(worst)
}
