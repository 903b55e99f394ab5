package typeset

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/typeset/truetype"
)

// FontFile is a TrueType font with glyf outlines. Name becomes the font's name
// in the PDF file.
type FontFile struct {
	Name string
	Data []byte
}

// Fonts are the font files by the part they play. Song (titles), FangSong
// (body) and Latin must be there; what else is missing is replaced by these.
// A character its font lacks is taken from the others, then from Fallback.
type Fonts struct {
	Song, FangSong, Kai, Hei, Latin FontFile
	SongRegular                     FontFile // public copies; punctuation of all Song and FangSong text
	LatinBold                       FontFile // digits in titles
	Fallback                        []FontFile
}

// role is the part a font plays.
type role int

const (
	song role = iota
	fangSong
	kai
	hei
	songRegular
	roleCount
)

// Kit is the fonts of all documents. It is only read, so goroutines share it.
type Kit struct {
	faces  []*face
	chains [roleCount]chain
	looks  [2][styleCount]look
}

// face is one font file.
type face struct {
	*truetype.Font
	name string
	sum  string
	// smaller is the face with its glyphs at rareSize, -1 for such a face.
	smaller int
}

// chain is the order in which a role's characters are looked for; entries are
// indexes of Kit.faces.
type chain struct {
	latin  int   // for letters and digits
	marks  int   // for Chinese punctuation
	dashes int   // for —, which must fill its width so that —— is one stroke
	han    []int // for everything, the first being the role's own font
}

// NewKit reads the fonts.
func NewKit(f Fonts) (*Kit, error) {
	k := &Kit{looks: [2][styleCount]look{looks(Ruling), looks(Online)}}
	var err error
	add := func(file FontFile, instead int) int {
		if err != nil || file.Data == nil {
			return instead
		}
		for i, have := range k.faces {
			if have.name == fontName(file.Name) {
				return i
			}
		}
		var parsed *truetype.Font
		if parsed, err = truetype.Parse(file.Data); err != nil {
			code := "typeset.font"
			if errors.Is(err, truetype.ErrRestricted) {
				code = "typeset.font.restricted"
			}
			err = fault.Wrap(err, code, "font", file.Name)
			return instead
		}
		sum := sha256.Sum256(file.Data)
		k.faces = append(k.faces, &face{parsed, fontName(file.Name), hex.EncodeToString(sum[:]), -1})
		return len(k.faces) - 1
	}
	for _, need := range []struct {
		role string
		file FontFile
	}{{"Song", f.Song}, {"FangSong", f.FangSong}, {"Latin", f.Latin}} {
		if need.file.Data == nil {
			return nil, fault.New("typeset.font.none", "role", need.role)
		}
	}
	fang := add(f.FangSong, 0)
	title := add(f.Song, 0)
	latin := add(f.Latin, 0)
	regular := add(f.SongRegular, fang)
	kaiFace := add(f.Kai, fang)
	heiFace := add(f.Hei, title)
	bold := add(f.LatinBold, latin)
	// Next to 仿宋 a light 楷体 looks least strange; next to 宋体 and 黑体 宋体.
	rest := []int{kaiFace, regular, title, heiFace, fang, latin}
	for _, file := range f.Fallback {
		if i := add(file, -1); i >= 0 {
			rest = append(rest, i)
		}
	}
	if err != nil {
		return nil, err
	}
	dash := regular
	if f := k.faces[fang]; f.Advance(f.Glyph('—')) == 1000 {
		dash = fang
	}
	k.chains = [roleCount]chain{
		song:        {bold, title, dash, unique(append([]int{title, regular, heiFace}, rest...))},
		fangSong:    {latin, regular, dash, unique(append([]int{fang, kaiFace, regular}, rest...))},
		kai:         {latin, kaiFace, kaiFace, unique(append([]int{kaiFace, regular}, rest...))},
		hei:         {heiFace, heiFace, heiFace, unique(append([]int{heiFace, title, regular}, rest...))},
		songRegular: {latin, regular, dash, unique(append([]int{regular, kaiFace}, rest...))},
	}
	for i, f := range k.faces[:len(k.faces):len(k.faces)] {
		f.smaller = len(k.faces)
		k.faces = append(k.faces, &face{k.faces[i].Smaller(rareSize), f.name, f.sum, -1})
	}
	return k, nil
}

// Missing returns the characters of text that cannot be printed: those no font
// has, and private-use, invisible and control characters.
func (k *Kit) Missing(text string) []rune {
	var out []rune
	seen := map[rune]bool{}
	for _, r := range text {
		if seen[r] || r == '\n' || isSpace(r) {
			continue
		}
		seen[r] = true
		if _, ok := k.find(fangSong, r); !ok {
			out = append(out, r)
		}
	}
	return out
}

func unique(in []int) []int {
	var out []int
	seen := map[int]bool{}
	for _, i := range in {
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	return out
}

// fontName keeps what may stand in a PDF name without escapes.
func fontName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
	if s == "" {
		return "Font"
	}
	return s
}
