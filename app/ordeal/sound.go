package ordeal

import (
	"archive/zip"
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing"
)

// oldest is the data of a court as the first schema's last program wrote it.
//
//go:embed testdata/schemas/schema-1.zip
var oldest []byte

func unzip(archive []byte, dir string) error {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	return os.CopyFS(dir, z)
}

// sound says whether the data in dir holds: the journal by itself, no ruling
// signed without its PDF, no PDF without its act, no file that nothing names.
func sound(ctx context.Context, o *office, dir string) error {
	a, err := o.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := a.VerifyJournal(ctx)
	if err != nil {
		return err
	}
	if !r.Good {
		return fmt.Errorf("journal: %s", r.Reason)
	}
	queue, err := a.Queue(ctx, app.QueueFilter{})
	if err != nil {
		return err
	}
	for _, item := range queue.Items {
		if err := signedWhole(ctx, a, item.ID); err != nil {
			return fmt.Errorf("%s: %w", item.ID, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "files", "*", "*"))
	if err != nil {
		return err
	}
	if len(files) > r.Files {
		return fmt.Errorf("%d files, of which %d are known", len(files), r.Files)
	}
	return nil
}

// signedWhole says whether what a matter says was signed is there, valid, and
// begins with what was shown.
func signedWhole(ctx context.Context, a *app.App, id string) error {
	d, err := a.Load(ctx, id)
	if err != nil {
		return err
	}
	m := d.Matter
	want := map[app.Artefact]bool{
		app.Original:    m.State == review.StateApproved || m.State == review.StateSealed,
		app.ServiceCopy: m.State == review.StateSealed,
	}
	for what, there := range want {
		if !there {
			continue
		}
		_, pdf, err := a.Artefact(ctx, id, what)
		if err != nil {
			return err
		}
		v, err := a.Verify(pdf, nil)
		if err != nil {
			return err
		}
		if v.Verdict != signing.Valid {
			return fmt.Errorf("%s is %s", what, v.Verdict)
		}
		if what == app.ServiceCopy {
			continue
		}
		shown, err := a.SignedFile(ctx, m.Frozen.Hash)
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(pdf, shown) {
			return fmt.Errorf("%s does not begin with what was shown", what)
		}
	}
	return nil
}
