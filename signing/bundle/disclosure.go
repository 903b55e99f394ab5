package bundle

import (
	"errors"
	"io/fs"
	"slices"

	"shenqian/signing"
	"shenqian/signing/disclosure"
	"shenqian/signing/fault"
	"shenqian/signing/pdftext"
)

// checkDisclosure checks the sidecar of a public copy, and that the copy's text
// is what it opens: outside of what is hidden, nothing differs from what the
// court committed to. It returns the root.
func checkDisclosure(folder fs.FS, m *Manifest, it Item, pdf []byte) (string, error) {
	c, err := sidecar(folder, m, it)
	if err != nil {
		return "", err
	}
	doc, err := pdftext.Extract(pdf)
	if err != nil {
		return "", err
	}
	return c.Root, c.CheckPublic(doc.Visible())
}

// sidecar reads the sidecar of a public copy, if it is the one that the manifest
// lists and holds by itself.
func sidecar(folder fs.FS, m *Manifest, it Item) (*disclosure.Sidecar, error) {
	b, err := read(folder, it.Disclosure, biggest)
	if err != nil {
		return nil, fault.Wrap(err, "bundle.missing", "file", it.Disclosure)
	}
	if !slices.Contains(m.Files, File{it.Disclosure, hashOf(b)}) {
		return nil, fault.New("bundle.changed", "file", it.Disclosure)
	}
	c, err := disclosure.Read(b)
	if err != nil {
		return nil, err
	}
	return c, c.Check()
}

// CheckOriginal says which public copy of a bundle was made of an Original: the
// Original's signatures hold, its pages bear the root that the copy's sidecar
// opens, and its text is the copy's with more where something is hidden. What
// is wrong is in the report, with the Original's own verdict if that isn't
// valid. Whether the bundle holds, Verify says.
func CheckOriginal(folder fs.FS, original []byte, o signing.Options) (*ItemReport, error) {
	b, err := read(folder, ManifestName, largest)
	if err != nil {
		return nil, err
	}
	m, err := ReadManifest(b)
	if err != nil {
		return nil, err
	}
	v, err := signing.Verify(original, o)
	if err != nil {
		return nil, err
	}
	out := &ItemReport{Verdict: v.Verdict, Trusted: v.Trusted, Reason: v.Reason, ReasonArgs: v.ReasonArgs}
	doc, err := pdftext.Extract(original)
	if err != nil {
		return nil, err
	}
	err = fault.New("bundle.nooriginal")
	for _, it := range m.Items {
		if it.Disclosure == "" {
			continue
		}
		c, bad := sidecar(folder, m, it)
		if bad != nil || !doc.Shows(c.Root) {
			continue // Verify names a sidecar that does not hold
		}
		out.File, out.CaseNumber, out.Root = it.File, it.CaseNumber, c.Root
		err = c.CheckOriginal(doc.Body())
		break
	}
	var f *fault.Error
	if errors.As(err, &f) && out.Verdict == signing.Valid {
		out.Verdict, out.Reason, out.ReasonArgs = signing.Invalid, f.Code, f.Args
	}
	return out, nil
}
