// Package disk tells of the disk a folder lies on: how much room is left,
// whether it is a network share, and whether two folders share one.
package disk

// Info is what is known of the disk under a folder.
type Info struct {
	Free uint64 // bytes that this user may still write
	// Network is the kind of network share (NFS, SMB …), "" for a disk of this
	// machine.
	Network string
	// Device tells disks apart: two folders with the same one lie on one disk,
	// or on one part of it. "" if the system doesn't say.
	Device string
}
