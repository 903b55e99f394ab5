package app

import (
	"context"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/zalando/go-keyring"

	"shenqian/storage"
)

// What is looked at without the court: the program, the folder, the disk, the
// key of the sealing layer.

func (d *doctor) program(context.Context) {
	var packs []string
	for _, k := range d.w.Kinds() {
		packs = append(packs, k.ID()+" "+k.RulePack())
	}
	d.ok("program", "doctor.program.ok", "version", Version, "rules", strings.Join(packs, "、"), "law", d.w.law().Version())
}

func (d *doctor) fonts(context.Context) {
	if _, err := d.w.Kit(); err != nil {
		d.failed("fonts", err)
		return
	}
	d.ok("fonts", "doctor.fonts.ok")
}

// settings: where the machine's memory, the backups' settings and the user's
// own fonts are.
func (d *doctor) settings(context.Context) {
	switch at := d.c.Settings; {
	case at == "":
		d.attention("settings", "doctor.settings.none")
	case canWrite(at) != nil:
		d.wrong("settings", "doctor.settings.readonly", "folder", at)
	default:
		d.ok("settings", "doctor.settings.ok", "folder", at)
	}
}

// canWrite tries it, in the nearest folder that is there.
func canWrite(dir string) error {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func (d *doctor) folder(context.Context) {
	info, err := os.Stat(d.c.Data)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.wrong("folder", "doctor.folder.none", "folder", d.c.Data)
	case err != nil || !info.IsDir():
		d.wrong("folder", "doctor.folder.unreadable", "folder", d.c.Data)
	case canWrite(d.c.Data) != nil:
		d.wrong("folder", "doctor.folder.readonly", "folder", d.c.Data)
	case open(info):
		d.attention("folder", "doctor.folder.open", "folder", d.c.Data)
	default:
		d.ok("folder", "doctor.folder.ok", "folder", d.c.Data)
	}
}

// open says whether other users of the machine can read it. Windows says that
// by other means than these bits.
func open(info os.FileInfo) bool { return runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 }

// How much room there must be: below the first an act may fail, below the
// second a backup may.
const (
	littleRoom = 200 << 20
	someRoom   = 2 << 30
)

func (d *doctor) disk(context.Context) {
	v, err := d.volume(d.c.Data)
	room := itoa(int(v.Free >> 20))
	switch {
	case err != nil:
		d.add("disk", NotLooked, "doctor.disk.unknown")
	case v.Free < littleRoom:
		d.wrong("disk", "doctor.disk.full", "room", room)
	case v.Free < someRoom:
		d.attention("disk", "doctor.disk.little", "room", room)
	default:
		d.ok("disk", "doctor.disk.ok", "room", room)
	}
}

func (d *doctor) network(context.Context) {
	v, err := d.volume(d.c.Data)
	switch {
	case err != nil:
		d.add("network", NotLooked, "doctor.disk.unknown")
	case v.Network != "":
		d.wrong("network", "doctor.network.share", "kind", v.Network)
	default:
		d.ok("network", "doctor.network.ok")
	}
}

func (d *doctor) database(ctx context.Context) {
	if !storage.Exists(d.c.Data) {
		d.add("database", NotLooked, "doctor.database.none")
		return
	}
	e, err := storage.Examine(ctx, d.c.Data)
	switch {
	case err != nil:
		d.wrong("database", "doctor.database.unreadable", "why", d.w.Words.Explain(err))
	case len(e.Damage) > 0:
		d.wrong("database", "doctor.database.damaged", "said", strings.Join(e.Damage, "; "))
	case e.Schema > e.Newest:
		d.wrong("database", "doctor.database.newer", "have", itoa(e.Schema), "know", itoa(e.Newest))
	case e.Schema < e.Newest:
		d.older = true
		d.attention("database", "doctor.database.older", "have", itoa(e.Schema), "know", itoa(e.Newest))
	default:
		d.ok("database", "doctor.database.ok", "have", itoa(e.Schema))
	}
}

// sealingKey says where the key lies, and who can read it there.
func (d *doctor) sealingKey(context.Context) {
	abs, err := d.c.name()
	if err != nil {
		d.failed("key", err)
		return
	}
	here, err := d.c.here()
	if err != nil {
		d.failed("key", err)
		return
	}
	if _, err := readKey(filepath.Join(here, demoKeyFile)); err == nil {
		d.ok("key", "doctor.key.demonstration")
		return
	}
	if text, err := keyring.Get(keychainService, abs); err == nil {
		if _, err := base64.StdEncoding.DecodeString(text); err != nil {
			d.wrong("key", "doctor.key.damaged", "where", d.w.Words.Say("doctor.key.keychain"))
			return
		}
		d.ok("key", "doctor.key.ok", "where", d.w.Words.Say("doctor.key.keychain"))
		return
	}
	path, err := keyFile(abs)
	if err != nil {
		d.failed("key", err)
		return
	}
	info, err := os.Stat(path)
	switch _, unread := readKey(path); {
	case errors.Is(err, fs.ErrNotExist):
		if storage.Exists(d.c.Data) {
			d.wrong("key", "doctor.key.none", "file", path)
		} else {
			d.add("key", NotLooked, "doctor.database.none")
		}
	case err != nil || unread != nil:
		d.wrong("key", "doctor.key.damaged", "where", path)
	case open(info):
		d.wrong("key", "doctor.key.open", "file", path)
	case inside(here, path):
		d.wrong("key", "doctor.key.inside", "file", path)
	default:
		d.ok("key", "doctor.key.file", "file", path)
	}
}

// leftovers: what work that was cut off has left behind.
func (d *doctor) leftovers(context.Context) {
	here, err := d.c.here()
	if err != nil {
		d.failed("leftovers", err)
		return
	}
	var found []string
	old := func(path string) bool {
		info, err := os.Lstat(path)
		return err == nil && d.w.clock().Sub(info.ModTime()) > abandonedWork
	}
	for _, pattern := range []string{
		filepath.Join(here, "incoming", "*"), filepath.Join(here, "backup-*"), filepath.Join(filepath.Dir(filepath.Clean(here)), ".restore-*"),
	} {
		paths, err := filepath.Glob(pattern) // a fixed pattern, but for a folder's name
		if err != nil {
			continue
		}
		for _, p := range paths {
			if old(p) {
				found = append(found, p)
			}
		}
	}
	if len(found) > 0 {
		d.attention("leftovers", "doctor.leftovers.found", "count", itoa(len(found)), "first", found[0])
		return
	}
	d.ok("leftovers", "doctor.leftovers.ok")
}
