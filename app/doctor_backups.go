package app

import (
	"context"
	"time"
)

// A day's backup may be missed over a weekend; a fortnight's may not.
const (
	missedDays = 3
	tooOldDays = 14
)

func (d *doctor) backups(context.Context) {
	if d.c.Settings == "" {
		d.add("backups", NotLooked, "doctor.memory.nowhere")
		return
	}
	set, found, err := d.a.Daily()
	switch {
	case err != nil:
		d.failed("backups", err)
		return
	case !found:
		d.attention("backups", "doctor.backups.none")
		return
	}
	made, err := madeIn(set.Folder)
	if err != nil {
		d.attention("backups", "doctor.backups.nofolder", "folder", set.Folder)
		return
	}
	now := d.w.Now()
	if len(made) == 0 {
		d.attention("backups", "doctor.backups.nevermade", "folder", set.Folder)
	} else {
		last := made[len(made)-1]
		days := int(now.Sub(last) / (24 * time.Hour))
		args := []string{"last", last.Format("2006-01-02 15:04"), "days", itoa(max(days, 0)), "folder", set.Folder}
		switch {
		case days > tooOldDays:
			d.wrong("backups", "doctor.backups.old", args...)
		case days > missedDays:
			d.attention("backups", "doctor.backups.missed", args...)
		default:
			d.ok("backups", "doctor.backups.ok", args...)
		}
	}
	data, err := d.volume(d.c.Data)
	to, terr := d.volume(set.Folder)
	if err == nil && terr == nil && data.Device != "" && data.Device == to.Device {
		d.attention("backups", "doctor.backups.samedisk", "folder", set.Folder)
	}
}
