package app

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shenqian/app/intake"
	"shenqian/review"
)

const (
	maxImportFiles = 5000
	maxBundle      = 2 << 30 // bytes of a .zip on disk
)

// found is a file to import, on disk or in a bundle.
type found struct {
	path  string
	named bool // given by name, not found in a folder
	read  func() ([]byte, error)
}

// collection is what paths hold, in the order in which each finds its matter:
// case files, rulings, lists, attachments.
type collection struct {
	files []found
	open  []io.Closer
}

func (c *collection) close() {
	for _, f := range c.open {
		_ = f.Close() // only read from
	}
}

func collect(paths []string) (*collection, error) {
	c := &collection{}
	for _, p := range paths {
		if err := c.add(p); err != nil {
			c.close()
			return nil, err
		}
	}
	slices.SortStableFunc(c.files, func(x, y found) int { return turn(x.path) - turn(y.path) })
	return c, nil
}

func turn(path string) int {
	switch intake.Sniff(path, nil) {
	case intake.JSON:
		return 0
	case intake.Text, intake.Docx, intake.Legacy:
		return 1
	case intake.Sheet, intake.CSV:
		return 2
	}
	return 3
}

func (c *collection) add(p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return c.file(p, true)
	}
	return filepath.WalkDir(p, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(e.Name(), ".") && path != p || strings.HasPrefix(e.Name(), "~$"):
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case !e.Type().IsRegular(): // no links, no devices
			return nil
		}
		return c.file(path, false)
	})
}

// file adds a file, or all that is in it if it is a bundle. A bundle that
// can't be opened is a file that can't be read.
func (c *collection) file(path string, named bool) error {
	if intake.Sniff(path, nil) == intake.Zip {
		files, err := c.bundle(path)
		if err != nil {
			return c.put(found{path: path, named: named, read: func() ([]byte, error) { return nil, err }})
		}
		for _, f := range files {
			// A bundle is a folder: what it holds besides is passed over.
			if err := c.put(found{path: filepath.Join(path, filepath.FromSlash(f.Path)), read: f.Read}); err != nil {
				return err
			}
		}
		return nil
	}
	return c.put(found{path: path, named: named, read: func() ([]byte, error) { return readFile(path) }})
}

func (c *collection) put(f found) error {
	if c.files = append(c.files, f); len(c.files) > maxImportFiles {
		return review.Fault("import.many", "most", itoa(maxImportFiles))
	}
	return nil
}

// bundle lists a .zip, which stays open until the import is over.
func (c *collection) bundle(path string) ([]*intake.Bundled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = review.Fault("intake.notafile", "file", path)
	case info.Size() > maxBundle:
		err = review.Fault("zip.toolarge", "most", strconv.Itoa(maxBundle>>30)+" GB")
	}
	var b *intake.Bundle
	if err == nil {
		b, err = intake.OpenBundle(f, info.Size())
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	c.open = append(c.open, f)
	return b.Files, nil
}
