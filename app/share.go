package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shenqian/app/disk"
	"shenqian/review"
	"shenqian/storage"
)

// A folder on a network share tempts several machines to work on it at once,
// and SQLite can't keep them apart there. So it is only read: `move` and
// `backup` take the court off it, and reading shows what is there; whatever
// would write, a window above all, is refused with that cure.

// share is the kind of network share that the folder lies on, or would; "" for
// none, or where the system does not say.
func (c Config) share() string {
	if storage.OnServer(c.Data) {
		return ""
	}
	volume := c.Volume
	if volume == nil {
		volume = disk.Of
	}
	dir, err := filepath.Abs(c.Data)
	if err != nil {
		return ""
	}
	for {
		info, err := os.Stat(dir)
		if up := filepath.Dir(dir); errors.Is(err, fs.ErrNotExist) && up != dir {
			dir = up
			continue
		}
		if err != nil || !info.IsDir() {
			return ""
		}
		v, err := volume(dir)
		if err != nil {
			return ""
		}
		return v.Network
	}
}

// noShare refuses to put a court's data on a share.
func (c Config) noShare() error {
	if kind := c.share(); kind != "" {
		return review.Fault("storage.share", "folder", c.Data, "kind", kind)
	}
	return nil
}

// options are those of the store.
func (c Config) options(key []byte) storage.Options {
	return storage.Options{Key: key, Window: c.Window, Share: c.share()}
}
