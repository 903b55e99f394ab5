package disk_test

import (
	"path/filepath"
	"testing"

	"shenqian/app/disk"
)

func TestTheDiskUnderAFolder(t *testing.T) {
	dir := t.TempDir()
	a, err := disk.Of(dir)
	if err != nil || a.Free == 0 || a.Device == "" {
		t.Fatalf("%+v %v", a, err)
	}
	b, err := disk.Of(filepath.Dir(dir))
	if err != nil || b.Device != a.Device {
		t.Fatalf("%+v %+v %v", a, b, err)
	}
	if _, err := disk.Of(filepath.Join(dir, "none")); err == nil {
		t.Fatal("a folder that isn't there")
	}
}
