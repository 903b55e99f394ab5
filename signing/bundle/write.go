package bundle

import (
	"maps"
	"slices"

	"shenqian/signing/cms"
	"shenqian/signing/keys"
)

// Sealed are the files of a bundle beside its PDFs, by their paths in it.
type Sealed map[string][]byte

// Seal signs a manifest with the court's certificate and writes what lies
// beside the PDFs. others are the files besides the index, by their paths: they
// are listed with their hashes, after what else m.Files lists already, which lies in
// the folder and is not written. checkpoint may be empty.
func Seal(m Manifest, others map[string][]byte, checkpoint string, court *keys.Credential, o cms.Options) (Sealed, error) {
	out := Sealed{}
	maps.Copy(out, others)
	page, err := indexOf(m, slices.Collect(maps.Keys(others)))
	if err != nil {
		return nil, err
	}
	out[IndexName] = page
	m.Files = slices.DeleteFunc(slices.Clone(m.Files), func(f File) bool { _, anew := out[f.File]; return anew })
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
