package bundle

import (
	"errors"
	"io/fs"
	"slices"
	"time"

	"shenqian/signing"
	"shenqian/signing/cms"
	"shenqian/signing/fault"
)

// What a folder said before stays in it: a manifest that another takes the
// place of lies in superseded/, called by its SHA-256, with its signature. Each
// names the one before it, so that the folder tells its history back to its
// first day, and a court can't take back unseen what it once signed.

// History is the folder of earlier manifests.
const History = "superseded"

// HistoryNames are the paths of an earlier manifest and its signature.
func HistoryNames(sha256 string) (manifest, signature string) {
	return History + "/" + sha256 + ".json", History + "/" + sha256 + ".p7s"
}

// Superseded is an earlier manifest as it was found.
type Superseded struct {
	SHA256 string    `json:"sha256"`
	Made   time.Time `json:"made"`
	Signer string    `json:"signer"`
	Items  int       `json:"items"`
}

// longest is how far back a chain is followed.
const longest = 100_000

// checkChain follows the manifests back. One whose words or signature don't
// hold is reported as an item. One that is not there is named as a gap: that it
// was listed and is missing was reported already, and before it was kept there
// were bundles without a history.
func (r *Report) checkChain(folder fs.FS) error {
	seen := map[string]bool{}
	for next := r.manifest.Supersedes; next != ""; {
		if seen[next] || len(seen) == longest || !isHash(next) {
			r.broken(next, fault.New("bundle.chain", "hash", next))
			return nil
		}
		seen[next] = true
		m, one, err := readSuperseded(folder, next)
		var f *fault.Error
		switch {
		case errors.Is(err, fs.ErrNotExist):
			r.Gap = next
			return nil
		case errors.As(err, &f):
			r.broken(next, f)
			return nil
		case err != nil:
			return err
		}
		r.Earlier = append(r.Earlier, one)
		next = m.Supersedes
	}
	return nil
}

func readSuperseded(folder fs.FS, hash string) (*Manifest, Superseded, error) {
	name, sigName := HistoryNames(hash)
	b, err := read(folder, name, largest)
	if err != nil {
		return nil, Superseded{}, err
	}
	sig, err := read(folder, sigName, largest)
	if err != nil {
		return nil, Superseded{}, err
	}
	if hashOf(b) != hash {
		return nil, Superseded{}, fault.New("bundle.chain", "hash", hash)
	}
	m, err := ReadManifest(b)
	if err != nil {
		return nil, Superseded{}, err
	}
	info, err := cms.VerifyDetached(sig, b)
	if err != nil {
		return nil, Superseded{}, fault.Wrap(err, "bundle.chain", "hash", hash)
	}
	return m, Superseded{SHA256: hash, Made: m.Made, Signer: info.Certificate.Subject.CommonName, Items: len(m.Items)}, nil
}

func (r *Report) broken(hash string, f *fault.Error) {
	name, _ := HistoryNames(hash)
	r.Items = slices.DeleteFunc(r.Items, func(it ItemReport) bool { return it.File == name }) // changed, says less
	r.add(ItemReport{File: name, Verdict: signing.Invalid, Reason: f.Code, ReasonArgs: f.Args})
}

func isHash(s string) bool {
	if len(s) != 64 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
