package intake

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"shenqian/review"
)

// convertTime is how long LibreOffice may take over one file.
const convertTime = 90 * time.Second

// ReadLegacy converts .doc, .wps and .rtf with LibreOffice, if it is there.
// The program runs on a copy, with a profile of its own and without a window.
func ReadLegacy(ctx context.Context, name string, b []byte) (*Document, error) {
	if len(b) > maxFile {
		return nil, review.Fault("intake.large")
	}
	office := ""
	for _, p := range []string{"soffice", "libreoffice"} {
		if at, err := exec.LookPath(p); err == nil {
			office = at
			break
		}
	}
	if office == "" {
		return nil, review.Fault("intake.nooffice")
	}
	dir, err := os.MkdirTemp("", "shenqian-convert-")
	if err != nil {
		return nil, review.FaultFrom(err, "intake.convert")
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in"+filepath.Ext(name))
	if err := os.WriteFile(in, b, 0o600); err != nil {
		return nil, review.FaultFrom(err, "intake.convert")
	}
	ctx, cancel := context.WithTimeout(ctx, convertTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, office, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--convert-to", "docx:MS Word 2007 XML", "--outdir", dir, in)
	if err := cmd.Run(); err != nil {
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil, ctx.Err()
		}
		return nil, review.FaultFrom(err, "intake.convert")
	}
	out, err := os.ReadFile(filepath.Join(dir, "in.docx"))
	if err != nil {
		return nil, review.FaultFrom(err, "intake.convert")
	}
	return ReadDocx(out)
}
