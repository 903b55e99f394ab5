package disk

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// networks are the file systems of linux/magic.h (and, for the last three, of
// their own sources) whose files lie on another machine. SQLite's locks do not
// hold there.
var networks = map[uint32]string{
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "SMB", unix.SMB2_SUPER_MAGIC: "SMB",
	unix.AFS_SUPER_MAGIC: "AFS", unix.CODA_SUPER_MAGIC: "Coda", unix.V9FS_MAGIC: "9P", 0x00C36400: "Ceph", 0x0BD00BD0: "Lustre", 0x013111A8: "IBRIX",
}

// Of tells of the disk under a path that is there.
func Of(path string) (Info, error) {
	var fs unix.Statfs_t
	if err := unix.Statfs(path, &fs); err != nil {
		return Info{}, err
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return Info{}, err
	}
	return Info{Free: fs.Bavail * uint64(fs.Bsize), Network: networks[uint32(fs.Type)], Device: fmt.Sprint(st.Dev)}, nil
}
