package typeset

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

// fontFile reads one of the fonts the program ships.
func fontFile(t testing.TB, name string) FontFile {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "packaging", "fonts", name+".ttf.zst"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if b, err = z.DecodeAll(b, nil); err != nil {
		t.Fatal(err)
	}
	return FontFile{name, b}
}

var kitOnce struct {
	sync.Once
	kit *Kit
}

// testKit is the kit the program uses.
func testKit(t testing.TB) *Kit {
	t.Helper()
	kitOnce.Do(func() {
		k, err := NewKit(Fonts{
			Song:        fontFile(t, "NotoSerifSC-Bold"),
			SongRegular: fontFile(t, "NotoSerifSC-Regular"),
			FangSong:    fontFile(t, "FandolFang-Regular"),
			Kai:         fontFile(t, "LXGWWenKai-Light"),
			Hei:         fontFile(t, "NotoSansSC-Regular"),
			Latin:       fontFile(t, "LiberationSerif-Regular"),
			LatinBold:   fontFile(t, "LiberationSerif-Bold"),
		})
		if err != nil {
			t.Fatal(err)
		}
		kitOnce.kit = k
	})
	if kitOnce.kit == nil {
		t.Fatal("no kit")
	}
	return kitOnce.kit
}

var testTime = time.Date(2021, 1, 25, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))
