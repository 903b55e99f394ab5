package bundle

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"shenqian/signing"
	"shenqian/signing/checkpoint"
	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

// Report is what the check of a bundle found. The verdict is the one word:
// malformed if the manifest can't be read, invalid if its signature does not
// hold, modified if the folder is not what it says, else the worst of its files.
type Report struct {
	Verdict    signing.Verdict   `json:"verdict"`
	Trusted    bool              `json:"trusted"`
	Reason     string            `json:"reason"`
	ReasonArgs map[string]string `json:"reason_args,omitempty"`
	Court      string            `json:"court,omitempty"`
	Signer     string            `json:"signer,omitempty"`
	// SignerTrusted: an anchor vouches for who signed the manifest, whatever
	// became of the files.
	SignerTrusted bool         `json:"signer_trusted,omitempty"`
	Algorithm     string       `json:"algorithm,omitempty"`
	Items         []ItemReport `json:"items"`
	// Made is when the manifest was; Files how many other files it lists, all of
	// which were read; Notices and Withdrawn what stands for rulings that are not
	// there.
	Made      time.Time    `json:"made,omitzero"`
	Files     int          `json:"files"`
	Notices   []Notice     `json:"notices,omitempty"`
	Withdrawn []Withdrawal `json:"withdrawn,omitempty"`
	// Earlier are the manifests before this one, the latest first; Gap is the
	// hash of the one before them, if it was not kept.
	Earlier []Superseded `json:"earlier,omitempty"`
	Gap     string       `json:"gap,omitempty"`
	// Checkpoint is the journal's, if one lies in the bundle and is signed by
	// the key that the manifest names.
	Checkpoint *checkpoint.Checkpoint `json:"checkpoint,omitempty"`
	Root       string                 `json:"root,omitempty"`

	manifest *Manifest
}

// ItemReport is about one file.
type ItemReport struct {
	File       string            `json:"file"`
	CaseNumber string            `json:"case_number,omitempty"`
	Kind       string            `json:"kind,omitempty"`
	Date       string            `json:"date,omitempty"`
	Corrects   string            `json:"corrects,omitempty"`
	Link       string            `json:"link,omitempty"`
	Verdict    signing.Verdict   `json:"verdict"`
	Trusted    bool              `json:"trusted"`
	Reason     string            `json:"reason"`
	ReasonArgs map[string]string `json:"reason_args,omitempty"`
	// Root is what the court committed to, if a sidecar showed that the file
	// keeps to it: nothing outside the hidden places differs.
	Root string `json:"root,omitempty"`
}

// biggest bounds a public copy.
const biggest = 256 << 20

// Verify checks the bundle in a folder. What is wrong with it is in the report;
// an error is a folder that can't be read.
func Verify(folder fs.FS, o signing.Options) (*Report, error) {
	r := &Report{Verdict: signing.Valid, Items: []ItemReport{}}
	if err := r.readManifest(folder, o); err != nil {
		return nil, err
	}
	if r.manifest == nil || r.Verdict != signing.Valid {
		return r, nil
	}
	r.Trusted = o.Trust != nil && r.Trusted
	for _, it := range r.manifest.Items {
		one, err := checkItem(folder, r.manifest, it, o)
		if err != nil {
			return nil, err
		}
		r.add(one)
	}
	for _, f := range r.manifest.Files {
		if err := r.checkFile(folder, f); err != nil {
			return nil, err
		}
	}
	if err := r.checkChain(folder); err != nil {
		return nil, err
	}
	return r, r.strangers(folder)
}

// checkFile compares one of the other files with its hash; only what is wrong
// is reported, as an item.
func (r *Report) checkFile(folder fs.FS, f File) error {
	b, err := read(folder, f.File, biggest)
	code := "bundle.changed"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		code = "bundle.missing"
	case err != nil:
		return err
	case hashOf(b) == f.SHA256:
		return nil
	}
	r.add(ItemReport{File: f.File, Verdict: signing.Modified, Reason: code, ReasonArgs: map[string]string{"file": f.File}})
	return nil
}

// readManifest reads the manifest and checks who signed it.
func (r *Report) readManifest(folder fs.FS, o signing.Options) error {
	b, err := read(folder, ManifestName, largest)
	if err != nil {
		return err
	}
	if r.manifest, err = ReadManifest(b); err != nil {
		r.wrong(signing.Malformed, err)
		return nil
	}
	m := r.manifest
	r.Court, r.Made, r.Files, r.Notices, r.Withdrawn = m.Court, m.Made, len(m.Files), m.Notices, m.Withdrawn
	sig, err := read(folder, SignatureName, largest)
	if errors.Is(err, fs.ErrNotExist) {
		r.wrong(signing.Invalid, fault.New("bundle.unsigned"))
		return nil
	}
	if err != nil {
		return err
	}
	info, err := cms.VerifyDetached(sig, b)
	if err != nil {
		r.wrong(signing.Invalid, fault.Wrap(err, "bundle.signature"))
		return nil
	}
	r.Signer, r.Algorithm = info.Certificate.Subject.CommonName, info.Algorithm
	if o.Trust != nil && !o.Trust.Empty() {
		at := o.At
		if at.IsZero() {
			at = r.manifest.Made
		}
		_, err := o.Trust.Verify(info.Certificate, info.Certificates, at)
		if r.Trusted = err == nil; !r.Trusted {
			r.Reason, r.ReasonArgs = "verify.chain", map[string]string{"name": r.Signer}
		}
	}
	r.SignerTrusted = r.Trusted
	return r.readCheckpoint(folder)
}

func (r *Report) readCheckpoint(folder fs.FS) error {
	b, err := read(folder, CheckpointName, 1<<20)
	if errors.Is(err, fs.ErrNotExist) && r.manifest.Log == "" {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	c, err := checkpoint.Open(string(b), r.manifest.Log)
	if err != nil {
		r.wrong(signing.Modified, err)
		return nil
	}
	r.Checkpoint, r.Root = &c, c.RootText()
	return nil
}

func checkItem(folder fs.FS, m *Manifest, it Item, o signing.Options) (ItemReport, error) {
	out := ItemReport{File: it.File, CaseNumber: it.CaseNumber, Kind: it.Kind, Date: it.Date, Corrects: it.Corrects, Link: it.Link}
	wrong := func(v signing.Verdict, err *fault.Error) (ItemReport, error) {
		out.Verdict, out.Reason, out.ReasonArgs = v, err.Code, err.Args
		return out, nil
	}
	b, err := read(folder, it.File, biggest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wrong(signing.Modified, fault.New("bundle.missing", "file", it.File))
	case err != nil:
		return out, err
	case hashOf(b) != it.SHA256:
		return wrong(signing.Modified, fault.New("bundle.changed", "file", it.File))
	}
	v, err := signing.Verify(b, o)
	if err != nil {
		return out, err
	}
	out.Verdict, out.Trusted, out.Reason, out.ReasonArgs = v.Verdict, v.Trusted, v.Reason, v.ReasonArgs
	if out.Verdict != signing.Valid {
		return out, nil
	}
	if !slices.ContainsFunc(v.Signatures, func(s signing.SignatureReport) bool { return s.Fingerprint == it.Signer }) {
		return wrong(signing.Invalid, fault.New("bundle.othersigner", "file", it.File))
	}
	if it.Disclosure == "" {
		return out, nil
	}
	var f *fault.Error
	if out.Root, err = checkDisclosure(folder, m, it, b); errors.As(err, &f) {
		if f.Code == "bundle.missing" || f.Code == "bundle.changed" { // the sidecar is not the court's
			return wrong(signing.Modified, f)
		}
		return wrong(signing.Invalid, f)
	}
	return out, err
}

// strangers finds what the manifest does not name, whatever it is: who looks
// for the bundle's page must not find another's.
func (r *Report) strangers(folder fs.FS) error {
	named := map[string]bool{ManifestName: true, SignatureName: true, CheckpointName: true}
	for _, it := range r.manifest.Items {
		named[it.File] = true
	}
	for _, f := range r.manifest.Files {
		named[f.File] = true
	}
	return fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || named[name] || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		r.add(ItemReport{File: name, Verdict: signing.Modified, Reason: "bundle.stranger", ReasonArgs: map[string]string{"file": name}})
		return nil
	})
}

// add takes an item up; the worst gives the word for the whole.
func (r *Report) add(it ItemReport) {
	r.Items = append(r.Items, it)
	if it.Verdict == signing.Unsigned {
		it.Verdict = signing.Invalid // a public copy is certified
	}
	if signing.Worse(r.Verdict, it.Verdict) != r.Verdict {
		r.Verdict, r.Reason, r.ReasonArgs = it.Verdict, it.Reason, it.ReasonArgs
	}
	r.Trusted = r.Trusted && it.Trusted
}

func (r *Report) wrong(v signing.Verdict, err error) {
	var f *fault.Error
	if errors.As(err, &f) {
		r.Verdict, r.Reason, r.ReasonArgs = v, f.Code, f.Args
	}
}

// Is says whether a folder is a bundle.
func Is(folder fs.FS) bool {
	_, err := fs.Stat(folder, ManifestName)
	return err == nil
}

func read(folder fs.FS, name string, most int64) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = fault.New("bundle.toolarge", "file", name)
	}
	return b, err
}
