package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"strings"
	"time"

	"shenqian/signing/fault"
)

// Format is the number of the form that is written, and the highest read.
const Format = 1

// The names of what lies in the folder beside the PDFs.
const (
	ManifestName   = "manifest.json"
	SignatureName  = "manifest.p7s"
	CheckpointName = "checkpoint"
	IndexName      = "index.html"
)

// Manifest says what is in a bundle.
type Manifest struct {
	Format int       `json:"format"`
	Court  string    `json:"court"`
	Made   time.Time `json:"made"`
	// Demonstration: nothing in it is a court's.
	Demonstration bool   `json:"demonstration,omitempty"`
	Items         []Item `json:"items"`
	// Files are what else lies there, by their path in the folder: the pages and
	// the upload set. The manifest itself, its signature and the checkpoint are
	// not among them.
	Files []File `json:"files"`
	// Notices are the rulings that are not published, and why (不公开信息项).
	Notices []Notice `json:"notices"`
	// Withdrawn are the public copies that lay here and were recalled (撤回).
	Withdrawn []Withdrawal `json:"withdrawn,omitempty"`
	// Supersedes is the SHA-256 of the manifest that lay there before; it and
	// its signature are kept (chain.go).
	Supersedes string `json:"supersedes,omitempty"`
	// Log is the public key of the journal's checkpoints (C2SP signed-note).
	Log string `json:"log,omitempty"`
}

// Item is one public copy.
type Item struct {
	File       string `json:"file"`
	SHA256     string `json:"sha256"`
	CaseNumber string `json:"case_number"`
	Kind       string `json:"kind"`    // 执行裁定书 …
	Date       string `json:"date"`    // of the ruling, 2026-11-24
	Profile    string `json:"profile"` // by which masking
	Signer     string `json:"signer"`  // fingerprint of the certificate that certified it
	// Disclosure names the sidecar that opens what is not hidden (package
	// disclosure); empty for a ruling whose Original carries no root.
	Disclosure string `json:"disclosure,omitempty"`
	// Corrects is the file of the ruling that this one corrects or revokes.
	Corrects string `json:"corrects,omitempty"`
	// Link says what it does to that ruling: correction, revocation.
	Link string `json:"link,omitempty"`
}

// Withdrawal stands for a public copy that was taken back from the public: no
// file of that name lies in the folder, and the name is not given to another
// ruling's.
type Withdrawal struct {
	File       string `json:"file"`
	CaseNumber string `json:"case_number"`
	Kind       string `json:"kind"`
	Date       string `json:"date"` // of the ruling
	On         string `json:"on"`   // of the recall, 2026-11-30
}

// File is one of the other files, by its hash.
type File struct {
	File   string `json:"file"` // a name, or one folder and a name: upload/（2026）….docx
	SHA256 string `json:"sha256"`
}

// Notice stands in the place of a ruling that is not published (法释〔2016〕19号
// art 6): number, court, date and reason, and nothing else.
type Notice struct {
	CaseNumber string `json:"case_number"`
	Court      string `json:"court"`
	Date       string `json:"date"`
	Reason     string `json:"reason"`
}

// Encode writes a manifest as it is signed.
func (m Manifest) Encode() ([]byte, error) {
	if m.Notices == nil {
		m.Notices = []Notice{}
	}
	if m.Items == nil {
		m.Items = []Item{}
	}
	if m.Files == nil {
		m.Files = []File{}
	}
	m.Format = Format
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// largest bounds a manifest: 100,000 items have some 30 MB.
const largest = 64 << 20

// ReadManifest reads a manifest, and refuses one that names a file outside the
// folder, or a name twice.
func ReadManifest(b []byte) (*Manifest, error) {
	if len(b) > largest {
		return nil, fault.New("bundle.manifest")
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fault.Wrap(err, "bundle.manifest")
	}
	if d.More() || m.Format < 1 {
		return nil, fault.New("bundle.manifest")
	}
	if m.Format > Format {
		return nil, fault.New("bundle.newer")
	}
	seen := map[string]bool{}
	for _, it := range m.Items {
		if !plain(it.File) || path.Ext(it.File) != ".pdf" || seen[it.File] || len(it.SHA256) != 2*sha256.Size || len(it.Signer) != 2*sha256.Size {
			return nil, fault.New("bundle.name", "file", it.File)
		}
		seen[it.File] = true
	}
	for _, f := range m.Files {
		folder, name := path.Split(f.File)
		folder = strings.TrimSuffix(folder, "/")
		if !plain(name) || folder != "" && !plain(folder) || own(f.File) || seen[f.File] || len(f.SHA256) != 2*sha256.Size {
			return nil, fault.New("bundle.name", "file", f.File)
		}
		seen[f.File] = true
	}
	for _, w := range m.Withdrawn {
		if !plain(w.File) || seen[w.File] {
			return nil, fault.New("bundle.name", "file", w.File)
		}
	}
	for _, it := range m.Items {
		if it.Corrects == it.File {
			return nil, fault.New("bundle.name", "file", it.File)
		}
		if it.Disclosure != "" && !seen[it.Disclosure] || it.Corrects != "" && !seen[it.Corrects] {
			return nil, fault.New("bundle.name", "file", it.File)
		}
	}
	return &m, nil
}

// plain says whether a name leads out of its folder on no system.
func plain(name string) bool {
	return name != "" && name == path.Base(name) && !strings.ContainsAny(name, "/\\:\x00") && !strings.HasPrefix(name, ".")
}

// own says whether a file is the manifest, or proves itself.
func own(name string) bool {
	return name == ManifestName || name == SignatureName || name == CheckpointName
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
