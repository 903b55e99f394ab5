package disk

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// Of tells of the disk under a path that is there.
func Of(path string) (Info, error) {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return Info{}, err
	}
	var info Info
	if err := windows.GetDiskFreeSpaceEx(p, &info.Free, nil, nil); err != nil {
		return Info{}, err
	}
	root := make([]uint16, windows.MAX_PATH+1)
	if err := windows.GetVolumePathName(p, &root[0], uint32(len(root))); err != nil {
		return Info{}, err
	}
	if windows.GetDriveType(&root[0]) == windows.DRIVE_REMOTE {
		info.Network = "SMB"
	}
	var serial uint32
	if windows.GetVolumeInformation(&root[0], nil, 0, &serial, nil, nil, nil, 0) == nil {
		info.Device = fmt.Sprint(serial)
	}
	return info, nil
}
