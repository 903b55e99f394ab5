package bundle

import (
	"bytes"
	_ "embed"
	"html/template"

	"shenqian/signing/cms"
	"shenqian/signing/keys"
)

//go:embed index.html
var indexSource string

var index = template.Must(template.New("index").Parse(indexSource))

// Sealed are the files of a bundle beside its PDFs, by their names.
type Sealed map[string][]byte

// Seal signs a manifest with the court's certificate and writes what lies
// beside the PDFs. checkpoint may be empty.
func Seal(m Manifest, checkpoint string, court *keys.Credential, o cms.Options) (Sealed, error) {
	b, err := m.Encode()
	if err != nil {
		return nil, err
	}
	sig, err := cms.SignDetached(court, o, b)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := index.Execute(&page, m); err != nil {
		return nil, err
	}
	out := Sealed{ManifestName: b, SignatureName: sig, IndexName: page.Bytes()}
	if checkpoint != "" {
		out[CheckpointName] = []byte(checkpoint)
	}
	return out, nil
}

// Hash is the SHA-256 by which a later manifest names this one.
func Hash(manifest []byte) string { return hashOf(manifest) }
