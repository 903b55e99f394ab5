package truetype

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func shipped(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../../packaging/fonts/" + name + ".ttf.zst")
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
	return b
}

func TestASubsetHasTheGlyphsOfTheFont(t *testing.T) {
	f, err := Parse(shipped(t, "LiberationSerif-Regular"))
	if err != nil {
		t.Fatal(err)
	}
	glyphs := []uint16{0}
	for _, r := range "Aé3Å" { // é and Å are composite
		glyphs = append(glyphs, f.Glyph(r))
	}
	sub := f.Subset(glyphs)
	if checksum(sub) != 0xB1B0AFBA {
		t.Errorf("the checksum is %08X", checksum(sub))
	}
	g, err := Parse(withCmap(sub))
	if err != nil {
		t.Fatal(err)
	}
	if g.glyphs <= len(glyphs) {
		t.Errorf("%d glyphs: the parts of é and Å are not there", g.glyphs)
	}
	for i, old := range glyphs {
		if g.Advance(uint16(i)) != f.Advance(old) || len(g.outline(uint16(i))) < len(f.outline(old)) {
			t.Errorf("glyph %d differs", i)
		}
	}
}

func TestAnOutlineFillsTheBoxThatTheFontStates(t *testing.T) {
	for name, text := range map[string]string{"LiberationSerif-Regular": "Aé3Å&@", "NotoSerifSC-Bold": "院示国。"} {
		f, err := Parse(shipped(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range text {
			g := f.Glyph(r)
			path, err := f.Path(g)
			if err != nil || len(path) == 0 {
				t.Fatalf("%c: %v", r, err)
			}
			box := [4]float64{1e9, 1e9, -1e9, -1e9}
			for _, c := range path {
				for _, p := range c {
					box = [4]float64{min(box[0], p.X), min(box[1], p.Y), max(box[2], p.X), max(box[3], p.Y)}
				}
			}
			d := f.outline(g)
			for i := range box {
				// A control point may lie a little beyond the curve.
				if want := float64(int16(be.Uint16(d[2+2*i:]))); box[i] < want-25 || box[i] > want+25 {
					t.Errorf("%s, %c: %v, side %d should be %v", name, r, box, i, want)
				}
			}
		}
		if path, err := f.Path(f.Glyph(' ')); err != nil || len(path) != 0 {
			t.Errorf("a space has the outline %v, %v", path, err)
		}
	}
}

func TestADamagedFontIsAnErrorNotAPanic(t *testing.T) {
	good := shipped(t, "LiberationSerif-Regular")
	for n := 0; n < len(good); n += 4099 {
		if _, err := Parse(good[:n]); err == nil {
			t.Fatalf("a font cut off at %d is taken", n)
		}
	}
	small := smallFont(t, good)
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		bad := append([]byte(nil), small...)
		for range 1 + r.IntN(4) {
			bad[r.IntN(len(bad))] = byte(r.IntN(256))
		}
		use(bad)
	}
}

// smallFont is a font of two characters, quick to read.
func smallFont(t testing.TB, file []byte) []byte {
	f, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	return withCmap(f.Subset([]uint16{0, f.Glyph('A'), f.Glyph(0xE9)}))
}

// withCmap gives a subset the empty Unicode cmap it has no need of in a PDF.
func withCmap(sub []byte) []byte {
	tables := map[string][]byte{}
	for i := range int(be.Uint16(sub[4:])) {
		r := sub[12+16*i:]
		tables[string(r[:4])] = sub[be.Uint32(r[8:]) : be.Uint32(r[8:])+be.Uint32(r[12:])]
	}
	cmap := make([]byte, 12+16)
	be.PutUint16(cmap[2:], 1)
	be.PutUint16(cmap[4:], 3)
	be.PutUint16(cmap[6:], 10)
	be.PutUint32(cmap[8:], 12)
	be.PutUint16(cmap[12:], 12)
	tables["cmap"] = cmap
	return assemble(tables)
}

// use does with a font what typesetting does.
func use(b []byte) {
	f, err := Parse(b)
	if err != nil {
		return
	}
	glyphs := []uint16{0}
	for _, r := range "Aé中𬶋" {
		g := f.Glyph(r)
		f.Advance(g)
		if path, err := f.Path(g); err != nil && path != nil {
			panic("half an outline")
		}
		glyphs = append(glyphs, g)
	}
	f.Subset(glyphs)
}

func FuzzParse(f *testing.F) {
	f.Add(smallFont(f, shipped(f, "LiberationSerif-Regular")))
	f.Fuzz(func(_ *testing.T, b []byte) { use(b) })
}
