package app

import (
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"shenqian/app/docx"
	"shenqian/app/intake"
	"shenqian/app/webpaper"
	"shenqian/review"
	"shenqian/review/mask"
	"shenqian/signing/pdftext"
	"shenqian/signing/typeset"
)

// The upload set 上传件 for 中国裁判文书网: of every public copy a .docx and a .html
// of its very text, in the layout of 2013, and a table of what the upload desk
// fills in. Files are called by 案号 and kind alone (practice.md 13).

// uploadFolder is where it lies in a bundle.
const uploadFolder = "upload"

// upload is what one public copy gives to the upload set.
type upload struct {
	name  string            // of its files, without ending
	files map[string][]byte // by their paths in the bundle
	row   uploadRow
}

func uploadName(name, ending string) string { return uploadFolder + "/" + name + ending }

// maskedAs is the masked text of a public copy that was made before: by what
// its record says. Only an older program, or what was chosen then and not
// recorded, makes it differ.
func (a *App) maskedAs(d *Dossier, p review.Publication) (*mask.Result, error) {
	r := MaskRequest{Profile: mask.Profile(p.Profile), Hide: p.Hidden}
	for _, s := range p.Spared {
		r.Spare = append(r.Spare, mask.Place{Start: s.Start, End: s.End, Words: s.Words})
	}
	return a.Mask(d, r)
}

// onlineLines are the lines of a public copy, as its PDF has them.
func onlineLines(d *Dossier, res *mask.Result) []docx.Line {
	styles := map[typeset.Style]docx.Style{
		typeset.CourtName: docx.Title, typeset.DocumentName: docx.Title, typeset.CaseNumber: docx.Number,
		typeset.Signatory: docx.Signatory, typeset.DateLine: docx.Date,
	}
	var out []docx.Line
	for _, b := range layOutAs(d.issued(), review.Date{}, res.Part) {
		if p, ok := b.(typeset.Paragraph); ok {
			out = append(out, docx.Line{Style: styles[p.Style], Text: p.Text, Office: p.Label})
		}
	}
	return out
}

// uploadOf makes the files of one public copy and reads them back: they hold
// nothing that was to be hidden, and word for word what the public copy says.
// name is the public copy's, without its ending.
func (a *App) uploadOf(d *Dossier, res *mask.Result, pdf *pdftext.Document, name string) (*upload, error) {
	title := a.title(d.issued(), numberOf(d.ID))
	lines := onlineLines(d, res)
	u := &upload{name: name, files: map[string][]byte{}}
	word, err := docx.WriteOnline(title, midnight(d.Matter.Frozen.On), lines)
	if err != nil {
		return nil, err
	}
	page, err := webpaper.Write(title, d.Matter.Frozen.On.String(), lines)
	if err != nil {
		return nil, err
	}
	u.files[uploadName(u.name, ".docx")], u.files[uploadName(u.name, ".html")] = word, page
	want := bare(pdf.Visible())
	for _, ending := range []string{".docx", ".html"} {
		name := uploadName(u.name, ending)
		r, err := readFinished(name, u.files[name])
		if err == nil {
			err = a.clean(res, name, r)
		}
		if err == nil {
			err = sameWords(name, u.files[name], r, want)
		}
		if err != nil {
			return nil, err
		}
	}
	u.row = a.uploadRow(d, res, u.name)
	return u, a.rowClean(res, u.row)
}

// sameWords asserts that an upload file, as it was read, says what the public
// copy says: want, without white space.
func sameWords(name string, b []byte, r *finished, want string) error {
	words := r.words
	if path.Ext(name) == ".docx" { // as a word processor's reader has it: nothing but plain text
		doc, err := intake.ReadDocx(b)
		if err != nil {
			return err
		}
		if len(doc.Notes) > 0 {
			return review.Fault("upload.unreadable", "file", name, "where", doc.Notes[0].Code)
		}
		words = doc.Text
	}
	if bare(words) != want {
		return review.Fault("upload.differs", "file", name)
	}
	return nil
}

// madeUpload is a document's upload files, or why there are none.
type madeUpload struct {
	*upload
	why string
}

// uploadsOf gives the upload files of several documents, on all cores.
func (a *App) uploadsOf(dir string, ds []*document) ([]madeUpload, error) {
	out := make([]madeUpload, len(ds))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range ds {
		g.Go(func() (err error) {
			out[i].upload, out[i].why, err = a.uploadAgain(dir, d)
			return err
		})
	}
	return out, g.Wait()
}

// uploadAgain gives the files of a public copy that was published before, as
// they were made with it or made again. why is empty, or says why there are
// none: its text can't be made again as it is.
func (a *App) uploadAgain(dir string, d *document) (u *upload, why string, err error) {
	made, there := a.made.uploads.get(d.copy.File)
	if !there || made.name != anchorOf(d.item.File) {
		made, why, err = a.remakeUpload(dir, d)
		if made == nil || err != nil {
			return nil, why, err
		}
	}
	out := *made
	if d.dossier.Earlier != nil {
		out.row.corrects = numberOf(d.dossier.Earlier.ID)
	}
	return &out, "", nil
}

func (a *App) remakeUpload(dir string, d *document) (u *upload, why string, err error) {
	pdf := d.lost
	if pdf == nil {
		if pdf, err = readFile(filepath.Join(dir, d.item.File)); err != nil {
			return nil, "", err
		}
	}
	res, err := a.maskedAs(d.dossier, d.copy)
	if err != nil {
		return nil, "", err
	}
	read, err := pdftext.Extract(pdf)
	if err != nil {
		return nil, "", err
	}
	u, err = a.uploadOf(d.dossier, res, read, anchorOf(d.item.File))
	if Code(err) == "upload.differs" {
		return nil, a.Words.Explain(err), nil
	}
	if err == nil {
		a.made.uploads.put(d.copy.File, u)
	}
	return u, "", err
}

// anchorOf is a public copy's name without its ending.
func anchorOf(file string) string { return strings.TrimSuffix(file, ".pdf") }
