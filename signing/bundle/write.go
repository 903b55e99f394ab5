package bundle

import (
	"bytes"
	_ "embed"
	"html/template"
	"maps"
	"slices"

	"shenqian/signing/cms"
	"shenqian/signing/keys"
)

//go:embed index.html
var indexSource string

var index = template.Must(template.New("index").Parse(indexSource))

// Sealed are the files of a bundle beside its PDFs, by their paths in it.
type Sealed map[string][]byte

// Seal signs a manifest with the court's certificate and writes what lies
// beside the PDFs. others are the files besides the index, by their paths: they
// are listed with their hashes. checkpoint may be empty.
func Seal(m Manifest, others map[string][]byte, checkpoint string, court *keys.Credential, o cms.Options) (Sealed, error) {
	var page bytes.Buffer
	if err := index.Execute(&page, m); err != nil {
		return nil, err
	}
	out := Sealed{IndexName: page.Bytes()}
	maps.Copy(out, others)
	m.Files = nil
	for _, name := range slices.Sorted(maps.Keys(out)) {
		m.Files = append(m.Files, File{File: name, SHA256: hashOf(out[name])})
	}
	b, err := m.Encode()
	if err != nil {
		return nil, err
	}
	sig, err := cms.SignDetached(court, o, b)
	if err != nil {
		return nil, err
	}
	out[ManifestName], out[SignatureName] = b, sig
	if checkpoint != "" {
		out[CheckpointName] = []byte(checkpoint)
	}
	return out, nil
}

// Hash is the SHA-256 by which a later manifest names this one.
func Hash(manifest []byte) string { return hashOf(manifest) }
