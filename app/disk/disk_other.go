//go:build !linux && !windows

package disk

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Of tells of the disk under a path that is there. Whether it is a network
// share isn't known here.
func Of(path string) (Info, error) {
	var fs unix.Statfs_t
	if err := unix.Statfs(path, &fs); err != nil {
		return Info{}, err
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return Info{}, err
	}
	return Info{Free: uint64(fs.Bavail) * uint64(fs.Bsize), Device: fmt.Sprint(st.Dev)}, nil
}
