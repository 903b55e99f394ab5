package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"

	"shenqian/review"
)

// archive is a zip of which parts are read within limits. What the directory
// says of sizes is not believed: it is counted while inflating.
type archive struct {
	parts map[string]*zip.File
	left  int64
}

func openArchive(b []byte) (*archive, error) {
	if len(b) > maxFile {
		return nil, review.Fault("intake.large")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, review.FaultFrom(err, "intake.docx")
	}
	if len(z.File) > maxEntries {
		return nil, review.Fault("intake.bomb", "what", strconv.Itoa(len(z.File)))
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), left: maxTotal}
	for _, f := range z.File {
		if _, twice := a.parts[f.Name]; twice {
			return nil, review.Fault("intake.twice", "part", f.Name)
		}
		a.parts[f.Name] = f
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.parts[name] != nil }

// read inflates one part.
func (a *archive) read(name string) ([]byte, error) {
	f := a.parts[name]
	if f == nil {
		return nil, review.Fault("intake.docx")
	}
	r, err := f.Open()
	if err != nil {
		return nil, review.FaultFrom(err, "intake.docx")
	}
	defer r.Close()
	most := min(int64(maxPart), a.left)
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, review.FaultFrom(err, "intake.docx")
	}
	if int64(len(b)) > most {
		return nil, review.Fault("intake.bomb", "what", name)
	}
	a.left -= int64(len(b))
	return b, nil
}
