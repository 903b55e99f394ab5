package intake

import (
	"archive/zip"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenqian/review"
)

// Limits of a bundle: files packed together in one .zip.
const (
	maxBundled  = 5000
	maxUnpacked = 2 << 30 // bytes of all files after inflation
	maxRatio    = 300     // of a file's bytes to its packed ones
	maxFolders  = 16
)

// Bundle is a .zip taken for a folder. Nothing of it is written anywhere, so
// no name in it can reach a place on disk; a name that tries is refused all
// the same, for it was made with intent.
type Bundle struct {
	Files []*Bundled
	left  int64
}

// Bundled is a file of a bundle.
type Bundled struct {
	Path   string // with slashes, below the bundle
	bundle *Bundle
	file   *zip.File
}

// OpenBundle lists a bundle's files: no folders, no hidden files, no links.
func OpenBundle(r io.ReaderAt, size int64) (*Bundle, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, review.FaultFrom(err, "zip.broken")
	}
	if PackedFormat(z) != Zip {
		return nil, review.Fault("zip.office")
	}
	if len(z.File) > maxBundled {
		return nil, review.Fault("import.many", "most", strconv.Itoa(maxBundled))
	}
	names, err := namesOf(z.File)
	if err != nil {
		return nil, err
	}
	b := &Bundle{left: maxUnpacked}
	seen := map[string]bool{}
	var total uint64
	for i, f := range z.File {
		name := names[i]
		switch {
		case strings.HasSuffix(name, "/") || !f.Mode().IsRegular() || passedOver(name):
			continue
		case f.Flags&1 != 0:
			return nil, review.Fault("zip.locked", "file", name)
		case !local(name):
			return nil, review.Fault("zip.escape", "file", name)
		case strings.Count(name, "/") > maxFolders:
			return nil, review.Fault("zip.deep", "file", name)
		case f.UncompressedSize64 > maxFile:
			return nil, review.Fault("zip.large", "file", name)
		case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			return nil, review.Fault("intake.bomb", "what", name)
		case seen[name]:
			return nil, review.Fault("intake.twice", "part", name)
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, review.Fault("intake.bomb", "what", name)
		}
		seen[name] = true
		b.Files = append(b.Files, &Bundled{Path: name, bundle: b, file: f})
	}
	if len(b.Files) == 0 {
		return nil, review.Fault("zip.empty")
	}
	return b, nil
}

// namesOf reads the names. Programs that don't say the encoding use UTF-8 or,
// in China, GBK; all names of one archive are in the same.
func namesOf(files []*zip.File) ([]string, error) {
	allUTF8 := true
	for _, f := range files {
		allUTF8 = allUTF8 && utf8.ValidString(f.Name)
	}
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = f.Name
		if f.NonUTF8 && !allUTF8 {
			s, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name)
			if err != nil {
				return nil, review.FaultFrom(err, "zip.name")
			}
			out[i] = s
		}
		if !utf8.ValidString(out[i]) || strings.ContainsRune(out[i], utf8.RuneError) || strings.ContainsFunc(out[i], control) {
			return nil, review.Fault("zip.name")
		}
		out[i] = strings.ReplaceAll(out[i], `\`, "/") // some Windows programs
	}
	return out, nil
}

// local says whether a name stays below where it would be unpacked.
func local(name string) bool {
	return !strings.HasPrefix(name, "/") && !strings.Contains(name, ":") && path.Clean(name) == name && name != ".." && !strings.HasPrefix(name, "../")
}

// passedOver: hidden files, and what systems leave beside one's own.
func passedOver(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" || strings.HasPrefix(part, "~$") {
			return true
		}
	}
	return false
}

// Read inflates the file. What the archive states of sizes is not believed.
func (f *Bundled) Read() ([]byte, error) {
	r, err := f.file.Open()
	if err != nil {
		return nil, review.FaultFrom(err, "zip.broken")
	}
	defer r.Close()
	most := min(int64(maxFile), f.bundle.left)
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, review.FaultFrom(err, "zip.broken")
	case int64(len(b)) > most:
		return nil, review.Fault("intake.bomb", "what", f.Path)
	}
	f.bundle.left -= int64(len(b))
	return b, nil
}
